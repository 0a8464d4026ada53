package org.sanxing.tasks.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.tasks.list.TaskKinds;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The task list and the operations of a task on the pages, as without scripts. */
@ApplicationTest
class TaskPagesTests {

    private static final Pattern ROW = Pattern.compile("id=\"row-([^\"]+)\"");

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"[^>]*rel=\"next\"");

    @Autowired
    private MovableClock clock;

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private TaskKinds kinds;

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<String> rows(String account, String path) {
        List<String> ids = new ArrayList<>();
        Matcher row = ROW.matcher(this.office.as(account).page(path).html());
        while (row.find()) {
            ids.add(row.group(1));
        }
        return ids;
    }

    private String in(Materials.Material material, String more) {
        return "/tasks?campaignId=" + material.campaign().id() + more;
    }

    @Test
    void eachViewShowsWhatBelongsThere() {
        Materials.Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        assertThat(rows("head1", in(material, ""))).containsExactly(first);
        assertThat(rows("staff1", in(material, "&view=started"))).containsExactly(first);
        this.office.as("head1").submit("/tasks/" + first + "/copy", "to", "staff3", "reason", "请知悉");
        String copied = this.office.as("staff3").page(in(material, "&view=copied")).html();
        assertThat(copied).contains("row-" + first, "祁松岩 抄送", "请知悉", "sx-unread");
        this.office.as("staff3").page("/tasks/" + first).html();
        assertThat(this.office.as("staff3").page(in(material, "&view=copied")).html()).contains("已读")
            .doesNotContain("sx-unread");

        material.approve();
        String second = material.taskId();
        assertThat(rows("head1", in(material, ""))).isEmpty();
        assertThat(rows("head1", in(material, "&view=done"))).containsExactly(first);
        assertThat(rows("head1", in(material, "&view=involved"))).containsExactly(second);
        assertThat(rows("supervisor1", in(material, ""))).containsExactly(second);
    }

    @Test
    void marksWhatIsUnreadUntilItIsOpened() {
        Materials.Material material = this.materials.inReview("staff1");
        assertThat(rows("head1", in(material, "&state=unread"))).containsExactly(material.taskId());
        assertThat(this.office.as("head1").page(in(material, "")).html()).contains("sx-unread", ">未读<");
        this.office.as("head1").page("/tasks/" + material.taskId() + "?pane").html();
        assertThat(rows("head1", in(material, "&state=unread"))).isEmpty();
        assertThat(this.office.as("head1").page(in(material, "")).html()).doesNotContain("sx-unread");
    }

    @Test
    void filtersAreChipsThatCanBeTakenAway() {
        Materials.Material material = this.materials.inReview("staff1");
        String page = this.office.as("head1")
            .page(in(material, "&kind=reviewReflection&from=2020-01-01&q=" + encoded("雨笙")))
            .html();
        assertThat(page).contains("类型：审核材料", "专项整治：测试整治", "从 2020-01-01", "含“雨笙”", "row-" + material.taskId());
        String without = page.substring(page.indexOf("sx-chip"));
        assertThat(without).contains("/tasks?kind=reviewReflection&amp;from=2020-01-01&amp;q=");
        assertThat(rows("head1", in(material, "&from=2090-01-01"))).isEmpty();
        assertThat(rows("head1", in(material, "&kind=registerProblems"))).isEmpty();
        assertThat(this.office.as("head1").page(in(material, "&q=nobody")).html()).contains("没有符合条件的事项");
    }

    @Test
    void aWrongFilterIsExplainedAndStaysAsTyped() {
        for (String wrong : List.of("from=yesterday", "from=2026-02-01&to=2026-01-01", "state=lost", "sort=x",
                "cursor=zzz", "view=none", "limit=x", "to=2026-13-01")) {
            Office.Answer answer = this.office.as("head1").page("/tasks?q=" + encoded("某事") + "&" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            if (!wrong.startsWith("limit")) {
                assertThat(answer.text()).as(wrong).contains("筛选条件有误", "某事");
            }
        }
        assertThat(this.office.as("head1").page("/tasks?from=yesterday").text()).contains("value=\"yesterday\"",
                "日期应写成");
    }

    @Test
    void pagesByKeyAndComesBackToTheFirst() {
        Materials.Campaign campaign = this.materials.campaign();
        List<String> all = new ArrayList<>();
        for (String author : List.of("staff1", "staff2")) {
            all.add(this.materials.draft(author, campaign).submit().taskId());
        }
        String path = "/tasks?view=todo&sort=createdAt";
        List<String> seen = new ArrayList<>();
        int pages = 0;
        while (path != null && pages < 40) {
            String page = this.office.as("head1").page(path).html();
            Matcher row = ROW.matcher(page);
            while (row.find()) {
                assertThat(seen).doesNotContain(row.group(1));
                seen.add(row.group(1));
            }
            assertThat(page.contains("回到第一页")).isEqualTo(pages > 0);
            Matcher next = LINK.matcher(page);
            path = next.find() ? next.group(1).replace("&amp;", "&") : null;
            pages++;
        }
        assertThat(seen).containsAll(all);
    }

    @Test
    void aDecisionLeadsToTheNextOfTheSameList() {
        Materials.Campaign campaign = this.materials.campaign();
        this.materials.draft("staff1", campaign).submit();
        this.materials.draft("staff2", campaign).submit();
        String list = "/tasks?campaignId=" + campaign.id();
        List<String> rows = rows("head1", list);
        assertThat(rows).hasSize(2);
        Office.Answer first = this.office.as("head1")
            .submit("/tasks/" + rows.get(0), "decision", "approve", "_back", list);
        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).isEqualTo(list + "&open=" + rows.get(1));
        assertThat(this.office.as("head1").page(list + "&open=" + rows.get(1)).html())
            .contains("/tasks/" + rows.get(1) + "?pane");
        Office.Answer last = this.office.as("head1")
            .submit("/tasks/" + rows.get(1), "decision", "approve", "_back", list);
        assertThat(last.header("Location")).isEqualTo(list);
    }

    @Test
    void onANarrowScreenTheNextComesOnItsOwnPage() {
        Materials.Campaign campaign = this.materials.campaign();
        this.materials.draft("staff1", campaign).submit();
        this.materials.draft("staff2", campaign).submit();
        String list = "/tasks?campaignId=" + campaign.id();
        List<String> rows = rows("head1", list);
        Office.Answer first = this.office.as("head1")
            .submit("/tasks/" + rows.get(0), "decision", "approve", "_back", list, "_narrow", "true");
        assertThat(first.header("Location")).isEqualTo("/tasks/" + rows.get(1) + "?_back=" + encoded(list));
    }

    @Test
    void whatIsDueTogetherComesOldestFirstAndSaysWhoseItIs() {
        Materials.Campaign campaign = this.materials.campaign();
        List<String> sent = new ArrayList<>();
        for (String author : List.of("staff2", "staff1")) {
            this.clock.move(Duration.ofMinutes(1));
            sent.add(this.materials.draft(author, campaign).submit().taskId());
        }
        this.clock.move(Duration.ofMinutes(-2));
        String list = "/tasks?campaignId=" + campaign.id();
        assertThat(rows("head1", list)).containsExactlyElementsOf(sent);
        String page = this.office.as("head1").page(list).html();
        assertThat(page).containsPattern("tasks-who\"><span>郝砚宁</span> · <span>综合科</span>")
            .containsPattern("tasks-common\">[^<]*反思剖析材料");
        assertThat(this.office.as("staff1").page(list + "&view=started").html()).doesNotContain("tasks-who");
        assertThat(this.office.as("head1").page(list + "&q=nobody").html()).doesNotContain("id=\"tasks-pane\"");
    }

    @Test
    void neverLeadsAwayFromTheList() {
        for (String away : List.of("https://elsewhere.example/tasks", "//elsewhere.example", "/tasks/../account",
                "/tasksx", "/tasks?a=b", "javascript:1", "/tasks?view=todo%0d%0aX:1")) {
            Materials.Material material = this.materials.inReview("staff1");
            Office.Answer answer = this.office.as("head1")
                .submit("/tasks/" + material.taskId(), "decision", "approve", "_back", away);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).as(away).matches("/tasks(\\?[^/\\r\\n]*)?");
        }
    }

    @Test
    void thePaneHasNoFrameAndItsLinksLeadOut() {
        Materials.Material material = this.materials.inReview("staff1");
        String pane = this.office.as("head1").page("/tasks/" + material.taskId() + "?pane").html();
        assertThat(pane).contains("<base target=\"_top\"", "sx-pane", "在单独页面打开").doesNotContain("sx-side", "sx-bottom");
        String page = this.office.as("head1")
            .page("/tasks/" + material.taskId() + "?_back=" + encoded("/tasks?view=todo"))
            .html();
        assertThat(page).contains("sx-side", "返回列表", "#row-" + material.taskId()).doesNotContain("<base");
    }

    @Test
    void offersOnlyWhatIsAllowed() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        assertThat(this.office.as("head1").page(task).html())
            .contains(task + "/transfer", task + "/delegate", task + "/consult", task + "/copy")
            .doesNotContain(task + "/urge", task + "/claim", task + "/recall", task + "/release");
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).contains(task + "/urge")
            .doesNotContain("/transfer");
        assertThat(this.office.as("head1").page(task + "/urge").status()).isEqualTo(403);
        assertThat(this.office.as("staff2").page(task + "/transfer").status()).isEqualTo(404);
        assertThat(this.office.as("head1").page(task + "/shred").status()).isEqualTo(404);
        material.giveBack("请补充");
        assertThat(this.office.as("staff1").page("/tasks/" + material.taskId() + "/transfer").status()).isEqualTo(403);
    }

    @Test
    void transfersAndTellsWhoHasItNow() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        Office.Answer done = this.office.as("head1")
            .submit(task + "/transfer", "to", "卞知秋 · 提案委 (head2)", "reason", "本周外出");
        assertThat(done.header("Location")).isEqualTo("/tasks");
        assertThat(this.office.as("head1").page("/tasks").html()).contains("已转办，由 卞知秋 办理，期限不变。");
        assertThat(material.holder()).isEqualTo("head2");
        assertThat(this.office.as("head2").page(task).html()).contains("祁松岩 转办给 卞知秋", "本周外出");
    }

    @Test
    void aRefusedOperationKeepsWhatWasTyped() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        Office.Answer nobody = this.office.as("head1")
            .submit(task + "/transfer", "to", "没有这个人", "reason", "说明甲", "_typed.opinion", "写了一半");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.text()).contains("没有账号“没有这个人”", "value=\"没有这个人\"", "说明甲", "name=\"_typed.opinion\"", "写了一半",
                "href=\"#field-tasks-to\"");
        Office.Answer concerned = this.office.as("head1").submit(task + "/transfer", "to", "staff1", "reason", "说明乙");
        assertThat(concerned.status()).isEqualTo(403);
        assertThat(concerned.text()).contains("苗雨笙是这件事的当事人", "说明乙");
        Office.Answer silent = this.office.as("head1").submit(task + "/consult", "to", "head2", "blocking", "true");
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text()).contains("请写明事由", "checked=\"checked\"");
        Office.Answer two = this.office.as("head1").submit(task + "/delegate", "to", "head2；supervisor2");
        assertThat(two.text()).contains("只能选一位同事");
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void whatIsTypedForTheDecisionSurvivesAnOperation() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        this.office.as("head1")
            .submit(task + "/copy", "to", "staff3", "_typed.decision", "return", "_typed.opinion", "写了一半的意见",
                    "_typed.remarks[0].passage", "experience", "_typed.remarks[0].text", "这一处");
        String page = this.office.as("head1").page(task).html();
        assertThat(page).contains("写了一半的意见", "这一处", "已抄送给 尤沐禾");
        assertThat(this.office.as("head1").page(task).html()).doesNotContain("写了一半的意见");
    }

    @Test
    void opinionsAreShownToTheOwnerAndBlockTheDecision() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        this.office.as("head1")
            .submit(task + "/consult", "to", "head2", "to", "supervisor2", "reason", "时限合适吗", "blocking", "true");
        String page = this.office.as("head1").page(task).html();
        assertThat(page).contains("还有 2 位同事的意见没有收到，须全部答复后才能决定", "时限合适吗", "未答复", "不再征求");
        Office.Answer early = this.office.as("head1").submit(task, "decision", "approve", "opinion", "我看可以");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text()).contains("还在等：", "卞知秋", "我看可以");

        String opinion = this.office.as("head2")
            .get("/tasks?kind=giveOpinion&campaignId=" + material.campaign().id())
            .ok()
            .path("items")
            .path(0)
            .path("id")
            .asString();
        assertThat(this.office.as("head2").page("/tasks/" + opinion).html()).contains("祁松岩征求您的意见", "时限合适吗");
        assertThat(this.office.as("head2").submit("/tasks/" + opinion, "opinion", "合适").header("Location"))
            .isEqualTo("/tasks");
        JsonNode asked = this.office.as("head1").get(task).ok().path("consultations");
        String open = asked.valueStream()
            .filter((one) -> one.path("state").asString().equals("open"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
        this.office.as("head1").submit(task + "/consultations/" + open + "/cancel");
        assertThat(this.office.as("head1").page(task).html()).contains("合适", "已答复", "不再征求")
            .doesNotContain("须全部答复后才能决定。");
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).doesNotContain("时限合适吗");
        assertThat(this.office.as("head1").submit(task, "decision", "approve").status()).isEqualTo(302);
    }

    @Test
    void aDelegatesProposalComesBackToTheOwner() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        this.office.as("head1").submit(task + "/delegate", "to", "head2", "reason", "请先看");
        assertThat(this.office.as("head1").page(task).html()).contains("已把这项任务委派给 卞知秋", task + "/recall");
        assertThat(this.office.as("head1").page(in(material, "&view=involved")).html()).contains("已委派给 卞知秋");
        assertThat(this.office.as("head2").page(in(material, "")).html()).contains("祁松岩 委派给您");
        assertThat(this.office.as("head2").page(task).html()).contains("祁松岩 委派您先办", "交回建议", "不办交回");
        this.office.as("head2").submit(task, "decision", "return", "opinion", "建议退回，根源太笼统");
        assertThat(this.office.as("head1").page(task).html()).contains("卞知秋 的建议", "建议退回，根源太笼统", "退回修改",
                "data-tasks-proposal");
        assertThat(material.holder()).isEqualTo("head1");
    }

    @Test
    void urgingIsSeenByTheUrgerOnceRead() {
        Materials.Material material = this.materials.inReview("staff1");
        String task = "/tasks/" + material.taskId();
        assertThat(this.office.as("staff1").page(in(material, "&view=started")).html()).contains(task + "/urge");
        this.office.as("staff1").submit(task + "/urge", "reason", "快到截止日期了");
        String urged = this.office.as("staff1").page("/materials/" + material.id()).html();
        assertThat(urged).contains("苗雨笙 催办", "未读", "以后可以再催").doesNotContain(task + "/urge\"");
        assertThat(this.office.as("staff1").page(in(material, "&view=started")).html()).contains("催办过，对方未读");
        Office.Answer again = this.office.as("staff1").submit(task + "/urge", "reason", "再催");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("不久前已经催办过", "以后可以再催", "再催");
        assertThat(this.office.as("head1").page(task).html()).contains("快到截止日期了");
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).contains("祁松岩 已读");
    }

    @Test
    void takesADecisionBack() {
        Materials.Material material = this.materials.inReview("staff1");
        String first = material.taskId();
        this.office.as("head1").submit("/tasks/" + first, "decision", "approve");
        assertThat(this.office.as("head1").page("/tasks/" + first).html()).contains("祁松岩 于", "同意",
                "/tasks/" + first + "/take-back");
        Office.Answer back = this.office.as("head1").submit("/tasks/" + first + "/take-back", "reason", "选错了");
        assertThat(back.header("Location")).isEqualTo("/tasks/" + material.taskId()).isNotEqualTo("/tasks/" + first);
        assertThat(this.office.as("head1").page("/tasks/" + first).html()).contains("决定已于");
        assertThat(this.office.as("head1").page(in(material, "&view=done")).html()).contains("已撤回决定");
    }

    @Test
    void claimsAndReleasesAGroupsTask() {
        Materials.Material material = this.materials.accepted("staff1");
        String task = "/tasks/" + material.taskId();
        assertThat(this.office.as("organiser1").page(task).html()).contains("可以先认领", task + "/claim");
        assertThat(this.office.as("organiser1").submit(task + "/claim").header("Location")).isEqualTo(task);
        assertThat(this.office.as("organiser1").page(in(material, "")).html()).contains("由 桑亦舟 认领");
        assertThat(this.office.as("secretary1").page(task).html()).contains("桑亦舟 已认领这项任务");
        Office.Answer late = this.office.as("secretary1").submit(task + "/claim");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("已被同事认领", "桑亦舟");
        this.office.as("organiser1").submit(task + "/release");
        assertThat(this.office.as("secretary1").page(in(material, "")).html()).contains("支委会待认领");
    }

    @Test
    void whoComesTooLateLearnsWhoWasFirstAndKeepsTheirWords() {
        Materials.Material material = this.materials.accepted("staff1");
        String task = material.taskId();
        material.register("organiser1");
        Office.Answer late = this.office.as("secretary1").submit("/tasks/" + task, "opinion", "我的登记意见");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("已经办结", "桑亦舟", "我的登记意见");
        Materials.Material other = this.materials.inReview("staff1");
        String reviewed = other.taskId();
        other.approve();
        Office.Answer twice = this.office.as("head1")
            .submit("/tasks/" + reviewed, "decision", "return", "opinion", "另一个标签页里写的意见");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text()).contains("祁松岩", "另一个标签页里写的意见");
    }

    @Test
    void decidesSeveralAtOnceAndReportsEach() {
        this.kinds.allowBatch("reviewReflection", true, "sysadmin");
        try {
            Materials.Campaign campaign = this.materials.campaign();
            String one = this.materials.draft("staff1", campaign).submit().taskId();
            Materials.Material second = this.materials.draft("staff2", campaign).submit();
            String two = second.taskId();
            String list = "/tasks?kind=reviewReflection&campaignId=" + campaign.id();
            assertThat(this.office.as("head1").page(list).html()).contains("同意所选", "value=\"" + one + "\"");
            assertThat(this.office.as("supervisor1").page(list).html()).doesNotContain("同意所选");
            String chosen = this.office.as("head1")
                .page("/tasks/batch?kind=reviewReflection&decision=return&id=" + one + "&id=" + two + "&_back="
                        + encoded(list))
                .html();
            assertThat(chosen).contains("批量退回", "opinion." + one, "opinion." + two, "郝砚宁");

            this.office.as("head1").page("/tasks/" + one).html();
            assertThat(this.office.as("head1")
                .page("/tasks/batch?kind=reviewReflection&decision=approve&id=" + one + "&id=" + two)
                .html()).as("ticked only where it was opened")
                .containsPattern("value=\"" + one + "\"[^>]* checked=")
                .doesNotContainPattern("value=\"" + two + "\"[^>]* checked=")
                .contains("还没有打开过");

            Office.Answer half = this.office.as("head1")
                .submit("/tasks/batch", "kind", "reviewReflection", "decision", "return", "id", one, "id", two,
                        "opinion." + one, "请补充事例", "opinion." + two, " ");
            assertThat(half.html()).contains("已办理 1 项", "还有 1 项未办成", "退回修改的每一项都要写明各自的意见");
            assertThat(second.state()).isEqualTo("inReview");

            second.approve();
            Office.Answer late = this.office.as("head1")
                .submit("/tasks/batch", "kind", "reviewReflection", "decision", "return", "id", two, "opinion." + two,
                        "我写的理由");
            assertThat(late.html()).contains("未办成", "已经办结", "我写的理由");
        }
        finally {
            this.kinds.allowBatch("reviewReflection", false, "sysadmin");
        }
        assertThat(this.office.as("head1").page("/tasks?kind=reviewReflection").html()).doesNotContain("同意所选");
        assertThat(this.office.as("head1")
            .submit("/tasks/batch", "kind", "reviewReflection", "decision", "approve", "id",
                    this.materials.inReview("staff1").taskId())
            .status()).isEqualTo(403);
    }

    @Test
    void tellsOfTasksThatHaveComeSince() {
        String since = encoded(java.time.Instant.EPOCH.toString());
        assertThat(this.office.as("supervisor2").page("/tasks/arrived?since=x").status()).isEqualTo(400);
        this.materials.inReview("staff1");
        assertThat(this.office.as("head1").page("/tasks/arrived?since=" + since).html()).contains("项新任务", "刷新");
        assertThat(this.office.as("head1").page("/tasks/arrived?since=2999-01-01T00:00:00Z").html())
            .doesNotContain("新任务");
    }

    @Test
    void theDoneListSaysForWhom() {
        Map<String, String> period = Map.of("to", "staff3", "from", today(), "until", today());
        String deputation = this.office.as("head1").post("/deputies", period).ok(201).path("id").asString();
        try {
            Materials.Material material = this.materials.inReview("staff1");
            String task = material.taskId();
            assertThat(this.office.as("staff3").page(in(material, "")).html()).contains("代 祁松岩 办理");
            assertThat(this.office.as("staff3").page("/tasks/" + task).html()).contains("您代 祁松岩 办理");
            this.office.as("staff3").submit("/tasks/" + task, "decision", "approve");
            assertThat(this.office.as("staff3").page(in(material, "&view=done")).html()).contains("代 祁松岩 办理");
            assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("尤沐禾 于", "代 祁松岩 办理");
        }
        finally {
            this.office.as("head1").post("/deputies/" + deputation + "/end", null);
        }
    }

    @Autowired
    private org.sanxing.calendar.WorkingCalendar calendar;

    private String today() {
        return this.calendar.today().toString();
    }

}
