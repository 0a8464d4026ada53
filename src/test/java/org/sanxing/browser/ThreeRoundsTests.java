package org.sanxing.browser;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three rounds over a real text: remarks on selected words, answers beside them, problems
 * that move and are split, a remark that is declined, and an approval that is refused
 * until all is settled. In a campaign of its own, which is closed again.
 */
@Tag("thorough")
@BrowserTest
class ThreeRoundsTests {

    private static final By OPEN = By.cssSelector("[data-review-open]");

    private static final By FLASH = By.cssSelector(".sx-flash");

    private static final String AUTHOR = "staff3";

    private static final String RETURNED = "第二个问题的原因剖析偏浅；第三个问题的措施要有可以检查的标准。请修改后再报。";

    private static final String NEW_CAUSE = "制度印发后只浏览了一遍，没有对照岗位逐条梳理。三月份那份急件，是我收文后急于送阅，想着先送后登，过后忘记补登。";

    private String campaign;

    @Test
    void endWhenEveryRemarkIsSettled(Browser browser) throws IOException {
        String id = submitted(browser);
        try {
            headRemarksOnThreePlaces(browser);
            authorMovesSplitsAndAnswers(browser, id);
            headSeesWhatBecameOfThem(browser);
            authorGivesIn(browser, id);
            headApprovesWhenAllIsSettled(browser);
            supervisorSeesTheWholeConversation(browser);
            assertThat(browser.api(AUTHOR, "GET", "/reflections/" + id, null)).containsEntry("state", "accepted")
                .containsEntry("version", 3);
        }
        finally {
            browser.api("secretary1", "POST", "/campaigns/" + this.campaign + "/close", null);
        }
        assertThat(browser.complaints()).as("but for the submission that was refused")
            .allMatch((said) -> said.contains("status of 400"));
    }

    @SuppressWarnings("unchecked")
    private String submitted(Browser browser) {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> content = org.sanxing.Materials.sample("reflection-1.json");
        List<Map<String, Object>> problems = org.sanxing.Materials.rows(content);
        Map<String, Object> made = browser.api("secretary1", "POST", "/campaigns",
                Map.of("title", "集体意识不强专项整治", "notice", "通知", "opens", today.minusDays(1).toString(), "closes",
                        today.plusDays(100).toString(), "categories",
                        problems.stream().map((problem) -> problem.get("category")).toList()));
        this.campaign = (String) made.get("id");
        browser.api("secretary1", "POST", "/campaigns/" + this.campaign + "/open", null);
        Map<String, String> categories = new LinkedHashMap<>();
        ((List<Map<String, String>>) made.get("categories"))
            .forEach((category) -> categories.put(category.get("name"), category.get("id")));
        problems.forEach((problem) -> problem.put("category", categories.get(problem.get("category"))));
        String id = (String) browser.api(AUTHOR, "POST", "/reflections", Map.of("campaignId", this.campaign)).get("id");
        browser.api(AUTHOR, "PUT", "/reflections/" + id, content);
        browser.api(AUTHOR, "POST", "/reflections/" + id + "/submit", Map.of());
        return id;
    }

    private void headRemarksOnThreePlaces(Browser browser) throws IOException {
        open(browser, "head2");
        remark(browser, "problems[1].cause", "全凭记忆", "请结合三月份那份急件，把当时的经过和责任环节写清楚。");
        remark(browser, "problems[2].measure", "每季度至少参加一次实地调研", "请写明如何证明，例如调研记录由谁签字。");
        remark(browser, "problems[1].manifestation", "会议通知曾漏发一个列席单位，靠电话补救", "这是另一个问题，请单列。");
        decide(browser, "return", RETURNED);
        assertThat(browser.text(FLASH)).startsWith("已退回");
    }

