package org.sanxing.procedure.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.attachment.Samples;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of any procedure, by the one that is there to be tried. */
@ApplicationTest
class ProcedurePagesTests {

    private static final Pattern CASE = Pattern.compile("/procedures/trial/cases/([^/]+)/edit");

    private static final String[] FILLED = { "kind", "plain", "from", "2026-12-01", "to", "2026-12-01", "purpose",
            "看看页面" };

    @Autowired
    private Office office;

    @Autowired
    private Organisation organisation;

    private String begin(String account) {
        Matcher began = CASE
            .matcher(String.valueOf(this.office.as(account).submit("/procedures/trial/cases").header("Location")));
        assertThat(began.find()).isTrue();
        return "/procedures/trial/cases/" + began.group(1);
    }

    @Test
    void goFromTheCatalogueToTheRegister() {
        Office.Caller staff = this.office.as("staff1");
        assertThat(staff.page("/procedures").html()).contains("试办", "全体干部职工", "/procedures/trial/cases\"");
        assertThat(staff.page("/procedures?q=sb").html()).contains("试办");
        assertThat(staff.page("/procedures?q=xyz").html()).doesNotContain("试办");
        assertThat(staff.page("/procedures?q=chinese").html()).doesNotContain("试办");
        assertThat(staff.page("/procedures/trial/new").html()).contains("审批试办", "限 2 个工作日");

        String page = begin("staff1");
        assertThat(begin("staff1")).as("goes on with what is empty").isEqualTo(page);
        assertThat(staff.page(page + "/edit").html()).contains("提交前还缺 4 处", "提交后依次办理");
        assertThat(staff.submit(page + "/draft", "kind", "plain", "_revision", "0").html())
            .contains("data-state=\"saved\"", "提交前还缺 3 处");
        assertThat(staff.submit(page + "/draft", "kind", "important", "_revision", "0").status()).isEqualTo(409);
        assertThat(staff.submit(page + "/submit", "kind", "plain").text()).contains("sx-errors", "f-purpose");
        assertThat(this.office.as("head1").page(page).status()).isEqualTo(404);

        assertThat(staff.submit(page + "/submit", FILLED).header("Location")).isEqualTo(page);
        assertThat(staff.page(page).html()).contains("看看页面", "审批中", "审批试办", "/withdraw", "/word").doesNotContain("??");
        assertThat(staff.page("/procedures/mine").html()).contains(page + "\"");

        String task = this.office.openTasks(page.substring(page.lastIndexOf('/') + 1)).get(0).id();
        assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("看看页面", "name=\"decision\"")
            .doesNotContain("??");
        assertThat(this.office.as("head1").page("/procedures/trial").html()).contains(page + "\"", "看看页面");
        this.office.as("head1").submit("/tasks/" + task, "decision", "return", "opinion", "写清楚些");
        assertThat(staff.page(page + "/edit").html()).contains("写清楚些");
        staff.submit(page + "/submit", "kind", "plain", "from", "2026-12-01", "to", "2026-12-01", "purpose", "看看每一个页面");
        assertThat(staff.page(page + "/compare?to=2").html()).contains("<mark>每一个</mark>");
        assertThat(staff.submit(page + "/withdraw").header("Location")).isEqualTo(page + "/edit");
        assertThat(staff.submit(page + "/discard").header("Location")).as("it was submitted once").isEqualTo(page);

        String unwanted = begin("staff1");
        assertThat(staff.page(unwanted + "/edit").html()).contains(unwanted + "/discard");
        assertThat(staff.submit(unwanted + "/discard").header("Location")).isEqualTo("/procedures/mine");
        assertThat(staff.page(unwanted).status()).isEqualTo(404);
    }

