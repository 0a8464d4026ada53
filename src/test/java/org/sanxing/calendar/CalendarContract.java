package org.sanxing.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The calendar in the whole application, and what follows from a change of it. */
abstract class CalendarContract {

    private static final List<Integer> TRIED = List.of(2027, 2031);

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private CalendarDays days;

    @Autowired
    private CalendarYears years;

    @Autowired
    private KeepCalendar keep;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aDayThatIsKnown() {
        this.clock.set(MovableClock.START);
    }

    /** Others share this application. */
    @AfterEach
    void asItWas() {
        this.clock.set(MovableClock.START);
        for (int year : TRIED) {
            if (this.calendar.isKnown(year)) {
                assertThat(admin().delete("/calendar/" + year).status()).isEqualTo(204);
            }
        }
        for (int year : ShippedHolidays.YEARS) {
            admin().put("/calendar/" + year, body(ShippedHolidays.of(year))).ok();
        }
    }

    @Test
    void aYearIsKnownOnceItIsEntered() {
        LocalDate newYear = LocalDate.of(2031, 1, 1);
        JsonNode before = this.office.as("staff1").get("/calendar/2031").ok();
        assertThat(before.path("known").asBoolean()).isFalse();
        assertThat(this.calendar.isWorkingDay(newYear)).isTrue();
        int workingDays = before.path("workingDays").asInt();

        Office.Answer saved = admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-01", false))));

        assertThat(saved.ok().path("workingDays").asInt()).isEqualTo(workingDays - 1);
        assertThat(saved.header("ETag")).isEqualTo("\"" + saved.json().path("revision").asInt() + "\"");
        assertThat(this.office.as("auditor").get("/calendar/2031").ok().path("days")).hasSize(1);
        assertThat(this.calendar.isKnown(2031)).isTrue();
        assertThat(this.calendar.isWorkingDay(newYear)).isFalse();
        JsonNode event = this.office.as("auditor")
            .get("/audit/events?action=calendarChanged&actor=sysadmin")
            .ok()
            .path("items")
            .get(0);
        assertThat(event.path("objectId").asString()).isEqualTo("2031");
        assertThat(event.path("detail").toString()).contains("2031-01-01 元旦");
    }

    @Test
    void onlyTheSystemAdministratorChangesIt() {
        for (String account : List.of("staff1", "leader1", "secretary1", "auditor", "secadmin")) {
            Office.Caller caller = this.office.as(account);
            caller.put("/calendar/2031", Map.of("days", List.of(day("2031-01-01", false))))
                .refused(403, "calendar-administrator-only");
            caller.delete("/calendar/2026").refused(403, "calendar-administrator-only");
            caller.post("/calendar/2026/undo", null).refused(403, "calendar-administrator-only");
            caller.post("/calendar/2031/preview", Map.of("text", "")).refused(403, "calendar-administrator-only");
            assertThat(caller.get("/calendar/2026").ok().path("workingDays").asInt()).isEqualTo(248);
        }
        assertThat(this.calendar.isKnown(2031)).isFalse();
    }

    @Test
    void namesWhatIsWrongWithADay() {
        assertThat(admin().put("/calendar/2031", Map.of("days", List.of(day("2030-01-01", false)))).invalidFields())
            .containsExactly("days[0].date");
        assertThat(admin().put("/calendar/2031", Map.of("days", List.of())).invalidFields()).containsExactly("days");
        admin().put("/calendar/2031", "{\"days\":[{\"date\":\"2031-02-30\"}]}").refused(400);
        admin().put("/calendar/2101", Map.of("days", List.of())).refused(404, "calendar-year-not-found");
        assertThat(this.calendar.isKnown(2031)).isFalse();
    }