    private void authorMovesSplitsAndAnswers(Browser browser, String id) throws IOException {
        browser.signIn(AUTHOR);
        browser.open("/materials/" + id + "/edit");
        assertThat(browser.text(By.cssSelector("[data-write-remarks]"))).contains("3 条批注，已答复 0 条");
        browser.type("problems[1].cause", NEW_CAUSE);
        browser.type("problems[1].manifestation", "对新修订的收发文办理制度掌握不全，三月份一份急件未按规定登记即送分管领导批阅，造成后续归档缺件。");
        browser.click(browser.labelled("添加问题"));
        browser.choose("problems[3].category", browser.valueOf("problems[1].category"));
        browser.type("problems[3].manifestation", "会议通知曾漏发一个列席单位，靠电话补救。");
        browser.type("problems[3].cause", "会务通知没有名单核对环节，自己也没有提出来。");
        browser.type("problems[3].measure", "会务通知实行双人核对，发出后一小时内电话确认。");
        browser.choose("problems[3].deadlineClass", "immediate");
        // The third problem becomes the first.
        browser.click(browser.all("[data-sx-rows-list] [data-sx-do=up]").get(2));
        browser.click(browser.all("[data-sx-rows-list] [data-sx-do=up]").get(1));
        assertThat(browser.valueOf("problems[0].measure")).contains("每季度至少参加一次实地调研");
        browser.picture("three-01-answers");
        browser.press("重新提交");
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("请写明如何证明", "这是另一个问题", "把当时的经过");
        assertThat(browser.valueOf("problems[2].cause")).isEqualTo(NEW_CAUSE);
        answer(browser, "把当时的经过", "done", "经过已写明。");
        answer(browser, "请写明如何证明", "declined", "调研记录已有科室统一格式。");
        answer(browser, "这是另一个问题", "done", "已单列为第四个问题。");
        browser.press("重新提交");
        assertThat(browser.text(FLASH)).startsWith("已提交");
    }

    private void headSeesWhatBecameOfThem(Browser browser) throws IOException {
        open(browser, "head2");
        assertThat(browser.text(OPEN)).isEqualTo("还有 3 条未解决");
        assertThat(browser.text(By.cssSelector(".review-previous"))).contains(RETURNED);
        assertThat(browser.valueOf("opinion")).isEmpty();
        assertThat(card(browser, "把当时的经过").getText()).contains("原文已改", "全凭记忆", "经过已写明。");
        assertThat(card(browser, "把当时的经过").getDomAttribute("data-passage")).isEqualTo("problems[2].cause");
        WebElement declined = card(browser, "请写明如何证明");
        assertThat(declined.getText()).contains("不采纳", "调研记录已有科室统一格式。").doesNotContain("原文已改");
        assertThat(declined.getDomAttribute("data-passage")).as("it went with its problem")
            .isEqualTo("problems[0].measure");
        WebElement splitOff = card(browser, "这是另一个问题");
        assertThat(splitOff.getText()).contains("原文已改", "已单列为第四个问题。");
        assertThat(splitOff.getDomAttribute("data-passage")).as("its words went, it stays")
            .isEqualTo("problems[2].manifestation");
        assertThat(marked(browser, declined)).isEqualTo("每季度至少参加一次实地调研");
        browser.picture("three-02-second-round");

        browser.script("document.activeElement.blur()");
        browser.keys("d");
        browser.waitUntil("the differences", () -> !browser.all("#review-compare ins").isEmpty());
        assertThat(browser.text(By.id("review-compare"))).contains("原问题 3", "新增", "想着先送后登");
        browser.picture("three-03-differences");
        browser.keys("d");
        browser.keys("d");
        tick(browser, "把当时的经过");
        tick(browser, "这是另一个问题");
        browser.choose("decision", "approve");
        assertThat(browser.text(By.cssSelector("[data-review-refusal]"))).startsWith("还有批注没有解决，不能同意");
        browser.click(browser.labelled("提交决定"));
        assertThat(browser.focused().getDomAttribute("id")).as("the one that is open")
            .isEqualTo(declined.getDomAttribute("id"));
        decide(browser, "return", "格式统一可以，但仍要写明由谁签字。");
        assertThat(browser.text(FLASH)).startsWith("已退回");
    }

