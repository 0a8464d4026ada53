package org.sanxing.browser;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.sanxing.browser.Samples.Material;
import org.sanxing.browser.Samples.Problem;
import org.sanxing.browser.Samples.Remark;
import org.sanxing.browser.Samples.Round;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job from the first word to the trace, as people do it. */
@BrowserTest
class ReflectionStoryTests {

    private static final String REVISED_CAUSE = "三月份的急件由我接收，因急于呈批，未在收文簿登记就直接送分管领导；制度印发时我没有参加学习，事后也没有补课，经手环节缺少核对清单。";

    private static final String REVISED_MEASURE = "文稿交出前执行“自校、互校、核数”三道程序；每季度至少参加一次实地调研，调研记录由带队领导签字，材料中的数据注明来源和核实日期。";

    private final Material material = Samples.material();

    private final List<Round> rounds = Samples.rounds();

    private String materialPage;

    ReflectionStoryTests() throws IOException {
    }

    @Test
    void aMaterialGoesFromItsAuthorToTheLedgerAndIsTraced(Browser browser) throws IOException {
        signsInAndSeesWhatIsOwed(browser);
        writes(browser);
        submits(browser);
        headReturns(browser);
        authorRevises(browser);
        headApproves(browser);
        supervisorApproves(browser);
        branchRegisters(browser);
        authorSeesThatItIsRegistered(browser);
        auditorReadsTheTrace(browser);
        assertThat(browser.complaints()).isEmpty();
    }

    private void signsInAndSeesWhatIsOwed(Browser browser) throws IOException {
        browser.open("/sign-in");
        browser.picture("01-sign-in");
        browser.signInByTyping("staff1");
        assertThat(browser.content()).contains("待我完成", "“责任意识不强”专项整治", "尚未开始");
        browser.picture("02-home-author");
        browser.open("/materials");
        browser.picture("03-materials-owed");
        browser.press("开始撰写");
        assertThat(browser.path()).endsWith("/edit");
        this.materialPage = browser.path().replace("/edit", "");
    }

    private void writes(Browser browser) throws IOException {
        assertThat(browser.text(By.id("reflection-saved"))).contains("提交前还缺");
        browser.picture("04-write-empty");
        browser.type("experience", this.material.experience());
        for (int i = 0; i < this.material.problems().size(); i++) {
            if (i > 0) {
                browser.click(browser.labelled("添加问题"));
            }
            writeProblem(browser, i, this.material.problems().get(i));
        }
        int length = this.material.experience().codePointCount(0, this.material.experience().length());
        assertThat(browser.text(By.id("f-experience-count"))).isEqualTo(length + " / 20,000");

        movesAndRemovesWithUndo(browser);

        waitUntilSaved(browser);
        assertThat(browser.text(By.id("reflection-saved"))).contains("内容齐全，可以提交");
        browser.picture("05-write");
        browser.open(this.materialPage + "/edit");
        assertThat(browser.valueOf("experience")).isEqualTo(this.material.experience());
        for (int i = 0; i < this.material.problems().size(); i++) {
            Problem problem = this.material.problems().get(i);
            assertThat(browser.valueOf("problems[" + i + "].manifestation")).isEqualTo(problem.manifestation());
            assertThat(browser.valueOf("problems[" + i + "].cause")).isEqualTo(problem.cause());
            assertThat(browser.valueOf("problems[" + i + "].measure")).isEqualTo(problem.measure());
        }
    }

    private static void writeProblem(Browser browser, int index, Problem problem) {
        String path = "problems[" + index + "].";
        browser.chooseLabelled(path + "category", problem.category());
        browser.type(path + "manifestation", problem.manifestation());
        browser.type(path + "cause", problem.cause());
        browser.type(path + "measure", problem.measure());
        browser.choose(path + "deadlineClass", problem.deadlineClass());
        if (problem.underWay()) {
            browser.choose(path + "underWay", "true");
        }
    }

    private void movesAndRemovesWithUndo(Browser browser) {
        browser.click(browser.all("[data-sx-do=up]").get(2));
        assertThat(browser.valueOf("problems[1].cause")).isEqualTo(this.material.problems().get(2).cause());
        browser.click(browser.all("[data-sx-do=down]").get(1));
        assertThat(browser.valueOf("problems[1].cause")).isEqualTo(this.material.problems().get(1).cause());

        browser.click(browser.all("[data-sx-do=remove]").get(1));
        assertThat(browser.all("[data-sx-item]")).hasSize(2);
        waitUntilSaved(browser);
        browser.click(browser.find(By.cssSelector("[data-sx-do=undo]")));
        assertThat(browser.all("[data-sx-item]")).hasSize(3);
        assertThat(browser.valueOf("problems[1].cause")).isEqualTo(this.material.problems().get(1).cause());
    }

