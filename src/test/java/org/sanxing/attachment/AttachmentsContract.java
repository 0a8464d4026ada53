package org.sanxing.attachment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office.Answer;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Files from the upload to the reader, and what nobody else gets to see. */
abstract class AttachmentsContract {

    private static final String NAME = "关于“以案促改”的会议记录（终稿）.docx";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PurgeAttachments purge;

    @Autowired
    private MovableClock clock;

    private Answer upload(String account, Material material, String name, byte[] content) {
        return this.office.as(account).upload("/attachments", name, content, "caseId", material.id());
    }

    private String uploaded(String account, Material material, byte[] content) {
        return upload(account, material, NAME, content).ok(201).path("id").asString();
    }

    private Map<String, Object> with(Material material, Object... ids) {
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        content.put("attachments", List.of(ids));
        return content;
    }

    private Material submittedWith(String id, Material material) {
        return material.save(with(material, id)).submit();
    }

    private int contents(String sha256) {
        return this.jdbc.sql("select count(*) from attachment_content where hash = :hash")
            .param("hash", sha256)
            .query(Integer.class)
            .single();
    }

    @Test
    void comesBackByteForByteUnderItsName() {
        Material material = this.materials.draft("staff1");
        byte[] content = large(3 * AttachmentContents.PIECE + 17);
        JsonNode made = this.office.as("staff1")
            .upload("/attachments", "图 片.PNG", content, "caseId", material.id(), "effectiveOn", "2026-03-01")
            .ok(201);
        assertThat(made.path("name").asString()).isEqualTo("图 片.PNG");
        assertThat(made.path("mediaType").asString()).isEqualTo("image/png");
        assertThat(made.path("size").asInt()).isEqualTo(content.length);
        assertThat(made.path("effectiveOn").asString()).isEqualTo("2026-03-01");
        assertThat(made.path("attachedAt").isNull()).isTrue();
        String path = "/attachments/" + made.path("id").asString();
        assertThat(this.office.as("staff1").get(path).ok()).isEqualTo(made);
        assertThat(this.office.as("staff1").get(path + "/content").bytes()).isEqualTo(content);
        assertThat(this.office.as("staff1").page(path).bytes()).isEqualTo(content);
    }

