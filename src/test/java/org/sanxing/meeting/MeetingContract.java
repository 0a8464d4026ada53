package org.sanxing.meeting;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.ledger.Entry;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.workflow.CaseRepair;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Meetings on close-outs, by the API and on the pages. */
abstract class MeetingContract {

    private static final List<String> LEADERS = List.of("leader1", "leader2", "leader3", "leader4", "leader5");

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private Organisation organisation;

    @Autowired
    private MovableClock clock;

    @Autowired
    private RepositoryService models;

    @Autowired
    private CaseRepair repair;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void monday() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    /** An entry that waits for the vote of the party group. */
    private Entry voting(String responsible) {
        return Entry.registered(this.office, this.materials, "staff1", "organiser1", responsible)
            .request(responsible)
            .pass("secretary1");
    }

    /** A meeting of the party group, with some people in it. */
    private final class Room {

        private final String id;

        Room(String caller, Entry... entries) {
            List<Map<String, Object>> items = new ArrayList<>();
            for (Entry entry : entries) {
                items.add(Map.of("entryId", entry.id()));
            }
            this.id = call(caller, items).ok(201).path("id").asString();
        }

        JsonNode read() {
            return MeetingContract.this.office.as("auditor").get("/ledger/meetings/" + this.id).ok();
        }

        String path(String action) {
            return "/ledger/meetings/" + this.id + "/" + action;
        }

        String item(int row) {
            return read().path("items").path(row).path("id").asString();
        }

        JsonNode sheet(int row) {
            return read().path("items").path(row);
        }

        Office.Answer act(String who, String action, Object body) {
            return MeetingContract.this.office.as(who).post(path(action), body);
        }

        Office.Answer on(int row, String who, String action, Object body) {
            return act(who, "items/" + item(row) + "/" + action, body);
        }

        Room begun(String... absent) {
            act("staff2", "begin", null).ok();
            return attended(absent);
        }

        Room attended(String... absent) {
            List<Map<String, Object>> members = new ArrayList<>();
            for (String leader : LEADERS) {
                boolean away = List.of(absent).contains(leader);
                members.add(away ? Map.of("account", leader, "present", false, "reason", "出差")
                        : Map.of("account", leader, "present", true));
            }
            act("staff2", "attendance", Map.of("members", members)).ok();
            return this;
        }

        Office.Answer vote(int row, String who, String vote) {
            return on(row, who, "vote", Map.of("vote", vote, "opinion", "我的意见"));
        }

        void votes(int row, String vote, String... who) {
            for (String account : who) {
                vote(row, account, vote).ok();
            }
        }

    }

    private Office.Answer call(String caller, List<Map<String, Object>> items) {
        return this.office.as(caller)
            .post("/ledger/meetings", Map.of("meetsAt", "2026-11-25T09:00:00+08:00", "place", "三楼会议室", "recorder",
                    "staff2", "invited", "办公室主任", "items", items));
    }

    private static String code(JsonNode refused) {
        return refused.path("code").asString();
    }

    @Test
    void takesUpWhatBeganOnADiagramWithoutMeetings() throws IOException {
        Entry entry = voting("staff1");
        String today = new ClassPathResource("processes/ledger/RectificationProcess.bpmn")
            .getContentAsString(StandardCharsets.UTF_8);
        String earlier = new ClassPathResource("models/RectificationProcess-without-meetings.bpmn")
            .getContentAsString(StandardCharsets.UTF_8);
        List<String> deployed = new ArrayList<>(List.of(deploy(earlier)));
        this.transaction.executeWithoutResult((status) -> this.repair.startAt(RectificationProcess.KEY, entry.id(),
                RectificationProcess.TASK_CALL_VOTE, Map.ofEntries(RectificationProcess.RESPONSIBLE.with("staff1"))));
        deployed.add(deploy(today));
        try {
            Room room = new Room("leader1", entry).begun();
            room.on(0, "leader1", "open", null).ok();
            room.votes(0, "agree", "leader2", "leader3", "leader4");
            room.votes(0, "disagree", "leader5");
            room.votes(0, "agree", "leader1");
            assertThat(entry.state()).as("nothing is decided before it is declared").isEqualTo("voting");
            room.on(0, "leader1", "declare", null).ok();
            assertThat(entry.state()).isEqualTo("closed");
        }
        finally {
            deployed.forEach((id) -> this.models.deleteDeployment(id, true));
        }
    }