    /**
     * Until the server has everything: the state it answers must be later than the one
     * shown.
     */
    private static void waitUntilSaved(Browser browser) {
        browser.script("document.getElementById('reflection-saved').firstElementChild.dataset.old = 'true'");
        browser.waitUntil("the draft to be saved",
                () -> browser.all("#reflection-saved [data-state=saved]:not([data-old])").size() == 1);
    }

    private void submits(Browser browser) throws IOException {
        browser.press("预览");
        assertThat(browser.content()).contains("提交后，审核人看到的就是这样").contains(this.material.problems().get(2).measure());
        browser.picture("06-preview");
        browser.press("返回撰写");
        browser.press("提交审核");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已提交，等待祁松岩 综合科科长审核，应于");
        assertThat(browser.content()).contains("审核中", "第 1 稿", "等待 祁松岩 办理");
        browser.picture("07-material-submitted");
    }

    private void headReturns(Browser browser) throws IOException {
        Round round = this.rounds.get(0);
        browser.signIn("head1");
        browser.picture("08-home-head");
        browser.open("/tasks");
        browser.picture("09-tasks");
        openTaskOf(browser, "苗雨笙");
        assertThat(browser.title()).isEqualTo("审核 苗雨笙 的材料");
        assertThat(browser.content()).contains(this.material.problems().get(1).cause());
        browser.picture("10-review");

        browser.choose("decision", "return");
        Remark first = round.remarks().get(0);
        addRemark(browser, 0, first);
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("请补充“审改意见”");
        assertThat(browser.text(By.id("f-opinion-error"))).contains("请补充“审改意见”");
        assertThat(browser.valueOf("remarks[0].text")).isEqualTo(first.text());
        assertThat(browser.find(By.cssSelector("input[name=decision][value=return]")).isSelected()).isTrue();
        browser.picture("11-review-refused");

        browser.type("opinion", round.opinion());
        addRemark(browser, 1, round.remarks().get(1));
        forgiveRefusal(browser);
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).isEqualTo("已退回 苗雨笙 修改，改好后会回到您这里。");
        browser.open("/tasks?view=done");
        assertThat(browser.content()).contains("退回修改");
        browser.picture("12-tasks-done");
    }

    /**
     * A refused form is answered with 400, which the console reports; nothing else may be
     * in it.
     */
    private static void forgiveRefusal(Browser browser) {
        assertThat(browser.complaints()).allMatch((said) -> said.contains("/tasks/") && said.contains("status of 400"));
    }

    private static void addRemark(Browser browser, int index, Remark remark) {
        browser.click(browser.labelled("添加批注"));
        String path = "remarks[" + index + "].";
        browser.choose(path + "passage", remark.passage());
        browser.type(path + "quote", remark.quote());
        browser.type(path + "text", remark.text());
    }

    /** On a page of its own, with the keyboard. */
    private static void openTaskOf(Browser browser, String author) {
        WebElement row = browser.all("a.tasks-row")
            .stream()
            .filter((each) -> each.getText().contains(author))
            .findFirst()
            .orElseThrow();
        browser.script("arguments[0].focus()", row);
        browser.markPage();
        browser.keys("o");
        browser.waitForNextPage();
    }

    private void authorRevises(Browser browser) throws IOException {
        browser.signIn("staff1");
        assertThat(browser.content()).contains("已退回，待修改");
        browser.open("/notifications");
        assertThat(browser.content()).contains("退回");
        browser.picture("13-notifications");
        browser.press(By.cssSelector("a.sx-list-row"));
        browser.picture("14-material-returned");
        browser.open(this.materialPage + "/edit");
        assertThat(browser.content()).contains(this.rounds.get(0).opinion());
        browser.picture("15-revise");
        browser.type("problems[1].cause", REVISED_CAUSE);
        browser.type("problems[2].measure", REVISED_MEASURE);

        browser.press("重新提交");
        assertThat(browser.text(By.cssSelector("[data-sx-errors]"))).contains("请答复这条批注");
        assertThat(browser.valueOf("problems[1].cause")).isEqualTo(REVISED_CAUSE);
        assertThat(browser.complaints()).allMatch((said) -> said.contains("status of 400"));
        browser.picture("16-revise-refused");

        browser.choose("answers[0].answer", "done");
        browser.type("answers[0].text", "已写明经过和责任环节。");
        browser.choose("answers[1].answer", "done");
        browser.press("重新提交");
        assertThat(browser.content()).contains("审核中", "第 2 稿");
        browser.picture("17-material-resubmitted");
    }

    private void headApproves(Browser browser) throws IOException {
        browser.signIn("head1");
        browser.open("/tasks");
        openTaskOf(browser, "苗雨笙");
        assertThat(browser.content()).contains("第 2 稿", REVISED_CAUSE, "撰写人：已修改");
        browser.picture("18-review-second-version");
        browser.choose("decision", "approve");
        browser.type("opinion", this.rounds.get(1).opinion());
        List<WebElement> resolved = browser.all("input[name=resolved]");
        assertThat(resolved).hasSize(2);
        resolved.forEach((box) -> browser.click(box));
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).isEqualTo("已同意 苗雨笙 的材料，转由 柴明屿 审核。");
    }

    private void supervisorApproves(Browser browser) throws IOException {
        browser.signIn("supervisor1");
        browser.open("/tasks");
        openTaskOf(browser, "苗雨笙");
        assertThat(browser.content()).contains(this.rounds.get(1).opinion());
        browser.choose("decision", "approve");
        browser.type("opinion", this.rounds.get(2).opinion());
        browser.picture("19-review-supervisor");
        browser.press("提交决定");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).isEqualTo("已同意 苗雨笙 的材料，各级审核完成，已送党支部登记。");
    }

    private void branchRegisters(Browser browser) throws IOException {
        browser.signIn("organiser1");
        browser.open("/tasks");
        assertThat(browser.content()).contains("登记问题");
        openTaskOf(browser, "苗雨笙");
        assertThat(browser.content()).contains("共 3 个问题", REVISED_MEASURE);
        browser.picture("20-register");
        browser.press("确认登记");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).startsWith("已登记 3 个问题：");
        browser.picture("21-registered");
        browser.open("/ledger");
        assertThat(browser.all(".ledger-table tbody tr")).hasSizeGreaterThanOrEqualTo(3);
        List<String> categories = browser.all(".ledger-table td.category").stream().map(WebElement::getText).toList();
        assertThat(categories).contains("工作、学习主动性差", "程序规范不清楚", "工作标准不高");
        browser.picture("22-ledger");
        browser.press(By.cssSelector(".ledger-table td.title a"));
        assertThat(browser.content()).contains("苗雨笙", "问题来源", "历次时限");
        browser.picture("23-ledger-entry");
    }

    private void authorSeesThatItIsRegistered(Browser browser) throws IOException {
        browser.signIn("staff1");
        browser.open(this.materialPage);
        assertThat(browser.content()).contains("已登记", "第 2 稿");
        browser.picture("24-material-registered");
        browser.open("/ledger");
        assertThat(browser.all(".ledger-table tbody tr")).hasSize(3);
        browser.open("/campaigns");
        browser.picture("25-campaigns");
        browser.press(By.cssSelector("#content > div:last-child a"));
        browser.picture("26-campaign");
    }

    private void auditorReadsTheTrace(Browser browser) throws IOException {
        browser.signIn("auditor");
        browser.picture("27-home-auditor");
        browser.open("/trace");
        browser.picture("28-trace-cases");
        browser.open(this.materialPage.replace("/materials/", "/trace/"));
        String story = browser.text(By.cssSelector(".sx-trace-story"));
        assertThat(story).containsSubsequence("苗雨笙 开始起草材料", "苗雨笙 提交了", "祁松岩 退回了", this.rounds.get(0).opinion(),
                "苗雨笙 修改后重新提交", "祁松岩 审核通过了", this.rounds.get(1).opinion(), "柴明屿 审核通过了", this.rounds.get(2).opinion(),
                "各级审核完毕", "桑亦舟 将", "登记入台账");
        assertThat(browser.all(".sx-trace-version")).hasSize(2);
        browser.all(".sx-trace-version summary").forEach(browser::click);
        assertThat(browser.all(".sx-trace-version").get(0).getText()).contains(this.material.problems().get(1).cause());
        assertThat(browser.all(".sx-trace-version").get(1).getText()).contains(REVISED_CAUSE);
        assertThat(browser.text(By.cssSelector(".sx-trace-whole summary"))).containsPattern("\\d+ 条记录，完整");
        browser.inFrame(() -> {
            browser.waitUntil("the diagram", () -> browser.all(".djs-element.sx-visited").size() > 5);
            assertThat(browser.all("[data-element-id=Task_ReviewReflection].sx-visited")).hasSize(1);
            assertThat(browser.all("[data-element-id=Task_ReviseReflection].sx-visited")).hasSize(1);
            assertThat(browser.all(".djs-connection.sx-taken")).hasSizeGreaterThan(5);
            assertThat(browser.all(".djs-overlay .sx-badge").stream().map(WebElement::getText)).contains("3 次");
            assertThat(browser.all("[data-element-id=Task_ReviewReflection].sx-now")).isEmpty();
        });
        browser.picture("29-trace");
        browser.open("/trace/events");
        browser.picture("30-trace-events");
    }

}
