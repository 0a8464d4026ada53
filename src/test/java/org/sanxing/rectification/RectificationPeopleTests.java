package org.sanxing.rectification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Deputations;
import org.sanxing.Leftovers;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Refusal;
import org.sanxing.ledger.Entry;
import org.sanxing.ledger.People;
import org.sanxing.organization.LeaverDuties.Duty;
import org.sanxing.organization.LeaverDuties;
import org.sanxing.tasks.list.Sweep;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * People leave, change department, stand in for each other and let things lie while an
 * entry is on its way.
 */
@Tag("thorough")
@ApplicationTest
class RectificationPeopleTests {

    private static final String VERIFY = "verifyRectification";

    private static final String VOTE = "voteCloseOut";

    private static final String EXTENSION = "decideExtension";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Organisation organisation;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private List<LeaverDuties> holdings;

    @Autowired
    private AnnounceDeadlines announceDeadlines;

    @Autowired
    private ApplicationContext context;

    private final List<Runnable> undo = new ArrayList<>();

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
        Leftovers.rest(this.jdbc);
    }

    @AfterEach
    void putBack() {
        this.undo.forEach(Runnable::run);
        this.clock.set(MovableClock.START);
    }

    private Entry entry(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible);
    }

    private Entry entryOfBranch2(String responsible) {
        return Entry.registered(this.office, this.materials, "staff3", "organiser2", responsible);
    }

    private void leaves(String account) {
        this.organisation.active(account, false);
        this.undo.add(() -> this.organisation.active(account, true));
    }

    private void standsIn(String principal, String deputy) {
        Deputations deputations = new Deputations(this.jdbc);
        deputations.begin(principal, deputy);
        this.undo.add(deputations::endAll);
    }

    private void askExtension(Entry entry, String account, String to) {
        this.office.as(account).post(entry.path() + "/extension", Map.of("to", to, "reason", "还要走程序")).ok();
    }

    private LeaverDuties held(String id) {
        return this.holdings.stream().filter((one) -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** What the person holds of an entry. */
    private List<Duty> heldOf(String account, Entry entry) {
        String number = entry.read().path("number").asString();
        return held("entries").of(account).stream().filter((one) -> one.title().equals(number)).toList();
    }

    private void handOver(String which, Duty holding, String from, @Nullable String to) {
        this.transaction
            .executeWithoutResult((status) -> held(which).handOver(holding, from, to, "sysadmin", "本人调离，移交他人"));
    }

    private List<String> told(String account, Entry entry) {
        String number = entry.read().path("number").asString();
        return this.office.as(account)
            .notices()
            .stream()
            .filter((item) -> item.toString().contains(number))
            .map((item) -> item.path("event").asString())
            .toList();
    }

    private List<JsonNode> findings(String kind, Entry entry) {
        return this.office.as("sysadmin")
            .get("/checks")
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("kind").asString().equals(kind))
            .filter((item) -> item.path("caseId").asString("").equals(entry.id()))
            .toList();
    }

    private Office.Answer apply(JsonNode finding, String remedy, Map<String, String> body) {
        return this.office.as("sysadmin")
            .post("/checks/" + finding.path("kind").asString() + "/" + finding.path("id").asString() + "/" + remedy,
                    body);
    }

    private void sweepAt(String moment) {
        this.clock.set(Instant.parse(moment));
        Sweep.run(this.context);
        this.announceDeadlines.sweep();
    }

    @Test
    void anEntryPassesOnWhenItsResponsiblePartyLeaves() {
        Entry entry = entry("staff2");
        askExtension(entry, "staff2", "2027-01-15");
        Duty holding = heldOf("staff2", entry).get(0);
        assertThat(holding.movable()).isTrue();
        assertThat(holding.notTo()).contains("staff2");
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> handOver("entries", holding, "staff2", null));
        assertThatExceptionOfType(InvalidInput.class)
            .isThrownBy(() -> handOver("entries", holding, "staff2", "auditor"));
        handOver("entries", holding, "staff2", "head1");
        assertThat(heldOf("staff2", entry)).isEmpty();
        assertThat(entry.task("staff2", "rectify")).isEmpty();
        assertThat(entry.task("secretary1", EXTENSION)).as("asked for by who left").isEmpty();
        assertThat(told("head1", entry)).contains("entryAssigned");
        assertThat(entry.story()).contains("reassigned sysadmin", "extensionCancelled system");
        entry.request("head1").pass("secretary1");
        assertThat(entry.read().path("requests").path(0).path("requestedBy").path("account").asString())
            .isEqualTo("head1");
    }

    @Test
    void aLeaversOwnProblemMayEndAndNoOther() {
        Entry own = entry("staff1");
        Duty duty = heldOf("staff1", own).get(0);
        assertThat(held("entries").leftKey(duty)).isNotNull();
        assertThat(held("entries").leftKey(heldOf("staff2", entry("staff2")).get(0))).isNull();
        assertThat(this.office.as("secretary1").page("/ledger/" + own.id()).html()).contains("进行中");
        handOver("entries", duty, "staff1", null);
        assertThat(this.office.as("secretary1").page("/ledger/" + own.id()).html()).contains("已作废")
            .doesNotContain("进行中");
        assertThat(own.state()).isEqualTo("void");
        assertThat(this.office.openTasks(own.id())).isEmpty();
        assertThat(own.story()).contains("voided sysadmin");
        assertThat(heldOf("staff1", own)).isEmpty();
    }

    @Test
    void whoTakesAnEntryOverDoesNotDecideOnIt() {
        Entry verifying = entry("staff2");
        verifying.request("staff2");
        String task = verifying.task("organiser1", VERIFY).orElseThrow();
        handOver("entries", heldOf("staff2", verifying).get(0), "staff2", "organiser1");
        assertThat(verifying.task("organiser1", VERIFY)).isEmpty();
        verifying.complete("organiser1", task, Map.of("decision", "pass")).refused(403);
        verifying.pass("discipline1");

        assertThatExceptionOfType(Refusal.class).as("entitled to vote")
            .isThrownBy(() -> handOver("entries", heldOf("organiser1", verifying).get(0), "organiser1", "leader3"));
        assertThatExceptionOfType(Refusal.class).as("has verified")
            .isThrownBy(() -> handOver("entries", heldOf("organiser1", verifying).get(0), "organiser1", "discipline1"));
        handOver("entries", heldOf("organiser1", verifying).get(0), "organiser1", "head1");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> verifying.vote(leader, "agree").ok());
        JsonNode closed = verifying.read();
        assertThat(closed.path("state").asString()).isEqualTo("closed");
        assertThat(closed.path("responsible").path("account").asString()).isEqualTo("head1");
    }

    @Test
    void theVoteOfAMemberWhoLeavesEndsAndCountsForNothing() {
        Entry entry = entry("staff2");
        entry.request("staff2").pass("secretary1");
        entry.vote("leader1", "agree").ok();
        entry.vote("leader2", "disagree").ok();
        Duty vote = heldOf("leader4", entry).get(0);
        assertThat(vote.movable()).isFalse();
        handOver("entries", vote, "leader4", null);
        assertThat(heldOf("leader4", entry)).isEmpty();
        assertThat(entry.task("leader4", VOTE)).isEmpty();
        JsonNode ballot = entry.read().path("votes").path(0);
        assertThat(ballot.path("entitled").asInt()).as("fixed when the vote was called").isEqualTo(5);
        assertThat(ballot.path("needed").asInt()).isEqualTo(3);
        assertThat(entry.state()).isEqualTo("voting");
        assertThat(entry.story()).contains("voteEnded sysadmin");
        entry.vote("leader3", "agree").ok();
        assertThat(entry.state()).isEqualTo("voting");
        entry.vote("leader5", "disagree").ok();
        assertThat(entry.state()).as("two of five").isEqualTo("rectifying");
        assertThat(entry.read().path("redoCount").asInt()).isOne();
    }

    @Test
    void aVoteEndsByItselfWhenWhoLeavesWasTheLastWhoCouldHaveCarriedIt() {
        Entry entry = entry("staff2");
        entry.request("staff2").pass("secretary1");
        entry.vote("leader1", "agree").ok();
        entry.vote("leader2", "abstain").ok();
        entry.vote("leader3", "disagree").ok();
        assertThat(entry.state()).isEqualTo("voting");
        handOver("entries", heldOf("leader5", entry).get(0), "leader5", null);
        assertThat(entry.state()).isEqualTo("rectifying");
        assertThat(entry.task("leader4", VOTE)).isEmpty();
        assertThat(entry.task("staff2", "rectify")).isPresent();
    }

    @Test
    void isFoundWhereTheLastWhoCouldVerifyHasLeft() {
        Entry entry = entryOfBranch2("discipline2");
        entry.request("discipline2");
        leaves("secretary2");
        assertThat(findings("tasksWithoutDecider", entry)).as("one is left").isEmpty();
        leaves("organiser2");
        JsonNode finding = findings("tasksWithoutDecider", entry).get(0);
        apply(finding, "lookUp", Map.of("reason", "委员均已调离")).ok();
        assertThat(findings("tasksWithoutDecider", entry)).isEmpty();
        entry.pass("leader1");
        assertThat(entry.state()).isEqualTo("voting");
        assertThat(entry.read().path("verifications").path(0).path("decidedBy").path("account").asString())
            .isEqualTo("leader1");
    }

    @Test
    void anExtensionIsDecidedByAnotherWhenItsDeciderLeaves() {
        Entry entry = entry("staff2");
        askExtension(entry, "staff2", "2027-01-15");
        String task = entry.task("secretary1", EXTENSION).orElseThrow();
        Duty holding = held("tasks").of("secretary1")
            .stream()
            .filter((one) -> one.id().equals(task))
            .findFirst()
            .orElseThrow();
        assertThat(holding.movable()).isTrue();
        assertThat(holding.notTo()).contains("staff2");
        assertThatExceptionOfType(Refusal.class).as("on their own")
            .isThrownBy(() -> handOver("tasks", holding, "secretary1", "staff2"));
        handOver("tasks", holding, "secretary1", "organiser1");
        entry.complete("organiser1", task, Map.of("decision", "grant")).ok();
        assertThat(entry.read().path("dueOn").asString()).isEqualTo("2027-01-15");

        Entry found = entry("staff2");
        askExtension(found, "staff2", "2027-01-15");
        leaves("secretary1");
        JsonNode finding = findings("tasksWithoutDecider", found).get(0);
        apply(finding, "lookUp", Map.of("reason", "书记已调离")).ok();
        found
            .complete("leader1", found.task("leader1", EXTENSION).orElseThrow(),
                    Map.of("decision", "refuse", "opinion", "按期完成"))
            .ok();
        assertThat(found.story()).contains("extensionRefused leader1");
    }

    @Test
    void goesAlongWithWhoChangesDepartment() {
        Entry entry = entry("staff2");
        assertThat(this.office.as("supervisor1").get(entry.path()).status()).isEqualTo(200);
        this.office.as("supervisor2").get(entry.path()).refused(404);
        Map<String, Object> before = person("staff2");
        Map<String, Object> after = new LinkedHashMap<>(before);
        after.put("department", this.organisation.idOf("提案委"));
        this.organisation.confirm("secadmin", this.office.as("sysadmin").put("/people/staff2", after));
        this.undo
            .add(() -> this.organisation.confirm("secadmin", this.office.as("sysadmin").put("/people/staff2", before)));
        assertThat(this.office.as("supervisor2").get(entry.path()).status()).isEqualTo(200);
        this.office.as("supervisor1").get(entry.path()).refused(404);
        assertThat(entry.read().path("department").path("name").asString()).as("where the problem was")
            .isEqualTo("综合科");
        sweepAt("2026-12-24T01:00:00Z");
        sweepAt("2026-12-25T01:00:00Z");
        assertThat(told("supervisor2", entry)).contains("rectificationLate");
        assertThat(told("supervisor1", entry)).doesNotContain("rectificationLate");
        entry.request("staff2").pass("secretary1");
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.state()).isEqualTo("closed");
    }

    private Map<String, Object> person(String account) {
        Map<String, Object> body = new LinkedHashMap<>();
        this.jdbc.sql("select account, name, post, department_id, branch_id, email from person where account = ?")
            .param(account)
            .query((row) -> {
                body.put("account", row.getString("account"));
                body.put("name", row.getString("name"));
                body.put("post", row.getString("post"));
                body.put("department", row.getString("department_id"));
                body.put("branch", row.getString("branch_id"));
                body.put("email", row.getString("email"));
            });
        return body;
    }

    @Test
    void aDeputyVerifiesInTheOthersName() {
        Entry entry = entry("staff2");
        standsIn("secretary1", "head1");
        entry.request("staff2");
        entry.complete("head1", entry.task("head1", VERIFY).orElseThrow(), Map.of("decision", "pass")).ok();
        JsonNode done = entry.read().path("verifications").path(0);
        assertThat(done.path("decidedBy").path("account").asString()).isEqualTo("head1");
        assertThat(done.path("onBehalfOf").path("account").asString()).isEqualTo("secretary1");
        assertThat(this.office.as("head1").get(entry.path()).status()).isEqualTo(200);
        List.of("leader1", "leader2", "leader3").forEach((leader) -> entry.vote(leader, "agree").ok());
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void noDeputyVerifiesTheirOwnEntryOrThatOfWhomTheyStandInFor() {
        Entry own = entry("staff2");
        standsIn("secretary1", "staff2");
        own.request("staff2");
        assertThat(own.task("staff2", VERIFY)).isEmpty();
        own.complete("staff2", own.task("secretary1", VERIFY).orElseThrow(), Map.of("decision", "pass")).refused(403);

        Entry principals = entry("organiser1");
        standsIn("organiser1", "head1");
        principals.request("organiser1");
        assertThat(principals.task("head1", VERIFY)).isEmpty();
        assertThat(principals
            .complete("head1", principals.task("secretary1", VERIFY).orElseThrow(), Map.of("decision", "pass"))
            .status()).isIn(403, 404);
        principals.pass("secretary1");
    }

    @Test
    void aDeputyDecidesOnAnExtensionButNotOnTheirOwn() {
        Entry entry = entry("staff2");
        standsIn("secretary1", "head1");
        askExtension(entry, "staff2", "2027-01-15");
        entry.complete("head1", entry.task("head1", EXTENSION).orElseThrow(), Map.of("decision", "grant")).ok();
        JsonNode extension = entry.read().path("extensions").path(0);
        assertThat(extension.path("decidedBy").path("account").asString()).isEqualTo("head1");
        assertThat(extension.path("onBehalfOf").path("account").asString()).isEqualTo("secretary1");

        assertThat(this.office.as("staff2").page("/ledger/" + entry.id()).html())
            .contains(person("head1").get("name") + "（代 " + person("secretary1").get("name") + "）");

        Entry own = entry("head1");
        askExtension(own, "head1", "2027-01-15");
        assertThat(own.task("head1", EXTENSION)).isEmpty();
        own.complete("head1", own.task("secretary1", EXTENSION).orElseThrow(), Map.of("decision", "grant"))
            .refused(403);
    }

    @Test
    void nobodyRectifiesOrVotesForAnother() {
        Entry entry = entry("staff2");
        standsIn("staff2", "head1");
        standsIn("leader1", "head2");
        assertThat(entry.task("head1", "rectify")).isEmpty();
        String rectify = entry.task("staff2", "rectify").orElseThrow();
        entry.complete("head1", rectify, Map.of("conclusion", "完成")).refused(403, "task-is-personal", "not-your-task");
        for (String operation : List.of("transfer", "delegate")) {
            this.office.as("staff2")
                .post("/tasks/" + rectify + "/" + operation, Map.of("to", "head1", "reason", "请代办"))
                .refused(403, "task-is-personal");
        }
        entry.request("staff2").pass("secretary1");
        String vote = entry.task("leader1", VOTE).orElseThrow();
        assertThat(entry.task("head2", VOTE)).isEmpty();
        assertThat(entry.complete("head2", vote, Map.of("vote", "agree")).status()).isIn(403, 404);
        for (String operation : List.of("transfer", "delegate")) {
            this.office.as("leader1")
                .post("/tasks/" + vote + "/" + operation, Map.of("to", "leader2", "reason", "请代表决"))
                .refused(403, "task-is-personal");
        }
        assertThat(entry.read().path("votes").path(0).path("agree").asInt()).isZero();
        entry.vote("leader1", "agree").ok();
    }

    @Test
    void verifyingIsHandedOnButNeverToTheResponsibleParty() {
        Entry entry = entry("staff2");
        entry.request("staff2");
        String verify = entry.task("secretary1", VERIFY).orElseThrow();
        this.office.as("secretary1")
            .post("/tasks/" + verify + "/transfer", Map.of("to", "staff2", "reason", "请核实"))
            .refused(403, "to-person-concerned");
        this.office.as("secretary1")
            .post("/tasks/" + verify + "/transfer", Map.of("to", "head1", "reason", "请核实"))
            .ok();
        entry.complete("head1", verify, Map.of("decision", "pass")).ok();
        assertThat(entry.state()).isEqualTo("voting");
        assertThat(entry.read().path("verifications").path(0).path("decidedBy").path("account").asString())
            .isEqualTo("head1");
    }

    @Test
    void whoVerifiesIsRemindedAndThenThoseAboveAreTold() {
        Entry entry = entry("staff2");
        entry.request("staff2");
        sweepAt("2026-11-27T00:59:00Z");
        assertThat(told("secretary1", entry)).doesNotContain("verificationDue");
        sweepAt("2026-11-27T01:00:00Z");
        for (String member : List.of("secretary1", "organiser1", "discipline1")) {
            assertThat(told(member, entry)).as(member).containsOnlyOnce("verificationDue");
        }
        sweepAt("2026-11-30T15:59:58Z");
        assertThat(told("leader1", entry)).doesNotContain("verificationLate");
        sweepAt("2026-12-01T01:00:00Z");
        sweepAt("2026-12-03T01:00:00Z");
        assertThat(told("leader1", entry)).containsOnlyOnce("verificationLate");
        assertThat(told("secretary1", entry)).containsOnlyOnce("verificationLate");
        assertThat(told("staff2", entry)).doesNotContain("verificationLate", "verificationDue");
        assertThat(entry.state()).as("nothing is decided for anybody").isEqualTo("verifying");
        entry.pass("organiser1");
    }

    @Test
    void whoHasNotVotedIsRemindedAndThenTheSecretaryIsTold() {
        Entry entry = entry("staff2");
        entry.request("staff2").pass("secretary1");
        entry.vote("leader2", "agree").ok();
        sweepAt("2026-11-27T01:00:00Z");
        sweepAt("2026-11-28T01:00:00Z");
        assertThat(told("leader2", entry)).doesNotContain("voteDue");
        for (String leader : List.of("leader1", "leader3", "leader4", "leader5")) {
            assertThat(told(leader, entry)).as(leader).containsOnlyOnce("voteDue");
        }
        sweepAt("2026-12-01T01:00:00Z");
        sweepAt("2026-12-04T01:00:00Z");
        assertThat(told("leader1", entry)).containsOnlyOnce("voteLate");
        assertThat(told("leader3", entry)).doesNotContain("voteLate");
        assertThat(entry.state()).isEqualTo("voting");
    }

    @Test
    void whoDecidesOnAnExtensionIsRemindedAndThenTheLeaderIsTold() {
        Entry entry = entry("staff2");
        askExtension(entry, "staff2", "2027-01-15");
        sweepAt("2026-11-25T01:00:00Z");
        sweepAt("2026-11-25T02:00:00Z");
        assertThat(told("secretary1", entry)).containsOnlyOnce("extensionDue");
        sweepAt("2026-11-27T01:00:00Z");
        sweepAt("2026-11-30T01:00:00Z");
        assertThat(told("leader1", entry)).containsOnlyOnce("extensionLate");
        assertThat(entry.read().path("dueOn").asString()).as("nothing is decided for anybody").isEqualTo("2026-12-23");
    }

    @Test
    void moreTimeIsGivenAlsoWhenItHasRunOut() {
        Entry entry = entry("staff2");
        sweepAt("2026-12-28T02:00:00Z");
        assertThat(entry.read().path("overdue").asBoolean()).isTrue();
        assertThat(this.office.as("staff2")
            .post(entry.path() + "/extension", Map.of("to", "2026-12-28", "reason", "今天"))
            .invalidFields()).as("not after today").containsExactly("to");
        assertThat(this.office.as("staff2")
            .post(entry.path() + "/extension", Map.of("to", "2026-12-24", "reason", "已过"))
            .invalidFields()).as("after the deadline, and past").containsExactly("to");
        askExtension(entry, "staff2", "2026-12-30");
        String task = entry.task("secretary1", EXTENSION).orElseThrow();
        this.clock.set(Instant.parse("2026-12-30T02:00:00Z"));
        assertThat(entry.complete("secretary1", task, Map.of("decision", "grant")).invalidFields())
            .as("the date wanted is no longer to come")
            .containsExactly("decision");
        entry.complete("secretary1", task, Map.of("decision", "refuse", "opinion", "请重新申请")).ok();
        askExtension(entry, "staff2", "2027-02-28");
        entry.complete("secretary1", entry.task("secretary1", EXTENSION).orElseThrow(), Map.of("decision", "grant"))
            .ok();
        JsonNode read = entry.read();
        assertThat(read.path("overdue").asBoolean()).isFalse();
        assertThat(read.path("dueOn").asString()).isEqualTo("2027-02-28");
        assertThat(read.path("deadlines").path(0).path("dueOn").asString()).isEqualTo("2026-12-23");
        int late = told("secretary1", entry).stream().filter("rectificationLate"::equals).toList().size();
        sweepAt("2027-02-21T00:00:00Z");
        assertThat(told("secretary1", entry).stream().filter("rectificationLate"::equals)).hasSize(late);
        sweepAt("2027-02-21T01:00:00Z");
        assertThat(told("staff2", entry)).contains("rectificationDue");
    }

    @Test
    void noTimeLimitLiesInThePast() {
        Entry entry = entry("staff2");
        this.clock.set(Instant.parse("2027-01-18T02:00:00Z"));
        entry.request("staff2");
        String verify = entry.task("secretary1", VERIFY).orElseThrow();
        assertThat(entry
            .complete("secretary1", verify, Map.of("decision", "redo", "opinion", "不具体", "dueOn", "2027-01-17"))
            .invalidFields()).containsExactly("dueOn");
        entry.complete("secretary1", verify, Map.of("decision", "redo", "opinion", "不具体")).ok();
        assertThat(entry.read().path("dueOn").asString()).as("five working days from today").isEqualTo("2027-01-25");
        assertThat(this.office.as("staff2")
            .put(entry.path() + "/measures",
                    Map.of("measures", List.of(Map.of("text", "措施", "standard", "标准", "dueOn", "2027-02-30"))))
            .status()).isEqualTo(400);
    }

    @Test
    void entriesAndVotesOfThoseWhoAreGoneAreFoundAndSettled() {
        Entry left = entry("staff2");
        Entry personal = entry("staff1");
        Entry voting = entry("head1");
        voting.request("head1").pass("secretary1");
        leaves("staff2");
        leaves("leader4");
        JsonNode finding = findings("entriesWithoutDecider", left).get(0);
        assertThat(finding.path("reason").asString()).isEqualTo("responsibleLeft");
        assertThat(apply(finding, "reassignEntry", Map.of("reason", "调离")).invalidFields()).isNotEmpty();
        assertThat(apply(finding, "reassignEntry", Map.of("to", "staff2", "reason", "调离")).status()).isEqualTo(400);
        assertThat(this.office.as("sysadmin").page("/admin/checks").html()).contains("已离岗").doesNotContain("??");
        this.organisation.confirm("secadmin",
                apply(finding, "reassignEntry", Map.of("to", "organiser1", "reason", "调离")));
        assertThat(findings("entriesWithoutDecider", left)).isEmpty();
        assertThat(left.task("organiser1", "rectify")).isPresent();
        apply(finding, "reassignEntry", Map.of("to", "organiser1", "reason", "调离")).refused(409, "finding-settled");

        leaves("staff1");
        JsonNode own = findings("entriesWithoutDecider", personal).get(0);
        assertThat(apply(own, "endEntry", Map.of()).invalidFields()).containsExactly("reason");
        apply(own, "endEntry", Map.of("reason", "调离本机关")).ok();
        assertThat(personal.state()).isEqualTo("void");
        assertThat(this.office.openTasks(personal.id())).isEmpty();

        JsonNode vote = findings("entriesWithoutDecider", voting).get(0);
        assertThat(vote.path("reason").asString()).isEqualTo("voterLeft");
        assertThat(apply(vote, "endVote", Map.of()).invalidFields()).containsExactly("reason");
        apply(vote, "endVote", Map.of("reason", "已调离党组")).ok();
        assertThat(findings("entriesWithoutDecider", voting)).isEmpty();
        List.of("leader1", "leader2", "leader3").forEach((leader) -> voting.vote(leader, "agree").ok());
        assertThat(voting.state()).isEqualTo("closed");
    }

}