    @Test
    void narrowTheRegisterDown() {
        Office.Caller staff = this.office.as("staff2");
        String page = begin("staff2");
        staff.submit(page + "/submit", "kind", "plain", "from", "2026-11-30", "to", "2026-12-01", "amount", "12.5",
                "purpose", "查得到");
        String link = page + "\"";
        assertThat(staff.page("/procedures/trial?from.from=2026-11-30&from.to=2026-11-30&amount.from=12&_of=staff2")
            .html()).contains(link, "自 2026", "查得到");
        assertThat(staff.page("/procedures/trial?from.from=2026-12-02").html()).doesNotContain(link);
        assertThat(staff.page("/procedures/trial?_late=true").html()).doesNotContain(link);
        assertThat(staff.page("/procedures/trial?state=closed").html()).doesNotContain(link);
        assertThat(staff.page("/procedures/trial/totals").html()).contains("_of=staff2", "_department=");
        assertThat(staff.file("/procedures/trial/cases.xlsx?q=%E6%9F%A5").bytes()).startsWith((byte) 'P', (byte) 'K');
        assertThat(staff.page("/procedures/trial?unknown=1").status()).isEqualTo(400);
        assertThat(staff.page("/search?q=qj").html()).as("initials of what it is called")
            .contains("/procedures/leave/new");
        assertThat(staff.page("/search?q=sb").html()).as("initials of its title")
            .containsPattern("href=\"/procedures/trial/cases/[0-9a-f-]{36}\"");
    }

    @Test
    void beginNoneWhereOneIsWrong() throws IOException {
        assertThat(this.office.as("staff1").page("/procedures/trial/bulk").status()).isEqualTo(403);
        assertThat(this.office.as("staff1").page("/procedures/assignment/bulk").status()).isEqualTo(403);
        Office.Caller head = this.office.as("head1");
        assertThat(head.file("/procedures/assignment/bulk/template.xlsx").status()).isEqualTo(200);
        assertThat(head.uploadOnPage("/procedures/assignment/bulk", "a.xlsx", sheet("")).text()).contains("1 件有问题")
            .doesNotContain("name=\"row\"");
        String html = head.uploadOnPage("/procedures/assignment/bulk", "a.xlsx", sheet("2026-12-31")).text();
        assertThat(html).contains("共 2 件", "第 4 行被筛选或隐藏", "name=\"row\"")
            .as("numbered as in the file")
            .contains("行号", "<span>2</span>", "<span>3</span>")
            .doesNotContain("<span>1</span>");
        List<String> rows = Pattern.compile("name=\"row\" value=\"([^\"]*)\"")
            .matcher(html)
            .results()
            .map((found) -> found.group(1).replace("&quot;", "\""))
            .toList();
        assertThat(head.submit("/procedures/assignment/bulk/start", "row", rows.get(0), "row", rows.get(1))
            .header("Location")).isEqualTo("/procedures/assignment");
        assertThat(head.page("/procedures/assignment?q=%E5%B9%B4%E5%BA%A6%E9%87%8D%E7%82%B9").html()).contains("年度重点一",
                "年度重点二");
    }

    /**
     * Where the form says so. What was written when there was time may be kept, and is
     * put right before it goes.
     */
    @Test
    void refuseADateThatIsOver() {
        Office.Caller staff = this.office.as("staff1");
        Map<String, Object> asked = new HashMap<>(Map.of("what", "清理档案", "by", "2026-11-01"));
        JsonNode draft = staff.post("/procedures/pair/cases", Map.of("data", asked)).ok(201);
        String path = "/procedures/pair/cases/" + draft.path("id").asString();
        assertThat(staff.post(path + "/submit", null).invalidFields()).containsExactly("by");
        staff.put(path, Map.of("data", asked)).ok();
        assertThat(staff.submit(path + "/submit", "what", "清理档案", "by", "2026-11-01").text())
            .contains("“最迟”已经过去，请改为今天（2026-");
        asked.put("by", "2026-12-31");
        staff.put(path, Map.of("data", asked)).ok();
        staff.post(path + "/submit", null).ok();
    }

