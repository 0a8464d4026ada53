package org.sanxing.reflection.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Leftovers;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.tasks.list.Sweep;
import org.sanxing.workflow.CaseHistory.Visit;
import org.sanxing.workflow.CaseHistory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reminders and escalations: review 3, revision 5, registration 5 working days, a
 * reminder on the morning of the working day before. Each test begins on Monday, 23
 * November 2026, ten in the morning.
 */
@ApplicationTest
class ReviewDeadlineTests {

    /** Nine in the morning of Wednesday, to the second, for what is due on Thursday. */
    private static final Instant REVIEW_REMINDER = Instant.parse("2026-11-25T00:59:59Z");

    /** The end of Thursday. */
    private static final Instant REVIEW_DUE = Instant.parse("2026-11-26T15:59:59Z");

    /** For what is due on Monday, 30 November. */
    private static final Instant FIVE_DAYS_REMINDER = Instant.parse("2026-11-27T00:59:59Z");

    private static final Instant FIVE_DAYS_DUE = Instant.parse("2026-11-30T15:59:59Z");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CaseHistory history;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private void sweepAt(Instant moment) {
        this.clock.set(moment);
        Sweep.run(this.context);
    }

    /** How often the case went through an element. */
    private long visits(Material material, String element) {
        return this.history.of(material.id())
            .orElseThrow()
            .visits()
            .stream()
            .map(Visit::elementId)
            .filter(element::equals)
            .count();
    }