    @Test
    void isSentSoThatNoBrowserShowsItInOurName() {
        Material material = this.materials.draft("staff1");
        String id = uploaded("staff1", material, Samples.docx("记录"));
        for (Answer answer : List.of(this.office.as("staff1").get("/attachments/" + id + "/content"),
                this.office.as("staff1").page("/attachments/" + id))) {
            assertThat(answer.header("Content-Type")).isEqualTo(FileType.DOCX.mediaType());
            assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=\"")
                .contains("filename*=UTF-8''%E5%85%B3%E4%BA%8E%E2%80%9C%E4%BB%A5")
                .endsWith(".docx");
            assertThat(answer.header("Content-Disposition").chars()).allMatch((letter) -> letter >= 32 && letter < 127);
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).startsWith("sandbox");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        }
        assertThat(Downloads.disposition("attachment", "a\"b.pdf"))
            .isEqualTo("attachment; filename=\"a_b.pdf\"; " + "filename*=UTF-8''a%22b.pdf");
    }

    /** A picture small and whole, and what Word says; a script of either never runs. */
    @Test
    void isLookedAtInAPageOfItsOwn() {
        Material material = this.materials.draft("staff1");
        String text = uploaded("staff1", material, Samples.docx("核对过的记录"));
        String picture = upload("staff1", material, "照片.png", Samples.png()).ok(201).path("id").asString();
        submittedWith(text, material);
        assertThat(this.office.as("head1").page("/attachments/" + text + "/view").html()).contains("核对过的记录");
        assertThat(this.office.as("head1").page("/attachments/" + text + "/content").status()).isEqualTo(404);
        assertThat(this.office.as("head1").page("/attachments/" + picture + "/view").status()).isEqualTo(404);
        assertThat(this.office.as("staff1").page("/attachments/" + picture + "/view").html())
            .contains("/attachments/" + picture + "/content");
        Answer whole = this.office.as("staff1").page("/attachments/" + picture + "/content");
        assertThat(whole.header("Content-Disposition")).startsWith("inline; ");
        assertThat(whole.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(this.office.as("staff1").page("/attachments/" + picture + "/thumbnail").header("Content-Type"))
            .isEqualTo("image/jpeg");
        assertThat(this.office.as("staff2").page("/attachments/" + text + "/view").status()).isEqualTo(404);
        assertThat(this.office.as("staff2").page("/attachments/" + picture + "/thumbnail").status()).isEqualTo(404);
    }

    @Test
    void isItsUploadersAloneUntilItIsSubmitted() {
        Material material = this.materials.draft("staff1");
        String mine = uploaded("staff1", material, Samples.docx("甲"));
        for (String other : List.of("head1", "auditor", "secretary1", "staff2", "sysadmin")) {
            this.office.as(other).get("/attachments/" + mine).refused(404);
            this.office.as(other).get("/attachments/" + mine + "/content").refused(404);
            this.office.as(other).delete("/attachments/" + mine).refused(404);
            upload(other, material, NAME, Samples.docx("x")).refused(404, "case-not-found");
        }
        submittedWith(mine, material);
        for (String reader : List.of("head1", "auditor", "secretary1")) {
            this.office.as(reader).get("/attachments/" + mine).ok();
            assertThat(this.office.as(reader).get("/attachments/" + mine + "/content").status()).isEqualTo(200);
            this.office.as(reader).delete("/attachments/" + mine).refused(409, "attachment-attached");
        }
        for (String other : List.of("staff2", "staff3", "head2", "secretary2", "sysadmin", "supervisor1")) {
            this.office.as(other).get("/attachments/" + mine).refused(404);
            assertThat(this.office.as(other).page("/attachments/" + mine).status()).isEqualTo(404);
        }
        this.office.as("staff1").delete("/attachments/" + mine).refused(409, "attachment-attached");
        upload("auditor", material, NAME, Samples.docx("x")).refused(403, "attachment-auditor");
        // What the reviewer prepares is not the author's to see.
        String theirs = uploaded("head1", material, Samples.docx("乙"));
        this.office.as("staff1").get("/attachments/" + theirs).refused(404);
    }

    @Test
    void standsWithTheVersionAndTheOpinion() {
        Material material = this.materials.draft("staff1");
        String first = uploaded("staff1", material, Samples.docx("一"));
        submittedWith(first, material);
        JsonNode read = this.office.as("head1").get(material.path()).ok();
        JsonNode file = read.path("attachments").path(0);
        assertThat(file.path("id").asString()).isEqualTo(first);
        assertThat(file.path("name").asString()).isEqualTo(NAME);
        assertThat(file.path("sha256").asString()).hasSize(64);
        assertThat(this.office.as("head1").get(material.path() + "/versions/1").ok().path("attachments"))
            .isEqualTo(read.path("attachments"));
        String opinion = uploaded("head1", material, Samples.pdf(""), "批注.pdf");
        this.office.as("head1")
            .post("/tasks/" + material.taskId() + "/complete",
                    Map.of("data", Map.of("decision", "return", "opinion", "见附件", "attachments", List.of(opinion))))
            .ok();
        JsonNode decision = material.read().path("decisions").path(0);
        assertThat(decision.path("attachments").path(0).path("name").asString()).isEqualTo("批注.pdf");
        assertThat(this.office.as("staff1").get("/attachments/" + opinion + "/content").status()).isEqualTo(200);
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).contains(NAME, "批注.pdf",
                "/attachments/" + opinion);
        // The file as the API shows it may be sent back; it is taken off in the next
        // version.
        material.save(with(material, Map.of("id", first, "name", "x")));
        material.save(with(material));
        material.submit();
        assertThat(material.read().path("attachments").isEmpty()).isTrue();
        assertThat(this.office.as("head1").get(material.path() + "/versions/1").ok().path("attachments").size())
            .isOne();
        JsonNode events = this.office.as("auditor").get("/cases/" + material.id() + "/trace").ok().path("events");
        assertThat(proof(events, "submitted")).isEqualTo(file.path("sha256").asString());
        assertThat(proof(events, "returned")).isEqualTo(decision.path("attachments").path(0).path("sha256").asString());
        assertThat(this.office.as("auditor").page("/trace/" + material.id()).html()).contains(NAME,
                "/attachments/" + first);
    }

    private String uploaded(String account, Material material, byte[] content, String name) {
        return upload(account, material, name, content).ok(201).path("id").asString();
    }

    private static String proof(JsonNode events, String action) {
        return events.valueStream()
            .filter((event) -> event.path("action").asString().equals(action))
            .findFirst()
            .orElseThrow()
            .path("detail")
            .path("attachments")
            .path(0)
            .path("sha256")
            .asString();
    }

    @Test
    void putsOnRecordWhoElseOpenedIt() {
        Material material = this.materials.draft("staff1");
        String id = uploaded("staff1", material, Samples.docx("一"));
        submittedWith(id, material);
        this.office.as("staff1").get("/attachments/" + id + "/content");
        this.office.as("head1").page("/attachments/" + id);
        this.office.as("head1").get("/attachments/" + id);
        List<String> readers = this.office.as("auditor")
            .get("/audit/events?action=read&q=" + id)
            .ok()
            .path("items")
            .valueStream()
            .filter((event) -> event.path("objectType").asString().equals("attachment"))
            .map((event) -> event.path("actor").path("account").asString())
            .toList();
        assertThat(readers).containsExactly("head1");
    }

    @Test
    void refusesFilesThatAreNotTheirsToName() {
        Material material = this.materials.draft("staff1");
        Material other = this.materials.draft("staff1");
        String elsewhere = uploaded("staff1", other, Samples.docx("别处"));
        assertThat(put(material, elsewhere)).containsExactly("attachments");
        assertThat(put(material, "nothing")).containsExactly("attachments");
        String mine = uploaded("staff1", material, Samples.docx("甲"));
        submittedWith(mine, material);
        String theirs = uploaded("secretary1", material, Samples.docx("乙"));
        assertThat(this.office.as("head1")
            .post("/tasks/" + material.taskId() + "/complete",
                    Map.of("data", Map.of("decision", "approve", "attachments", List.of(theirs))))
            .invalidFields()).containsExactly("attachments");
        assertThat(material.state()).isEqualTo("inReview");
    }

    private List<String> put(Material material, String id) {
        return this.office.as("staff1").put(material.path(), with(material, id)).invalidFields();
    }

    @Test
    void refusesWhatIsDisguisedTooLargeOrTooMuch() {
        Material material = this.materials.draft("staff1");
        assertThat(upload("staff1", material, "a.docx", Samples.ascii("MZ program")).invalidFields())
            .containsExactly("file");
        assertThat(upload("staff1", material, "a.pdf", Samples.docx("x")).invalidFields()).containsExactly("file");
        assertThat(upload("staff1", material, "a.pdf", new byte[0]).invalidFields()).containsExactly("file");
        byte[] large = Arrays.copyOf(Samples.pdf(""), 20 * 1024 * 1024 + 1);
        JsonNode problem = upload("staff1", material, "大.pdf", large).refused(413, "attachment-too-large");
        assertThat(problem.path("detail").asString()).contains("大.pdf", "20 MB");
        Answer onPage = this.office.as("staff1")
            .uploadOnPage("/attachments", "a.docx", Samples.xlsx(), "caseId", material.id(), "path", "attachments");
        assertThat(onPage.status()).isEqualTo(400);
        assertThat(onPage.text()).contains("data-sx-refused", "a.docx", "xlsx");
        for (int i = 0; i < 20; i++) {
            uploaded("staff1", material, Samples.png(), "图" + i + ".png");
        }
        upload("staff1", material, "图.png", Samples.png()).refused(413, "attachments-too-many");
        Answer many = this.office.as("staff1")
            .uploadOnPage("/attachments", "a.png", Samples.png(), "caseId", material.id(), "path", "attachments");
        assertThat(many.status()).isEqualTo(413);
        assertThat(many.text()).contains("data-sx-refused", "20");
        // What is submitted no longer counts.
        this.office.as("staff1").put(material.path(), with(material, ids(material).toArray())).ok();
        material.submit();
        uploaded("staff1", material, Samples.png(), "图.png");
    }

    private List<String> ids(Material material) {
        return this.jdbc.sql("select id from attachment where case_id = :case")
            .param("case", material.id())
            .query(String.class)
            .list();
    }

    @Test
    void givesThePageTheRowOfTheField() {
        Material material = this.materials.draft("staff1");
        Answer row = this.office.as("staff1")
            .uploadOnPage("/attachments", NAME, Samples.docx("x"), "caseId", material.id(), "path", "attachments");
        assertThat(row.status()).isEqualTo(201);
        assertThat(row.text()).contains("name=\"attachments\"", NAME, "KB");
        String id = ids(material).get(0);
        material.save(with(material, id));
        assertThat(this.office.as("staff1").page("/materials/" + material.id() + "/edit").html()).contains(NAME,
                "data-sx-case=\"" + material.id() + "\"", "value=\"" + id + "\"");
        assertThat(this.office.as("staff1").submit("/attachments/" + id + "/remove").status()).isEqualTo(204);
        assertThat(ids(material)).isEmpty();
    }

    @Test
    void keepsTheSameContentOnce() {
        Material one = this.materials.draft("staff1");
        Material other = this.materials.draft("staff2");
        byte[] content = Samples.docx("同样的内容");
        String first = uploaded("staff1", one, content);
        String second = uploaded("staff2", other, content, "另一个名字.docx");
        String sha256 = this.office.as("staff1").get("/attachments/" + first).ok().path("sha256").asString();
        assertThat(this.office.as("staff2").get("/attachments/" + second).ok().path("sha256").asString())
            .isEqualTo(sha256);
        assertThat(contents(sha256)).isOne();
        this.office.as("staff1").delete("/attachments/" + first).ok(204);
        assertThat(this.office.as("staff2").get("/attachments/" + second + "/content").bytes()).isEqualTo(content);
    }

    @Test
    void takesTheSameContentFromManyAtOnce() throws Exception {
        Material one = this.materials.draft("staff1");
        Material other = this.materials.draft("staff2");
        byte[] content = large(2 * AttachmentContents.PIECE);
        List<Callable<Answer>> uploads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            uploads.add(() -> upload("staff1", one, "a.png", content));
            uploads.add(() -> this.office.as("staff2").upload("/attachments", "b.png", content, "caseId", other.id()));
        }
        List<Answer> answers = together(uploads);
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(contents(answers.get(0).json().path("sha256").asString())).isOne();
        String last = answers.get(7).json().path("id").asString();
        assertThat(this.office.as("staff2").get("/attachments/" + last + "/content").bytes()).isEqualTo(content);
    }

    private static List<Answer> together(List<Callable<Answer>> actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch ready = new CountDownLatch(actions.size());
            List<Future<Answer>> futures = new ArrayList<>();
            for (Callable<Answer> action : actions) {
                futures.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return action.call();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
        finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sweepsAwayWhatWasNeverSubmittedButNotWhatADraftNames() {
        Material material = this.materials.draft("staff1");
        String loose = uploaded("staff1", material, large(1000), "a.png");
        String sha256 = this.office.as("staff1").get("/attachments/" + loose).ok().path("sha256").asString();
        String drafted = uploaded("staff1", material, large(2000), "a.png");
        material.save(with(material, drafted));
        Material submitted = this.materials.draft("staff1");
        String attached = uploaded("staff1", submitted, large(3000), "a.png");
        submittedWith(attached, submitted);
        this.purge.purge();
        this.office.as("staff1").get("/attachments/" + loose).ok();
        this.clock.move(Duration.ofDays(31));
        this.purge.purge();
        this.office.as("staff1").get("/attachments/" + loose).refused(404);
        assertThat(contents(sha256)).isZero();
        assertThat(this.office.as("staff1").get("/attachments/" + drafted + "/content").status()).isEqualTo(200);
        assertThat(this.office.as("staff1").get("/attachments/" + attached + "/content").status()).isEqualTo(200);
    }

    /** A picture with noise behind its end, as cameras leave it. */
    private static byte[] large(int size) {
        byte[] noise = new byte[size];
        new Random().nextBytes(noise);
        return Samples.join(Samples.png(), noise);
    }

}
