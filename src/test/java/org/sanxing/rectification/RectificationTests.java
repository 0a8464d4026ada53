package org.sanxing.rectification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Leftovers;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.attachment.Samples;
import org.sanxing.ledger.Entry;
import org.sanxing.tasks.Cases;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.workflow.CaseHistory.Visit;
import org.sanxing.workflow.CaseHistory;
import org.sanxing.workflow.CaseRepair;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Every path of {@code RectificationProcess.bpmn} and {@code ExtensionProcess.bpmn}. */
@Tag("thorough")
@ApplicationTest
class RectificationTests {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3", "leader4", "leader5");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private CaseHistory history;

    @Autowired
    private CaseRepair repair;

    @Autowired
    private AnnounceDeadlines announceDeadlines;

    @Autowired
    @Qualifier("restartRectification")
    private Cases cases;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private Entry entry(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
    }

    private long visits(Entry entry, String element) {
        return this.history.of(entry.id())
            .orElseThrow()
            .visits()
            .stream()
            .map(Visit::elementId)
            .filter(element::equals)
            .count();
    }

    private static List<String> texts(JsonNode list, String... path) {
        return list.valueStream().map((node) -> {
            JsonNode found = node;
            for (String step : path) {
                found = found.path(step);
            }
            return found.asString();
        }).toList();
    }

    @Test
    void goesFromRegistrationThroughARedoToItsClosing() {
        Entry entry = entry("staff1");
        assertThat(entry.state()).isEqualTo("rectifying");
        String task = entry.task("staff1", "rectify").orElseThrow();
        assertThat(this.office.as("staff1").get("/tasks/" + task).ok().path("dueAt").asString())
            .startsWith("2026-12-23");
        this.office.as("staff1")
            .put(entry.path() + "/measures",
                    Map.of("measures",
                            List.of(Map.of("text", "每周例会通报", "standard", "连续四周", "dueOn", "2026-12-10"),
                                    Map.of("text", "建立台账", "standard", "有制度", "dueOn", "2026-12-20", "state", "done"))))
            .ok();
        this.office.as("staff1").post(entry.path() + "/progress", Map.of("text", "已开三次例会", "percent", 60)).ok();
        assertThat(entry.complete("staff1", task, entry.filled("staff1", task, null)).invalidFields())
            .containsExactly("evidence");
        assertThat(
                entry.complete("staff1", task, Map.of("conclusion", " ", "evidence", List.of(), "checklist", List.of()))
                    .invalidFields())
            .as("all at once")
            .contains("conclusion", "evidence", "checklist");
        String file = entry.upload("staff1", "例会记录.docx");
        assertThat(entry.complete("staff1", task,
                Map.of("conclusion", "完成", "evidence", List.of(file), "checklist",
                        List.of(Map.of("item", "不存在的要求", "met", true))))
            .invalidFields()).contains("checklist[0].item", "checklist");
        entry.complete("staff1", task, entry.filled("staff1", task, file)).ok();
        assertThat(entry.state()).isEqualTo("verifying");
        assertThat(entry.task("staff1", "verifyRectification")).isEmpty();

        String verify = entry.task("secretary1", "verifyRectification").orElseThrow();
        assertThat(entry.complete("secretary1", verify, Map.of("decision", "redo")).invalidFields())
            .containsExactly("opinion");
        assertThat(
                entry.complete("secretary1", verify, Map.of("decision", "redo", "dueOn", "2026-11-22")).invalidFields())
            .as("all at once")
            .containsExactlyInAnyOrder("opinion", "dueOn");
        assertThat(entry
            .complete("secretary1", verify, Map.of("decision", "redo", "opinion", "不具体", "dueOn", "2026-11-22"))
            .invalidFields()).containsExactly("dueOn");
        entry.complete("secretary1", verify, Map.of("decision", "redo", "opinion", "不具体", "dueOn", "2026-12-30")).ok();
        JsonNode redone = entry.read();
        assertThat(redone.path("state").asString()).isEqualTo("rectifying");
        assertThat(redone.path("redoCount").asInt()).isOne();
        assertThat(redone.path("dueOn").asString()).isEqualTo("2026-12-30");
        assertThat(texts(redone.path("deadlines"), "dueOn")).containsExactly("2026-12-23", "2026-12-30");

        entry.request("staff1").pass("discipline1");
        assertThat(entry.state()).isEqualTo("voting");
        assertThat(entry.task("secretary1", "voteCloseOut")).isEmpty();
        entry.vote("leader1", "agree").ok();
        entry.vote("leader2", "disagree").ok();
        entry.vote("leader3", "agree").ok();
        assertThat(entry.state()).isEqualTo("voting");
        String late = entry.task("leader5", "voteCloseOut").orElseThrow();
        entry.vote("leader4", "agree").ok();
        JsonNode closed = entry.read();
        assertThat(closed.path("state").asString()).isEqualTo("closed");
        assertThat(closed.path("closings").path(0).path("daysLate").asInt()).isZero();
        assertThat(closed.path("closings").path(0).path("firstDueOn").asString()).isEqualTo("2026-12-23");
        assertThat(closed.path("votes").path(0).path("needed").asInt()).isEqualTo(3);
        assertThat(closed.path("requests").path(1).path("evidence").size()).isOne();
        assertThat(closed.path("measures").size()).isEqualTo(2);
        entry.complete("leader5", late, Map.of("vote", "agree")).refused(409, "task-already-completed");
        assertThat(entry.story()).containsSubsequence("opened system", "measuresConfirmed staff1",
                "progressReported staff1", "closeOutRequested staff1", "verified secretary1", "redone system",
                "closeOutRequested staff1", "verified discipline1", "voteCalled system", "voted leader1",
                "voted leader2", "voted leader3", "voted leader4", "voteDecided system", "closed system");
        assertThat(this.office.as("staff1").page("/ledger/" + entry.id()).html()).contains("例会记录.docx", "每周例会通报");
    }

