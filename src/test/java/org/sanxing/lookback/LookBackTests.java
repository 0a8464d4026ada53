package org.sanxing.lookback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Leftovers;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.calendar.CalendarDesk;
import org.sanxing.ledger.Entry;
import org.sanxing.organization.LeaverDuties;
import org.sanxing.rectification.TurnEntry;
import org.sanxing.rectification.AnnounceDeadlines;
import org.sanxing.registration.source.Sheets;
import org.sanxing.tasks.Cases;
import org.sanxing.tasks.list.Sweep;
import org.sanxing.workflow.CaseHistory.Visit;
import org.sanxing.workflow.CaseHistory;
import org.sanxing.workflow.CaseRepair;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Every path of {@code LookBackProcess.bpmn}, and what a relapse begins. */
@ApplicationTest
class LookBackTests {

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
    private BeginDueLookBacks beginDueLookBacks;

    @Autowired
    private AnnounceDeadlines announceDeadlines;

    @Autowired
    private LookBacks lookBacks;

    @Autowired
    private TurnEntry turnEntry;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private CaseRepair repair;

    @Autowired
    @Qualifier("restartLookBack")
    private Cases cases;

    @Autowired
    @Qualifier("leaverEntries")
    private LeaverDuties holdings;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private Entry closed(String responsible) {
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
        close(entry, responsible);
        return entry;
    }

