package org.sanxing.procedure;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Leftovers;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.tasks.list.Sweep;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.function.SingletonSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** A procedure that is nothing but models, from its start to its end, by the API. */
@ApplicationTest
class ProcedureTests {

    private static final String CASES = "/procedures/trial/cases";

    private static final String APPROVE = "TrialProcess.Task_ApproveTrial";

    @Autowired
    private Office office;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Declarations declarations;

    @Autowired
    private Register register;

    private static Map<String, Object> data(String kind, String to, String purpose) {
        Map<String, Object> data = new HashMap<>(
                Map.of("kind", kind, "from", "2026-12-07", "to", to, "purpose", purpose, "amount", 120));
        data.put("addressees", List.of("staff3", "head2"));
        return data;
    }

    private JsonNode submitted(String kind, String to, String purpose) {
        return this.office.as("staff1").post(CASES, Map.of("data", data(kind, to, purpose), "submit", true)).ok(201);
    }

    private static String path(JsonNode of) {
        return CASES + "/" + of.path("id").asString();
    }

    private Office.OpenTask open(JsonNode of) {
        List<Office.OpenTask> open = this.office.openTasks(of.path("id").asString());
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private Office.Answer complete(JsonNode of, String account, Object... data) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            given.put(data[i].toString(), data[i + 1]);
        }
        String task = this.office.openTasks(of.path("id").asString())
            .stream()
            .filter((each) -> account.equals(each.holder()))
            .findFirst()
            .orElseGet(() -> open(of))
            .id();
        return this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", given));
    }

    private void approve(JsonNode of, String account) {
        assertThat(open(of)).extracting(Office.OpenTask::kind, Office.OpenTask::holder)
            .containsExactly(APPROVE, account);
        complete(of, account, "decision", "approve").ok();
    }

    private JsonNode show(JsonNode of) {
        return this.office.as("staff1").get(path(of)).ok();
    }

    @Test
    void theCatalogueSaysWhatThereIs() {
        JsonNode trial = this.office.as("staff1")
            .get("/procedures")
            .ok()
            .path("items")
            .valueStream()
            .filter((one) -> one.path("key").asString().equals("trial"))
            .findFirst()
            .orElseThrow();
        assertThat(trial.path("name").asString()).isEqualTo("试办");
        assertThat(trial.path("group").asString()).isEqualTo("办公");
        assertThat(trial.path("mayStart").asBoolean()).isTrue();
        assertThat(trial.path("fields").valueStream().map((field) -> field.path("key").asString())).startsWith("kind",
                "from", "to");
        assertThat(trial.path("fields").get(0).path("type").asString()).isEqualTo("radio");
        assertThat(trial.path("register").valueStream().map((column) -> column.path("label").asString()))
            .startsWith("种类", "开始日期");
        assertThat(this.office.as("sysadmin").get("/procedures").ok().path("items").get(0).path("mayStart").asBoolean())
            .isFalse();
        this.office.as("sysadmin").post(CASES, Map.of("data", Map.of())).refused(403, "not-a-starter");
    }

    @Test
    void theAnswersHaveTheFieldsThatArePromised() {
        Office.Caller staff = this.office.as("staff1");
        JsonNode catalogued = staff.get("/procedures").ok().path("items").get(0);
        assertThat(catalogued.propertyNames()).contains("key", "name", "group", "mayStart", "fields", "register");
        assertThat(catalogued.path("fields").get(0).propertyNames()).contains("key", "label", "type", "required");
        JsonNode of = submitted("plain", "2026-12-07", "逐项核对");
        assertThat(of.propertyNames()).contains("id", "state", "number", "title");
        assertThat(show(of).propertyNames()).contains("id", "state", "number", "title", "data", "version", "revision",
                "step", "currentTasks", "decisions");
        assertThat(show(of).path("currentTasks").get(0).path("kind").asString()).isEqualTo(APPROVE);
        complete(of, "head1", "decision", "approve").ok();
        assertThat(show(of).path("decisions").get(0).propertyNames()).contains("step", "decision", "opinion", "actor",
                "at");
        JsonNode listed = staff.get(CASES + "?limit=1&kind=plain").ok();
        assertThat(listed.propertyNames()).contains("items", "next");
        assertThat(listed.path("items").get(0).propertyNames()).contains("id", "state", "number", "title", "register");
    }

    @Test
    void howLongItTakesIsWhatHalfOfThemTook() {
        assertThat(CaseDurations.median(List.of(9L, 1L, 2L))).isEqualTo(2);
        assertThat(CaseDurations.median(List.of(9L, 1L, 3L, 2L))).isEqualTo(3);
        assertThat(usual(0, Locale.SIMPLIFIED_CHINESE)).isEqualTo("半数当天办结（按最近办结的 7 件）");
        assertThat(usual(3, Locale.SIMPLIFIED_CHINESE)).isEqualTo("半数在 3 个工作日内办结（按最近办结的 7 件）");
        assertThat(usual(3, Locale.ENGLISH)).isEqualTo("Half are done within 3 working days (of the last 7)");
    }

    private String usual(long days, Locale locale) {
        return this.context.getMessage("procedure.usual", new Object[] { days, 7 }, locale);
    }

    @Test
    void aDraftIsItsSubjectsAlone() {
        JsonNode draft = this.office.as("staff1").post(CASES, Map.of("data", Map.of("kind", "plain"))).ok(201);
        assertThat(draft.path("state").asString()).isEqualTo("draft");
        this.office.as("head1").get(path(draft)).refused(404);
        assertThat(this.office.as("staff1").post(path(draft) + "/submit", null).invalidFields()).contains("from", "to",
                "purpose");
        JsonNode saved = this.office.as("staff1")
            .put(path(draft), Map.of("data", data("plain", "2026-12-07", "整理档案")), "If-Match", "\"0\"")
            .ok();
        this.office.as("staff1")
            .put(path(draft), Map.of("data", Map.of()), "If-Match", "\"0\"")
            .refused(409, "stale-revision");
        assertThat(saved.path("title").asString()).isEqualTo("一般试办 2026-12-07 至 2026-12-07");
        assertThat(this.office.as("staff1").post(path(draft) + "/submit", null).ok().path("state").asString())
            .isEqualTo("inReview");
        this.office.as("staff1").post(path(draft) + "/submit", null).refused(409, "case-already-submitted");
        this.office.as("staff1").delete(path(draft)).refused(409, "case-already-submitted");
        JsonNode other = this.office.as("staff1").post(CASES, Map.of("data", Map.of("kind", "plain"))).ok(201);
        this.office.as("head1").delete(path(other)).refused(404);
        assertThat(this.office.as("staff1").delete(path(other)).status()).isEqualTo(204);
        this.office.as("staff1").get(path(other)).refused(404);
        // One day: the next above alone.
        assertThat(open(draft).holder()).isEqualTo("head1");
        assertThat(show(draft).path("stepName").asString()).isEqualTo("审批中");
    }

    @Test
    void returnedApprovedPublishedAndClosed() throws Exception {
        JsonNode of = submitted("important", "2026-12-11", "设备更新");
        assertThat(show(of).path("data").path("days").asInt()).isEqualTo(5);
        approve(of, "head1");
        assertThat(complete(of, "supervisor1", "decision", "return").invalidFields()).containsExactly("opinion");
        complete(of, "supervisor1", "decision", "return", "opinion", "请写明用途").ok();
        assertThat(show(of).path("state").asString()).isEqualTo("returned");
        assertThat(open(of)).extracting(Office.OpenTask::kind, Office.OpenTask::holder)
            .containsExactly("TrialProcess.Task_ReviseTrial", "staff1");
        this.office.as("staff1").put(path(of), Map.of("data", data("important", "2026-12-10", "更新打印设备"))).ok();
        assertThat(this.office.as("staff1").post(path(of) + "/submit", null).ok().path("version").asInt()).isEqualTo(2);
        // Back at the level that returned it.
        approve(of, "supervisor1");
        approve(of, "leader1");
        JsonNode entered = show(of);
        assertThat(entered.path("number").asString()).matches("试〔2026〕\\d+号");
        assertThat(entered.path("state").asString()).isEqualTo("open");
        assertThat(entered.path("data").path("days").asInt()).isEqualTo(4);
        assertThat(entered.path("decisions").valueStream().map((made) -> made.path("decision").asString()))
            .containsExactly("approve", "return", "approve", "approve");
        assertThat(entered.path("versions")).hasSize(2);
        this.office.as("staff3").get(path(of)).ok();
        this.office.as("staff2").get(path(of)).refused(404);
        assertThat(this.office.as("staff3").notices())
            .anySatisfy((notice) -> assertThat(notice.path("link").asString()).endsWith(of.path("id").asString()));
        complete(of, "staff3", "opinion", "已阅").ok();
        complete(of, "head2").ok();
        assertThat(open(of).kind()).isEqualTo("TrialProcess.Task_CarryTrial");
        this.office.as("head1").post(path(of) + "/progress", Map.of("text", "已到货")).refused(403);
        this.office.as("staff1").post(path(of) + "/progress", Map.of("text", "已到货")).ok();
        assertThat(show(of).path("step").asString()).isEqualTo("carrying");
        assertThat(complete(of, "staff1", "result", "已更新").ok().path("state").asString()).isEqualTo("closed");
        assertThat(show(of).path("progress").get(0).path("text").asString()).isEqualTo("已到货");
        registerHas(of);
        paperHas(of);
        traceHas(of);
    }

    private void registerHas(JsonNode of) throws Exception {
        String number = show(of).path("number").asString();
        for (String filter : List.of("?state=closed", "?kind=important", "?from=2026-12-01..2026-12-31", "?days=4",
                "?purpose=%E6%89%93%E5%8D%B0", "?q=%E9%87%8D%E8%A6%81%E8%AF%95%E5%8A%9E", "?amount=100..")) {
            assertThat(ids("staff1", filter)).as(filter).contains(of.path("id").asString());
        }
        assertThat(ids("staff1", "?days=5")).doesNotContain(of.path("id").asString());
        assertThat(ids("staff2", "")).doesNotContain(of.path("id").asString());
        assertThat(this.office.as("staff1").get(CASES + "?colour=red").invalidFields()).containsExactly("colour");
        assertThat(this.office.as("staff1").get(CASES + "?from=soon").invalidFields()).containsExactly("from");
        try (XSSFWorkbook book = new XSSFWorkbook(
                new ByteArrayInputStream(this.office.as("staff1").get(CASES + ".xlsx?state=closed").bytes()))) {
            List<String> cells = new ArrayList<>();
            book.getSheetAt(0).forEach((row) -> row.forEach((cell) -> cells.add(cell.toString())));
            assertThat(cells).contains("编号", "种类", number, "重要", "4.0", "已试办");
        }
    }

    private List<String> ids(String account, String filter) {
        return this.office.as(account)
            .get(CASES + filter)
            .ok()
            .path("items")
            .valueStream()
            .map((row) -> row.path("id").asString())
            .toList();
    }

    /** Few are gathered first, many asked for one by one: both find the same. */
    @Test
    void howManyThereAreOfEachChangesNothingInWhatIsFound() {
        complete(submitted("plain", "2026-12-07", "甲乙丙"), "head1", "decision", "approve").ok();
        complete(submitted("important", "2026-12-09", "乙丙丁"), "head1", "decision", "approve").ok();
        Declaration trial = this.declarations.find("trial").orElseThrow();
        Register target = AopTestUtils.getTargetObject(this.register);
        Object few = ReflectionTestUtils.getField(target, "few");
        for (String account : List.of("staff1", "head1", "supervisor1", "staff3", "auditor", "sysadmin")) {
            for (Register.Query query : List.of(new Register.Query(null, null, Map.of()),
                    new Register.Query(CaseState.OPEN, "试办", Map.of()),
                    new Register.Query(null, "苗", Map.of("kind", "plain", "days", "1..2")),
                    new Register.Query(null, null, Map.of("purpose", "乙丙", "kind", "important")),
                    new Register.Query(null, null, Map.of("purpose", "丙", "_late", "true", "_of", "staff1")))) {
                List<Object> found = new ArrayList<>();
                try {
                    for (int most : List.of(0, 10_000)) {
                        ReflectionTestUtils.setField(target, "few", SingletonSupplier.of(most));
                        found.add(List.of(
                                this.register.page(trial, query, account, 500, null)
                                    .items()
                                    .stream()
                                    .map(ProcedureCase::id)
                                    .toList(),
                                this.register.counts(trial, query, account),
                                this.register.tallies(trial, query, account, true)));
                    }
                }
                finally {
                    ReflectionTestUtils.setField(target, "few", few);
                }
                assertThat(found.get(0)).as(account + " " + query).isEqualTo(found.get(1));
            }
        }
        assertThat(ids("staff1", "?purpose=%E4%B9%99%E4%B8%99&kind=important")).isNotEmpty();
    }

    @Test
    void aFilterTakesSignsAsTheyAreAndNoHalfValues() {
        String id = submitted("plain", "2026-12-07", "完成100%_甲\\乙").path("id").asString();
        for (String found : List.of("?purpose=100%25_", "?purpose=%25", "?purpose=_", "?purpose=%5C%E4%B9%99")) {
            assertThat(ids("staff1", found)).as(found).contains(id);
        }
        for (String found : List.of("amount=%EF%BC%91%EF%BC%92%EF%BC%90", "amount=1.2e2", "amount=..120", "amount=..",
                "from=2026-12-07..", "q=%E8%AF%95")) {
            assertThat(ids("staff1", "?purpose=100%25&" + found)).as(found).contains(id);
        }
        for (String other : List.of("?purpose=1%25", "?purpose=1__", "?q=%25", "?q=_", "?amount=1e50",
                "?q=" + "x".repeat(10_000), "?purpose=" + "x".repeat(10_000))) {
            assertThat(ids("staff1", other)).as(other).doesNotContain(id);
        }
        for (String half : List.of("from=2026-12", "from=2026-12..", "from=..2026-12-7", "from=2026-02-30",
                "from=%2B999999999-01-01", "from=2026-12-01..2026-12-02..", "amount=1e999999999", "amount=1..x",
                "amount=0x10", "amount=NaN")) {
            assertThat(this.office.as("staff1").get(CASES + "?" + half).invalidFields()).as(half)
                .containsExactly(half.substring(0, half.indexOf('=')));
        }
    }

    @Test
    void aNumberBeyondTheRegisterIsNotFoundByIt() {
        Map<String, Object> data = data("plain", "2026-12-07", "很大的数");
        data.put("amount", new BigDecimal("1e25"));
        JsonNode of = this.office.as("staff1").post(CASES, Map.of("data", data, "submit", true)).ok(201);
        assertThat(ids("staff1", "?amount=1000..")).doesNotContain(of.path("id").asString());
        assertThat(show(of).path("data").path("amount").decimalValue()).isEqualByComparingTo("1e25");
    }

    private void paperHas(JsonNode of) throws Exception {
        try (XWPFDocument word = new XWPFDocument(
                new ByteArrayInputStream(this.office.as("staff1").get(path(of) + ".docx").bytes()))) {
            List<String> cells = new ArrayList<>();
            word.getTables()
                .forEach((table) -> table.getRows()
                    .forEach((row) -> row.getTableCells().forEach((cell) -> cells.add(cell.getText()))));
            assertThat(String.join("\n", cells)).contains("更新打印设备", "审批试办", "同意", "试〔2026〕");
            List<String> steps = cells.stream().filter((cell) -> cell.startsWith("审批试办")).toList();
            assertThat(steps).as("the newest version first")
                .containsExactly("审批试办", "审批试办", "审批试办（第 1 稿）", "审批试办（第 1 稿）");
        }
    }

    private void traceHas(JsonNode of) {
        JsonNode trace = this.office.as("auditor").get("/cases/" + of.path("id").asString() + "/trace").ok();
        assertThat(trace.path("events").valueStream().map((event) -> event.path("action").asString())).contains(
                "created", "submitted", "approved", "returned", "resubmitted", "entered", "published", "acknowledged",
                "progressed", "completed", "closed");
    }

    @Test
    void refusedIsTheEnd() {
        JsonNode of = submitted("plain", "2026-12-07", "外出学习");
        assertThat(complete(of, "head1", "decision", "refuse", "opinion", "人手不足").ok().path("state").asString())
            .isEqualTo("refused");
        assertThat(show(of).path("state").asString()).isEqualTo("refused");
        assertThat(this.office.openTasks(of.path("id").asString())).isEmpty();
        this.office.as("staff1").post(path(of) + "/withdraw", null).refused(409, "case-not-withdrawable");
    }

    @Test
    void withdrawnUntilTheFirstDecision() {
        JsonNode of = submitted("plain", "2026-12-09", "设备检修");
        this.office.as("head1").post(path(of) + "/withdraw", null).refused(403, "not-your-case");
        assertThat(this.office.as("staff1").post(path(of) + "/withdraw", null).ok().path("state").asString())
            .isEqualTo("draft");
        assertThat(open(of).kind()).isEqualTo("TrialProcess.Task_ReviseTrial");
        assertThat(show(of).path("stepName").isNull()).as("nobody has returned it").isTrue();
        this.office.as("staff1").post(path(of) + "/submit", null).ok();
        approve(of, "head1");
        this.office.as("staff1").post(path(of) + "/withdraw", null).refused(409, "case-already-decided");
    }

    @Test
    void aDecisionIsTakenBack() {
        JsonNode of = submitted("plain", "2026-12-09", "设备调试");
        String decided = open(of).id();
        approve(of, "head1");
        assertThat(open(of).holder()).isEqualTo("supervisor1");
        this.office.as("head1").post("/tasks/" + decided + "/take-back", Map.of()).ok();
        assertThat(open(of).holder()).isEqualTo("head1");
        assertThat(show(of).path("decisions")).isEmpty();
        approve(of, "head1");
        assertThat(open(of).holder()).isEqualTo("supervisor1");
    }

    /** It would take the step beside it away from whoever has that. */
    @Test
    void aDecisionIsNotTakenBackBesideAnOpenStep() {
        String id = this.office.as("staff1")
            .post("/procedures/pair/cases", Map.of("data", Map.of("what", "预算"), "submit", true))
            .ok(201)
            .path("id")
            .asString();
        String first = checked(id, "head1");
        this.office.as("head1").post("/tasks/" + first + "/take-back", Map.of()).refused(409, "cannot-be-taken-back");
        assertThat(this.office.openTasks(id)).extracting(Office.OpenTask::holder).containsExactly("supervisor1");
        String second = checked(id, "supervisor1");
        assertThat(this.office.openTasks(id)).extracting(Office.OpenTask::holder).containsExactly("staff1");
        // Where both have come together neither can go alone.
        this.office.as("supervisor1")
            .post("/tasks/" + second + "/take-back", Map.of())
            .refused(409, "cannot-be-taken-back");
        checked(id, "staff1");
        assertThat(this.office.as("staff1").get("/procedures/pair/cases/" + id).ok().path("state").asString())
            .isEqualTo("closed");
    }

    private String checked(String id, String account) {
        String task = this.office.openTasks(id)
            .stream()
            .filter((each) -> account.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
        this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", Map.of())).ok();
        return task;
    }

    @Test
    void nobodyDecidesOnThemselvesAndAVacantLevelIsSkipped() {
        JsonNode heads = this.office.as("head1")
            .post(CASES, Map.of("data", data("plain", "2026-12-09", "科室调整"), "submit", true))
            .ok(201);
        assertThat(open(heads).holder()).isEqualTo("supervisor1");
        // Neither a head nor a supervisor: the party group secretary.
        JsonNode vacant = this.office.as("secretary2")
            .post(CASES, Map.of("data", data("plain", "2026-12-09", "文史整理"), "submit", true))
            .ok(201);
        assertThat(open(vacant).holder()).isEqualTo("leader1");
        JsonNode secretarys = this.office.as("leader1")
            .post(CASES, Map.of("data", data("important", "2026-12-09", "调研"), "submit", true))
            .ok(201);
        assertThat(open(secretarys).holder()).isEqualTo("leader2");
    }

    /** No number is given twice, and none is missing. */
    @Test
    void atTheSameMomentEachGetsANumberOfItsOwn() {
        List<JsonNode> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(submitted("plain", "2026-12-07", "同时编号"));
        }
        all.parallelStream().forEach((of) -> complete(of, "head1", "decision", "approve").ok());
        List<Integer> numbers = all.stream()
            .map((of) -> Integer.valueOf(show(of).path("number").asString().replaceAll(".*〕|号", "")))
            .sorted()
            .toList();
        assertThat(numbers.get(3) - numbers.get(0)).isEqualTo(3);
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void aListIsReadInAsManyStatementsHoweverLong() {
        for (int i = 0; i < 3; i++) {
            submitted("plain", "2026-12-07", "许多");
        }
        Office.Caller staff = this.office.as("staff1");
        staff.get(CASES + "?limit=1").ok();
        assertThat(Office.statements(() -> staff.get(CASES + "?limit=3").ok()))
            .isEqualTo(Office.statements(() -> staff.get(CASES + "?limit=1").ok()));
    }

    @Test
    void whatIsWrongIsNamed() {
        Office.Caller staff = this.office.as("staff1");
        assertThat(staff.post(CASES, Map.of("data", Map.of("colour", "red"))).invalidFields())
            .containsExactly("colour");
        assertThat(staff.post(CASES, Map.of("data", Map.of("kind", "sudden"))).invalidFields()).containsExactly("kind");
        assertThat(staff.post(CASES, Map.of("data", Map.of("purpose", "长".repeat(501)))).invalidFields())
            .containsExactly("purpose");
        assertThat(staff.get(CASES + "?state=lost").invalidFields()).containsExactly("state");
        assertThat(staff.get(CASES + "?cursor=zzz").invalidFields()).containsExactly("cursor");
        staff.post(CASES, Map.of("data", "none")).refused(400);
        staff.get("/procedures/none/cases").refused(404, "procedure-not-found");
        staff.get(CASES + "/none").refused(404);
    }

    /** Told by the kernel where the diagram tells nobody. */
    @Test
    void whoeverHasItIsRemindedAndWhoIsAboveIsTold() {
        Leftovers.rest(this.jdbc);
        JsonNode of = submitted("plain", "2026-12-07", "到期提醒");
        this.clock.set(MovableClock.START.plus(Duration.ofDays(8)));
        try {
            Sweep.run(this.context);
        }
        finally {
            this.clock.set(MovableClock.START);
        }
        assertThat(this.office.as("auditor")
            .get("/cases/" + of.path("id").asString() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString())).contains("escalated");
    }

    @Test
    void datesAreInOrder() {
        assertThat(this.office.as("staff1")
            .post(CASES, Map.of("data", data("plain", "2026-12-01", "倒着走"), "submit", true))
            .invalidFields()).containsExactly("to");
    }

    @Test
    void theTaskPageShowsTheCase() {
        JsonNode of = submitted("plain", "2026-12-09", "页面试看");
        assertThat(this.office.as("head1").page("/tasks/" + open(of).id()).html()).contains("页面试看", "审批试办", "同意");
        assertThat(this.office.as("head1").get("/tasks/" + open(of).id()).ok().path("case").path("title").asString())
            .isEqualTo("一般试办 2026-12-07 至 2026-12-09");
    }

}
