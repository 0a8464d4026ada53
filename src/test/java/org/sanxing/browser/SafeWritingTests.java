package org.sanxing.browser;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing typed is lost: two tabs, a session that is over, remarks of a problem that
 * moves. Works in campaigns of its own, which are closed again.
 */
@Tag("thorough")
@BrowserTest
class SafeWritingTests {

    private static final String EXPERIENCE = "认真对照检查，近两年经手的文稿有三份返工，原因在自己。";

    private final List<String> campaigns = new ArrayList<>();

    private Browser browser;

    private String material;

    @BeforeEach
    void open(Browser browser) {
        this.browser = browser;
        browser.desktop();
    }

    @AfterEach
    void closeCampaigns() {
        this.campaigns.forEach((id) -> this.browser.api("secretary1", "POST", "/campaigns/" + id + "/close", null));
        this.browser.complaints();
    }

    @SuppressWarnings("unchecked")
    private void draft() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> campaign = this.browser.api("secretary1", "POST", "/campaigns",
                Map.of("title", "规矩意识不强专项整治第" + (this.campaigns.size() + 1) + "批", "notice", "通知", "opens",
                        today.minusDays(1).toString(), "closes", today.plusDays(100).toString(), "categories",
                        List.of("责任心不强")));
        String id = (String) campaign.get("id");
        this.campaigns.add(id);
        String category = ((List<Map<String, String>>) campaign.get("categories")).get(0).get("id");
        this.browser.api("secretary1", "POST", "/campaigns/" + id + "/open", null);
        this.material = (String) this.browser.api("staff1", "POST", "/reflections", Map.of("campaignId", id)).get("id");
        save(EXPERIENCE, category);
    }

    private void save(String experience, String category) {
        this.browser.api("staff1", "PUT", "/reflections/" + this.material,
                Map.of("experience", experience, "problems", List.of(problem(category, "会议通知漏发了一个单位。", "没有逐一核对名单。"),
                        problem(category, "两份文件迟办了三天。", "没有列出时间表，也没有请同事提醒。"))));
    }

    private static Map<String, Object> problem(String category, String manifestation, String cause) {
        return Map.of("category", category, "manifestation", manifestation, "cause", cause, "measure",
                manifestation + "今后列表核对。", "deadlineClass", "short", "underWay", false);
    }

    private String editor() {
        return "/materials/" + this.material + "/edit";
    }

    private void waitForState(String state) {
        this.browser.waitUntil("the state " + state,
                () -> this.browser.all("#reflection-saved [data-state=" + state + "]").size() == 1);
    }

    private void waitUntilSaved() {
        this.browser.script("document.getElementById('reflection-saved').firstElementChild.dataset.old = 'true'");
        this.browser.waitUntil("the draft to be saved",
                () -> this.browser.all("#reflection-saved [data-state=saved]:not([data-old])").size() == 1);
    }

    private String saved() {
        return String
            .valueOf(this.browser.api("staff1", "GET", "/reflections/" + this.material, null).get("experience"));
    }

    /** Both tabs show the draft; the second one has saved other words. */
    private void conflict(String mine) {
        draft();
        this.browser.signIn("staff1");
        this.browser.open(editor());
        String first = this.browser.tab();
        this.browser.anotherTab();
        this.browser.open(editor());
        this.browser.type("experience", "另一个窗口：" + EXPERIENCE);
        waitUntilSaved();
        this.browser.closeTab();
        this.browser.toTab(first);
        this.browser.type("experience", mine);
        this.browser.type("problems[0].cause", "只在本页改的根源。");
        waitForState("conflict");
    }

    @Test
    void twoTabsShowBothTextsAndSaveWhatIsChosen() throws IOException {
        conflict("本页：" + EXPERIENCE);
        assertThat(this.browser.text(By.id("sx-conflict"))).contains("另一个窗口保存了不同的内容", "另一个窗口：", "本页：", "只在本页改的根源");
        assertThat(saved()).as("nothing is overwritten").startsWith("另一个窗口");
        assertThat(this.browser.find(By.cssSelector("input[name='_take.problems[0].cause'][value=mine]")).isSelected())
            .as("what only this page changed is chosen already")
            .isTrue();
        this.browser.picture("60-write-conflict");
        this.browser.click(this.browser.find(By.cssSelector("[data-sx-merge-chosen]")));
        assertThat(this.browser.text(By.id("sx-conflict"))).contains("请为每一处选择");
        this.browser.choose("_take.experience", "other");
        this.browser.press("按所选内容保存，继续写");
        assertThat(this.browser.path()).isEqualTo(editor());
        assertThat(this.browser.valueOf("experience")).isEqualTo("另一个窗口：" + EXPERIENCE);
        assertThat(this.browser.valueOf("problems[0].cause")).isEqualTo("只在本页改的根源。");
        this.browser.click(this.browser.find(By.cssSelector(".sx-set-aside > summary")));
        assertThat(this.browser.text(By.cssSelector(".sx-set-aside"))).contains("本页：" + EXPERIENCE);
        this.browser.type("experience", "选好以后接着写。");
        waitUntilSaved();
        assertThat(saved()).isEqualTo("选好以后接着写。");
    }

    @Test
    void allOfThisPageCanBeKeptAtOnce() {
        conflict("本页：" + EXPERIENCE);
        this.browser.press("全部保留本页的");
        assertThat(this.browser.valueOf("experience")).isEqualTo("本页：" + EXPERIENCE);
        assertThat(saved()).isEqualTo("本页：" + EXPERIENCE);
        assertThat(this.browser.find(By.cssSelector(".sx-set-aside")).getDomProperty("textContent"))
            .contains("另一个窗口：" + EXPERIENCE);
    }

    @Test
    void aTabLeftOpenKeepsItsWordsWhenTheMaterialIsSubmitted() throws IOException {
        draft();
        this.browser.signIn("staff1");
        this.browser.open(editor());
        this.browser.api("staff1", "POST", "/reflections/" + this.material + "/submit", Map.of());
        this.browser.type("experience", "没有赶上提交的一句话。");
        waitForState("lost");
        assertThat(this.browser.text(By.id("sx-conflict"))).contains("没有赶上提交的一句话", "第 1 稿");
        this.browser.picture("61-write-submitted-elsewhere");
        this.browser.script("window.onbeforeunload = null");
    }

    @Test
    void whatWasTypedBeforeTheScriptCameIsKept() {
        draft();
        this.browser.signIn("staff1");
        this.browser.open(editor());
        this.browser.script("""
                const form = document.getElementById('reflection-form');
                form.elements.experience.value = '脚本到来以前写的一句话。';
                sxKeep(form, {data: form, status: document.getElementById('reflection-saved'),
                  revision: form.querySelector('[data-sx-revision]')});""");
        waitUntilSaved();
        assertThat(saved()).isEqualTo("脚本到来以前写的一句话。");
    }

    @Test
    void aSessionThatIsOverLosesNothing() {
        draft();
        this.browser.signIn("staff1");
        this.browser.open(editor());
        String first = this.browser.tab();
        this.browser.loseSession();
        this.browser.type("experience", "会话过期以后写的一句话。");
        waitForState("signed-out");
        assertThat(saved()).isEqualTo(EXPERIENCE);
        this.browser.anotherTab();
        this.browser.signInByTyping("staff1");
        this.browser.closeTab();
        this.browser.toTab(first);
        this.browser.script("window.dispatchEvent(new Event('online'))");
        waitForState("saved");
        assertThat(saved()).isEqualTo("会话过期以后写的一句话。");
    }

    @Test
    void signingInInTheSameTabBringsBackWhatCouldNotBeSaved() {
        draft();
        this.browser.signIn("staff1");
        this.browser.open(editor());
        this.browser.loseSession();
        this.browser.type("experience", "同一个标签页里没有保存的一句话。");
        waitForState("signed-out");
        // The question whether to leave does not come up in a page nobody has touched.
        this.browser
            .script("window.addEventListener('beforeunload', function (e) { e.stopImmediatePropagation(); }, true)");
        this.browser.signInByTyping("staff1");
        this.browser.open(editor());
        this.browser.waitUntil("what was not saved", () -> this.browser.valueOf("experience").equals("同一个标签页里没有保存的一句话。")
                && saved().equals("同一个标签页里没有保存的一句话。"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已找回");
        // Of the page's own; htmx keeps the address there.
        assertThat((Long) this.browser
            .script("return Object.keys(sessionStorage).filter((key) => !key.startsWith('htmx-')).length")).isZero();
    }

    @Test
    void remarksStandAtTheirPassageAndGoWithTheirProblem() throws IOException {
        draft();
        this.browser.api("staff1", "POST", "/reflections/" + this.material + "/submit", Map.of());
        String task = task("head1");
        this.browser.api("head1", "POST", "/tasks/" + task + "/complete",
                Map.of("data",
                        Map.of("decision", "return", "opinion", "请逐条修改", "remarks", List.of(
                                Map.of("passage", "experience", "quote", "三份返工", "text", "哪三份？"),
                                Map.of("passage", "problems[1].cause", "quote", "没有列出时间表", "text", "为什么没有列？")))));
        this.browser.signIn("staff1");
        this.browser.open(editor());
        List<WebElement> cards = this.browser.all(".write-beside .write-card");
        assertThat(cards).hasSize(2);
        assertThat(this.browser.text(By.cssSelector("[data-write-remarks]"))).contains("2 条批注，已答复 0 条");
        WebElement area = this.browser.named("experience");
        assertThat(cards.get(0).getRect().getX()).as("beside the field on an office screen")
            .isGreaterThan(area.getRect().getX() + area.getRect().getWidth());
        this.browser.picture("62-write-answers");
        this.browser.phone();
        assertThat(cards.get(0).getRect().getY()).as("below the field on a phone")
            .isGreaterThan(area.getRect().getY() + area.getRect().getHeight());
        this.browser.desktop();

        this.browser.click(cards.get(0).findElement(By.cssSelector(".write-quote")));
        assertThat(this.browser.script("const f = document.getElementsByName('experience')[0];"
                + "return f.value.slice(f.selectionStart, f.selectionEnd)"))
            .isEqualTo("三份返工");
        this.browser.script("document.activeElement.blur()");
        this.browser.keys("n");
        assertThat(this.browser.focused().getDomAttribute("name")).isEqualTo("answers[0].answer");

        this.browser.click(this.browser.all("[data-sx-rows-list] [data-sx-do=up]").get(1));
        assertThat(passageOf("answers[1].text")).isEqualTo("problems[0].cause");
        this.browser.click(this.browser.all("[data-sx-rows-list] [data-sx-do=remove]").get(0));
        assertThat(this.browser.text(By.cssSelector("[data-write-answers]"))).contains("所在问题已删除", "为什么没有列");
        this.browser.click(this.browser.find(By.cssSelector("[data-sx-do=undo]")));
        assertThat(passageOf("answers[1].text")).isEqualTo("problems[0].cause");

        this.browser.choose("answers[0].answer", "done");
        this.browser.choose("answers[1].answer", "declined");
        assertThat(this.browser.text(By.cssSelector("[data-write-remarks]"))).contains("已答复 1 条");
        this.browser.press("重新提交");
        assertThat(this.browser.text(By.cssSelector("[data-sx-errors]"))).contains("为什么没有列", "原因剖析", "原文没有改动", "哪三份");
        this.browser.type("answers[0].text", "三份的名称都在附件里。");
        this.browser.type("answers[1].text", "当时已经列过，附在后面。");
        assertThat(this.browser.text(By.cssSelector("[data-write-remarks]"))).contains("已答复 2 条");
        this.browser.press("重新提交");
        assertThat(this.browser.content()).contains("第 2 稿");
    }

    private String passageOf(String answer) {
        return String.valueOf(this.browser.script(
                "return document.getElementsByName(arguments[0])[0].closest('.write-beside').dataset.sxField", answer));
    }

    @SuppressWarnings("unchecked")
    private String task(String account) {
        return ((List<Map<String, String>>) this.browser
            .api(account, "GET", "/tasks?campaignId=" + this.campaigns.get(0), null)
            .get("items")).get(0).get("id");
    }

    @Test
    void whatAReviewerTypedIsThereAgain() throws IOException {
        draft();
        this.browser.api("staff1", "POST", "/reflections/" + this.material + "/submit", Map.of());
        String task = task("head1");
        this.browser.signIn("head1");
        this.browser.open("/tasks/" + task);
        this.browser.type("opinion", "写到一半的意见");
        this.browser.waitUntil("it is kept",
                () -> this.browser.text(By.cssSelector("[data-sx-draft]")).contains("已自动保存"));
        this.browser.open("/");
        this.browser.open("/tasks/" + task);
        assertThat(this.browser.valueOf("opinion")).isEqualTo("写到一半的意见");
        assertThat(this.browser.text(By.cssSelector("[data-sx-draft]"))).contains("已恢复", "未提交的内容");
        this.browser.picture("63-task-draft");
        this.browser.press("清空");
        assertThat(this.browser.valueOf("opinion")).isEmpty();
        this.browser.press("撤销");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("写到一半的意见");

        String first = this.browser.tab();
        this.browser.anotherTab();
        this.browser.open("/tasks/" + task);
        this.browser.type("opinion", "另一个窗口的意见");
        this.browser.waitUntil("it is kept",
                () -> this.browser.text(By.cssSelector("[data-sx-draft]")).contains("已自动保存"));
        this.browser.closeTab();
        this.browser.toTab(first);
        this.browser.type("opinion", "这个窗口的意见");
        this.browser.waitUntil("both texts", () -> this.browser.all("#sx-conflict").size() == 1);
        this.browser.picture("64-task-conflict");
        this.browser.choose("_take.opinion", "mine");
        this.browser.press("按所选内容保存，继续写");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("这个窗口的意见");
        this.browser.choose("decision", "approve");
        this.browser.press(By.cssSelector("form[data-tasks-decision] button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已同意");
    }

}
