package org.sanxing.browser;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for pages whatever is on them: keyboard, phone, language, a quiet console.
 */
@Tag("thorough")
@BrowserTest
class PagesTests {

    @Test
    void aReviewerDecidesWithoutAMouse(Browser browser) {
        new Materials(browser).submit("staff2", "只用键盘审核的材料");
        browser.signIn("head1");

        browser.markPage();
        browser.keys("gt");
        browser.waitForNextPage();
        assertThat(browser.path()).isEqualTo("/tasks");
        browser.keys("j");
        for (int i = 0; i < 50 && !browser.focused().getText().contains("郝砚宁"); i++) {
            browser.keys("j");
        }
        assertThat(browser.focused().getTagName()).isEqualTo("a");
        assertThat(browser.focused().getText()).contains("郝砚宁");
        browser.markPage();
        browser.keys("o");
        browser.waitForNextPage();

        tabTo(browser, "input[name=decision]");
        browser.keys(Keys.SPACE);
        assertThat(browser.find(By.cssSelector("input[value=approve]")).isSelected()).isTrue();
        tabTo(browser, "[name=opinion]");
        browser.keys("同意。");
        tabTo(browser, "button[type=submit]");
        assertThat(browser.focused().getText()).isEqualTo("提交决定");
        browser.markPage();
        browser.keys(Keys.ENTER);
        browser.waitForNextPage();

        assertThat(browser.text(By.cssSelector(".sx-flash"))).contains("已同意 郝砚宁 的材料");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void tabTo(Browser browser, String css) {
        for (int i = 0; i < 80; i++) {
            browser.keys(Keys.TAB);
            WebElement focused = browser.focused();
            if (Boolean.TRUE.equals(browser.script("return arguments[0].matches(\"#content " + css + "\")", focused))) {
                return;
            }
        }
        throw new AssertionError("The tab key does not reach " + css);
    }

    @Test
    void aReviewerWorksOnAPhone(Browser browser) throws IOException {
        new Materials(browser).submit("staff3", "在手机上审核的材料");
        browser.phone();
        try {
            browser.signIn("head2");
            fits(browser);
            browser.press(By.cssSelector(".sx-bottom a[href='/tasks']"));
            fits(browser);
            browser.press(browser.all("a.tasks-row")
                .stream()
                .filter((row) -> row.getText().contains("尤沐禾"))
                .findFirst()
                .orElseThrow());
            fits(browser);
            browser.click(browser.find(By.cssSelector(".review-bar")));
            fits(browser);
            browser.choose("decision", "approve");
            browser.type("opinion", "同意。");
            browser.press("提交决定");
            assertThat(browser.text(By.cssSelector(".sx-flash"))).contains("已同意 尤沐禾 的材料");
            fits(browser);
        }
        finally {
            browser.desktop();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /**
     * Nothing sticks out at the side, and what is pressed is large enough for a finger.
     */
    private static void fits(Browser browser) {
        assertThat((Long) browser.script("return document.documentElement.scrollWidth")).as(browser.path())
            .isLessThanOrEqualTo(390);
        @SuppressWarnings("unchecked")
        List<String> small = (List<String>) browser.script("""
                return Array.from(document.querySelectorAll('.btn, .sx-bottom a, .sx-bottom button, .sx-list-row, '
                    + '.form-control, .form-select, .form-selectgroup-label'))
                  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 39.5)
                  .map((e) => e.className + ' ' + e.textContent.trim() + ' ' + e.getBoundingClientRect().height);
                """);
        assertThat(small).as(browser.path()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "head1,/", "head1,/tasks", "head1,/materials", "head1,/notifications", "head1,/ledger",
            "head1,/campaigns", "head1,/account", "auditor,/trace", "auditor,/trace/events", "auditor,/", "sysadmin,/",
            "secadmin,/", "head1,/account/notices", "sysadmin,/admin/notices", "sysadmin,/admin/notices/templates",
            "secadmin,/admin/accounts", "head1,/account/second-factor" })
    void inEnglishTheFrameHasNoChineseWord(String account, String path, Browser browser) throws IOException {
        browser.signIn(account);
        browser.open(path + "?lang=en");
        try {
            @SuppressWarnings("unchecked")
            List<String> chinese = (List<String>) browser
                .script("""
                        const frame = document.querySelectorAll('title, .sx-nav-text, .sx-brand, .sx-foot, .sx-keys, .sx-bottom a,'
                          + ' .sx-title, .sx-tabs a, label, button, th, .card-title, .sx-empty p, .btn, .sx-figure, legend, dt');
                        const said = Array.from(frame).filter((e) => !e.closest('.sx-menu') && !e.matches('[href*="lang="]')).map((e) => e.textContent);
                        document.querySelectorAll('[placeholder], [aria-label], [title]:not(time)').forEach((e) =>
                          e.closest('.sx-menu') || said.push(e.getAttribute('placeholder') || '', e.getAttribute('aria-label') || ''));
                        return said.map((text) => text.trim()).filter((text) => /[\\u4e00-\\u9fff]/.test(text)
                          && !['专项整治', '党组会议'].some((title) => text.includes(title)));
                        """);
            assertThat(chinese).isEmpty();
            browser.picture("english" + path.replace('/', '-') + "-" + account);
        }
        finally {
            // The language is in a cookie.
            browser.loseSession();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "staff2,/account", "staff2,/api-docs", "secretary1,/campaigns", "secretary1,/campaigns/new",
            "leader1,/", "leader1,/campaigns", "sysadmin,/", "sysadmin,/admin/organization",
            "sysadmin,/admin/organization/people", "secadmin,/", "secadmin,/admin/roles", "auditor,/ledger",
            "auditor,/campaigns", "auditor,/materials", "auditor,/", "auditor,/trace", "auditor,/trace/events",
            "staff2,/account/notices", "staff2,/notifications", "sysadmin,/admin/notices",
            "sysadmin,/admin/notices/channels/new", "sysadmin,/admin/notices/templates" })
    void everyPageIsQuietAndFitsAPhone(String account, String path, Browser browser) throws IOException {
        browser.signIn(account);
        browser.open(path);
        assertThat(browser.title()).isNotBlank();
        assertThat(browser.complaints()).isEmpty();
        browser.picture("page" + path.replace('/', '-') + "-" + account);
    }

    /** The owner's list and everybody's, with something in it. */
    @Test
    void tokensFitAPhone(Browser browser) throws IOException {
        browser.signIn("staff2");
        browser.open("/account");
        browser.type("name", "值班脚本");
        browser.type("tokenPassword", "sanxing-demo");
        browser.press("创建令牌");
        assertThat(browser.content()).contains("值班脚本", "sx_");
        browser.picture("page-account-token");
        browser.signIn("secadmin");
        browser.open("/admin/accounts");
        assertThat(browser.content()).contains("值班脚本");
        browser.picture("page-admin-accounts");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Nothing there, half a password, what waits, and what was decided. */
    @Test
    void approvalsFitAPhone(Browser browser) throws IOException {
        browser.signIn("secadmin");
        browser.open("/admin/approvals");
        assertThat(browser.content()).contains("没有等待确认的申请");
        browser.picture("page-admin-approvals-none");
        browser.signIn("sysadmin");
        browser.open("/admin/organization/people/staff3");
        browser.press("重置密码");
        assertThat(browser.content()).contains("只显示这一次");
        browser.picture("page-admin-approvals-half");
        browser.signIn("secadmin");
        browser.open("/admin/approvals");
        assertThat(browser.content()).contains("可以此人的身份办理一切事项", "驳回理由");
        browser.picture("page-admin-approvals");
        browser.signIn("sysadmin");
        browser.open("/admin/approvals");
        browser.press("撤回");
        assertThat(browser.content()).contains("已撤回");
        browser.picture("page-admin-approvals-decided");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidWithoutInternals(Browser browser) throws IOException {
        browser.signIn("staff2");
        browser.open("/materials/none");
        assertThat(browser.content()).contains("没有").doesNotContain("Exception", "org.sanxing");
        browser.picture("page-not-found");
        assertThat(browser.complaints()).allMatch((said) -> said.contains("status of 404"));
    }

}
