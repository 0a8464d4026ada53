package org.sanxing.browser;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/** A review as a conversation beside the text, by mouse, by keyboard and on a phone. */
@BrowserTest
class ReviewConversationTests {

    private static final String EXPERIENCE = "到机关工作以来，我先后从事文稿起草、会议服务和信息报送工作。𠮷林来的同志说我“凭经验办事多了”。\n\n这次对照要求，我看到了差距：主动钻研少了；满足于“不出错”。";

    private static final By OPEN = By.cssSelector("[data-review-open]");

    private static final String OPINION = "问题找得比较实，请按逐处意见修改后再报。";

    @Test
    void remarksGoFromTheWordsToTheAuthorAndBackUntilTheyAreResolved(Browser browser) throws IOException {
        String id = new Materials(browser).submit("head2", EXPERIENCE);
        reviewerSelectsWordsAndReturns(browser);
        authorSeesThemAtTheirWords(browser, id);
        List<Map<String, Object>> remarks = authorAnswers(browser, id);
        reviewerComparesAndTicksOff(browser, remarks);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void reviewerSelectsWordsAndReturns(Browser browser) throws IOException {
        browser.signIn("supervisor2");
        open(browser, "卞知秋");
        browser.select("experience", "林来的同志说我“凭经验办事多了”");
        browser.waitUntil("the button at the words", () -> browser.find(By.id("reflection-cite")).isDisplayed());
        browser.picture("margin-01-selected");
        browser.select("experience", "林来的同志说我“凭经验办事多了”");
        browser.waitUntil("the button at the words", () -> browser.find(By.id("reflection-cite")).isDisplayed());
        browser.click(browser.find(By.id("reflection-cite")));
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("remarks[0].text");
        assertThat(browser.valueOf("remarks[0].quote")).isEqualTo("林来的同志说我“凭经验办事多了”");
        int start = EXPERIENCE.codePointCount(0, EXPERIENCE.indexOf("林来"));
        assertThat(browser.valueOf("remarks[0].start")).isEqualTo(String.valueOf(start));
        browser.keys("请写明是哪一件事。");
        browser.controlEnter();
        assertThat(browser.focused().getDomAttribute("data-sx-passage")).isEqualTo("experience");

        // An earlier place comes first, and nothing is kept of one that stays empty.
        browser.select("experience", "会议服务");
        browser.waitUntil("the button at the words", () -> browser.find(By.id("reflection-cite")).isDisplayed());
        browser.keys("m");
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("remarks[0].text");
        browser.keys(Keys.ESCAPE);
        assertThat(browser.all(".review-margin [data-sx-item]")).hasSize(1);
        browser.select("problems[0].measure", "按周核对");
        browser.waitUntil("the button at the words", () -> browser.find(By.id("reflection-cite")).isDisplayed());
        browser.keys("m");
        browser.keys("核对给谁看？");
        standsBesideItsWords(browser);
        browser.picture("margin-02-two-remarks");

        browser.click(browser.all(".review-margin [data-sx-do=remove]").get(1));
        assertThat(browser.all(".review-margin [data-sx-item]")).hasSize(1);
        browser.click(browser.find(By.cssSelector(".review-margin [data-sx-do=undo]")));
        assertThat(browser.valueOf("remarks[1].text")).isEqualTo("核对给谁看？");

        browser.choose("decision", "return");
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("请补充“审改意见”");
        assertThat(browser.valueOf("remarks[1].text")).isEqualTo("核对给谁看？");
        assertThat(browser.complaints()).allMatch((said) -> said.contains("status of 400"));
        browser.picture("margin-03-refused");
        browser.type("opinion", OPINION);
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已退回 卞知秋 修改");
    }

    /** The card begins where its words are, and the text has at least 28 characters. */
    private static void standsBesideItsWords(Browser browser) {
        browser.waitUntil("the card beside its words", () -> Boolean.TRUE.equals(browser.script("""
                const card = document.querySelector('.review-margin [data-sx-item]').getBoundingClientRect();
                const text = document.querySelector('[data-sx-passage="experience"]').getBoundingClientRect();
                return card.left > text.right && card.top >= text.top - 10 && card.top <= text.bottom;
                """)));
        Number width = (Number) browser.script("""
                const text = document.querySelector('[data-sx-passage="experience"]');
                return text.getBoundingClientRect().width / parseFloat(getComputedStyle(text).fontSize)""");
        assertThat(width.doubleValue()).as("characters in a line").isBetween(28.0, 38.5);
    }

    private static void authorSeesThemAtTheirWords(Browser browser, String id) throws IOException {
        browser.signIn("head2");
        browser.open("/materials/" + id);
        assertThat(browser.all("mark").stream().map(WebElement::getText)).containsExactly("林来的同志说我“凭经验办事多了”", "按周核对");
        assertThat(browser.all(".review-card .review-words").stream().map(WebElement::getText))
            .containsExactly("请写明是哪一件事。", "核对给谁看？");
        assertThat(browser.all("input[name=resolved], .review-here")).isEmpty();
        assertThat(browser
            .script("""
                    return Array.from(document.querySelectorAll('[data-sx-passage="experience"] p')).map((line) => line.textContent)
                      .join('\\n')"""))
            .isEqualTo(EXPERIENCE);
        browser.picture("margin-04-author");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> authorAnswers(Browser browser, String id) {
        Map<String, Object> material = browser.api("head2", "GET", "/reflections/" + id, null);
        List<Map<String, Object>> remarks = (List<Map<String, Object>>) material.get("remarks");
        String changed = EXPERIENCE.replace("林来的同志说我“凭经验办事多了”", "林来的同志提醒我，三月那份急件没有登记就送批");
        browser.api("head2", "PUT", "/reflections/" + id,
                Map.of("experience", changed, "problems", material.get("problems")));
        List<Map<String, Object>> answers = remarks.stream()
            .map((remark) -> Map.<String, Object>of("remarkId", remark.get("id"), "answer", "done", "text", "已写明。"))
            .toList();
        browser.api("head2", "POST", "/reflections/" + id + "/submit", Map.of("answers", answers));
        return remarks;
    }

    private static void reviewerComparesAndTicksOff(Browser browser, List<Map<String, Object>> remarks)
            throws IOException {
        browser.signIn("supervisor2");
        open(browser, "卞知秋");
        assertThat(browser.text(OPEN)).isEqualTo("还有 2 条未解决");
        assertThat(browser.text(By.cssSelector(".review-previous"))).contains(OPINION);
        assertThat(browser.valueOf("opinion")).isEmpty();
        WebElement first = browser.find(By.id("remark-" + remarks.get(0).get("id")));
        assertThat(first.getText()).contains("原文已改", "凭经验办事多了", "撰写人：已修改", "已写明。");
        assertThat(browser.all("mark.sx-mark-changed")).hasSize(1);
        browser.picture("margin-05-second-round");

        browser.type("opinion", "先写着。");
        browser.script("document.activeElement.blur()");
        browser.keys("d");
        browser.waitUntil("the differences", () -> !browser.all("#review-compare ins").isEmpty());
        assertThat(browser.text(By.id("review-compare"))).contains("三月那份急件没有登记就送批");
        browser.picture("margin-06-inline");
        browser.keys("d");
        browser.waitUntil("side by side", () -> !browser.all("#review-compare .reflection-diff-sides").isEmpty());
        browser.picture("margin-07-side");
        browser.keys("d");
        assertThat(browser.find(By.id("material-document")).isDisplayed()).isTrue();
        assertThat(browser.valueOf("opinion")).isEqualTo("先写着。");

        browser.choose("decision", "approve");
        assertThat(browser.text(By.cssSelector("[data-review-refusal]"))).startsWith("还有批注没有解决，不能同意");
        browser.click(browser.labelled("提交决定"));
        assertThat(browser.path()).contains("/tasks/");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("remark-" + remarks.get(0).get("id"));
        browser.picture("margin-08-approval-refused");
        browser.keys("x");
        assertThat(browser.text(OPEN)).isEqualTo("还有 1 条未解决");
        browser.keys("n");
        browser.keys("x");
        assertThat(browser.text(OPEN)).isEqualTo("以前的批注都已解决");
        browser.type("opinion", "已按意见修改，同意。");
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已同意 卞知秋 的材料");
    }

    @Test
    void everythingIsDoneWithTheKeyboardAlone(Browser browser) throws IOException {
        new Materials(browser).submit("organiser2", EXPERIENCE);
        browser.signIn("leader1");
        open(browser, "佟语溪");
        browser.keys("j");
        browser.keys("]");
        browser.keys("]");
        browser.keys("m");
        assertThat(browser.valueOf("remarks[0].quote")).isEqualTo("𠮷林来的同志说我“凭经验办事多了”。");
        browser.keys("哪位同志？");
        browser.controlEnter();
        browser.keys("j");
        browser.keys("j");
        assertThat(browser.focused().getDomAttribute("data-sx-passage")).isEqualTo("problems[0].cause");
        browser.keys("m");
        assertThat(browser.valueOf("remarks[1].quote")).isEmpty();
        assertThat(browser.valueOf("remarks[1].passage")).isEqualTo("problems[0].cause");
        browser.keys("原因还要挖。");
        browser.keys(Keys.ESCAPE);
        assertThat(browser.text(OPEN)).isEqualTo("新加 2 条");
        browser.keys("?");
        browser.waitUntil("the keys", () -> browser.find(By.id("sx-keys")).getText().contains("就选中的文字、句子或整段加批注"));
        browser.keys(Keys.ESCAPE);
        browser.keys("e");
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("decision");
        browser.keys(Keys.SPACE);
        browser.keys(Keys.ARROW_RIGHT);
        assertThat(browser.find(By.cssSelector("input[name=decision][value=return]")).isSelected()).isTrue();
        browser.type("opinion", "请补充。");
        browser.markPage();
        browser.script("document.querySelector('.review-dock [type=submit]').focus()");
        browser.keys(Keys.ENTER);
        browser.waitForNextPage();
        assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已退回 佟语溪 修改");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onAPhoneRemarksAreWrittenAtThePassage(Browser browser) throws IOException {
        new Materials(browser).submit("discipline2", EXPERIENCE);
        browser.signIn("leader1");
        open(browser, "池望澄");
        browser.phone();
        try {
            browser.click(browser.all(".review-here").get(1));
            assertThat(browser.focused().getDomAttribute("name")).isEqualTo("remarks[0].text");
            assertThat((Boolean) browser.script("""
                    const sheet = document.activeElement.closest('.sx-row').getBoundingClientRect();
                    const bar = document.querySelector('.review-bar').getBoundingClientRect();
                    return sheet.top > 0 && sheet.width >= innerWidth - 2 && sheet.bottom <= bar.top + 1;"""))
                .as("a sheet above the bars")
                .isTrue();
            browser.keys("请写具体。");
            browser.click(browser.labelled("完成"));
            WebElement chip = browser.all(".review-chip").get(1);
            assertThat(chip.getText()).isEqualTo("1 条批注");
            browser.picture("margin-09-phone");
            browser.phone();
            browser.click(chip);
            browser.waitUntil("the remark to be folded away",
                    () -> !browser.find(By.cssSelector(".review-margin [data-sx-item]")).isDisplayed());
            browser.click(browser.find(By.cssSelector(".review-bar")));
            browser.choose("decision", "return");
            browser.type("opinion", "请写具体。");
            browser.picture("margin-10-phone-decision");
            browser.phone();
            browser.press("提交决定");
            assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已退回 池望澄 修改");
        }
        finally {
            browser.desktop();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static void open(Browser browser, String author) {
        browser.open("/tasks");
        WebElement row = browser.all("a.tasks-row")
            .stream()
            .filter((each) -> each.getText().contains(author))
            .findFirst()
            .orElseThrow();
        browser.open(row.getDomProperty("href").replaceFirst("^https?://[^/]+", ""));
    }

    /** As a pointer drawn over the words does. */

}
