package org.sanxing.registration.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Ids;
import org.sanxing.ledger.EntryNumbers;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Excel in and out, by the API and on the pages. */
@ApplicationTest
class ImportTests {

    @Autowired
    private Office office;

    @Autowired
    private Organization organization;

    @Autowired
    private EntryNumbers numbers;

    @Autowired
    private LedgerEntries entries;

    @Autowired
    private BeginImported beginImported;

    @Autowired
    private JdbcClient jdbc;

    private static String text(String beginning) {
        return beginning + " " + UUID.randomUUID();
    }

    @Test
    void registersAllRowsAndGivesOutTheirTasks() {
        String first = text("=1+1 一份急件未登记");
        byte[] file = Sheets.xlsx(Sheets.row(1, first, "staff1"), Sheets.row(2, text("第二个问题"), "郝砚宁"));
        JsonNode look = this.office.as("organiser1")
            .upload("/ledger/import", "问题.xlsx", file, "dryRun", "true")
            .ok(200);
        assertThat(look.path("rows").asInt()).isEqualTo(2);
        assertThat(look.path("errors")).isEmpty();
        assertThat(find(first)).isEmpty();

        JsonNode done = this.office.as("organiser1").upload("/ledger/import", "问题.xlsx", file).ok(201);
        assertThat(done.path("rows").asInt()).isEqualTo(2);
        assertThat(done.path("begun").asInt()).isEqualTo(2);
        JsonNode entry = find(first).get(0);
        assertThat(entry.path("number").asString()).isEqualTo(done.path("first").asString());
        assertThat(entry.path("source").path("foundOn").asString()).isEqualTo("2026-01-05");
        assertThat(this.office.as("staff1").get("/tasks?view=todo&kind=rectify&limit=200").ok().path("items"))
            .anySatisfy((task) -> assertThat(task.path("caseId").asString()).isEqualTo(entry.path("id").asString()));
        assertThat(this.office.as("auditor")
            .get("/cases/" + entry.path("id").asString() + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString())).startsWith("imported", "opened");

        JsonNode again = this.office.as("secretary1")
            .upload("/ledger/import", "另存为.xlsx", file)
            .refused(409, "ledger-import-done");
        assertThat(again.path("actor").path("account").asString()).isEqualTo("organiser1");
        JsonNode same = this.office.as("secretary1")
            .upload("/ledger/import", "改了一行.xlsx", Sheets.xlsx(Sheets.row(1, first, "staff2")), "dryRun", "true")
            .ok(200);
        assertThat(same.path("duplicates").path(0).path("number").asString())
            .isEqualTo(entry.path("number").asString());
    }

    @Test
    void oneProcedureThatCannotBeginKeepsNoOtherWaiting() {
        Branch branch = this.organization.branches().get(0);
        LedgerNumber first = this.numbers.reserve(branch, 2092, 4);
        List<LedgerEntry> waiting = new ArrayList<>();
        for (String responsible : List.of("staff1", "nobody", "staff2", "staff1")) {
            waiting.add(LedgerEntry.open(
                    new LedgerEntry.Identity(Ids.next(), first.plus(waiting.size()), branch.id(), null, null,
                            new EntrySource.SelfCheck("第三季度自查", LocalDate.of(2026, 1, 5)), null, "secretary1",
                            Instant.parse("2026-01-05T02:00:00Z")),
                    new LedgerEntry.Statement("没有记录表决情况", text("没有记录表决情况"), "制度学习不够", "逐条对照制度整改", "制度",
                            DeadlineClass.SHORT),
                    responsible, LocalDate.of(2099, 12, 22)));
        }
        this.entries.add(waiting, null, false);
        this.beginImported.sweep();
        String failed = waiting.get(1).id();
        assertThat(waiting.stream()
            .map(LedgerEntry::id)
            .filter((id) -> count("ledger_entry where id", "begun = false", id) > 0)).containsExactly(failed);
        for (LedgerEntry entry : waiting) {
            assertThat(count("work_item where case_id", "state = 'OPEN'", entry.id()))
                .isEqualTo(entry.id().equals(failed) ? 0 : 1);
        }
        assertThat(count("audit_event where chain", "action = 'opened'", failed)).isZero();
        this.jdbc.sql("update ledger_entry set state = 'void' where id = ?").param(failed).update();
    }