    private void authorGivesIn(Browser browser, String id) throws IOException {
        browser.signIn(AUTHOR);
        browser.open("/materials/" + id + "/edit");
        assertThat(browser.text(By.cssSelector("[data-write-remarks]"))).contains("1 条批注，已答复 0 条");
        assertThat(browser.text(By.cssSelector(".write-card-before"))).contains("调研记录已有科室统一格式。");
        browser.type("problems[0].measure",
                browser.valueOf("problems[0].measure").replace("实地调研，", "实地调研，调研记录由科室负责人签字；"));
        answer(browser, "请写明如何证明", "done", "已写明由科室负责人签字。");
        browser.picture("three-04-second-answer");
        browser.press("重新提交");
        assertThat(browser.text(FLASH)).startsWith("已提交");
    }

    private void headApprovesWhenAllIsSettled(Browser browser) throws IOException {
        open(browser, "head2");
        assertThat(browser.text(OPEN)).isEqualTo("还有 1 条未解决");
        assertThat(card(browser, "请写明如何证明").getText()).contains("调研记录已有科室统一格式。", "已写明由科室负责人签字。");
        tick(browser, "请写明如何证明");
        decide(browser, "approve", "已按意见修改，同意上报。");
        assertThat(browser.text(FLASH)).startsWith("已同意");
    }

    private void supervisorSeesTheWholeConversation(Browser browser) throws IOException {
        open(browser, "supervisor2");
        assertThat(browser.text(By.cssSelector(".review-figures"))).contains("批注 3 条，未解决 0 条");
        browser.click(browser.find(By.cssSelector("[data-review-all]")));
        browser.click(card(browser, "请写明如何证明").findElement(By.cssSelector(".review-words")));
        assertThat(card(browser, "请写明如何证明").getText()).contains("调研记录已有科室统一格式。", "已写明由科室负责人签字。");
        assertThat(browser.text(By.cssSelector(".review-dock"))).contains(RETURNED, "格式统一可以", "同意上报");
        browser.picture("three-05-supervisor");
        decide(browser, "approve", "剖析基本到位，措施要坚持下去。");
        assertThat(browser.text(FLASH)).startsWith("已同意");
    }

    @SuppressWarnings("unchecked")
    private void open(Browser browser, String reviewer) {
        List<Map<String, String>> tasks = (List<Map<String, String>>) browser
            .api(reviewer, "GET", "/tasks?campaignId=" + this.campaign, null)
            .get("items");
        browser.signIn(reviewer);
        browser.open("/tasks/" + new ArrayList<>(tasks).get(0).get("id"));
    }

    private static void remark(Browser browser, String passage, String words, String text) {
        browser.select(passage, words);
        browser.waitUntil("the button at the words", () -> browser.find(By.id("reflection-cite")).isDisplayed());
        browser.keys("m");
        browser.keys(text);
        browser.controlEnter();
    }

    private static void decide(Browser browser, String decision, String opinion) {
        browser.choose("decision", decision);
        browser.type("opinion", opinion);
        browser.press("提交决定");
    }

    private static void answer(Browser browser, String remark, String choice, String text) {
        WebElement card = browser.all(".write-card")
            .stream()
            .filter((each) -> each.getDomProperty("textContent").contains(remark))
            .findFirst()
            .orElseThrow();
        String row = card.getDomAttribute("data-sx-item");
        browser.choose(row + ".answer", choice);
        browser.type(row + ".text", text);
    }

    private static WebElement card(Browser browser, String remark) {
        return browser.all(".review-card")
            .stream()
            .filter((each) -> each.getDomProperty("textContent").contains(remark))
            .findFirst()
            .orElseThrow();
    }

    private static void tick(Browser browser, String remark) {
        WebElement box = card(browser, remark).findElement(By.cssSelector("input[name=resolved]"));
        // The cards move when one is ticked, and a click may come where one was.
        browser.waitUntil("the tick", () -> {
            if (!box.isSelected()) {
                browser.click(card(browser, remark).findElement(By.cssSelector(".review-tick")));
            }
            return box.isSelected();
        });
    }

    /** The words in the text at which a card stands. */
    private static String marked(Browser browser, WebElement card) {
        return (String) browser.script("""
                const id = arguments[0].dataset.reviewCard;
                return Array.from(document.querySelectorAll('mark[data-sx-marks]'))
                  .filter((mark) => mark.dataset.sxMarks.split(' ').some((each) => each.includes(id)))
                  .map((mark) => mark.textContent).join('')""", card);
    }

}