    /** Whoever gives a matter to themselves is not told that it waits for them. */
    @Test
    void tellNobodyOfATaskOfTheirOwnDoing() {
        Office.Caller head = this.office.as("head1");
        for (String lead : List.of("head1", "staff1")) {
            String id = head
                .post("/procedures/assignment/cases",
                        Map.of("data", Map.of("matter", "交给" + lead, "measure", "按时", "lead", lead, "dueOn",
                                "2026-12-31", "priority", "ordinary"), "submit", true))
                .ok(201)
                .path("id")
                .asString();
            assertThat(this.office.openTasks(id)).extracting(Office.OpenTask::holder).containsExactly(lead);
            assertThat(this.office.as(lead).notices()).filteredOn((notice) -> notice.toString().contains("交给" + lead))
                .hasSize(lead.equals("head1") ? 0 : 1);
        }
    }

    /** What the form leaves out by what else it says, and more people than are named. */
    @Test
    void tellWhoWillHaveIt() {
        Office.Caller staff = this.office.as("staff1");
        String draft = staff
            .post("/procedures/outgoing/cases",
                    Map.of("data", Map.of("docKind", "request", "title", "关于编制的请示", "important", true)))
            .ok(201)
            .path("id")
            .asString();
        String leader = this.office.as("leader1").get("/me").ok().path("name").asString();
        assertThat(staff.page("/procedures/outgoing/cases/" + draft + "/edit").html())
            .containsPattern("<b>签发</b> *<span title=\"[^\"]*\">" + leader + "<");
        staff
            .put("/procedures/outgoing/cases/" + draft,
                    Map.of("data", Map.of("docKind", "request", "title", "关于编制的请示", "important", false)))
            .ok();
        assertThat(staff.page("/procedures/outgoing/cases/" + draft + "/edit").html())
            .containsPattern("<b>签发</b> *<span class=\"text-secondary\">待定<");

        Office.Caller secretary = this.office.as("leader1");
        String page = String.valueOf(secretary.submit("/procedures/pledge/cases").header("Location"))
            .replace("/edit", "");
        secretary.submit(page + "/submit", "year", "2026", "items", "按时办结");
        assertThat(secretary.page(page).html()).containsPattern(" 等 \\d+ 人办理“签订责任书”");
    }

    /** With the field of the version that has it, or with the step; else beside. */
    @Test
    void showEachFileOnce() throws IOException {
        Office.Caller staff = this.office.as("staff1");
        String page = begin("staff1");
        String id = page.substring(page.lastIndexOf('/') + 1);
        String first = attached(staff, id, "旧的说明.docx");
        submitWith(staff, page, first);
        String unseen = attached(staff, id, "还没交的.docx");
        assertThat(occurrences(this.office.as("head1").page(page).html(), "旧的说明.docx")).isEqualTo(1);
        this.office.as("head1")
            .submit("/tasks/" + this.office.openTasks(id).get(0).id(), "decision", "return", "opinion", "换一份");
        submitWith(staff, page, attached(staff, id, "新的说明.docx"));
        String html = this.office.as("head1").page(page).html();
        assertThat(html).containsPattern("(?s)sx-form-read.*新的说明.docx.*procedure-files.*旧的说明.docx")
            .contains("/attachments/" + first + "/view")
            .doesNotContain(unseen);
        assertThat(occurrences(html, "新的说明.docx")).isEqualTo(1);
        assertThat(occurrences(html, "旧的说明.docx")).isEqualTo(1);

        Office.Caller lead = this.office.as("head1");
        String matter = this.office.as("supervisor1")
            .post("/procedures/assignment/cases",
                    Map.of("data",
                            Map.of("matter", "报送材料", "measure", "按时", "lead", "head1", "dueOn", "2026-12-31",
                                    "priority", "ordinary"),
                            "submit", true))
            .ok(201)
            .path("id")
            .asString();
        lead.post("/tasks/" + this.office.openTasks(matter).get(0).id() + "/complete",
                Map.of("data", Map.of("result", "已报送", "evidence", List.of(attached(lead, matter, "回执.docx")))))
            .ok();
        html = this.office.as("supervisor1").page("/procedures/assignment/cases/" + matter).html();
        assertThat(html).containsPattern("(?s)procedure-course.*已报送.*/view.*回执.docx").doesNotContain("procedure-files");
        assertThat(occurrences(html, "回执.docx")).isEqualTo(1);
    }

