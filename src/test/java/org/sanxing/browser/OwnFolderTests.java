package org.sanxing.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.sanxing.Listeners;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.Organisation;
import org.sanxing.account.QuickPasswords;
import org.sanxing.procedure.DrawnFolders;
import org.sanxing.workflow.ModelDeployment;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An office with a folder of its own: a procedure that no line of Java knows, from its
 * first case to the day when its models are taken away. The one test that starts an
 * application for itself.
 */
@Tag("thorough")
@Listeners
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:folder;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256")
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ActiveProfiles({ "demo", "test" })
@Import({ MovableClock.Configuration.class, Office.Configuration.class, QuickPasswords.class })
@ExtendWith(BrowserExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class OwnFolderTests {

    private static final String CASES = "/procedures/seal/cases";

    @TempDir
    private static Path models;

    private static DrawnFolders folders;

    @Autowired
    private Office office;

    @Autowired
    private Organisation organisation;

    @Autowired
    private ModelDeployment deployment;

    /**
     * The engine's clock is everybody's, and the other browser tests go by the real one.
     */
    @AfterAll
    static void giveTheClockBack() {
        ClockUtil.reset();
    }

    @DynamicPropertySource
    static void ownFolder(DynamicPropertyRegistry properties) throws IOException {
        folders = DrawnFolders.in(models);
        properties.add("sanxing.models", models::toString);
    }

    private Map<String, Object> request(String document, int copies) {
        Map<String, Object> data = new HashMap<>(Map.of("document", document, "kind", "organ", "copies", copies));
        data.put("body", "现将有关事项函告如下。\n请支持。");
        data.put("addressees", List.of("staff3", this.organisation.idOf("提案委")));
        return data;
    }

    private String begin(String account, Map<String, Object> data) {
        return this.office.as(account).post(CASES, Map.of("data", data, "submit", true)).ok(201).path("id").asString();
    }

    private JsonNode show(String id) {
        return this.office.as("staff1").get(CASES + "/" + id).ok();
    }

    private void complete(String id, String account, Map<String, Object> data) {
        String task = this.office.openTasks(id)
            .stream()
            .filter((each) -> each.holder() == null || account.equals(each.holder()))
            .findFirst()
            .orElseThrow()
            .id();
        this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data)).ok();
    }

    private String finished(String document, int copies) {
        String id = begin("staff1", request(document, copies));
        complete(id, "head1", Map.of("decision", "approve"));
        complete(id, "staff3", Map.of());
        complete(id, "head2", Map.of());
        return id;
    }

    @Test
    @Order(1)
    void aCaseGoesItsWholeWay() throws IOException {
        Office.Caller staff = this.office.as("staff1");
        assertThat(staff.get("/procedures").ok().path("items").valueStream().map((one) -> one.path("key").asString()))
            .containsExactly("keeping", "seal");
        String id = staff.post(CASES, Map.of("data", Map.of("document", "合作函")), "Idempotency-Key", "own-folder")
            .ok(201)
            .path("id")
            .asString();
        assertThat(staff.post(CASES, Map.of("data", Map.of("document", "合作函")), "Idempotency-Key", "own-folder")
            .ok(201)
            .path("id")
            .asString()).as("the same answer, and no second case").isEqualTo(id);
        String file = staff
            .upload("/attachments", "draft.docx", org.sanxing.attachment.Samples.docx("附件"), "caseId", id)
            .ok(201)
            .path("id")
            .asString();
        Map<String, Object> data = request("合作函", 20);
        data.put("files", List.of(file));
        staff.put(CASES + "/" + id, Map.of("data", data)).ok();
        staff.post(CASES + "/" + id + "/submit", null).ok();
        this.office.as("head1").get("/attachments/" + file).ok();
        this.office.as("staff2").get("/attachments/" + file).refused(404);
        complete(id, "head1", Map.of("decision", "return", "opinion", "写明份数"));
        assertThat(show(id).path("state").asString()).isEqualTo("returned");
        staff.post(CASES + "/" + id + "/submit", null).ok();
        complete(id, "head1", Map.of("decision", "approve"));
        complete(id, "supervisor1", Map.of("decision", "approve", "opinion", "可以"));
        assertThat(show(id).path("number").asString()).isEqualTo("印〔2026〕1号");
        assertThat(show(id).path("state").asString()).isEqualTo("open");
        complete(id, "staff3", Map.of("opinion", "已阅"));
        complete(id, "head2", Map.of());
        assertThat(show(id).path("state").asString()).isEqualTo("closed");
        theOtherOneIsBegun(id);
        theRegisterHas(id);
        theLetterSays(id);
        theRecordHas(id);
    }

    private void theOtherOneIsBegun(String id) {
        JsonNode linked = show(id).path("linked").get(0);
        assertThat(linked.path("title").asString()).isEqualTo("合作函存档");
        String kept = linked.path("id").asString();
        complete(kept, "clerk1", Map.of("place", "三号柜"));
        JsonNode other = this.office.as("staff1").get("/procedures/keeping/cases/" + kept).ok();
        assertThat(other.path("state").asString()).isEqualTo("closed");
        assertThat(other.path("linked").get(0).path("id").asString()).isEqualTo(id);
    }

    private void theRegisterHas(String id) throws IOException {
        JsonNode rows = this.office.as("staff1").get(CASES + "?kind=organ&copies=20..&state=closed").ok().path("items");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("id").asString()).isEqualTo(id);
        assertThat(this.office.as("staff1").get(CASES + "?copies=21..").ok().path("items")).isEmpty();
        try (XSSFWorkbook book = new XSSFWorkbook(
                new ByteArrayInputStream(this.office.as("staff1").get(CASES + ".xlsx").bytes()))) {
            List<String> cells = new ArrayList<>();
            book.getSheetAt(0).forEach((row) -> row.forEach((cell) -> cells.add(cell.toString())));
            assertThat(cells).contains("份数", "印〔2026〕1号", "机关印章", "20.0");
        }
    }

    private void theLetterSays(String id) throws IOException {
        try (XWPFDocument word = new XWPFDocument(
                new ByteArrayInputStream(this.office.as("staff3").get(CASES + "/" + id + ".docx").bytes()))) {
            List<String> lines = word.getParagraphs()
                .stream()
                .map(XWPFParagraph::getText)
                .filter((line) -> !line.isBlank())
                .toList();
            assertThat(lines.get(0)).isEqualTo("印〔2026〕1号");
            assertThat(lines.get(1)).isEqualTo("合作函用印");
            assertThat(lines.get(2)).contains("提案委").endsWith("：");
            assertThat(lines).containsSubsequence("现将有关事项函告如下。", "附件：draft", "机关", "2026年11月23日");
        }
    }

    private void theRecordHas(String id) throws IOException {
        assertThat(this.office.as("auditor")
            .get("/cases/" + id + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString())).contains("created", "submitted", "returned",
                    "resubmitted", "approved", "entered", "published", "acknowledged", "started", "closed");
        Set<String> files = new HashSet<>();
        StringBuilder all = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(this.office.as("auditor").get("/cases/" + id + "/evidence.zip").bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(entry.getName());
                all.append(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        assertThat(files).as("%s", files).isNotEmpty();
        assertThat(all).contains("procedure_decision", "写明份数", "procedure_version");
    }

    @Test
    @Order(2)
    void onThePages(Browser browser) throws IOException {
        browser.signIn("staff2");
        browser.open("/procedures");
        browser.press(browser.find(By.cssSelector("form[action$='/procedures/seal/cases'] button")));
        browser.type("document", "调研函");
        browser.choose("kind", "party");
        browser.type("copies", "1");
        browser.choose("addressees", "staff1");
        browser.picture("own-01-write");
        browser.press("提交");
        assertThat(browser.text(By.cssSelector(".sx-flash"))).contains("调研函用印", "审批用印");
        String page = browser.path();
        String id = page.substring(page.lastIndexOf('/') + 1);
        String task = this.office.openTasks(id).get(0).id();
        browser.signIn("head1");
        browser.phone();
        browser.open("/tasks/" + task);
        By course = By.cssSelector(".procedure-story");
        assertThat(browser.find(course).isDisplayed()).as("folded where there is little room").isFalse();
        browser.desktop();
        browser.waitUntil("the course, when the phone is turned", () -> browser.find(course).isDisplayed());
        browser.choose("decision", "approve");
        browser.picture("own-02-decide");
        browser.press(By.cssSelector("#content form button.btn-primary[type=submit]"));
        browser.signIn("staff1");
        browser.open("/tasks/" + this.office.openTasks(id).get(0).id());
        browser.press("已阅");
        browser.signIn("staff2");
        browser.open("/procedures/seal");
        assertThat(browser.content()).contains("调研函用印", "已用印", "印〔2026〕2号");
        browser.picture("own-03-register");
        browser.open(page);
        assertThat(browser.content()).contains("党组印章", "审批用印", "存档");
        browser.picture("own-04-case");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(3)
    void aChangeIsRehearsedAndServesNewCases() throws IOException {
        String before = finished("改动以前", 2);
        String running = begin("staff1", request("正在办", 2));
        folders.change("processes/seal/SealLevels.dmn", "&gt; 10", "&gt; 1");
        JsonNode seal = this.office.as("sysadmin")
            .post("/procedures/rehearsal", null)
            .ok()
            .path("procedures")
            .valueStream()
            .filter((one) -> one.path("key").asString().equals("seal"))
            .findFirst()
            .orElseThrow();
        assertThat(seal.path("others").valueStream().map((one) -> one.path("caseId").asString())).contains(before);
        assertThat(seal.path("cases").asInt()).isGreaterThan(seal.path("others").size());
        restarted();
        assertThat(this.office.as("sysadmin").get("/procedures/seal/versions").ok().path("items")).hasSize(2);
        complete(running, "head1", Map.of("decision", "approve"));
        assertThat(show(running).path("state").asString()).as("goes on as it began").isEqualTo("open");
        String later = begin("staff1", request("改动以后", 2));
        complete(later, "head1", Map.of("decision", "approve"));
        assertThat(this.office.openTasks(later).get(0).holder()).isEqualTo("supervisor1");
    }

    /** As after a restart: the folder is read, checked and deployed anew. */
    private void restarted() {
        this.deployment.stop();
        this.deployment.start();
    }

    @Test
    @Order(4)
    void whatIsNoLongerThereCanBeReadAndFinished() throws IOException {
        String done = finished("早先办结", 1);
        String open = begin("staff1", request("没有办完", 2));
        Office.Caller staff = this.office.as("staff1");
        String draft = staff.post(CASES, Map.of("data", Map.of("document", "草稿"))).ok(201).path("id").asString();
        folders.remove("seal");
        folders.remove("keeping");
        restarted();

        assertThat(staff.get("/procedures").ok().path("items")).isEmpty();
        staff.post(CASES, Map.of("data", Map.of())).refused(409, "procedure-ended");
        assertThat(staff.submit("/procedures/seal/cases").status()).isEqualTo(409);
        assertThat(show(done).path("state").asString()).isEqualTo("closed");
        assertThat(show(done).path("stepName").asString()).isEqualTo("已用印");
        assertThat(staff.get(CASES + "?kind=organ&q=%E6%97%A9%E5%85%88").ok().path("items")).hasSize(1);
        assertThat(staff.get(CASES + ".xlsx").bytes()).startsWith((byte) 'P', (byte) 'K');
        assertThat(staff.page("/procedures").html()).contains("已停办", "用印申请台账").doesNotContain("??");
        assertThat(staff.page("/procedures/seal").html()).contains("已经停办", "早先办结用印").doesNotContain("??");
        assertThat(staff.page("/procedures/seal/totals").status()).isEqualTo(200);
        assertThat(staff.page("/procedures/seal/new").html()).contains("已经停办").doesNotContain("??");
        assertThat(staff.page("/procedures/mine").html()).contains("用印申请").doesNotContain("??");
        assertThat(staff.page("/procedures/seal/cases/" + done).html()).contains("已经停办", "机关印章").doesNotContain("??");
        assertThat(staff.get(CASES + "/" + done + ".docx").status()).isEqualTo(200);
        assertThat(staff.page("/procedures/seal/cases/" + draft + "/edit").status()).isEqualTo(200);
        staff.put(CASES + "/" + draft, Map.of("data", request("草稿", 1))).ok();
        staff.post(CASES + "/" + draft + "/submit", null).refused(409, "procedure-ended");
        assertThat(staff.delete(CASES + "/" + draft).status()).isEqualTo(204);

        String task = this.office.openTasks(open).get(0).id();
        assertThat(this.office.as("head1").page("/tasks").html()).contains("审批用印");
        assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("没有办完用印", "审批用印")
            .doesNotContain("??");
        complete(open, "head1", Map.of("decision", "approve"));
        complete(open, "supervisor1", Map.of("decision", "approve"));
        complete(open, "staff3", Map.of());
        complete(open, "head2", Map.of());
        assertThat(show(open).path("state").asString()).isEqualTo("closed");
        assertThat(show(open).path("linked")).as("what is no longer done is not begun").isEmpty();
        assertThat(this.office.as("auditor").get("/cases/" + open + "/trace").status()).isEqualTo(200);
    }

}