    /** The model with its forms, which lie in the same deployment. */
    private String deploy(String model) throws IOException {
        DeploymentBuilder deployment = this.models.createDeployment().addString("RectificationProcess.bpmn", model);
        for (String form : List.of("rectification", "rectification-verification", "close-out-vote")) {
            deployment.addString(form + ".form",
                    new ClassPathResource("forms/ledger/" + form + ".form").getContentAsString(StandardCharsets.UTF_8));
        }
        return deployment.deploy().getId();
    }

    @Test
    void fiveWithOneConflictOfInterestCloseAnEntry() throws IOException {
        Entry entry = voting("leader3");
        Room room = new Room("leader1", entry);
        assertThat(this.office.as("leader4").notices().toString()).contains(room.id);
        this.office.as("staff1").get("/ledger/meetings/" + room.id).refused(404);
        assertThat(this.office.as("staff2").get("/ledger/meetings/" + room.id).ok().path("state").asString())
            .isEqualTo("called");
        room.on(0, "leader1", "open", null).refused(409, "meeting-not-inSession");
        room.begun();
        JsonNode sheet = room.sheet(0);
        assertThat(sheet.path("entitled").asInt()).isEqualTo(4);
        assertThat(sheet.path("quorum").asInt()).isEqualTo(3);
        assertThat(sheet.path("needed").asInt()).isEqualTo(3);
        assertThat(sheet.path("members").path(2).path("reason").asString()).isEqualTo("responsible");
        assertThat(sheet.path("report").path("opinion").asString()).isEqualTo("属实");
        assertThat(sheet.path("report").path("evidence").asInt()).isOne();
        room.vote(0, "leader2", "agree").refused(409, "meeting-item-not-open");
        room.on(0, "leader2", "open", null).refused(403, "meeting-chair-only");
        room.on(0, "leader1", "open", null).ok();
        room.vote(0, "leader3", "agree").refused(403, "own-entry");
        room.vote(0, "staff2", "agree").refused(403, "not-entitled-to-vote");
        room.vote(0, "leader1", "agree").refused(409, "meeting-chair-votes-last");
        assertThat(room.on(0, "leader5", "vote", Map.of("vote", "disagree")).invalidFields())
            .containsExactly("opinion");
        room.votes(0, "agree", "leader2", "leader4");
        room.vote(0, "leader2", "agree").refused(409, "voted-already");
        assertThat(entry.task("leader2", "voteCloseOut")).isEmpty();
        room.on(0, "leader1", "declare", null).refused(409, "meeting-votes-missing");
        // The task list gives the same vote.
        entry.vote("leader5", "disagree").ok();
        room.votes(0, "agree", "leader1");
        assertThat(entry.state()).as("declared by nobody yet").isEqualTo("voting");
        room.on(0, "leader2", "declare", null).refused(403, "meeting-chair-only");
        this.office.as("staff2")
            .put(room.path("items/" + room.item(0) + "/discussion"), Map.of("text", "会议听取了汇报。\n一致认为整改到位。"))
            .ok();
        room.on(0, "leader1", "declare", null).ok();
        assertThat(entry.state()).isEqualTo("closed");
        room.vote(0, "leader2", "agree").refused(409, "meeting-item-settled");
        room.on(0, "leader1", "declare", null).refused(409, "meeting-item-settled");
        assertThat(entry.read().path("votes").path(0).path("outcome").asString()).isEqualTo("agree");
        assertThat(entry.story()).containsSubsequence("voteCalled system", "putOnAgenda leader1", "voted leader2",
                "voted leader5", "voted leader1", "decidedInMeeting leader1", "closed system");
        JsonNode decided = this.office.as("organiser1").get(entry.path() + "/meetings").ok().path("items").path(0);
        assertThat(decided.path("outcome").asString()).isEqualTo("agree");
        assertThat(decided.path("readable").asBoolean()).isFalse();
        room.act("leader1", "end", null).ok();
        room.act("leader4", "sign", null).refused(403);
        room.act("staff2", "sign", null).ok();
        this.office.as("staff2").get(room.path("minutes.docx?filing=true")).refused(403, "filing-recorder-only");
        assertThat(this.office.as("staff2").page("/ledger/meetings/" + room.id).html()).doesNotContain("filing=true");
        room.act("leader1", "sign", null).ok();
        assertThat(room.read().path("state").asString()).isEqualTo("confirmed");
        assertThat(this.office.as("staff2").page("/ledger/meetings/" + room.id).html()).contains("filing=true");
        this.office.as("leader2").get(room.path("minutes.docx?filing=true")).refused(403, "filing-recorder-only");
        try (XWPFDocument filed = new XWPFDocument(new ByteArrayInputStream(
                this.office.as("staff2").get(room.path("minutes.docx?filing=true")).bytes()))) {
            assertThat(filed.getProperties().getCoreProperties().getKeywords()).as("mark of a filed copy").isNull();
        }
        Office.Answer minutes = this.office.as("auditor").get(room.path("minutes.docx"));
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(minutes.bytes()));
                XWPFWordExtractor text = new XWPFWordExtractor(word)) {
            assertThat(text.getText()).contains("应到 5 人，实到 5 人", "三楼会议室", "办公室主任", "应到会 4 人，到会 4 人；同意 3 票，不同意 1 票",
                    "同意销号。", "一致认为整改到位。", "不同意见", "回避");
        }
        assertThat(story(room)).containsSubsequence("called leader1", "putOnAgenda leader1", "begun staff2",
                "attendanceNoted staff2", "itemOpened leader1", "itemDecided leader1", "ended leader1", "signed staff2",
                "signed leader1");
        assertThat(this.office.as("leader2").page("/ledger/meetings").html()).contains(room.id);
        assertThat(this.office.as("leader2").page("/ledger/meetings/" + room.id).html()).contains("同意销号");
        assertThat(this.office.as("organiser1").page("/ledger/" + entry.id()).html()).contains("会议研究");
        assertThat(this.office.as("auditor").page("/trace/" + room.id).html()).contains("宣布散会");
    }

    private List<String> story(Room room) {
        return this.office.as("auditor")
            .get("/cases/" + room.id + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString() + " " + event.path("actor").path("account").asString())
            .toList();
    }

    @Test
    void withoutAQuorumNothingIsDecidedAndTheVoteGoesOnInTheTaskList() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun("leader4", "leader5");
        assertThat(room.sheet(0).path("quorate").asBoolean()).isFalse();
        room.on(0, "leader1", "open", null).refused(409, "meeting-no-quorum");
        assertThat(room.on(0, "leader1", "put-off", Map.of()).invalidFields()).containsExactly("reason");
        room.on(0, "leader1", "put-off", Map.of("reason", "到会人数不足")).ok();
        assertThat(entry.state()).isEqualTo("voting");
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "agree").ok();
        }
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void theQuorumMustStillBeThereWhenItIsDeclared() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun("leader5");
        room.on(0, "leader1", "open", null).ok();
        room.vote(0, "leader5", "agree").refused(409, "meeting-absent");
        entry.vote("leader5", "agree").refused(409, "meeting-absent");
        room.on(0, "leader5", "views", Map.of("text", "同意，建议尽快销号。")).ok();
        room.votes(0, "agree", "leader2", "leader3", "leader4", "leader1");
        room.attended("leader4", "leader5");
        room.on(0, "leader1", "declare", null).refused(409, "meeting-no-quorum");
        room.attended("leader5");
        room.on(0, "leader1", "declare", null).ok();
        assertThat(room.sheet(0).path("members").path(4).path("written").asString()).startsWith("同意");
        assertThat(room.sheet(0).path("agree").asInt()).isEqualTo(4);
        assertThat(entry.state()).isEqualTo("closed");
        assertThat(entry.task("leader5", "voteCloseOut")).isEmpty();
        assertThat(this.office.as("secretary1").page("/ledger/" + entry.id()).html()).contains("缺席")
            .doesNotContain("未表决");
    }

    @Test
    void exactlyHalfOfThoseEntitledFailsWhoeverIsAbsent() {
        Entry entry = voting("leader3");
        Room room = new Room("leader1", entry).begun("leader5");
        room.on(0, "leader1", "open", null).ok();
        room.votes(0, "agree", "leader2", "leader4");
        room.votes(0, "abstain", "leader1");
        room.on(0, "leader1", "declare", null).ok();
        assertThat(entry.state()).isEqualTo("rectifying");
        assertThat(entry.read().path("redos").path(0).path("stage").asString()).isEqualTo("vote");
        assertThat(entry.task("leader3", "rectify")).isPresent();
        assertThat(entry.task("leader5", "voteCloseOut")).isEmpty();
    }

    @Test
    void anOpenVoteThatIsPutOffIsCalledAnew() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun();
        room.on(0, "leader1", "open", null).ok();
        room.votes(0, "agree", "leader2", "leader3", "leader4", "leader5", "leader1");
        room.on(0, "leader1", "put-off", Map.of("reason", "请支部补充材料")).ok();
        room.on(0, "leader1", "put-off", Map.of("reason", "再缓")).refused(409, "meeting-item-settled");
        assertThat(entry.state()).isEqualTo("voting");
        JsonNode votes = entry.read().path("votes");
        assertThat(votes.path(0).path("outcome").asString()).isEqualTo("putOff");
        assertThat(votes.path(0).path("agree").asInt()).isEqualTo(5);
        assertThat(votes.path(1).path("agree").asInt()).isZero();
        entry.vote("leader2", "disagree").ok();
        room.act("leader1", "end", null).ok();
        Room next = new Room("leader1", entry).begun("leader2");
        next.on(0, "leader1", "open", null).ok();
        assertThat(next.sheet(0).path("members").path(1).path("early").asBoolean()).isTrue();
        next.votes(0, "agree", "leader3", "leader4");
        next.votes(0, "abstain", "leader5", "leader1");
        next.on(0, "leader1", "declare", null).ok();
        assertThat(next.sheet(0).path("disagree").asInt()).as("cast before the meeting, by who is absent").isOne();
        assertThat(entry.state()).isEqualTo("rectifying");
    }

    @Test
    void theDeputyChairsWhatTheChairMustStayOutOf() {
        Entry own = voting("leader1");
        Entry other = voting("staff2");
        Room room = new Room("leader1", own, other).begun("leader2");
        room.on(0, "leader1", "open", null).refused(409, "meeting-nobody-chairs");
        assertThat(room.on(0, "staff2", "chair", Map.of("account", "leader1")).invalidFields())
            .containsExactly("account");
        assertThat(this.office.as("staff2")
            .put(room.path("items/" + room.item(0) + "/discussion"), Map.of("text", "长".repeat(10_001)))
            .invalidFields()).containsExactly("text");
        room.attended();
        room.on(0, "leader1", "open", null).refused(403, "meeting-chair-only");
        room.on(0, "leader2", "open", null).ok();
        room.on(1, "leader1", "open", null).refused(409, "meeting-another-open");
        room.on(0, "staff2", "chair", Map.of("account", "leader4")).ok();
        room.votes(0, "agree", "leader2", "leader3", "leader5", "leader4");
        room.on(0, "leader2", "declare", null).refused(403);
        room.on(0, "leader4", "declare", null).ok();
        assertThat(own.state()).isEqualTo("closed");
        room.on(1, "leader1", "open", null).ok();
        room.votes(1, "disagree", "leader2", "leader3", "leader4", "leader5", "leader1");
        room.on(1, "leader1", "declare", null).ok();
        assertThat(other.state()).isEqualTo("rectifying");
        assertThat(own.state()).as("each decision for itself").isEqualTo("closed");
    }

    @Test
    void whoIsExcusedDoesNotCountAndTheNumberIsExplained() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun("leader4", "leader5");
        assertThat(room.on(0, "staff2", "excuse", Map.of("account", "leader5", "reason", "lazy")).invalidFields())
            .containsExactly("reason");
        room.on(0, "leader2", "excuse", Map.of("account", "leader5", "reason", "ill")).refused(403);
        room.on(0, "staff2", "excuse", Map.of("account", "leader5", "reason", "ill", "note", "住院治疗")).ok();
        JsonNode sheet = room.sheet(0);
        assertThat(sheet.path("entitled").asInt()).isEqualTo(4);
        assertThat(sheet.path("quorate").asBoolean()).isTrue();
        room.on(0, "leader1", "open", null).ok();
        room.on(0, "staff2", "excuse", Map.of("account", "leader5")).refused(409, "meeting-item-not-listed");
        room.votes(0, "agree", "leader2", "leader3", "leader1");
        room.on(0, "leader1", "declare", null).ok();
        JsonNode ballot = entry.read().path("votes").path(0);
        assertThat(ballot.path("entitled").asInt()).isEqualTo(4);
        assertThat(ballot.path("members").path(4).path("reason").asString()).isEqualTo("ill");
        assertThat(entry.state()).isEqualTo("closed");
    }

    @Test
    void anItemWithAWrittenViewLeavesTheAgendaWhateverBecameOfItsEntry() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry);
        room.on(0, "leader5", "views", Map.of("text", "同意，建议尽快销号。")).ok();
        this.office.as("secretary1").post(entry.path() + "/void", Map.of("reason", "重复登记")).ok();
        this.office.as("leader1").delete("/ledger/meetings/" + room.id + "/items/" + room.item(0)).ok();
        assertThat(room.read().path("items").isEmpty()).isTrue();
    }

    @Test
    void oneEntryIsOnOneAgendaAndLapsesWhenItIsVoidedOrDecided() {
        Entry voided = voting("staff2");
        Entry decided = voting("staff2");
        Entry given = voting("staff2");
        Room room = new Room("leader1", voided, decided, given);
        JsonNode refused = call("leader1", List.of(Map.of("entryId", given.id()))).refused(409, "meeting-entry-listed");
        assertThat(refused.path("meetingId").asString()).isEqualTo(room.id);
        assertThat(call("leader1", List.of(Map.of("entryId", "nothing"))).invalidFields()).containsExactly("entryId");
        this.office.as("secretary1").post(voided.path() + "/void", Map.of("reason", "重复登记")).ok();
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            decided.vote(leader, "agree").ok();
        }
        this.office.as("secretary1")
            .post(given.path() + "/reassign", Map.of("responsible", "staff1", "reason", "岗位调整"))
            .ok();
        Office.Caller chair = this.office.as("leader1");
        chair.page("/ledger/meetings/" + room.id).html();
        long three = Office.statements(() -> chair.page("/ledger/meetings/" + room.id).html());
        Room smaller = new Room("leader1", voting("staff2"));
        chair.page("/ledger/meetings/" + smaller.id).html();
        long one = Office.statements(() -> chair.page("/ledger/meetings/" + smaller.id).html());
        assertThat(three).as("statements of a page with three items").isLessThanOrEqualTo(one + 2);
        room.begun();
        assertThat(room.sheet(0).path("state").asString()).isEqualTo("lapsed");
        assertThat(room.sheet(0).path("settledReason").asString()).isEqualTo("voided");
        assertThat(room.sheet(1).path("settledReason").asString()).isEqualTo("closed");
        room.on(0, "leader1", "open", null).refused(409, "meeting-item-settled");
        room.on(2, "leader1", "open", null).ok();
        this.office.as("secretary1").post(given.path() + "/void", Map.of("reason", "登记错误")).ok();
        assertThat(room.sheet(2).path("state").asString()).isEqualTo("lapsed");
        room.on(2, "leader1", "declare", null).refused(409, "meeting-item-settled");
        room.act("leader1", "end", null).ok();
        assertThat(this.office.as("leader1").page("/ledger/meetings/" + room.id).html()).contains("台账已作废");
    }

    @Test
    void agendaAndPlanChangeUntilItBegins() {
        Entry one = voting("staff2");
        Entry two = voting("staff2");
        Room room = new Room("secretary1", one);
        assertThat(room.read().path("chair").path("account").asString()).isEqualTo("leader1");
        room.act("secretary1", "items", Map.of("entryId", two.id())).ok();
        room.act("secretary1", "items", Map.of("entryId", two.id())).refused(409, "meeting-entry-listed");
        this.office.as("secretary1").delete("/ledger/meetings/" + room.id + "/items/" + room.item(0)).ok();
        assertThat(room.read().path("items").size()).isOne();
        String revision = "\"" + room.read().path("revision").asInt() + "\"";
        Map<String, Object> plan = Map.of("title", "党组专题会", "meetsAt", "2026-11-26T09:00:00+08:00", "place", "五楼",
                "recorder", "staff1", "chair", "leader2");
        this.office.as("leader3").put("/ledger/meetings/" + room.id, plan).refused(403, "meeting-manager-only");
        this.office.as("leader2").put("/ledger/meetings/" + room.id, plan).refused(403, "meeting-manager-only");
        this.office.as("leader1").put("/ledger/meetings/" + room.id, plan, "If-Match", revision).ok();
        this.office.as("leader1")
            .put("/ledger/meetings/" + room.id, plan, "If-Match", revision)
            .refused(409, "stale-revision");
        JsonNode wrong = this.office.as("leader1")
            .put("/ledger/meetings/" + room.id, Map.of("chair", "staff1", "recorder", "nobody"))
            .refused(400);
        assertThat(wrong.path("errors").valueStream().map((error) -> error.path("field").asString()))
            .contains("meetsAt", "place", "chair", "recorder");
        call("leader2", List.of()).refused(403, "meeting-caller-only");
        call("staff1", List.of()).refused(403, "meeting-caller-only");
        call("secretary2", List.of(Map.of("entryId", one.id()))).refused(400);
        room.act("secretary1", "cancel", Map.of("reason", "改期")).ok();
        assertThat(new Room("leader1", two).read().path("state").asString()).isEqualTo("called");
        room.act("leader2", "begin", null).refused(409);
    }

    @Test
    void whoLeavesThePartyGroupInTheMiddleIsWaitedForNoMore() {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun();
        room.on(0, "leader1", "open", null).ok();
        room.votes(0, "agree", "leader2", "leader3");
        this.organisation.revoke("leader5", "partyMember");
        try {
            room.vote(0, "leader5", "agree").refused(404);
            entry.vote("leader5", "agree").refused(403, "not-entitled-to-vote");
            room.votes(0, "agree", "leader4");
            room.vote(0, "leader1", "agree").refused(409, "meeting-chair-votes-last");
            room.attended("leader5");
            room.votes(0, "disagree", "leader1");
            room.on(0, "leader1", "declare", null).ok();
            assertThat(entry.state()).isEqualTo("closed");
        }
        finally {
            this.organisation.grant("leader5", "partyMember", null);
        }
    }

    @Test
    void ofTwoWhoDeclareAtOnceOneDoes() throws Exception {
        Entry entry = voting("staff2");
        Room room = new Room("leader1", entry).begun();
        room.on(0, "leader1", "open", null).ok();
        room.votes(0, "agree", "leader2", "leader3", "leader4", "leader5", "leader1");
        String item = room.item(0);
        List<Integer> statuses = java.util.stream.IntStream.range(0, 2)
            .parallel()
            .mapToObj((each) -> room.act("leader1", "items/" + item + "/declare", null).status())
            .collect(Collectors.toList());
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(entry.read().path("closings").size()).isOne();
    }

    @Test
    void aClosingIsOnlyTakenBackByAnotherDecision() {
        Entry entry = voting("staff2");
        assertThat(code(
                call("leader1", List.of(Map.of("entryId", entry.id(), "kind", "counter", "reason", "r"))).refused(409)))
            .isEqualTo("entry-not-closed");
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            entry.vote(leader, "agree").ok();
        }
        assertThat(call("leader1", List.of(Map.of("entryId", entry.id(), "kind", "counter"))).invalidFields())
            .containsExactly("reason");
        Room stands = counter(entry);
        stands.votes(0, "agree", "leader2", "leader3");
        stands.votes(0, "disagree", "leader4", "leader5");
        stands.vote(0, "leader4", "agree").refused(409, "voted-already");
        stands.vote(0, "staff2", "agree").refused(403, "not-entitled-to-vote");
        assertThat(stands.on(0, "leader1", "vote", Map.of("vote", "maybe")).invalidFields()).containsExactly("vote");
        stands.votes(0, "abstain", "leader1");
        stands.on(0, "leader1", "declare", null).ok();
        assertThat(entry.state()).isEqualTo("closed");
        stands.act("leader1", "end", null).ok();

        Room back = counter(entry);
        back.votes(0, "agree", "leader2", "leader3", "leader4", "leader5", "leader1");
        back.on(0, "leader1", "declare", null).ok();
        JsonNode file = entry.read();
        assertThat(file.path("state").asString()).isEqualTo("rectifying");
        assertThat(file.path("cycle").asInt()).isEqualTo(2);
        assertThat(file.path("closings").size()).isOne();
        assertThat(entry.task("staff2", "rectify")).isPresent();
        JsonNode items = this.office.as("secretary1").get(entry.path() + "/meetings").ok().path("items");
        assertThat(items.valueStream().map((one) -> one.path("outcome").asString())).containsExactly("disagree",
                "agree");
        assertThat(entry.story()).containsSubsequence("closed system", "counterProposed leader1",
                "counterVoted leader2", "counterDecided leader1", "reopened leader1");
        assertThat(this.office.as("secretary1").page("/ledger/" + entry.id()).html()).contains("撤销销号决定，重新整改");
    }

    private Room counter(Entry entry) {
        Room room = new Room("leader1");
        room.act("leader1", "items",
                Map.of("entryId", entry.read().path("number").asString(), "kind", "counter", "reason", "佐证材料与实际不符"))
            .ok();
        room.begun();
        room.on(0, "leader1", "open", null).ok();
        return room;
    }

    @Test
    void isHeldOnThePages() {
        Entry entry = voting("leader3");
        Office.Caller chair = this.office.as("leader1");
        assertThat(chair.page("/ledger/meetings/new?entry=" + entry.id()).html()).contains("列入议程");
        assertThat(chair.submit("/ledger/meetings", "place", "").status()).isEqualTo(400);
        Office.Answer called = chair.submit("/ledger/meetings", "meetsAt", "2026-11-25T09:00", "place", "三楼会议室",
                "chair", "leader1", "recorder", "staff2", "entry", entry.id());
        assertThat(called.status()).isEqualTo(302);
        String page = String.valueOf(called.header("Location"));
        String id = page.substring(page.lastIndexOf('/') + 1);
        assertThat(this.office.as("staff2").page(page).html()).contains("开始会议");
        String task = entry.task("leader2", "voteCloseOut").orElseThrow();
        assertThat(this.office.as("leader2").page("/tasks/" + task).html()).contains(page, "已列入");
        this.office.as("staff2").submit(page + "/begin");
        Office.Answer noReason = this.office.as("staff2")
            .submit(page + "/attendance", "members[0].account", "leader1", "members[0].present", "false",
                    "members[0].reason", "");
        assertThat(noReason.status()).isEqualTo(400);
        assertThat(noReason.text()).contains("请填写");
        String[] fields = new String[LEADERS.size() * 4];
        for (int row = 0; row < LEADERS.size(); row++) {
            fields[row * 4] = "members[" + row + "].account";
            fields[row * 4 + 1] = LEADERS.get(row);
            fields[row * 4 + 2] = "members[" + row + "].present";
            fields[row * 4 + 3] = "true";
        }
        this.office.as("staff2").submit(page + "/attendance", fields);
        String item = this.office.as("leader1")
            .get("/ledger/meetings/" + id)
            .ok()
            .path("items")
            .path(0)
            .path("id")
            .asString();
        assertThat(chair.page(page).html()).contains("开始表决");
        chair.submit(page + "/items/" + item + "/open");
        assertThat(this.office.as("leader2").page(page).html()).contains("提交表决");
        assertThat(this.office.as("leader3").page(page).html()).doesNotContain("提交表决");
        for (String leader : List.of("leader2", "leader4", "leader5")) {
            this.office.as(leader).submit(page + "/items/" + item + "/vote", "vote", "agree", "opinion", "");
        }
        assertThat(chair.page(page + "/live?seen=x").html()).contains("会议有新的进展");
        chair.submit(page + "/items/" + item + "/vote", "vote", "agree", "opinion", "");
        chair.submit(page + "/items/" + item + "/declare");
        assertThat(entry.state()).isEqualTo("closed");
        assertThat(chair.page(page).html()).contains("同意销号", "散会");
        chair.submit(page + "/end");
        assertThat(this.office.as("staff2").page(page).html()).contains("确认会议记录");
    }

}
