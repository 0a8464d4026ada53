package org.sanxing.roster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.common.Ids;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The file with an organisation, by the API and on the page. */
@ApplicationTest
class RosterTests {

    private static final String PATH = "/organization/import";

    @Autowired
    private Office office;

    private static byte[] xlsx(Map<String, List<List<String>>> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
            for (Map.Entry<String, List<List<String>>> each : sheets.entrySet()) {
                Worksheet sheet = workbook.newWorksheet(each.getKey());
                for (int row = 0; row < each.getValue().size(); row++) {
                    for (int column = 0; column < each.getValue().get(row).size(); column++) {
                        String text = each.getValue().get(row).get(column);
                        if (text.startsWith("=")) {
                            sheet.formula(row, column, text.substring(1));
                        }
                        else if (!text.isEmpty()) {
                            sheet.value(row, column, text);
                        }
                    }
                }
                if (each.getValue().size() > 2) {
                    sheet.hideRow(2);
                }
            }
        }
        return out.toByteArray();
    }

    private static Map<String, List<List<String>>> sheets(List<String> department, List<String> person) {
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        sheets.put("部门", List.of(List.of("部门名称*", "上级部门", "负责人", "分管领导"), department));
        sheets.put("人员", List.of(List.of("序号", "姓名", "账号", "职务", "部门", "党支部", "角色"), person));
        return sheets;
    }

    @Test
    void theTemplateIsReadAsItIsHandedOut() throws IOException {
        byte[] template = this.office.as("sysadmin").get(PATH + "/template.xlsx").bytes();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(template))) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("部门", "党支部", "人员", "填写说明");
        }
        assertThat(this.office.as("sysadmin").upload(PATH, "空.xlsx", template).refused(400).toString())
            .contains("三张表都没有内容");
    }

    @Test
    void namesEveryFaultWithSheetAndCell() throws IOException {
        Map<String, List<List<String>>> sheets = sheets(List.of("调研室", "没有", "=1+1", ""),
                List.of("1", "钱小北", "Qian", "", "调研室", "没有", "支部书记、看门人"));
        List<List<String>> people = sheets.get("人员");
        sheets.put("人员", List.of(people.get(0), people.get(1), List.of("2", "孙小南")));
        byte[] file = xlsx(sheets);
        JsonNode look = this.office.as("sysadmin").upload(PATH, "组织.xlsx", file, "dryRun", "true").ok(200);
        assertThat(look.path("errors")
            .valueStream()
            .map((one) -> one.path("sheet").asString() + "!" + one.path("cell").asString() + " "
                    + one.path("content").asString()))
            .containsExactlyInAnyOrder("部门!C2 ", "部门!B2 没有", "人员!C2 Qian", "人员!F2 没有", "人员!G2 支部书记、看门人");
        assertThat(look.path("gives")).isEmpty();
        assertThat(this.office.as("sysadmin").upload(PATH, "组织.xlsx", file).refused(400).toString()).contains("人员!G2",
                "没有“看门人”这个角色");
        assertThat(this.office.as("sysadmin")
            .uploadOnPage("/admin/organization/import", "组织.xlsx", file, "look", "1")
            .html()).contains("有 5 处问题", ">C2<", "粘贴为数值", "没有计入：第 3 行", "A 列“序号”不是模板里的列");
        this.office.as("secadmin").upload(PATH, "组织.xlsx", file).refused(403, "system-administrator-only");
    }

    @Test
    void bringsInWhatIsConfirmed() throws IOException {
        String account = "q" + Ids.next().substring(24).toLowerCase().replaceAll("[^a-z0-9]", "");
        String department = "调研室" + account;
        byte[] file = xlsx(
                sheets(List.of(department, "", "", ""), List.of("1", "钱小北", account, "", department, "ZB1", "")));
        String seen = this.office.as("sysadmin")
            .uploadOnPage("/admin/organization/import", "组织.xlsx", file, "look", "1")
            .html();
        assertThat(this.office.as("sysadmin").page("/progress?of=look1").status()).as("not begun").isEqualTo(204);
        this.office.as("sysadmin")
            .uploadOnPage("/admin/organization/import", "组织.xlsx", file, "look", "1", "follow", "look1");
        assertThat(this.office.as("sysadmin").page("/progress?of=look1").status()).as("over").isEqualTo(286);
        assertThat(this.office.as("secadmin").page("/progress?of=look1").status()).as("of another").isEqualTo(204);
        assertThat(seen).contains("检查通过", "“" + department + "”新建账号 1 个：钱小北 (" + account + ")");

        JsonNode asked = this.office.as("sysadmin").upload(PATH, "组织.xlsx", file, "reason", "新设").ok(202);
        assertThat(asked.path("secret").asString()).hasSize(11);
        JsonNode done = this.office.as("secadmin")
            .post("/approvals/" + asked.path("approval").asString() + "/confirm", null)
            .ok();
        assertThat(done.path("secret").asString()).hasSize(11);
        JsonNode person = this.office.as("sysadmin").get("/people/" + account).ok();
        assertThat(person.path("department").path("name").asString()).isEqualTo(department);
        assertThat(this.office.as("auditor").get("/audit/events?action=personAdded&q=" + account).ok().path("items"))
            .isNotEmpty();

        this.office.as("sysadmin").post("/people/" + account + "/deactivate", Map.of()).ok();
        this.office.as("sysadmin")
            .post("/departments/" + person.path("department").path("id").asString() + "/deactivate", null)
            .ok();
    }

    @Test
    void theHomeOfTheSystemAdministratorSaysWhatIsMissing() {
        assertThat(this.office.as("sysadmin").page("/").html()).contains("开始使用：还缺", "邮件服务器",
                "/admin/organization/import", "已完成", "未完成", "启动第一个专项整治（由支部书记或党组成员");
        assertThat(this.office.as("secadmin").page("/").html()).doesNotContain("开始使用");
    }

}