    private int count(String of, String condition, String id) {
        return this.jdbc.sql("select count(*) from " + of + " = ? and " + condition)
            .param(id)
            .query(Integer.class)
            .single();
    }

    private List<JsonNode> find(String manifestation) {
        String words = manifestation.substring(manifestation.lastIndexOf(' ') + 1);
        return this.office.as("leader1").get("/ledger/entries?q=" + words).ok().path("items").valueStream().toList();
    }

    @Test
    void namesEachBadCellAndRegistersNothing() {
        String good = text("好的一行");
        Object[] late = Sheets.row(2, text("日期在将来"), "staff1");
        late[7] = LocalDate.of(2999, 1, 1);
        Object[] formula = Sheets.row(3, "x", "staff1");
        formula[10] = new Sheets.Formula("1+1");
        Object[] empty = Sheets.row(4, "", "没有这个人");
        empty[1] = "道听途说";
        empty[13] = "马上";
        Object[] odd = Sheets.row(5, text("日期不是日期"), "organiser1");
        odd[7] = "去年秋天";
        byte[] file = Sheets.xlsx(Sheets.row(1, good, "staff1"), late, formula, empty, new Object[] { 9 }, odd);
        JsonNode look = this.office.as("organiser1")
            .upload("/ledger/import", "问题.xlsx", file, "dryRun", "true")
            .ok(200);
        assertThat(look.path("good").asInt()).isEqualTo(1);
        assertThat(look.path("errors").valueStream().map((error) -> error.path("cell").asString()))
            .containsExactlyInAnyOrder("H3", "K4", "B5", "K5", "N5", "O5", "H7");
        assertThat(look.toString()).contains("不能晚于今天", "是公式", "没有这个在岗的人", "不是日期");
        JsonNode problem = this.office.as("organiser1").upload("/ledger/import", "问题.xlsx", file).refused(400);
        assertThat(problem.path("errors").path(0).path("message").asString()).contains("第 3 行 H 列（发现日期）");
        assertThat(find(good)).isEmpty();
    }

    @Test
    void refusesWhatIsNoSuchFile() {
        Office.Caller organiser = this.office.as("organiser1");
        assertThat(organiser.upload("/ledger/import", "问题.xlsx", "文字".getBytes(StandardCharsets.UTF_8)).invalidFields())
            .containsExactly("file");
        assertThat(organiser.upload("/ledger/import", "空.xlsx", new byte[0]).invalidFields()).containsExactly("file");
        assertThat(organiser.upload("/ledger/import", "无列名.xlsx", Sheets.xlsx(List.of("甲", "乙"), List.of()))
            .invalidFields()).containsExactly("file");
        assertThat(
                organiser
                    .upload("/ledger/import", "缺列.xlsx",
                            Sheets.xlsx(List.of("问题来源", "具体表现", "原因剖析"),
                                    List.of(new Object[][] { { "自查", "a", "b" } })))
                    .refused(400)
                    .toString())
            .contains("来源名称 / 整改类型 / 责任人");
        assertThat(organiser.upload("/ledger/import", "只有列名.xlsx", Sheets.xlsx()).invalidFields())
            .containsExactly("file");
        byte[] fine = Sheets.xlsx(Sheets.row(1, text("好的一行"), "staff1"));
        this.office.as("staff1").upload("/ledger/import", "问题.xlsx", fine).refused(403);
        this.office.as("secretary2").upload("/ledger/import", "问题.xlsx", fine, "branch", "no-such-branch").refused(403);
    }