    @Test
    void closeOutIsRefusedWhileAMeasureIsOpen() {
        Entry entry = entry("staff2");
        Office.Caller staff = this.office.as("staff2");
        String task = entry.task("staff2", "rectify").orElseThrow();
        Map<String, Object> filled = new LinkedHashMap<>(
                entry.filled("staff2", task, entry.upload("staff2", "记录.docx")));
        // As it is for who has not confirmed anything yet.
        this.jdbc
            .sql("delete from ledger_measure where set_id in (select id from ledger_measure_set where entry_id = ?)")
            .param(entry.id())
            .update();
        this.jdbc.sql("delete from ledger_measure_set where entry_id = ?").param(entry.id()).update();
        Office.Answer none = entry.complete("staff2", task, filled);
        assertThat(none.invalidFields()).containsExactly("measures");
        assertThat(none.text()).contains("还没有确认整改措施", "请先在问题档案中确认");

        Map<String, String> meeting = Entry.measure("每周例会通报", "连续四周", "2026-12-10", "open");
        Map<String, String> system = Entry.measure("改造系统", "上线", "2026-12-20", "dropped");
        assertThat(staff.put(entry.path() + "/measures", Map.of("measures", List.of(meeting, system))).invalidFields())
            .containsExactly("measures[1].reason");
        system.put("reason", "上级统一改造，不再单独实施");
        JsonNode confirmed = staff.put(entry.path() + "/measures", Map.of("measures", List.of(meeting, system))).ok();
        assertThat(texts(confirmed.path("measures"), "state")).containsExactly("open", "dropped");
        Office.Answer open = entry.complete("staff2", task, filled);
        assertThat(open.invalidFields()).containsExactly("measures[0]");
        assertThat(open.text()).contains("每周例会通报", "还在进行中", "标为已完成，不再实施的写明理由");
        assertThat(entry.state()).isEqualTo("rectifying");
        Office.Answer leftOut = staff.put(entry.path() + "/measures", Map.of("measures", List.of(system)));
        assertThat(leftOut.invalidFields()).containsExactly("measures");
        assertThat(leftOut.text()).contains("每周例会通报");

        assertThat(staff
            .submit("/ledger/" + entry.id() + "/measures", "measures[0].text", "每周例会通报", "measures[0].standard", "连续四周",
                    "measures[0].dueOn", "2026-12-10", "measures[0].state", "done", "measures[1].text", "改造系统",
                    "measures[1].standard", "上线", "measures[1].dueOn", "2026-12-20", "measures[1].state", "dropped",
                    "measures[1].reason", "上级统一改造，不再单独实施")
            .status()).isEqualTo(302);
        entry.complete("staff2", task, filled).ok();
        entry.pass("secretary1");
        String vote = entry.task("leader1", "voteCloseOut").orElseThrow();
        JsonNode measures = this.office.as("leader1").get("/tasks/" + vote).ok().path("measures");
        assertThat(texts(measures, "state")).containsExactly("done", "dropped");
        assertThat(this.office.as("leader1").page("/tasks/" + vote).html()).contains("每周例会通报", "已完成", "不再实施",
                "上级统一改造，不再单独实施");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void evidenceDatedInTheFutureIsRefused() {
        Entry entry = entry("staff2");
        String task = entry.task("staff2", "rectify").orElseThrow();
        String file = this.office.as("staff2")
            .upload("/attachments", "新制度.docx", Samples.docx("新制度"), "caseId", entry.id(), "effectiveOn", "2026-12-01")
            .ok()
            .path("id")
            .asString();
        Office.Answer refused = entry.complete("staff2", task, entry.filled("staff2", task, file));
        assertThat(refused.invalidFields()).containsExactly("evidence");
        assertThat(refused.text()).contains("新制度.docx", "2026-12-01");
        assertThat(entry.state()).isEqualTo("rectifying");
        this.clock.move(Duration.ofDays(9));
        entry.complete("staff2", task, entry.filled("staff2", task, file)).ok();
    }

    /** What was asked for before measures had to be done goes on to its vote. */
    @Test
    void anEntryThatWasAskedForWithOpenMeasuresGoesOn() {
        Entry entry = entry("staff2").request("staff2");
        this.jdbc.sql(
                "update ledger_measure set done = false where set_id in (select id from ledger_measure_set where entry_id = ?)")
            .param(entry.id())
            .update();
        entry.pass("secretary1");
        String vote = entry.task("leader1", "voteCloseOut").orElseThrow();
        assertThat(this.office.as("leader1").page("/tasks/" + vote).html()).contains("进行中");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void theResponsiblePartyNeitherVerifiesNorVotes() {
        Entry own = entry("leader3");
        own.request("leader3").pass("secretary1");
        JsonNode ballot = own.read().path("votes").path(0);
        assertThat(ballot.path("entitled").asInt()).isEqualTo(4);
        assertThat(ballot.path("needed").asInt()).isEqualTo(3);
        assertThat(ballot.path("members").path(2).path("reason").asString()).isEqualTo("responsible");
        assertThat(own.task("leader3", "voteCloseOut")).isEmpty();
        own.vote("leader1", "agree").ok();
        own.vote("leader2", "agree").ok();
        // Exactly half fails.
        own.vote("leader4", "disagree").ok();
        own.vote("leader5", "abstain").ok();
        assertThat(own.state()).isEqualTo("rectifying");
        assertThat(own.read().path("redos").path(0).path("stage").asString()).isEqualTo("vote");

        Entry secretary = entry("secretary1");
        secretary.request("secretary1");
        assertThat(secretary.task("secretary1", "verifyRectification")).isEmpty();
        String task = secretary.task("organiser1", "verifyRectification").orElseThrow();
        secretary.complete("secretary1", task, Map.of("decision", "pass")).refused(403);
    }

    @Test
    void anExtensionIsDecidedByTheSecretaryOrTheLeader() {
        Entry entry = entry("staff2");
        Office.Caller staff = this.office.as("staff2");
        assertThat(
                staff.post(entry.path() + "/extension", Map.of("to", "2026-12-23", "reason", "还要走程序")).invalidFields())
            .containsExactly("to");
        assertThat(staff.post(entry.path() + "/extension", Map.of("to", "2027-01-15")).invalidFields())
            .containsExactly("reason");
        this.office.as("organiser1")
            .post(entry.path() + "/extension", Map.of("to", "2027-01-15", "reason", "r"))
            .refused(403, "responsible-only");
        staff.post(entry.path() + "/extension", Map.of("to", "2027-01-15", "reason", "还要走程序")).ok();
        staff.post(entry.path() + "/extension", Map.of("to", "2027-01-16", "reason", "再来"))
            .refused(409, "extension-asked-already");
        String task = entry.task("secretary1", "decideExtension").orElseThrow();
        assertThat(entry.complete("secretary1", task, Map.of("decision", "refuse")).invalidFields())
            .containsExactly("opinion");
        entry.complete("secretary1", task, Map.of("decision", "grant")).ok();
        JsonNode read = entry.read();
        assertThat(read.path("dueOn").asString()).isEqualTo("2027-01-15");
        assertThat(texts(read.path("deadlines"), "reason")).containsExactly("registered", "extended");
        String rectify = entry.task("staff2", "rectify").orElseThrow();
        assertThat(staff.get("/tasks/" + rectify).ok().path("dueAt").asString()).startsWith("2027-01-15");

        Entry own = entry("secretary1");
        this.office.as("secretary1")
            .post(own.path() + "/extension", Map.of("to", "2027-01-15", "reason", "还要走程序"))
            .ok();
        assertThat(own.task("secretary1", "decideExtension")).isEmpty();
        own.complete("leader1", own.task("leader1", "decideExtension").orElseThrow(),
                Map.of("decision", "refuse", "opinion", "按期完成"))
            .ok();
        assertThat(own.read().path("dueOn").asString()).isEqualTo("2026-12-23");
        assertThat(own.story()).contains("extensionRefused leader1");
    }

    @Test
    void isCorrectedGivenToAnotherAndVoidedInTheOpen() {
        Entry entry = entry("staff1");
        String path = entry.path();
        this.office.as("secretary2").post(path + "/void", Map.of("reason", "r")).refused(404);
        this.office.as("staff1").post(path + "/void", Map.of("reason", "r")).refused(403, "own-entry");
        assertThat(this.office.as("secretary1").post(path + "/correct", Map.of("title", "新标题")).invalidFields())
            .containsExactly("reason");
        this.office.as("secretary1").post(path + "/correct", Map.of("title", "新标题", "reason", "登错了")).ok();
        this.office.as("staff1").post(path + "/extension", Map.of("to", "2027-01-15", "reason", "还要走程序")).ok();
        assertThat(this.office.as("secretary1")
            .post(path + "/reassign", Map.of("responsible", "sysadmin", "reason", "r"))
            .invalidFields()).containsExactly("responsible");
        this.office.as("secretary1")
            .post(path + "/reassign", Map.of("responsible", "organiser1", "reason", "本人调离"))
            .ok();
        assertThat(entry.task("staff1", "rectify")).isEmpty();
        assertThat(entry.task("secretary1", "decideExtension")).isEmpty();
        entry.request("organiser1");
        assertThat(entry.task("organiser1", "verifyRectification")).isEmpty();
        assertThat(entry.task("discipline1", "verifyRectification")).isPresent();
        this.office.as("organiser1").post(path + "/void", Map.of("reason", "r")).refused(403, "own-entry");
        this.office.as("secretary1").post(path + "/void", Map.of("reason", "重复登记")).ok();
        JsonNode read = entry.read();
        assertThat(read.path("state").asString()).isEqualTo("void");
        assertThat(texts(read.path("amendments"), "action")).containsExactly("correct", "reassign", "void");
        assertThat(entry.task("discipline1", "verifyRectification")).isEmpty();
        assertThat(this.repair.waiting(List.of(entry.id()))).isEmpty();
        this.office.as("secretary1").post(path + "/void", Map.of("reason", "r")).refused(409, "entry-is-over");
        assertThat(entry.story()).contains("corrected secretary1", "reassigned secretary1", "voided secretary1",
                "extensionCancelled system");
    }

    @Test
    void thePageKeepsWhatWasTypedAndSaysWhatIsWrong() {
        Entry entry = entry("staff2");
        String path = "/ledger/" + entry.id();
        assertThat(this.office.as("staff2")
            .submit(path + "/measures", "measures[0].text", "打过的措施", "measures[0].standard", "", "measures[0].dueOn",
                    "2027-12-31")
            .text()).contains("打过的措施", "measures-measures-0-standard-error", "measures-measures-0-dueOn-error");
        assertThat(this.office.as("staff2").submit(path + "/progress", "text", "打过的进展", "percent", "120").text())
            .contains("打过的进展", "progress-percent-error");
        assertThat(this.office.as("staff2").submit(path + "/progress", "text", "进展", "percent", "20").status())
            .isEqualTo(302);
        String task = entry.task("staff2", "rectify").orElseThrow();
        assertThat(this.office.as("staff2").page("/tasks/" + task).html()).contains("name=\"checklist[0].met\"");
        assertThat(this.office.as("secretary1").submit(path + "/void", "reason", "").text())
            .contains("void-reason-error");
        assertThat(this.office.as("secretary1")
            .submit(path + "/reassign", "responsible", "head1", "reason", "本人借调")
            .status()).isEqualTo(302);
        assertThat(entry.task("head1", "rectify")).contains(task);
        entry.request("head1");
        String verify = entry.task("secretary1", "verifyRectification").orElseThrow();
        assertThat(this.office.as("secretary1").page("/tasks/" + verify).html()).contains("name=\"decision\"");
        entry.pass("secretary1");
        String vote = entry.task("leader2", "voteCloseOut").orElseThrow();
        assertThat(this.office.as("leader2").page("/tasks/" + vote).html()).contains("name=\"vote\"");
        assertThat(this.office.as("secretary1").page("/tasks/" + vote).status()).isEqualTo(404);
    }

    @Test
    void goesOnFromWhereItStoodWhenItIsRestarted() {
        Entry entry = entry("staff1");
        entry.request("staff1").pass("secretary1");
        entry.vote("leader1", "agree").ok();
        this.transaction.executeWithoutResult((status) -> this.repair.cancel(entry.id()));
        assertThat(entry.task("leader2", "voteCloseOut")).isEmpty();
        this.transaction.executeWithoutResult((status) -> this.cases.restart(entry.id(), "sysadmin", "停住了"));
        assertThat(entry.task("leader1", "voteCloseOut")).isEmpty();
        entry.vote("leader2", "agree").ok();
        entry.vote("leader3", "agree").ok();
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void theChecklistOfABranchIsKeptByItsCommittee() {
        String branch = this.office.as("secretary2").get("/me").ok().path("branch").path("id").asString();
        this.office.as("staff3").get("/ledger/checklists/" + branch).refused(403);
        this.office.as("secretary1")
            .put("/ledger/checklists/" + branch + "/long", Map.of("items", List.of("甲")))
            .refused(403);
        assertThat(this.office.as("secretary2")
            .put("/ledger/checklists/" + branch + "/long", Map.of("items", List.of(" ")))
            .invalidFields()).containsExactly("items");
        JsonNode before = this.office.as("secretary2").get("/ledger/checklists/" + branch).ok().path("long");
        this.office.as("secretary2")
            .put("/ledger/checklists/" + branch + "/long", Map.of("items", List.of("甲", "乙")))
            .ok();
        assertThat(texts(this.office.as("secretary2").get("/ledger/checklists/" + branch).ok().path("long")))
            .containsExactly("甲", "乙");
        assertThat(this.office.as("secretary2").page("/ledger/checklists").html()).contains("甲\n乙");
        this.office.as("secretary2").put("/ledger/checklists/" + branch + "/long", Map.of("items", texts(before))).ok();
    }

    @Test
    void remindsTellsAndEscalatesAsLongAsItIsNotDone() {
        Entry entry = entry("staff1");
        sweepAt("2026-12-16T00:59:58Z");
        assertThat(visits(entry, "Task_Remind")).isZero();
        sweepAt("2026-12-16T01:00:00Z");
        assertThat(visits(entry, "Task_Remind")).isOne();
        sweepAt("2026-12-22T01:00:00Z");
        assertThat(visits(entry, "Task_Remind")).isEqualTo(2);
        sweepAt("2026-12-24T01:00:00Z");
        assertThat(visits(entry, "Task_TellOverdue")).isOne();
        assertThat(visits(entry, "Task_Escalate")).isZero();
        sweepAt("2026-12-25T01:00:00Z");
        assertThat(visits(entry, "Task_Escalate")).isOne();
        sweepAt("2026-12-31T01:00:00Z");
        assertThat(visits(entry, "Task_Escalate")).isOne();
        sweepAt("2027-01-01T01:00:00Z");
        assertThat(visits(entry, "Task_Escalate")).isEqualTo(2);
        entry.request("staff1");
        sweepAt("2027-01-20T01:00:00Z");
        assertThat(visits(entry, "Task_Escalate")).isEqualTo(2);
        this.clock.set(Instant.parse("2027-01-20T02:00:00Z"));
        entry.pass("secretary1");
        sweepAt("2027-02-20T02:00:00Z");
        assertThat(visits(entry, "Task_TellOverdue")).as("of the rectification, then of the vote").isEqualTo(2);
        sweepAt("2027-02-21T02:00:00Z");
        assertThat(visits(entry, "Task_TellOverdue")).isEqualTo(2);
        LEADERS.subList(0, 3).forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.read().path("closings").path(0).path("daysLate").asInt()).isEqualTo(60);
    }

    @Test
    void saysAfterAStandstillThatItIsOverdueAndNotThatItSoonWillBe() {
        Entry entry = entry("staff1");
        sweepAt("2026-12-24T01:00:00Z");
        assertThat(visits(entry, "Task_Remind")).isZero();
        assertThat(visits(entry, "Task_TellOverdue")).isOne();
    }

    @Test
    void remindsOnceOfWhatIsStillToCome() {
        Entry entry = entry("staff1");
        // Both reminders were missed; the deadline was not.
        sweepAt("2026-12-22T02:00:00Z");
        assertThat(visits(entry, "Task_Remind")).isOne();
    }

    private void sweepAt(String moment) {
        this.clock.set(Instant.parse(moment));
        this.announceDeadlines.sweep();
    }

    /**
     * No sequence of actions closes an entry without evidence, a verification by another
     * person and a vote of more than half.
     */
    @Test
    void neverClosesWithoutEvidenceVerificationAndVote() {
        long seed = Long.getLong("sanxing.rectification.seed", 1);
        System.out.println("Seed of the sequences of a rectification: " + seed);
        Random random = new Random(seed);
        List<String> people = Stream
            .concat(LEADERS.stream(), Stream.of("staff1", "secretary1", "organiser1", "discipline1", "supervisor1"))
            .toList();
        List<String> kinds = List.of("rectify", "verifyRectification", "voteCloseOut", "decideExtension");
        int closed = 0;
        for (int run = 0; run < 6; run++) {
            Entry entry = entry(people.get(random.nextInt(people.size())));
            String old = "none";
            for (int step = 0; step < 30 && !stored(entry).equals("closed"); step++) {
                this.clock.move(Duration.ofHours(random.nextInt(30)));
                List<String> open = kinds.stream().filter((each) -> !holders(entry, each).isEmpty()).toList();
                List<String> choice = (open.isEmpty() || random.nextInt(6) == 0) ? kinds : open;
                String kind = choice.get(random.nextInt(choice.size()));
                // Mostly somebody who has such a task, sometimes somebody who has not.
                List<String> holders = holders(entry, kind);
                List<String> among = (holders.isEmpty() || random.nextInt(6) == 0) ? people : holders;
                String person = among.get(random.nextInt(among.size()));
                String task = entry.task(person, kind).orElse(old);
                Map<String, Object> data = switch (kind) {
                    case "rectify" -> task.equals(old) ? Map.of("conclusion", "完成", "evidence", List.of()) : entry
                        .filled(person, task, (random.nextInt(3) > 0) ? entry.upload(person, "证据.docx") : null);
                    case "voteCloseOut" ->
                        Map.of("vote", (random.nextInt(4) > 0) ? "agree" : "disagree", "opinion", "意见");
                    default -> Map.of("decision", (random.nextInt(4) > 0) ? "pass" : "redo", "opinion", "意见");
                };
                assertThat(entry.complete(person, task, data).status()).isLessThan(500);
                old = task;
            }
            if (stored(entry).equals("closed")) {
                closed++;
                holds(entry);
            }
        }
        System.out.println("Entries that were closed: " + closed);
    }

    /** Who may have a task of a kind; their lists are asked for it by the API. */
    private List<String> holders(Entry entry, String kind) {
        List<String> holders = new ArrayList<>();
        this.jdbc.sql("select holder from work_item where case_id = ? and kind = ? and state = 'OPEN'")
            .params(entry.id(), kind)
            .query((row) -> {
                String holder = row.getString("holder");
                holders.addAll(TaskGroups.isGroup(holder) ? List.of("secretary1", "organiser1", "discipline1")
                        : List.of(holder));
            });
        return holders;
    }

    private String stored(Entry entry) {
        return this.jdbc.sql("select state from ledger_entry where id = ?")
            .param(entry.id())
            .query(String.class)
            .single();
    }

    private void holds(Entry entry) {
        JsonNode read = entry.read();
        assertThat(read.path("state").asString()).isEqualTo("closed");
        String responsible = read.path("responsible").path("account").asString();
        JsonNode request = read.path("requests").path(read.path("requests").size() - 1);
        assertThat(request.path("evidence").size()).isPositive();
        JsonNode verification = read.path("verifications").path(read.path("verifications").size() - 1);
        assertThat(verification.path("decision").asString()).isEqualTo("pass");
        assertThat(verification.path("decidedBy").path("account").asString()).isNotEqualTo(responsible);
        JsonNode vote = read.path("votes").path(read.path("votes").size() - 1);
        assertThat(vote.path("agree").asInt() * 2).isGreaterThan(vote.path("entitled").asInt());
        assertThat(vote.path("members").valueStream())
            .filteredOn((member) -> member.path("member").path("account").asString().equals(responsible))
            .allMatch((member) -> member.path("vote").isNull());
    }

}