    /**
     * Looks through all pages: other tests have moved the clock and sent messages of
     * their own.
     */
    private List<String> told(Material material, String account) {
        List<String> events = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = this.office.as(account).get("/notifications?limit=200&cursor=" + cursor).ok();
            page.path("items")
                .valueStream()
                .filter((message) -> message.path("link").asString().contains(material.id()))
                .map((message) -> message.path("event").asString())
                .filter((event) -> event.equals("reminded") || event.equals("escalated"))
                .forEach(events::add);
            cursor = page.path("next").isNull() ? "" : page.path("next").asString();
        }
        while (!cursor.isEmpty());
        return events;
    }

    private List<String> byTheSystem(Material material) {
        return this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .filter((event) -> event.path("actor").path("account").asString().equals("system"))
            .map((event) -> event.path("action").asString())
            .toList();
    }

    private void dueAt(Material material, Instant due) {
        assertThat(java.time.OffsetDateTime.parse(material.task().path("dueAt").asString()).toInstant()).isEqualTo(due);
    }

    /** Once and at the right instant, both; nobody decides for the absent. */
    private void isAnnounced(Material material, Instant reminder, Instant due, List<String> holders,
            List<String> superiors) {
        dueAt(material, due);
        String holder = material.holder();
        String id = material.taskId();
        sweepAt(reminder.minus(Duration.ofSeconds(1)));
        assertThat(visits(material, "Task_Remind")).isZero();
        sweepAt(reminder);
        assertThat(visits(material, "Task_Remind")).isOne();
        sweepAt(reminder.plus(Duration.ofHours(1)));
        sweepAt(due.minus(Duration.ofSeconds(1)));
        assertThat(visits(material, "Task_Remind")).isOne();
        assertThat(visits(material, "Task_Escalate")).isZero();
        sweepAt(due.plus(Duration.ofSeconds(1)));
        assertThat(visits(material, "Task_Escalate")).isOne();
        sweepAt(due.plus(Duration.ofDays(3)));
        assertThat(visits(material, "Task_Escalate")).isOne();
        holders.forEach((account) -> assertThat(told(material, account)).as(account).containsOnlyOnce("reminded"));
        superiors.forEach((account) -> assertThat(told(material, account)).as(account).containsOnlyOnce("escalated"));
        assertThat(byTheSystem(material)).endsWith("reminded", "escalated");
        assertThat(material.taskId()).as("the task").isEqualTo(id);
        assertThat(material.holder()).as("who has it").isEqualTo(holder);
    }

    @Test
    void aReviewIsRemindedOfAndThenReported() {
        Material material = this.materials.inReview("staff1");
        isAnnounced(material, REVIEW_REMINDER, REVIEW_DUE, List.of("head1"), List.of("supervisor1", "secretary1"));
        assertThat(told(material, "head1")).containsExactly("reminded");
        assertThat(told(material, "staff1")).isEmpty();
        assertThat(told(material, "leader1")).isEmpty();
        assertThat(this.office.as("head1")
            .get("/tasks?view=todo&campaignId=" + material.campaign().id())
            .ok()
            .path("items")
            .path(0)
            .path("overdue")
            .asBoolean()).isTrue();
        material.approve();
        assertThat(material.holder()).isEqualTo("supervisor1");
    }

    @Test
    void theLastLevelIsReportedToThePartySecretary() {
        Material material = this.materials.inReview("staff3").approve();
        isAnnounced(material, REVIEW_REMINDER, REVIEW_DUE, List.of("supervisor2"), List.of("leader1", "secretary2"));
    }

    @Test
    void aRevisionIsRemindedOfAndThenReported() {
        Material material = this.materials.returned("staff1");
        isAnnounced(material, FIVE_DAYS_REMINDER, FIVE_DAYS_DUE, List.of("staff1"), List.of("secretary1"));
        assertThat(told(material, "staff1")).containsExactly("reminded");
        material.submit();
    }

    @Test
    void aRegistrationIsRemindedOfAndThenReported() {
        Material material = this.materials.accepted("staff3");
        isAnnounced(material, FIVE_DAYS_REMINDER, FIVE_DAYS_DUE, List.of("secretary2", "organiser2", "discipline2"),
                List.of("leader1", "secretary2"));
        material.register("discipline2");
    }

    @Test
    void remindersComeAgainForTheNewTaskAfterAReturn() {
        Material material = this.materials.inReview("staff1");
        sweepAt(REVIEW_REMINDER);
        assertThat(visits(material, "Task_Remind")).isOne();
        material.giveBack("改").submit();
        // Wednesday: due on Monday, reminded of on Friday.
        dueAt(material, Instant.parse("2026-11-30T15:59:59Z"));
        sweepAt(Instant.parse("2026-11-27T00:59:58Z"));
        assertThat(visits(material, "Task_Remind")).isOne();
        sweepAt(Instant.parse("2026-11-27T00:59:59Z"));
        assertThat(visits(material, "Task_Remind")).isEqualTo(2);
        sweepAt(Instant.parse("2026-11-30T16:00:01Z"));
        assertThat(visits(material, "Task_Escalate")).isOne();
        assertThat(told(material, "head1")).containsExactly("reminded", "reminded");
    }

    @Test
    void nothingIsSaidOfATaskThatIsDone() {
        Consumer<Material> untouched = (material) -> {
            assertThat(visits(material, "Task_Remind")).isZero();
            assertThat(visits(material, "Task_Escalate")).isZero();
        };
        Material approved = this.materials.inReview("leader2").approve();
        Material withdrawn = this.materials.inReview("staff1").withdraw();
        sweepAt(REVIEW_DUE.plus(Duration.ofSeconds(1)));
        untouched.accept(approved);
        untouched.accept(withdrawn);
    }

    @Test
    void aWeekendAndAHolidayDoNotCount() {
        this.clock.set(Instant.parse("2026-09-23T02:00:00Z"));
        Material material = this.materials.inReview("staff1");
        // Thursday 24, then 25 to 27 September off, Monday 28, Tuesday 29.
        dueAt(material, Instant.parse("2026-09-29T15:59:59Z"));
        this.clock.set(Instant.parse("2026-10-08T02:00:00Z"));
        Material worked = this.materials.inReview("staff1");
        // Friday 9, the Saturday 10 that is worked, Monday 12 October.
        dueAt(worked, Instant.parse("2026-10-12T15:59:59Z"));
    }

}