    @Test
    void showsThePreviewAndRegistersOnConfirmation() {
        Office.Caller secretary = this.office.as("secretary2");
        assertThat(secretary.page("/ledger/import").html()).contains("template.xlsx");
        String text = text("页面导入的问题<b>");
        Office.Answer sent = secretary.uploadOnPage("/ledger/import", "问题.xlsx",
                Sheets.xlsx(Sheets.row(1, text, "staff3"), Sheets.row(2, text("另一个"), "提案委")));
        assertThat(sent.status()).isEqualTo(302);
        String bad = sent.header("Location");
        assertThat(secretary.page(bad).html()).contains("第 3 行 O 列", "没有这个在岗的人").doesNotContain("/register");
        assertThat(this.office.as("organiser2").page(bad).status()).isEqualTo(404);
        assertThat(secretary.submit(bad + "/discard").status()).isEqualTo(302);
        assertThat(secretary.page(bad).status()).isEqualTo(404);
        byte[] file = Sheets.parts(Sheets.xlsx(Sheets.row(1, text, "staff3"), Sheets.row(2, text("藏起来的"), "staff3")))
            .change("xl/worksheets/sheet1.xml",
                    (sheet) -> sheet.replace("<row r=\"3\"", "<row hidden=\"1\" r=\"3\"")
                        .replace("<sheetData>", "<cols><col min=\"6\" max=\"7\" hidden=\"1\"/></cols><sheetData>")
                        .replaceFirst("<c r=\"H2\"", "<c r=\"F2\"><v>3</v></c><c r=\"H2\""))
            .bytes();
        String kept = secretary.uploadOnPage("/ledger/import", "问题.xlsx", file).header("Location");
        assertThat(secretary.page(kept).html()).contains("检查通过", "/register", "&lt;b&gt;", "没有计入：第 3 行",
                "F 列“条目号”被隐藏，没有读取");
        assertThat(secretary.submit(kept + "/register").status()).isEqualTo(302);
        assertThat(find(text)).hasSize(1);
        assertThat(secretary.page(kept).html()).contains("整改任务已全部下达");
        // A second press changes nothing.
        secretary.submit(kept + "/register");
        assertThat(find(text)).hasSize(1);
    }

    @Test
    void offersATemplateThatItReads() {
        byte[] template = this.office.as("secretary1").page("/ledger/import/template.xlsx").bytes();
        List<Row> rows = Sheets.read(template);
        List<String> titles = new ArrayList<>();
        rows.get(0).forEach((cell) -> titles.add(cell.asString()));
        assertThat(titles).isEqualTo(Sheets.TITLES);
        assertThat(this.office.as("secretary1").upload("/ledger/import", "模板.xlsx", template).refused(400).toString())
            .contains("列名下面没有内容");
    }

    @Test
    void takesTheLedgerOutAsItIsFiltered() {
        String text = text("+cmd|' /C calc'!A0 _x0041_ \u0001表现");
        String kept = text.replace("\u0001", "");
        // As Excel writes what somebody typed so.
        Object[] row = Sheets.row(1, kept.replace("_x0041_", "_x005F_x0041_"), "staff1");
        this.office.as("organiser1").upload("/ledger/import", "问题.xlsx", Sheets.xlsx(row)).ok(201);
        String words = text.substring(text.lastIndexOf(' ') + 1);
        List<Row> rows = Sheets.read(this.office.as("secretary1").get("/ledger/entries.xlsx?q=" + words).bytes());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).stream().map((cell) -> cell.asString())).containsExactly("序号", "台账编号", "问题来源", "问题类别",
                "具体表现", "原因剖析", "整改类型", "整改目标", "整改措施", "责任领导", "责任部门", "责任人", "整改时限", "进展情况", "完成情况", "佐证材料", "验收意见",
                "销号日期", "回头看结果", "备注");
        Row taken = rows.get(1);
        assertThat(taken.getCell(0).getType()).isEqualTo(CellType.NUMBER);
        assertThat(taken.getCell(4).getType()).isEqualTo(CellType.STRING);
        assertThat(org.sanxing.common.CellText.read(taken.getCell(4).asString())).isEqualTo(kept);
        assertThat(taken.getCell(12).getType()).isEqualTo(CellType.NUMBER);
        assertThat(taken.getCell(12).asDate().toLocalDate()).isAfter(LocalDate.of(2026, 1, 1));
        assertThat(taken.getCell(8).asString()).isEqualTo("逐条对照整改");
        assertThat(Sheets.read(this.office.as("staff2").get("/ledger/entries.xlsx?q=" + words).bytes())).hasSize(1);
        assertThat(this.office.as("auditor").get("/audit/events?action=ledgerExported").ok().toString())
            .contains(words);
        this.office.as("secretary1").get("/ledger/entries.xlsx?state=nonsense").refused(400);
    }

}