    private static String attached(Office.Caller by, String caseId, String name) throws IOException {
        return by.upload("/attachments", name, Samples.docx("x"), "caseId", caseId).ok(201).path("id").asString();
    }

    private static void submitWith(Office.Caller staff, String page, String file) {
        assertThat(staff
            .submit(page + "/submit", "kind", "plain", "from", "2026-12-01", "to", "2026-12-01", "purpose", "有附件",
                    "files", file)
            .header("Location")).isEqualTo(page);
    }

    /** As people see it: what only a reading program is told does not count. */
    private static long occurrences(String html, String name) {
        return Pattern.compile(">" + Pattern.quote(name) + "<").matcher(html).results().count();
    }

    /** Away while the case waits at the step that says so, with the deputy it names. */
    @Test
    void tellWhoIsAwayUntilTheyAreBack() {
        String department = "/departments/" + this.organisation.idOf("文史委");
        Office.Caller subject = this.office.as("discipline2");
        Map<String, Object> leave = new HashMap<>(Map.of("kind", "annual", "from", "2026-12-07", "to", "2026-12-11",
                "reason", "探亲", "deputy", "discipline2"));
        assertThat(submit(subject, leave).invalidFields()).containsExactly("deputy");
        leave.put("deputy", "organiser2");
        String id = submit(subject, leave).ok(201).path("id").asString();
        assertThat(this.office.as("staff3").page(department).html()).doesNotContain("2026年12月11日", "12月11日");
        decide(id, "leader1", Map.of("decision", "approve"));
        assertThat(this.office.as("staff3").page(department).html()).contains("12月7日 至 12月11日")
            .doesNotContain("年休假", "12月11日 不在岗");
        assertThat(deputation(subject)).isEqualTo("later");
        submit(subject, leave).refused(409, "deputy-named-already");
        decide(id, "discipline2", Map.of("returnedOn", "2026-12-04"));
        assertThat(this.office.as("staff3").page(department).html()).doesNotContain("12月11日");
        assertThat(deputation(subject)).isEqualTo("ended");
        decide(id, "leader1", Map.of("decision", "approve"));
    }

    private static Office.Answer submit(Office.Caller subject, Map<String, Object> leave) {
        return subject.post("/procedures/leave/cases", Map.of("data", leave, "submit", true));
    }

    private void decide(String id, String account, Map<String, Object> data) {
        this.office.as(account)
            .post("/tasks/" + this.office.openTasks(id).get(0).id() + "/complete", Map.of("data", data))
            .ok();
    }

    private static String deputation(Office.Caller of) {
        return of.get("/deputies").ok().path("items").get(0).path("state").asString();
    }

    /**
     * What is for reading is neither instructed on nor handled, and nobody waits for it.
     */
    @Test
    void showOnlyTheStepsThatCome() {
        Office.Caller clerk = this.office.as("clerk1");
        for (String kind : List.of("read", "handle")) {
            String id = clerk
                .post("/procedures/incoming/cases",
                        Map.of("data", Map.of("sender", "市档案馆", "title", "开放档案目录", "docType", kind), "submit", true))
                .ok(201)
                .path("id")
                .asString();
            String course = clerk.page("/procedures/incoming/cases/" + id)
                .html()
                .replaceAll("(?s).*id=\"procedure-course\"", "");
            assertThat(course).contains("传阅", "办结归档");
            assertThat(course.contains("批示")).isEqualTo(kind.equals("handle"));
            assertThat(course.contains("承办")).isEqualTo(kind.equals("handle"));
            this.office.as("supervisor1")
                .post("/tasks/" + this.office.openTasks(id).get(0).id() + "/complete",
                        Map.of("data", Map.of("decision", "refuse", "opinion", "不属本单位")))
                .ok();
        }
        assertThat(this.office.as("supervisor1").page("/tasks?view=done&q=开放档案目录").html()).contains("不属本单位办理，退文");
        assertThat(clerk.page("/procedures/incoming").html()).as("as the models call it")
            .containsPattern("(?s)procedure-totals.*已退文</span> <b>.*</ul>")
            .doesNotContain("未批准");
        assertThat(clerk.page("/procedures/incoming?lang=en").html()).contains("<span>Sent back to sender</span> <b>");
    }

