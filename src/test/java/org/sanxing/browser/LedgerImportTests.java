package org.sanxing.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.sanxing.registration.source.Sheets;

import static org.assertj.core.api.Assertions.assertThat;

/** A file is chosen, looked at, mended, and confirmed. */
@BrowserTest
class LedgerImportTests {

    @TempDir
    private Path folder;

    @Test
    void namesTheBadCellAndRegistersTheMendedFile(Browser browser) throws IOException {
        String mark = UUID.randomUUID().toString();
        Object[] bad = Sheets.row(2, "第二个问题 " + mark, "没有这个人");
        browser.desktop();
        browser.signIn("organiser2");
        browser.open("/ledger/import");
        choose(browser, "bad.xlsx", Sheets.row(1, "第一个问题 " + mark, "staff3"), bad);
        assertThat(browser.text(By.cssSelector(".sources-cells tbody"))).contains("第 3 行 O 列", "责任人", "没有这个人");
        assertThat(browser.all("form[action$='/register']")).isEmpty();
        browser.open("/ledger/import");
        bad[14] = "head2";
        choose(browser, "good.xlsx", Sheets.row(1, "第一个问题 " + mark, "staff3"), bad);
        browser.press(By.cssSelector("form[action$='/register'] button"));
        browser.waitUntil("all is registered", () -> browser.text(By.id("import-progress")).contains("整改任务已全部下达"));
        browser.open("/ledger?q=" + mark);
        assertThat(browser.all(".ledger-table tbody tr")).hasSize(2);
    }

    private void choose(Browser browser, String name, Object[]... rows) throws IOException {
        Path file = Files.write(this.folder.resolve(name), Sheets.xlsx(rows));
        browser.find(By.id("import-file")).sendKeys(file.toString());
        browser.press(By.cssSelector("form[enctype] button"));
        browser.waitUntil("the preview", () -> browser.path().startsWith("/ledger/import/"));
    }

}
