package org.sanxing.browser;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

import static org.assertj.core.api.Assertions.assertThat;

/** The centre of notices, by keyboard, with the counts in the frame. */
@BrowserTest
class NoticesTests {

    @Test
    void aNoticeIsMarkedWithoutOpeningItAndTheCountsFollow(Browser browser) {
        browser.signIn("leader4");
        browser.open("/notifications?unread=true");
        int before = unread(browser);
        assertThat(before).as("the campaign was opened").isPositive();
        browser.keys("j");
        String link = browser.focused().getDomAttribute("href");
        browser.keys("m");
        browser.waitUntil("the bell counts one less", () -> unread(browser) == before - 1);
        assertThat(browser.path()).isEqualTo("/notifications?unread=true");
        browser.waitUntil("what changed is said",
                () -> browser.text(By.id("sx-counts-said")).contains((before - 1) + " 条未读"));
        assertThat(browser.focused().getText()).as("the focus stays in the row").isEqualTo("标为未读");
        browser.keys("m");
        browser.waitUntil("the bell counts it again", () -> unread(browser) == before);
        assertThat(browser.all(".sx-notices a").stream().map((row) -> row.getDomAttribute("href"))).contains(link);
        assertThat(browser.complaints()).isEmpty();
    }

    private static int unread(Browser browser) {
        Object count = browser
            .script("return parseInt(document.querySelector('#sx-bell .sx-count-bell')?.textContent || '0', 10)");
        return ((Number) count).intValue();
    }

}