    private static void close(Entry entry, String responsible) {
        entry.request(responsible).pass(responsible.equals("secretary1") ? "organiser1" : "secretary1");
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "agree").ok();
        }
        assertThat(entry.state()).isEqualTo("closed");
    }

    private Office.Answer begin(Entry entry, String account) {
        return this.office.as(account).post(entry.path() + "/lookback", Map.of("reason", "群众有反映"));
    }

    private List<String> visits(LookBack lookBack) {
        return this.history.of(lookBack.id())
            .orElseThrow()
            .visits()
            .stream()
            .map(Visit::elementId)
            .filter((id) -> id.startsWith("Task_") || id.startsWith("EndEvent_"))
            .toList();
    }

    private LookBack only(Entry entry) {
        List<LookBack> all = this.lookBacks.of(entry.id());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aRelapseOpensTheEntryAgainAndItIsClosedASecondTime() {
        long onTime = closedOnTime();
        Entry entry = closed("staff1");
        assertThat(closedOnTime()).isEqualTo(onTime + 1);
        LookBack planned = only(entry);
        assertThat(planned.status()).isEqualTo("planned");
        assertThat(planned.countedOn()).hasToString("2027-02-23");
        assertThat(entry.story()).contains("lookBackPlanned system");

        sweepAt("2027-02-22T04:00:00Z");
        sweepAt("2027-02-23T00:30:00Z");
        assertThat(entry.task("secretary1", "lookBack")).isEmpty();
        sweepAt("2027-02-23T01:00:00Z");
        String task = entry.task("secretary1", "lookBack").orElseThrow();
        assertThat(this.office.as("secretary1").get("/tasks/" + task).ok().path("dueAt").asString())
            .startsWith("2027-03-09");
        assertThat(this.office.as("discipline1").page("/tasks/" + task).html()).contains("name=\"outcome\"");
        assertThat(entry.task("staff1", "lookBack")).isEmpty();

        assertThat(entry.complete("secretary1", task, Map.of("outcome", "relapsed")).invalidFields())
            .containsExactly("opinion");
        String later = this.office.as("secretary1")
            .upload("/attachments", "明年的制度.docx", org.sanxing.attachment.Samples.docx("制度"), "caseId", entry.id(),
                    "effectiveOn", "2099-01-01")
            .ok()
            .path("id")
            .asString();
        assertThat(entry.complete("secretary1", task, Map.of("outcome", "relapsed", "evidence", List.of(later)))
            .invalidFields()).as("all that is wrong at once").containsExactly("opinion", "evidence");
        String photo = this.office.as("secretary1")
            .upload("/attachments", "抽查记录.docx", org.sanxing.attachment.Samples.docx("抽查记录"), "caseId", entry.id())
            .ok()
            .path("id")
            .asString();
        entry
            .complete("secretary1", task, Map.of("outcome", "relapsed", "opinion", "办件又拖到 6 天，台账三周没有更新。", "cameBack",
                    "yes", "evidence", List.of(photo)))
            .ok();
        assertThat(visits(planned)).containsExactly("Task_NotifyInspectors", "Task_LookBack", "Task_ReopenEntry",
                "Task_NotifyLookedBack", "EndEvent_LookedBack");

        assertThat(closedOnTime()).isEqualTo(onTime);
        JsonNode again = entry.read();
        assertThat(again.path("state").asString()).isEqualTo("rectifying");
        assertThat(again.path("recurring").asBoolean()).isTrue();
        assertThat(again.path("cycle").asInt()).isEqualTo(2);
        assertThat(again.path("dueOn").asString()).isEqualTo("2027-03-23");
        JsonNode first = again.path("cycles").path(0);
        assertThat(first.path("closedOn").asString()).isEqualTo("2026-11-23");
        assertThat(first.path("lookBacks").path(0).path("state").asString()).isEqualTo("relapsed");
        JsonNode second = again.path("cycles").path(1);
        assertThat(second.path("cause").asString()).isEqualTo("relapse");
        assertThat(second.path("openedBy").path("account").asString()).isEqualTo("secretary1");
        assertThat(second.path("reason").asString()).contains("又拖到");
        assertThat(second.path("firstDueOn").asString()).isEqualTo("2027-03-23");
        assertThat(second.path("closedOn").isNull()).isTrue();

        // Everything of a cycle works in the second as in the first.
        LocalDate holiday = LocalDate.parse("2027-03-23");
        CalendarDesk.off(this.context, holiday, true);
        assertThat(entry.read().path("dueOn").asString()).isEqualTo("2027-03-24");
        CalendarDesk.off(this.context, holiday, false);
        assertThat(entry.read().path("dueOn").asString()).isEqualTo("2027-03-23");
        this.office.as("staff1").post(entry.path() + "/progress", Map.of("text", "重新排查", "percent", 10)).ok();
        this.office.as("staff1")
            .post(entry.path() + "/extension", Map.of("to", "2027-04-20", "reason", "制度要重新审定"))
            .ok();
        entry
            .complete("secretary1", entry.task("secretary1", "decideExtension").orElseThrow(),
                    Map.of("decision", "grant"))
            .ok();
        assertThat(entry.read().path("dueOn").asString()).isEqualTo("2027-04-20");
        sweepAt("2027-04-13T01:00:00Z");
        sweepAt("2027-04-21T01:00:00Z");
        CaseHistory.CaseRun run = this.history.of(entry.id()).orElseThrow();
        assertThat(run.visits()).extracting(Visit::elementId)
            .contains("Task_Remind", "Task_TellOverdue")
            .doesNotContain("Task_CallVote");
        assertThat(run.earlier()).extracting(Visit::elementId).contains("Task_CallVote", "EndEvent_EntryClosed");
        this.clock.set(Instant.parse("2027-04-23T02:00:00Z"));
        entry.request("staff1").verify("secretary1", Map.of("decision", "redo", "opinion", "缺少近期数据"));
        assertThat(entry.read().path("redos").path(0).path("daysUsed").asInt()).isEqualTo(59);
        this.clock.set(Instant.parse("2027-05-20T02:00:00Z"));
        close(entry, "staff1");
        JsonNode closed = entry.read();
        assertThat(closed.path("closings").size()).isEqualTo(2);
        assertThat(closed.path("closings").path(1).path("daysUsed").asInt()).isEqualTo(86);
        assertThat(closed.path("closings").path(1).path("firstDueOn").asString()).isEqualTo("2027-03-23");
        assertThat(closed.path("closings").path(1).path("daysLate").asInt()).isPositive();
        assertThat(closed.path("cycles").path(1).path("redoCount").asInt()).isOne();
        assertThat(closedOnTime()).isEqualTo(onTime);
        assertThat(this.lookBacks.of(entry.id())).extracting(LookBack::status).containsExactly("relapsed", "planned");

        assertThat(entry.story()).containsSubsequence("closed system", "lookBackPlanned system", "lookBackBegun system",
                "lookedBack secretary1", "reopened secretary1", "closeOutRequested staff1", "closed system",
                "lookBackPlanned system");
        JsonNode trace = this.office.as("auditor").get("/cases/" + entry.id() + "/trace").ok();
        assertThat(trace.path("activities")
            .valueStream()
            .filter((activity) -> activity.path("elementId").asString().equals("Task_CloseEntry"))
            .toList()).hasSize(2);
        assertThat(this.office.as("staff1").page("/ledger/" + entry.id()).html()).contains("抽查记录.docx", "又拖到 6 天");
        assertThat(this.office.as("auditor").page("/trace/" + entry.id()).html()).contains("又拖到 6 天");
        assertThat(this.office.as("staff1").page("/ledger/" + entry.id() + "/print").html()).contains("回头看：反弹",
                "又拖到 6 天", "回头看认定反弹，重新整改");
        byte[] sheet = this.office.as("secretary1")
            .get("/ledger/entries.xlsx?q=" + closed.path("number").asString())
            .bytes();
        assertThat(Sheets.read(sheet).get(1).getCell(18).asString()).isEqualTo("反弹");
    }

    private long closedOnTime() {
        return this.office.as("leader1")
            .get("/ledger/analysis?by=branch")
            .ok()
            .path("items")
            .valueStream()
            .mapToLong((item) -> item.path("closedOnTime").asLong())
            .sum();
    }

    @Test
    void whatHoldsStaysClosed() {
        Entry entry = closed("secretary1");
        begin(entry, "secretary1").refused(403, "own-entry");
        begin(entry, "secretary2").refused(404);
        begin(entry, "leader1").refused(403);
        assertThat(this.office.as("organiser1").post(entry.path() + "/lookback", Map.of()).invalidFields())
            .containsExactly("reason");
        begin(entry, "organiser1").ok();
        begin(entry, "organiser1").refused(409, "lookback-open");
        assertThat(entry.task("secretary1", "lookBack")).isEmpty();
        String task = entry.task("discipline1", "lookBack").orElseThrow();
        entry.complete("secretary1", task, Map.of("outcome", "consolidated")).refused(403);
        entry.complete("discipline1", task, Map.of("outcome", "consolidated")).ok();
        LookBack done = only(entry);
        assertThat(done.status()).isEqualTo("consolidated");
        assertThat(done.begunReason()).isEqualTo("群众有反映");
        assertThat(visits(done)).containsExactly("Task_NotifyInspectors", "Task_LookBack", "Task_NotifyLookedBack",
                "EndEvent_LookedBack");
        assertThat(entry.state()).isEqualTo("closed");
        entry.complete("discipline1", task, Map.of("outcome", "consolidated")).refused(409);
        assertThat(entry.story()).contains("lookBackBegun organiser1", "lookedBack discipline1");

        // Once more, by hand, where nothing is planned any more.
        begin(entry, "organiser1").ok();
        assertThat(this.lookBacks.of(entry.id())).extracting(LookBack::way).containsExactly("policy", "hand");
    }

    @Test
    void remindsAndEscalates() {
        Entry entry = closed("staff2");
        begin(entry, "secretary1").ok();
        LookBack open = only(entry);
        assertThat(open.dueOn()).hasToString("2026-12-07");
        this.clock.set(Instant.parse("2026-12-04T08:00:00Z"));
        Sweep.run(this.context);
        assertThat(visits(open)).contains("Task_Remind");
        this.clock.set(Instant.parse("2026-12-08T08:00:00Z"));
        Sweep.run(this.context);
        assertThat(visits(open)).contains("Task_Escalate");
        assertThat(entry.task("secretary1", "lookBack")).isPresent();
    }

    @Test
    void goesOnWhereItStoodStill() {
        Entry entry = closed("staff2");
        begin(entry, "secretary1").ok();
        LookBack open = only(entry);
        assertThat(this.cases.find(open.id())).isPresent();
        this.transaction.executeWithoutResult((status) -> this.repair.cancel(open.id()));
        assertThat(entry.task("secretary1", "lookBack")).isEmpty();
        this.transaction.executeWithoutResult((status) -> this.cases.restart(open.id(), "sysadmin", "停住了"));
        String task = entry.task("secretary1", "lookBack").orElseThrow();
        entry.complete("secretary1", task, Map.of("outcome", "consolidated", "tasksDone", "yes")).ok();
        assertThat(only(entry).status()).isEqualTo("consolidated");
        assertThat(this.cases.find(open.id())).isEmpty();
    }

    @Test
    void whatHasRelapsedIsAmongWhatALeaverHandsOver() {
        Entry entry = closed("staff2");
        assertThat(this.holdings.of("staff2")).extracting(LeaverDuties.Duty::id).doesNotContain(entry.id());
        begin(entry, "secretary1").ok();
        entry
            .complete("secretary1", entry.task("secretary1", "lookBack").orElseThrow(),
                    Map.of("outcome", "relapsed", "opinion", "又拖了"))
            .ok();
        assertThat(this.holdings.of("staff2")).extracting(LeaverDuties.Duty::id).contains(entry.id());
    }

    @Test
    void isCancelledWhereTheEntryIsOpenedByAnotherDecision() {
        for (boolean begun : List.of(false, true)) {
            Entry entry = closed("staff1");
            if (begun) {
                begin(entry, "secretary1").ok();
            }
            this.transaction.executeWithoutResult(
                    (status) -> this.turnEntry.reopen(entry.id(), TurnEntry.COUNTER_DECISION, "表决时缺少一份材料", "leader1"));
            assertThat(only(entry).status()).isEqualTo("cancelled");
            assertThat(entry.task("secretary1", "lookBack")).isEmpty();
            assertThat(entry.story()).contains("lookBackCancelled system");
            assertThat(entry.read().path("recurring").asBoolean()).isFalse();
            assertThat(entry.task("staff1", "rectify")).isPresent();
            begin(entry, "secretary1").refused(409, "entry-not-closed");
            if (begun) {
                assertThat(visits(only(entry))).contains("EndEvent_LookBackCancelled");
            }
        }
    }

    @Test
    void aSampleIsDrawnFromASeedThatIsOnRecordAndShownWhenItsQuarterIsOver() {
        String branch = this.office.as("secretary1").get("/me").ok().path("branch").path("id").asString();
        String path = "/ledger/lookbacks/policy/" + branch;
        this.office.as("staff1").get(path).refused(403);
        this.office.as("secretary2").get(path).refused(403);
        this.office.as("leader1").put(path, Map.of("mode", "all")).refused(403, "committee-only");
        assertThat(this.office.as("secretary1").put(path, Map.of("mode", "sample", "percent", 0)).invalidFields())
            .containsExactly("percent");
        assertThat(this.office.as("secretary1").put(path, Map.of("mode", "classes")).invalidFields())
            .containsExactly("classes");
        assertThat(this.office.as("secretary1").put(path, Map.of("mode", "some")).invalidFields())
            .containsExactly("mode");
        try {
            this.office.as("secretary1").put(path, Map.of("mode", "sample", "percent", 50)).ok();
            JsonNode sealed = this.office.as("secretary1").get(path).ok().path("seeds").path(0);
            assertThat(sealed.path("quarter").asString()).isEqualTo("2026Q4");
            assertThat(sealed.path("seed").isNull()).isTrue();
            String seed = this.office.as("auditor").get(path).ok().path("seeds").path(0).path("seed").asString();

            List<String> states = new ArrayList<>();
            for (String responsible : List.of("staff1", "staff2", "head1")) {
                Entry entry = closed(responsible);
                JsonNode read = entry.read();
                JsonNode lookBack = read.path("lookBacks").path(0);
                int drawn = lookBack.path("drawn").asInt();
                assertThat(drawn).isEqualTo(drawnAgain(seed, read.path("number").asString(), 1));
                String state = lookBack.path("state").asString();
                assertThat(state).isEqualTo((drawn < 50) ? "planned" : "passed");
                states.add(state);
                // Who is responsible is not told what will be looked at.
                assertThat(this.office.as(responsible).get(entry.path()).ok().path("lookBacks").size()).isZero();
                begin(entry, "secretary1").ok();
                assertThat(entry.task("organiser1", "lookBack")).isPresent();
            }
            assertThat(this.office.as("auditor").get(path + "/draws/2026Q4").ok().path("items").valueStream())
                .extracting((draw) -> draw.path("chosen").asBoolean() ? "planned" : "passed")
                .endsWith(states.toArray(String[]::new));
            assertThat(this.office.as("secretary1").page("/ledger/lookbacks/policy?quarter=2026Q4").html())
                .doesNotContain(seed);
            this.clock.set(Instant.parse("2027-01-04T02:00:00Z"));
            assertThat(this.office.as("secretary1").page("/ledger/lookbacks/policy?quarter=2026Q4").html())
                .contains(seed);
        }
        finally {
            this.clock.set(MovableClock.START);
            this.office.as("secretary1").put(path, Map.of("mode", "all")).ok();
        }
        assertThat(this.office.as("secretary1")
            .get(path)
            .ok()
            .path("history")
            .path(0)
            .path("changedBy")
            .path("account")
            .asString()).isEqualTo("secretary1");
        assertThat(this.office.as("auditor").get("/audit/events?action=seedDrawn").ok().path("items").size())
            .isPositive();
        assertThat(this.office.as("secretary1")
            .submit("/ledger/lookbacks/policy", "branch", branch, "mode", "sample", "percent", "viel")
            .text()).contains("viel", "1 到 99");
    }

    private static int drawnAgain(String seed, String number, int cycle) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest((seed + ":" + number + ":" + cycle).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return (int) (Long.parseLong(java.util.HexFormat.of().formatHex(hash).substring(0, 8), 16) % 100);
        }
        catch (java.security.NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void theCommitteeSeesWhatIsToCome() {
        Entry entry = closed("staff2");
        this.office.as("secretary1").page("/ledger/lookbacks").html();
        long few = Office.statements(() -> this.office.as("secretary1").page("/ledger/lookbacks").html());
        Entry own = closed("organiser1");
        assertThat(Office.statements(() -> this.office.as("secretary1").page("/ledger/lookbacks").html()))
            .isEqualTo(few);
        assertThat(coming("secretary1")).contains(entry.id(), own.id());
        assertThat(coming("organiser1")).contains(entry.id()).doesNotContain(own.id());
        assertThat(coming("auditor")).contains(entry.id(), own.id());
        assertThat(coming("secretary2")).doesNotContain(entry.id());
        this.office.as("staff2").get("/ledger/lookbacks").refused(403);
        assertThat(this.office.as("secretary1").page("/ledger/lookbacks").html()).contains("回头看范围");
        assertThat(this.office.as("secretary1").page("/ledger").html()).contains("/ledger/lookbacks");
        assertThat(this.office.as("staff2").page("/ledger").html()).doesNotContain("/ledger/lookbacks");
        assertThat(this.office.as("secretary1").submit("/ledger/" + entry.id() + "/lookback", "reason", "").text())
            .contains("lookback-reason-error");
        assertThat(
                this.office.as("secretary1").submit("/ledger/" + entry.id() + "/lookback", "reason", "来信反映").status())
            .isEqualTo(302);
        assertThat(this.office.as("secretary1")
            .get("/ledger/lookbacks?state=open&limit=200")
            .ok()
            .path("items")
            .toString()).contains(entry.id());
    }

    private List<String> coming(String account) {
        return this.office.as(account)
            .get("/ledger/lookbacks?limit=200")
            .ok()
            .path("items")
            .valueStream()
            .map((item) -> item.path("entryId").asString())
            .toList();
    }

    private void sweepAt(String moment) {
        this.clock.set(Instant.parse(moment));
        this.beginDueLookBacks.sweep();
        this.announceDeadlines.sweep();
    }

}