    /**
     * What is handed in with the answer is not what came in, and who answers reads the
     * instruction rather than the last acknowledgement.
     */
    @Test
    void tellWhoHasItAndWhatWasSaid() {
        Office.Caller clerk = this.office.as("clerk1");
        String id = clerk
            .post("/procedures/incoming/cases",
                    Map.of("data", Map.of("sender", "市教育局", "title", "报送学习情况", "docType", "handle"), "submit", true))
            .ok(201)
            .path("id")
            .asString();
        String page = "/procedures/incoming/cases/" + id;
        assertThat(clerk.page("/procedures/incoming?q=报送学习情况").html()).contains("办公室主任");
        assertThat(this.office.as("supervisor1").page("/tasks?q=报送学习情况").html()).contains("办公室主任待认领");
        assertThat(decided(id, "supervisor1", "proposal", "请阅示", "leader", "leader2", "readers", "leader3", "readers",
                "leader4", "readers", "leader5", "handler", "staff1"))
            .contains("批示中");
        decided(id, "leader2", "opinion", "请抓紧办理");
        decided(id, "leader3", "opinion", "已阅");
        assertThat(clerk.page("/procedures/incoming?q=报送学习情况").html()).contains(" 等 3 人");
        String task = "/tasks/" + task(id, "staff1");
        assertThat(this.office.as("staff1").page(task).html())
            .containsPattern("(?s)procedure-before.*请抓紧办理.*tasks-decide")
            .contains("data-sx-path=\"evidence\"");
        assertThat(this.office.as("staff1")
            .submit(page + "/progress", "text", "已起草", "_task", task.substring(7), "_back", "/tasks?view=todo")
            .header("Location")).startsWith(task).contains("_back=").endsWith("#progress");
        assertThat(clerk.page("/procedures/incoming/new").html()).contains("办公室主任", "“批示领导”中选定的人", "按“办理时限”办结");
        assertThat(clerk.page("/procedures/leave/new").html()).contains("逐级审批", "“结束日期”以后 1 个工作日内");
    }

    private String task(String id, String holder) {
        return this.office.openTasks(id)
            .stream()
            .filter((each) -> each.holder() == null || holder.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
    }

    private String decided(String id, String account, String... data) {
        this.office.as(account).submit("/tasks/" + task(id, account), data);
        return this.office.as("clerk1").page("/procedures/incoming/cases/" + id).html();
    }

    private static byte[] sheet(String due) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("交办");
            List<List<String>> rows = List.of(List.of("交办事项*", "工作措施和要求*", "牵头部门或人员*", "完成时限*", "类别*"),
                    List.of("年度重点一", "按季报告", "综合科", "2026/12/31", "重点事项"), List.of("年度重点二", "按月报告", "", due, "一般事项"),
                    List.of("看不见", "", "", "", ""));
            for (int row = 0; row < rows.size(); row++) {
                for (int at = 0; at < rows.get(row).size(); at++) {
                    sheet.value(row, at, rows.get(row).get(at));
                }
            }
            sheet.range(1, 2, 2, 2).merge();
            sheet.hideRow(3);
        }
        return out.toByteArray();
    }

}
