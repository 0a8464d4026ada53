package org.sanxing.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
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
@Tag("thorough")
@BrowserTest
class EntryStoryTests {

    private static final By FLASH = By.cssSelector(".sx-flash");

    private static final String RESPONSIBLE = "leader3";

    private static final String OBJECTION = "完成情况不具体，没有数据和实例，请补充运行两个月的台账。";

    private static final String CHECKED = "逐件核对收发文登记簿，抽查 30 件，与台账一致。";

    private static final String DISSENT = "运行时间还短，建议再看一个季度。";

    private static final String RELAPSE = "抽查二季度 12 件急件，有 2 件未登记，问题反弹。";

    @TempDir
    private Path files;

    private String entry;

    @Test
    void anEntryIsRedoneClosedReopenedAndClosedAgain(Browser browser) throws IOException {
        branchRegistersTheProblem(browser);
        closeOutIsRefusedWithoutEvidence(browser);
        confirmsWhatWasDone(browser);
        asksForCloseOut(browser, "整改已经完成。", "清单第一稿。");
        branchVerifies(browser, "redo", OBJECTION);
        assertThat(browser.text(FLASH)).contains("回炉");
        asksForCloseOut(browser, "核对清单已运行两个月，收文 214 件、办文 87 件，无一漏登；三月份缺件已全部补登。", "运行台账：214 件收文，87 件办文，逐件签字。");
        branchVerifies(browser, "pass", CHECKED);
        partyGroupDecidesInAMeeting(browser);
        branchFindsARelapse(browser);
        asksForCloseOut(browser, "系统加了必填核对项，四个月未再漏登。", "系统改造验收单。");
        branchVerifies(browser, "pass", "系统已改造，抽查 20 件无误。");
        partyGroupVotesInTheTaskList(browser);
        theFileShowsAll(browser);
        theTraceTellsTheSame(browser);
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
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("还没有确认整改措施", "至少要有一件佐证材料", "还没有达到");
        assertThat(browser.valueOf("conclusion")).isEqualTo("整改已经完成。");
        browser.picture("entry-01-refused");
    }

    private void confirmsWhatWasDone(Browser browser) throws IOException {
        browser.signIn(RESPONSIBLE);
        browser.open("/ledger/" + this.entry);
        browser.type("measures[0].standard", "逐件核对，无一漏登");
        browser.choose("measures[0].state", "done");
        browser.picture("entry-01a-measures");
        browser.press("确认");
        assertThat(browser.text(FLASH)).contains("措施和时间表已确认");
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

    private void partyGroupDecidesInAMeeting(Browser browser) throws IOException {
        browser.signIn("leader1");
        browser.open("/ledger/meetings");
        browser.press("召集会议");
        browser.type("place", "三楼会议室");
        browser.choose("recorder", "head1");
        browser.press("召集会议");
        assertThat(browser.text(By.cssSelector(".sx-errors"))).contains("请填写时间");
        assertThat(browser.valueOf("recorder")).as("nothing typed is lost").isEqualTo("head1");
        browser.type("meetsAt",
                LocalDateTime.now(ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES).toString());
        browser.click(browser.find(By.cssSelector("input[name=entry][value='" + this.entry + "']")));
        browser.picture("entry-04-call");
        browser.press("召集会议");
        assertThat(browser.text(FLASH)).startsWith("已召集");
        String meeting = browser.path();
        browser.press("开始会议");
        browser.signIn("head1");
        browser.open(meeting);
        browser.press("保存到会情况");
        browser.signIn("leader1");
        browser.open(meeting);
        browser.press("开始表决");
        vote(browser, "leader2", meeting, "agree", "");
        browser.signIn("leader1");
        browser.open(meeting);
        assertThat(browser.all("input[name=vote]")).as("the chair votes last").isEmpty();
        vote(browser, "leader4", meeting, "agree", "");
        vote(browser, "leader5", meeting, "disagree", DISSENT);
        browser.signIn(RESPONSIBLE);
        browser.open(meeting);
        assertThat(browser.all("input[name=vote]")).as("the responsible party stays out").isEmpty();
        vote(browser, "leader1", meeting, "agree", "");
        browser.press("宣布结果");
        unfold(browser);
        assertThat(browser.content()).as("three of the four who are entitled").contains("同意销号", DISSENT);
        browser.picture("entry-05-decided");
        browser.press("散会");
        assertThat(browser.text(FLASH)).startsWith("已散会");
    }

    private void branchFindsARelapse(Browser browser) throws IOException {
        browser.signIn("organiser1");
        browser.open("/ledger/" + this.entry);
        assertThat(browser.content()).contains("已销号");
        browser.type("reason", "上级来电反映又有漏登。");
        browser.press("发起回头看");
        openTask(browser, "organiser1");
        browser.choose("tasksDone", "yes");
        browser.choose("cameBack", "yes");
        browser.choose("outcome", "relapsed");
        browser.type("opinion", RELAPSE);
        browser.picture("entry-06-look-back");
        browser.press("提交回头看结论");
        assertThat(browser.text(FLASH)).contains("反弹");
    }

    private void partyGroupVotesInTheTaskList(Browser browser) {
        for (String member : List.of("leader1", "leader2", "leader4")) {
            openTask(browser, member);
            browser.choose("vote", "agree");
            browser.press("提交表决");
        }
        assertThat(tasks(browser, "leader5", this.entry)).as("the outcome cannot change any more").isEmpty();
    }

    private void theFileShowsAll(Browser browser) throws IOException {
        browser.signIn("organiser1");
        browser.open("/ledger/" + this.entry);
        unfold(browser);
        assertThat(browser.content()).contains("已销号", "反复出现", OBJECTION, CHECKED, DISSENT, RELAPSE, "系统加了必填核对项");
        browser.picture("entry-07-file");
    }

    private void theTraceTellsTheSame(Browser browser) throws IOException {
        browser.signIn("auditor");
        browser.open("/trace/" + this.entry);
        assertThat(browser.text(By.cssSelector(".sx-trace-story"))).containsSubsequence("登记", "申请", OBJECTION, "回炉",
                CHECKED, "列入", "表决", "销号", "回头看", RELAPSE, "重新打开", "销号");
        browser.picture("entry-08-trace");
    }

    private static void unfold(Browser browser) {
        browser.all("#content details").forEach((fold) -> browser.script("arguments[0].open = true", fold));
    }

    private static void vote(Browser browser, String account, String meeting, String vote, String opinion) {
        browser.signIn(account);
        browser.open(meeting);
        browser.choose("vote", vote);
        browser.type("opinion", opinion);
        browser.press("提交表决");
        assertThat(browser.text(FLASH)).startsWith("您的表决已记录");
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
