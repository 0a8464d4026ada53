package org.sanxing.browser;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/** Common phrases in the text areas of a review, with the keyboard and by touch. */
@BrowserTest
class PhrasesTests {

    private Browser browser;

    private String campaign;

    private String task;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void aReview(Browser browser) {
        this.browser = browser;
        browser.desktop();
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> made = browser.api("secretary1", "POST", "/campaigns",
                Map.of("title", "常用语专项整治", "notice", "通知", "opens", today.minusDays(1).toString(), "closes",
                        today.plusDays(100).toString(), "categories", List.of("责任心不强")));
        this.campaign = (String) made.get("id");
        String category = ((List<Map<String, String>>) made.get("categories")).get(0).get("id");
        browser.api("secretary1", "POST", "/campaigns/" + this.campaign + "/open", null);
        String id = (String) browser.api("staff2", "POST", "/reflections", Map.of("campaignId", this.campaign))
            .get("id");
        browser.api("staff2", "PUT", "/reflections/" + id,
                Map.of("experience", "认真学习，查找差距。", "problems",
                        List.of(Map.of("category", category, "manifestation", "两件事情办得晚了。", "cause", "没有列出时间表。",
                                "measure", "列出时间表，按周核对。", "deadlineClass", "short", "underWay", false))));
        browser.api("staff2", "POST", "/reflections/" + id + "/submit", Map.of());
        this.task = (String) ((Map<String, Object>) browser.api("staff2", "GET", "/reflections/" + id, null)
            .get("currentTask")).get("id");
    }

    @AfterEach
    void closeCampaign() {
        this.browser.api("secretary1", "POST", "/campaigns/" + this.campaign + "/close", null);
    }

    private void popup() {
        this.browser.chord(Keys.ALT, "/");
        this.browser.waitUntil("the phrases", () -> !this.browser.all(".sx-phrases:not([hidden]) li").isEmpty());
    }

    private List<String> offered() {
        return this.browser.all(".sx-phrases-item-text").stream().map(WebElement::getText).toList();
    }

    @Test
    void twoKeysInsertAtTheCaret() throws IOException {
        this.browser.signIn("head1");
        this.browser.open("/tasks/" + this.task);
        this.browser.choose("decision", "return");
        WebElement opinion = this.browser.named("opinion");
        this.browser.click(opinion);
        this.browser.keys("第二个问题");
        popup();
        String first = offered().get(0);
        assertThat(this.browser.all(".sx-phrases-item-kind").get(0).getText()).isEqualTo("提出意见");
        this.browser.picture("60-phrases");
        this.browser.keys("1");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("第二个问题" + first);
        assertThat(this.browser.focused()).isEqualTo(opinion);

        popup();
        String second = offered().get(1);
        this.browser.keys("2");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("第二个问题" + first + "；" + second);
        this.browser.chord(Keys.CONTROL, "z");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("第二个问题" + first);

        popup();
        this.browser.keys("措施空泛");
        assertThat(offered()).containsExactly("措施空泛，缺少时限和责任");
        this.browser.keys(Keys.ESCAPE);
        assertThat(this.browser.all(".sx-phrases:not([hidden])")).isEmpty();
        assertThat(this.browser.focused()).isEqualTo(opinion);

        this.browser.choose("decision", "approve");
        this.browser.click(opinion);
        popup();
        assertThat(this.browser.all(".sx-phrases-item-kind").get(0).getText()).isEqualTo("表示同意");
        this.browser.keys(Keys.ESCAPE);
    }

    @Test
    void selectedWordsBecomeOnesOwn() {
        this.browser.signIn("supervisor1");
        this.browser.api("head1", "POST", "/tasks/" + this.task + "/transfer",
                Map.of("to", "supervisor1", "reason", "请办"));
        this.browser.open("/tasks/" + this.task);
        this.browser.type("opinion", "请对照岗位职责逐条说明");
        this.browser.script("document.getElementsByName('opinion')[0].select()");
        popup();
        this.browser.click(this.browser.find(By.cssSelector(".sx-phrases [data-do=keep]")));
        this.browser.waitUntil("it is kept", () -> offered().contains("请对照岗位职责逐条说明"));
        assertThat(this.browser.api("supervisor1", "GET", "/phrases", null).toString()).contains("请对照岗位职责逐条说明");
        assertThat(this.browser.api("head1", "GET", "/phrases", null).toString()).doesNotContain("请对照岗位职责逐条说明");
    }

    @Test
    void aTouchInsertsOnAPhone() throws IOException {
        this.browser.phone();
        this.browser.signIn("head1");
        this.browser.open("/tasks/" + this.task);
        this.browser.click(this.browser.find(By.cssSelector(".review-bar")));
        this.browser.click(this.browser.find(By.cssSelector("[data-sx-field=opinion] [data-sx-phrases-open]")));
        this.browser.waitUntil("the phrases", () -> !this.browser.all(".sx-phrases:not([hidden]) li").isEmpty());
        String third = offered().get(2);
        this.browser.picture("61-phrases-phone");
        this.browser.click(this.browser.all(".sx-phrases-item").get(2));
        assertThat(this.browser.valueOf("opinion")).isEqualTo(third);
    }

}
