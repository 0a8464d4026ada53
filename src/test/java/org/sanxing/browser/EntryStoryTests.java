package org.sanxing.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One entry of the ledger from its registration to its second closing, on the pages: its
 * responsible party is a member of the party group, and stays out where the party group
 * decides.
 */
@BrowserTest
class EntryStoryTests {

    private static final By FLASH = By.cssSelector(".sx-flash");

    private static final String RESPONSIBLE = "leader3";

    private static final String OBJECTION = "完成情况不具体，没有数据和实例，请补充运行两个月的台账。";

    @TempDir
    private Path files;

    private String entry;

    @Test
    void anEntryIsRedoneClosedReopenedAndClosedAgain(Browser browser) throws IOException {
        branchRegistersTheProblem(browser);
        closeOutIsRefusedWithoutEvidence(browser);
        asksForCloseOut(browser, "整改已经完成。", "清单第一稿。");
        branchVerifies(browser, "redo", OBJECTION);
        assertThat(browser.text(FLASH)).contains("回炉");
        asksForCloseOut(browser, "核对清单已运行两个月，收文 214 件、办文 87 件，无一漏登；三月份缺件已全部补登。", "运行台账：214 件收文，87 件办文，逐件签字。");
        branchVerifies(browser, "pass", "逐件核对收发文登记簿，抽查 30 件，与台账一致。");
    }

    private void branchRegistersTheProblem(Browser browser) {
        String material = new Materials(browser).submit(RESPONSIBLE, "分管的几项工作按期完成，收发文核对做得不够。");
        for (Map<String, String> task : tasks(browser, "leader1", material)) {
            browser.api("leader1", "POST", "/tasks/" + task.get("id") + "/complete",
                    Map.of("data", Map.of("decision", "approve", "opinion", "同意。")));
        }
        browser.signIn("organiser1");
        browser.open("/tasks/" + tasks(browser, "organiser1", material).get(0).get("id"));
        browser.press("确认登记");
        assertThat(browser.text(FLASH)).startsWith("已登记 1 个问题");
        List<Map<String, String>> waiting = todo(browser, RESPONSIBLE, "rectify");
        assertThat(waiting).as("the responsible party has it at once").hasSize(1);
        this.entry = waiting.get(0).get("caseId");
    }

    private void closeOutIsRefusedWithoutEvidence(Browser browser) throws IOException {
        openTask(browser, RESPONSIBLE);
        browser.type("conclusion", "整改已经完成。");
        browser.press("申请销号");
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("至少要有一件佐证材料", "还没有达到");
        assertThat(browser.valueOf("conclusion")).isEqualTo("整改已经完成。");
        browser.picture("entry-01-refused");
    }

    private void asksForCloseOut(Browser browser, String conclusion, String evidence) throws IOException {
        openTask(browser, RESPONSIBLE);
        browser.type("conclusion", conclusion);
        // The name in ASCII: a JVM in the C locale cannot name files in Chinese.
        Path file = Files.write(this.files.resolve("registers.docx"), org.sanxing.attachment.Samples.docx(evidence));
        browser.find(By.cssSelector("[data-sx-files-input]")).sendKeys(file.toString());
        browser.waitUntil("the file", () -> !browser.all("input[type=hidden][name=evidence]").isEmpty());
        for (WebElement met : browser.all("input[type=checkbox][name$='.met']")) {
            browser.click(met);
        }
        browser.picture("entry-02-request");
        browser.press("申请销号");
        assertThat(browser.text(FLASH)).contains("核查");
    }

    private void branchVerifies(Browser browser, String decision, String opinion) throws IOException {
        openTask(browser, "organiser1");
        browser.choose("decision", decision);
        browser.type("opinion", opinion);
        browser.picture("entry-03-verify-" + decision);
        browser.press("提交核查结论");
    }

    private void openTask(Browser browser, String account) {
        browser.signIn(account);
        browser.open("/tasks/" + tasks(browser, account, this.entry).get(0).get("id"));
    }

    private static List<Map<String, String>> tasks(Browser browser, String account, String caseId) {
        return todo(browser, account, null).stream().filter((task) -> caseId.equals(task.get("caseId"))).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> todo(Browser browser, String account, String kind) {
        return (List<Map<String, String>>) browser
            .api(account, "GET", "/tasks" + ((kind != null) ? "?kind=" + kind : ""), null)
            .get("items");
    }

}
