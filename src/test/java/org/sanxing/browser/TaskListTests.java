package org.sanxing.browser;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import org.sanxing.tasks.list.TaskKinds;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The task list beside the task on an office screen, and page by page on a phone. Works
 * in campaigns of its own, which are closed again: others look for an open one.
 */
@Tag("thorough")
@BrowserTest
class TaskListTests {

    private final List<String> campaigns = new ArrayList<>();

    private Browser browser;

    @Autowired
    private TaskKinds kinds;

    @BeforeEach
    void open(Browser browser) {
        this.browser = browser;
        browser.desktop();
    }

    @AfterEach
    void closeCampaigns() {
        this.kinds.allowBatch("reviewReflection", false, "sysadmin");
        this.campaigns.forEach((id) -> this.browser.api("secretary1", "POST", "/campaigns/" + id + "/close", null));
    }

    /** Two tasks for head1 in a campaign of their own; gives the address of the list. */
    @SuppressWarnings("unchecked")
    private String twoTasks() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Map<String, Object> campaign = this.browser.api("secretary1", "POST", "/campaigns",
                Map.of("title", "责任意识不强专项整治第" + (this.campaigns.size() + 1) + "批", "notice", "通知", "opens",
                        today.minusDays(1).toString(), "closes", today.plusDays(100).toString(), "categories",
                        List.of("责任心不强")));
        String id = (String) campaign.get("id");
        String category = ((List<Map<String, String>>) campaign.get("categories")).get(0).get("id");
        this.browser.api("secretary1", "POST", "/campaigns/" + id + "/open", null);
        this.campaigns.add(id);
        for (String author : List.of("staff1", "staff2")) {
            String material = (String) this.browser.api(author, "POST", "/reflections", Map.of("campaignId", id))
                .get("id");
            this.browser.api(author, "PUT", "/reflections/" + material,
                    Map.of("experience", "认真学习，查找差距。", "problems",
                            List.of(Map.of("category", category, "manifestation", "两件事情办得晚了。", "cause", "没有列出时间表。",
                                    "measure", "列出时间表，按周核对。", "deadlineClass", "short", "underWay", false))));
            this.browser.api(author, "POST", "/reflections/" + material + "/submit", Map.of());
        }
        return "/tasks?campaignId=" + id;
    }

    private List<WebElement> rows() {
        return this.browser.all(".tasks-item");
    }

    private void inPane(Runnable what) {
        WebElement frame = this.browser.find(By.cssSelector("#tasks-pane > iframe:not([hidden])"));
        this.browser
            .waitUntil("the task beside the list",
                    () -> Boolean.TRUE.equals(
                            this.browser.script(
                                    "return arguments[0].contentDocument.readyState === 'complete'"
                                            + " && !!arguments[0].contentDocument.querySelector('.tasks-bar')",
                                    frame)));
        this.browser.inFrame(what);
    }

    private void dialog(String operation) {
        this.browser.click(this.browser.labelled(operation));
        this.browser.waitUntil("the dialog", () -> this.browser.all("#tasks-dialog[open] form").size() == 1);
    }

    @Test
    void worksThroughTheListWithoutTheMouse() throws IOException {
        String list = twoTasks();
        this.browser.signIn("head1");
        this.browser.open(list);
        assertThat(rows()).hasSize(2).allMatch((row) -> row.getDomAttribute("class").contains("sx-unread"));
        this.browser.picture("40-tasks-list");
        this.browser.keys("j");
        String first = rows().get(0).getDomAttribute("data-task");
        String second = rows().get(1).getDomAttribute("data-task");
        this.browser.keys(Keys.ENTER);
        this.browser.waitUntil("the address", () -> this.browser.path().contains("open=" + first));
        assertThat(rows().get(0).getDomAttribute("class")).contains("tasks-open").doesNotContain("sx-unread");
        inPane(() -> {
            assertThat(this.browser.all(".sx-side, .sx-bottom")).isEmpty();
            this.browser.type("opinion", "写到一半");
            this.browser.keys(Keys.ESCAPE);
        });
        this.browser.waitUntil("the row again",
                () -> String.valueOf(this.browser.focused().getDomAttribute("href")).contains(first));
        this.browser.picture("41-tasks-pane");

        this.browser.keys("j");
        this.browser.keys(Keys.ENTER);
        this.browser.waitUntil("the address", () -> this.browser.path().contains("open=" + second));
        assertThat(rows().get(0).getText()).isNotEmpty();
        assertThat(rows().get(0).getDomAttribute("class")).contains("tasks-typed");
        this.browser.script("history.back()");
        this.browser.waitUntil("the one before", () -> this.browser.path().contains("open=" + first));
        inPane(() -> {
            assertThat(this.browser.valueOf("opinion")).isEqualTo("写到一半");
            this.browser.choose("decision", "approve");
            this.browser.script("window.top.sxBefore = true");
            this.browser.click(this.browser.find(By.cssSelector("form[data-tasks-decision] button[type=submit]")));
        });
        this.browser.waitForNextPage();
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).startsWith("已同意");
        assertThat(this.browser.path()).isEqualTo(list + "&open=" + second);
        inPane(() -> assertThat(this.browser.all("form[data-tasks-decision]")).hasSize(1));
        this.browser.picture("42-tasks-next");
        assertThat(this.browser.complaints()).isEmpty();
    }

    /** The button that decides is seen without scrolling. */
    private void seesTheButton() {
        assertThat(
                this.browser.script("const at = document.querySelector('.tasks-send button').getBoundingClientRect();"
                        + "return at.top >= 0 && at.bottom <= window.innerHeight"))
            .isEqualTo(true);
    }

    @Test
    void decidesOnTheFirstScreenAndComesBackFromARefusalBehindAProxyWithAPath() throws IOException {
        String list = twoTasks();
        String direct = this.browser.address();
        try (PrefixProxy proxy = new PrefixProxy(URI.create(direct).getPort())) {
            this.browser.at(proxy.address());
            this.browser.signIn("head1");
            this.browser.open(list);
            this.browser.keys("j");
            this.browser.keys(Keys.ENTER);
            inPane(() -> {
                seesTheButton();
                assertThat(this.browser.all(".sx-fold[open]")).isEmpty();
                this.browser.controlEnter();
                assertThat(this.browser.focused().getDomAttribute("name")).isEqualTo("decision");
            });
            String first = rows().get(0).getDomAttribute("data-task");
            String second = rows().get(1).getDomAttribute("data-task");
            String page = "/tasks/" + first + "?_back=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
            this.browser.open(page);
            seesTheButton();
            this.browser.choose("decision", "return");
            this.browser.markPage();
            this.browser.controlEnter();
            this.browser.waitForNextPage();
            assertThat(this.browser.all(".sx-errors li")).hasSize(1);
            this.browser.press(By.cssSelector(".sx-nav-link"));
            this.browser.markPage();
            this.browser.script("history.back()");
            this.browser.waitForNextPage();
            assertThat(this.browser.path()).isEqualTo(page);
            assertThat(this.browser.complaints()).allMatch((said) -> said.contains("status of 400"));

            this.browser.choose("decision", "return");
            this.browser.markPage();
            this.browser.controlEnter();
            this.browser.waitForNextPage();
            this.browser.type("opinion", "请补充事例");
            assertThat(this.browser.all(".sx-errors, .sx-field-invalid, .is-invalid")).isEmpty();
            this.browser.choose("decision", "approve");
            this.browser.markPage();
            this.browser.controlEnter();
            this.browser.waitForNextPage();
            assertThat(this.browser.path()).isEqualTo(list + "&open=" + second);
            this.browser.markPage();
            this.browser.keys("gh");
            this.browser.waitForNextPage();
            assertThat(this.browser.path()).isEqualTo("/");
            this.browser.script("window.sxBefore = true; window.location.assign('" + PrefixProxy.PREFIX + "')");
            this.browser.waitForNextPage();
            assertThat(this.browser.title()).isEqualTo("首页");
            assertThat(this.browser.complaints()).allMatch((said) -> said.contains("status of 400"));
        }
        finally {
            this.browser.at(direct);
        }
    }

    @Test
    void asksDelegatesAndTakesOverWhatComesBack() throws IOException {
        String list = twoTasks();
        this.browser.signIn("head1");
        this.browser.open(list);
        String first = rows().get(0).getDomAttribute("data-task");
        this.browser.open("/tasks/" + first + "?_back=" + list.replace("?", "%3F"));
        this.browser.type("opinion", "先写下的意见");
        dialog("征求意见");
        this.browser.picture("43-consult");
        this.browser.type("reason", "整改时限合适吗？");
        this.browser.type("to", "卞知秋 · 提案委 (head2)");
        this.browser.press(By.cssSelector("#tasks-dialog button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已征求 卞知秋 的意见");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("先写下的意见");
        dialog("抄送");
        this.browser.press(By.cssSelector("#tasks-dialog button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-error-summary"))).contains("请选择同事");
        assertThat(this.browser.complaints()).allMatch((said) -> said.contains("status of 400"));
        this.browser.picture("44-copy-refused");
        this.browser.type("to", "staff3");
        this.browser.press(By.cssSelector(".tasks-form button[type=submit]"));
        assertThat(this.browser.text(By.id("tasks-story"))).contains("整改时限合适吗", "未答复", "抄送给 尤沐禾", "未读");
        assertThat(this.browser.valueOf("opinion")).isEqualTo("先写下的意见");
        this.browser.picture("45-task-story");

        dialog("委派");
        this.browser.type("to", "head2");
        this.browser.press(By.cssSelector("#tasks-dialog button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已委派给 卞知秋");
        this.browser.signIn("head2");
        this.browser.open("/tasks/" + first);
        assertThat(this.browser.content()).contains("祁松岩 委派您先办");
        this.browser.choose("decision", "return");
        this.browser.type("opinion", "建议退回补充事例");
        this.browser.press("交回建议");
        this.browser.open(list + "&view=involved");
        this.browser.picture("46-tasks-involved");

        this.browser.signIn("head1");
        this.browser.open("/tasks/" + first);
        assertThat(this.browser.content()).contains("卞知秋 的建议", "建议退回补充事例");
        this.browser.click(this.browser.labelled("采用这份建议"));
        assertThat(this.browser.valueOf("opinion")).isEqualTo("建议退回补充事例");
        assertThat(this.browser.find(By.cssSelector("input[name=decision][value=return]")).isSelected()).isTrue();
        this.browser.picture("47-proposal");
        dialog("转办");
        this.browser.type("to", "head2");
        this.browser.press(By.cssSelector("#tasks-dialog button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已转办，由 卞知秋 办理");

        this.browser.signIn("staff3");
        this.browser.open("/tasks?view=copied");
        assertThat(this.browser.content()).contains("祁松岩 抄送");
        this.browser.picture("48-tasks-copied");
        assertThat(this.browser.complaints()).isEmpty();
    }

    @Test
    void urgesAndComesBackToTheSamePlaceOnAPhone() throws IOException {
        String list = twoTasks();
        this.browser.phone();
        this.browser.signIn("head1");
        this.browser.open(list);
        WebElement second = this.browser.all("a.tasks-row").get(1);
        String id = rows().get(1).getDomAttribute("data-task");
        this.browser.press(second);
        assertThat(this.browser.path()).startsWith("/tasks/" + id);
        this.browser.press("返回列表");
        assertThat(this.browser.path()).startsWith(list);
        this.browser.waitUntil("the row again",
                () -> String.valueOf(this.browser.focused().getDomAttribute("href")).contains(id));
        this.browser.signIn("staff1");
        this.browser.open(list + "&view=started");
        this.browser.press(By.cssSelector(".tasks-urging a"));
        this.browser.type("reason", "请尽快办理");
        this.browser.press(By.cssSelector(".tasks-form button[type=submit]"));
        assertThat(this.browser.text(By.cssSelector(".sx-flash"))).contains("已催办，祁松岩 会收到通知");
        this.browser.open(list + "&view=started");
        assertThat(this.browser.content()).contains("催办过，对方");
        this.browser.picture("49-tasks-started");
        assertThat(this.browser.complaints()).isEmpty();
    }

    @Test
    void filtersAndDecidesSeveralAtOnce() throws IOException {
        this.kinds.allowBatch("reviewReflection", true, "sysadmin");
        String list = twoTasks();
        this.browser.signIn("head1");
        this.browser.open(list);
        this.browser.click(this.browser.find(By.cssSelector(".tasks-filter-more > summary")));
        this.browser.chooseLabelled("kind", "审核材料");
        this.browser.press(By.cssSelector(".tasks-filter-box button"));
        assertThat(this.browser.path()).contains("kind=reviewReflection").doesNotContain("from=");
        assertThat(this.browser.all(".tasks-chips .sx-chip")).hasSize(2);
        this.browser.click(this.browser.find(By.cssSelector("[data-tasks-all] input")));
        assertThat(this.browser.text(By.cssSelector("[data-tasks-count]"))).isEqualTo("已选 2 项");
        this.browser.picture("50-tasks-batch");
        this.browser.press("退回所选");
        this.browser.picture("51-batch-return");
        List<WebElement> reasons = this.browser.all(".tasks-batch-item textarea");
        assertThat(reasons).hasSize(2);
        this.browser.write(reasons.get(0), "请补充事例");
        this.browser.press("退回这 2 项");
        assertThat(this.browser.content()).contains("已办理 1 项", "还有 1 项未办成", "都要写明各自的意见");
        this.browser.picture("52-batch-result");
        this.browser.write(this.browser.find(By.cssSelector(".tasks-batch-item textarea")), "请写明时间表");
        this.browser.press("退回这 1 项");
        assertThat(this.browser.content()).contains("已办理 1 项").doesNotContain("未办成");
        this.browser.press("返回列表");
        assertThat(this.browser.content()).contains("没有符合条件的事项");
        this.browser.press(By.cssSelector(".tasks-chips .sx-chip"));
        assertThat(this.browser.path()).doesNotContain("kind=reviewReflection");
        assertThat(this.browser.complaints()).isEmpty();
    }

}