    @Test
    void whoSawAnOlderTableIsToldWhoChangedIt() {
        int seen = revision(2031);
        admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-01", false))), "If-Match", "\"" + seen + "\"")
            .ok();
        for (Office.Answer late : List.of(
                admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-02", false))), "If-Match",
                        "\"" + seen + "\""),
                admin().send(HttpMethod.DELETE, "/calendar/2031", null, "If-Match", "\"" + seen + "\""),
                admin().post("/calendar/2031/undo", null, "If-Match", "\"" + seen + "\""))) {
            JsonNode problem = late.refused(409, "calendar-changed");
            assertThat(problem.path("actor").path("account").asString()).isEqualTo("sysadmin");
            assertThat(problem.path("at").asString()).isNotBlank();
        }
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 1, 1))).isFalse();
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 1, 2))).isTrue();
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        int seen = revision(2031);
        int callers = 6;
        CyclicBarrier together = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Office.Answer>> answers = new ArrayList<>();
            for (int caller = 1; caller <= callers; caller++) {
                Map<String, Object> body = Map.of("days", List.of(day("2031-01-0" + caller, false)));
                answers.add(threads.submit(() -> {
                    together.await();
                    return admin().put("/calendar/2031", body, "If-Match", "\"" + seen + "\"");
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Office.Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        }
        finally {
            threads.shutdown();
        }
        assertThat(revision(2031)).isEqualTo(seen + 1);
        assertThat(this.years.get(2031).table().days()).hasSize(1);
    }

    @Test
    void theSameTableAgainIsNoChange() {
        Map<String, Object> body = Map.of("days", List.of(day("2031-01-01", false)));
        int revision = admin().put("/calendar/2031", body).ok().path("revision").asInt();
        assertThat(admin().put("/calendar/2031", body).ok().path("revision").asInt()).isEqualTo(revision);
    }

    @Test
    void takesBackOneStep() {
        admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-01", false)))).ok();
        admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-02", false)))).ok();
        JsonNode undone = admin().post("/calendar/2031/undo", null).ok();
        assertThat(undone.path("days").get(0).path("date").asString()).isEqualTo("2031-01-01");
        admin().post("/calendar/2031/undo", null).refused(409, "calendar-nothing-to-undo");

        assertThat(admin().delete("/calendar/2031").status()).isEqualTo(204);
        assertThat(this.calendar.isKnown(2031)).isFalse();
        admin().delete("/calendar/2031").refused(404, "calendar-year-not-found");
        admin().post("/calendar/2031/undo", null).ok();
        assertThat(this.calendar.isKnown(2031)).isTrue();
    }

    @Test
    void nobodyElseSeesAChangeBeforeItIsCommitted() throws Exception {
        LocalDate day = LocalDate.of(2031, 3, 3);
        YearTable table = new YearTable(2031, List.of(new CalendarDay(day, false, "x")));
        new TransactionTemplate(this.transactions).executeWithoutResult((status) -> {
            this.keep.enter("sysadmin", table, null);
            assertThat(this.calendar.isWorkingDay(day)).isFalse();
            assertThat(CompletableFuture.supplyAsync(() -> this.calendar.isWorkingDay(day)).join()).isTrue();
            status.setRollbackOnly();
        });
        assertThat(this.calendar.isWorkingDay(day)).isTrue();
        assertThat(this.calendar.isKnown(2031)).isFalse();
        this.days.refresh();
        assertThat(this.calendar.isKnown(2031)).isFalse();
    }

    @Test
    void anotherNodeFollows() {
        CalendarDays other = node();
        admin().put("/calendar/2031", Map.of("days", List.of(day("2031-01-01", false)))).ok();
        assertThat(other.current().years()).doesNotContain(2031);
        // Whoever counts a deadline there does not wait for that node to look.
        Set<Integer> counted = new TransactionTemplate(this.transactions).execute((status) -> other.certain().years());
        assertThat(counted).contains(2031);
        other.look();
        assertThat(other.current().years()).contains(2031);
        assertThat(other.current()).isEqualTo(this.days.current());
    }

    @Test
    void aRestartKeepsWhatAnAdministratorChanged() {
        YearTable other = new YearTable(2025, ShippedHolidays.of(2025)).with(LocalDate.of(2025, 12, 31),
                new CalendarDay(LocalDate.of(2025, 12, 31), false, "停电"));
        admin().put("/calendar/2025", body(other.days())).ok();
        CalendarDays restarted = node();
        restarted.addWhatShipsSince();
        assertThat(restarted.current().days()).containsKey(LocalDate.of(2025, 12, 31));
        assertThat(this.years.get(2025).table()).isEqualTo(other);

        assertThat(admin().delete("/calendar/2025").status()).isEqualTo(204);
        restarted = node();
        restarted.addWhatShipsSince();
        assertThat(restarted.current().years()).doesNotContain(2025).contains(2026);
    }

    @Test
    void aYearThatCameWithANewVersionIsToldLikeAnyOther() {
        this.jdbc.sql("delete from calendar_day where calendar_date between ? and ?")
            .params(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31))
            .update();
        this.jdbc.sql("delete from calendar_year where year_number = 2025").update();
        CalendarDays upgraded = node();
        assertThat(upgraded.current().years()).doesNotContain(2025);
        upgraded.addWhatShipsSince();
        assertThat(upgraded.current().years()).contains(2025);
        JsonNode event = this.office.as("auditor")
            .get("/audit/events?action=calendarChanged&actor=system")
            .ok()
            .path("items")
            .get(0);
        assertThat(event.path("objectId").asString()).isEqualTo("2025");
        this.days.refresh();
    }

    /** A medium deadline: 2026-11-12 and three months is the Friday 2027-02-12. */
    @Test
    void countsTheDeadlinesOfOpenEntriesAgain() {
        this.clock.set(java.time.Instant.parse("2026-11-12T02:00:00Z"));
        String entry = entry("medium");
        assertThat(dates(entry)).containsExactly("2027-02-12");
        String festival = "春节 2027-02-05 至 2027-02-12 放假；2027-02-13、2027-02-20 上班";
        JsonNode preview = admin().post("/calendar/2027/preview", Map.of("text", festival)).ok();
        assertThat(preview.path("notUnderstood")).isEmpty();
        int moved = preview.path("deadlinesMoved").asInt();
        assertThat(moved).isPositive();
        assertThat(dates(entry)).as("nothing moves by looking").containsExactly("2027-02-12");
        long told = toldOfMoves("staff1");

        admin().put("/calendar/2027", Map.of("days", preview.path("days"))).ok();

        assertThat(dates(entry)).containsExactly("2027-02-12", "2027-02-13");
        assertThat(toldOfMoves("staff1")).as("told who has it").isGreaterThan(told);
        JsonNode file = this.office.as("staff1").get("/ledger/entries/" + entry).ok();
        assertThat(file.path("dueOn").asString()).isEqualTo("2027-02-13");
        assertThat(file.path("deadlines").get(1).path("reason").asString()).isEqualTo("recalculated");
        JsonNode last = this.office.as("auditor").get("/cases/" + entry + "/trace").ok().path("events");
        last = last.get(last.size() - 1);
        assertThat(last.path("action").asString()).isEqualTo("deadlineRecalculated");
        assertThat(last.path("actor").toString()).contains("system");
        assertThat(this.office.as("staff1").page("/ledger/" + entry).html()).contains("工作日历变动后重新计算");

        admin().delete("/calendar/2027");
        assertThat(dates(entry)).containsExactly("2027-02-12", "2027-02-13", "2027-02-12");
        JsonNode verification = this.office.as("auditor").post("/audit/verification", null).ok();
        assertThat(verification.path("ok").asBoolean()).as("%s", verification).isTrue();
    }

    private long toldOfMoves(String account) {
        return this.office.as(account)
            .notices()
            .stream()
            .filter((notice) -> notice.path("event").asString().matches("deadlines?Moved"))
            .count();
    }

    @Test
    void leavesDeadlinesThatDoNotTouchTheYear() {
        this.clock.set(java.time.Instant.parse("2026-11-12T02:00:00Z"));
        String entry = entry("short");
        assertThat(dates(entry)).hasSize(1);
        admin().put("/calendar/2027", Map.of("days", List.of(day("2027-01-01", false)))).ok();
        admin()
            .put("/calendar/2025",
                    body(new YearTable(2025, ShippedHolidays.of(2025)).with(LocalDate.of(2025, 1, 1), null).days()))
            .ok();
        assertThat(dates(entry)).hasSize(1);
    }

    @Test
    void aDateThatSomebodySetStays() {
        this.clock.set(java.time.Instant.parse("2026-11-12T02:00:00Z"));
        String entry = entry("medium");
        this.jdbc.sql("update ledger_deadline set reason = 'extension' where entry_id = ?").param(entry).update();
        admin().put("/calendar/2027", Map.of("days", List.of(day("2027-02-12", false)))).ok();
        assertThat(dates(entry)).containsExactly("2027-02-12");
        // Else the page of the entry, which others open, has no word for it.
        this.jdbc.sql("update ledger_deadline set reason = 'registered' where entry_id = ?").param(entry).update();
    }

    @Test
    void countsForScripts() {
        Office.Caller anybody = this.office.as("staff3");
        JsonNode answer = anybody.get("/calendar/working-days?from=2026-02-13&days=2").ok();
        assertThat(answer.path("to").asString()).isEqualTo("2026-02-24");
        assertThat(answer.path("provisional").asBoolean()).isFalse();
        answer = anybody.get("/calendar/working-days?from=2026-12-30&to=2027-01-04").ok();
        assertThat(answer.path("workingDays").asInt()).isEqualTo(3);
        assertThat(answer.path("provisional").asBoolean()).isTrue();
        assertThat(anybody.get("/calendar/working-days").invalidFields()).containsExactly("days");
        assertThat(anybody.get("/calendar/working-days?days=3&to=2027-01-04").invalidFields()).containsExactly("days");
        assertThat(anybody.get("/calendar/working-days?days=-1").invalidFields()).containsExactly("days");
        assertThat(anybody.get("/calendar/working-days?days=99999").invalidFields()).containsExactly("days");
        assertThat(anybody.get("/calendar/working-days?from=0001-01-01&days=1").invalidFields())
            .containsExactly("from");
        anybody.get("/calendar/working-days?from=x&days=1").refused(400);
        anybody.get("/calendar/abc").refused(400);
    }

    /** An entry of staff1 with that deadline, registered today. */
    private String entry(String deadlineClass) {
        Materials.Material material = this.materials.accepted("staff1");
        String task = "/tasks/" + material.taskId();
        JsonNode proposed = this.office.as("secretary1").get(task).ok().path("data");
        proposed.path("entries")
            .forEach((row) -> ((tools.jackson.databind.node.ObjectNode) row).put("deadlineClass", deadlineClass));
        this.office.as("secretary1").post(task + "/complete", Map.of("data", proposed)).ok();
        return this.office.as("staff1")
            .get("/ledger/entries?reflectionId=" + material.id())
            .ok()
            .path("items")
            .get(0)
            .path("id")
            .asString();
    }

    private List<String> dates(String entry) {
        return this.office.as("staff1")
            .get("/ledger/entries/" + entry)
            .ok()
            .path("deadlines")
            .valueStream()
            .map((deadline) -> deadline.path("dueOn").asString())
            .toList();
    }

    private CalendarDays node() {
        CalendarDays node = new CalendarDays(this.years, this.transactions, this.events, Clock.systemUTC(), true);
        node.afterPropertiesSet();
        return node;
    }

    private Office.Caller admin() {
        return this.office.as("sysadmin");
    }

    private int revision(int year) {
        return admin().get("/calendar/" + year).ok().path("revision").asInt();
    }

    private static Map<String, Object> day(String date, boolean working) {
        return Map.of("date", date, "working", working, "name", "元旦");
    }

    private static Map<String, Object> body(List<CalendarDay> days) {
        return Map.of("days",
                days.stream()
                    .map((day) -> Map.of("date", day.date().toString(), "working", day.working(), "name", day.name()))
                    .toList());
    }

}
