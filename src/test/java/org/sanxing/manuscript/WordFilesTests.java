package org.sanxing.manuscript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.document.WordFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanxing.document.WordFile.paragraph;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Materials out as Word and on paper, the codes on them, and Word files in. */
@ApplicationTest
class WordFilesTests {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @Autowired
    Office office;

    @Autowired
    Materials materials;

    @Autowired
    MockMvc mvc;

    private MockHttpServletResponse download(String account, String path) throws Exception {
        return this.mvc.perform(get(URI.create("/api/v1" + path)).with(httpBasic(account, Office.PASSWORD)))
            .andReturn()
            .getResponse();
    }

    private static String text(byte[] file) throws IOException {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            return word.getParagraphs().stream().map(XWPFParagraph::getText).collect(Collectors.joining("\n"));
        }
    }

    private static String code(byte[] file) throws IOException {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(file))) {
            return word.getProperties().getCoreProperties().getIdentifier();
        }
    }

    private Material inReview() {
        Material material = this.materials.draft("staff1");
        return material.save(material.campaign().content("reflection-1.json")).submit();
    }

    @Test
    void goesOutWholeUnderItsChineseName() throws Exception {
        Material material = inReview();
        Map<String, Object> sample = Materials.sample("reflection-1.json");

        MockHttpServletResponse answer = download("head1", material.path() + "/material.docx");

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(WORD);
        ContentDisposition name = ContentDisposition.parse(String.valueOf(answer.getHeader("Content-Disposition")));
        assertThat(name.getType()).isEqualTo("attachment");
        assertThat(name.getFilename()).contains("反思剖析材料", "第1稿").endsWith(".docx");
        String text = text(answer.getContentAsByteArray());
        for (String line : String.valueOf(sample.get("experience")).split("\n+")) {
            assertThat(text).contains(line);
        }
        assertThat(text).contains("一、工作体会", "二、存在的问题", "（一）工作、学习主动性差", "（三）工作标准不高", "整改类型：短期（1个月）", "边查边改，已在整改：是",
                "综合科　");
        for (Map<String, Object> problem : Materials.rows(sample)) {
            assertThat(text).contains("问题表现：" + problem.get("manifestation"), "原因剖析：" + problem.get("cause"),
                    "整改措施：" + problem.get("measure"));
        }
        assertThat(text).doesNotContain("审改意见");
        assertThat(material.read().path("readers").valueStream().map((reader) -> reader.path("account").asString()))
            .contains("head1");
    }

    @Test
    void goesOutWithAllOpinions() throws Exception {
        Material material = inReview();
        material.decide("head1", Map.of("decision", "return", "opinion", "第二个问题的原因剖析偏浅。", "remarks",
                List.of(Map.of("passage", "problems[1].cause", "quote", "全凭记忆", "text", "请写清楚。"))))
            .ok();
        String remark = material.read().path("remarks").path(0).path("id").asString();
        this.office.as("staff1")
            .post(material.path() + "/submit",
                    Map.of("answers", List.of(Map.of("remarkId", remark, "answer", "declined", "text", "已写明"))))
            .ok();

        String whole = text(
                download("head1", material.path() + "/material.docx?opinions=true").getContentAsByteArray());

        assertThat(whole).contains("审改意见", "一、第 1 稿　科室负责人：退回修改", "审改意见：第二个问题的原因剖析偏浅。", "（一）对“问题 2 · 原因剖析”的批注",
                "原文：全凭记忆", "批注：请写清楚。", "撰写人答复：不采纳。已写明", "办结情况：未解决");
    }

    @Test
    void tellsTheAuditorAloneWhoseCopyItIs() throws Exception {
        Material material = inReview();
        String code = code(download("head1", material.path() + "/material.docx").getContentAsByteArray());
        String print = this.office.as("staff1").page("/materials/" + material.id() + "/print").html();
        assertThat(print).contains("sheet-mark", "staff1");
        String printed = print.replaceAll("(?s).*([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}).*", "$1");

        JsonNode copy = this.office.as("auditor").get("/audit/copies/" + code.toLowerCase().replace("-", "")).ok();

        assertThat(copy.path("reader").path("account").asString()).isEqualTo("head1");
        assertThat(copy.path("caseId").asString()).isEqualTo(material.id());
        assertThat(copy.path("version").asInt()).isEqualTo(1);
        assertThat(copy.path("way").asString()).isEqualTo("word");
        assertThat(copy.path("opinions").asBoolean()).isFalse();
        assertThat(this.office.as("auditor").get("/audit/copies/" + printed).ok().path("way").asString())
            .isEqualTo("print");
        assertThat(this.office.as("auditor").page("/trace/copies?code=" + code).html()).contains(code, "head1");
        assertThat(this.office.as("auditor").page("/trace/copies?code=0000").html()).contains("没有这个追溯码");
        this.office.as("auditor").get("/audit/copies/000000000000").refused(404, "copy-not-found");
        for (String other : List.of("head1", "leader1", "sysadmin", "secadmin", "staff1")) {
            this.office.as(other).get("/audit/copies/" + code).refused(403, "audit-auditors-only");
            assertThat(this.office.as(other).page("/trace/copies").status()).isEqualTo(403);
        }
        JsonNode lookedUp = this.office.as("auditor").get("/audit/events?action=copyLookedUp&limit=5").ok();
        assertThat(lookedUp.path("items").size()).isGreaterThanOrEqualTo(4);
        JsonNode taken = this.office.as("auditor").get("/audit/events?action=copyTaken&q=" + code).ok();
        assertThat(taken.path("items").path(0).path("chain").asString()).isEqualTo("readings:" + material.id());
        assertThat(this.office.as("auditor").page("/trace/events?action=copyTaken&q=" + code).html()).contains("取走了");
    }

    @Test
    void keepsFromOthersWhatTheyMayNotRead() throws Exception {
        Material draft = this.materials.draft("staff1");
        for (String path : List.of("/material.docx", "/material.docx?version=0", "/material.docx?version=7")) {
            assertThat(download("head1", draft.path() + path).getStatus()).isEqualTo(404);
        }
        assertThat(text(download("staff1", draft.path() + "/material.docx").getContentAsByteArray())).contains("（草稿）");
        draft.submit();
        assertThat(download("head1", draft.path() + "/material.docx?version=1").getStatus()).isEqualTo(200);
        assertThat(download("head1", draft.path() + "/material.docx?version=0").getStatus()).isEqualTo(404);
        assertThat(download("staff2", draft.path() + "/material.docx").getStatus()).isEqualTo(404);
        assertThat(download("sysadmin", draft.path() + "/material.docx").getStatus()).isEqualTo(404);
        assertThat(this.office.as("staff2").page("/materials/" + draft.id() + "/print").status()).isEqualTo(404);
        assertThat(this.office.as("staff2").page("/materials/" + draft.id() + "/word").status()).isEqualTo(404);
    }

    // ---- In

    private MockHttpServletResponse upload(String account, Material material, String name, byte[] file)
            throws Exception {
        return this.mvc
            .perform(MockMvcRequestBuilders.multipart("/api/v1" + material.path() + "/import")
                .file(new MockMultipartFile("file", name, WORD, file))
                .with(httpBasic(account, Office.PASSWORD)))
            .andReturn()
            .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse answer) {
        return JsonMapper.shared().readTree(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private static byte[] filled() {
        return WordFile
            .body(paragraph("工作体会") + paragraph("新的体会") + paragraph("存在的问题") + paragraph("问题表现：新的表现")
                    + paragraph("问题类别：责任心不强") + paragraph("落款"))
            .bytes();
    }

    @Test
    void understandsTheTemplateOfItsCampaignWithoutSavingAnything() throws Exception {
        Material material = this.materials.draft("staff1");
        byte[] template = download("staff1", "/campaigns/" + material.campaign().id() + "/template.docx")
            .getContentAsByteArray();
        int revision = material.read().path("revision").asInt();

        JsonNode empty = json(upload("staff1", material, "模板.docx", template));
        JsonNode understood = json(upload("staff1", material, "材料.docx", filled()));

        assertThat(empty.path("content").path("experience").asString()).isEmpty();
        assertThat(empty.path("notes").size()).isZero();
        assertThat(understood.path("content").path("experience").asString()).isEqualTo("新的体会");
        assertThat(understood.path("content").path("problems").path(0).path("category").asString())
            .isEqualTo(material.campaign().categories().get("责任心不强"));
        assertThat(understood.path("notes").path(0).asString()).contains("落款");
        assertThat(material.read().path("revision").asInt()).isEqualTo(revision);
    }

    @Test
    void refusesHostileFilesAndOtherPeoplesMaterials() throws Exception {
        Material material = this.materials.draft("staff1");
        byte[] external = WordFile.of(filled())
            .part("word/_rels/document.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                            + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" "
                            + "Target=\"http://example.org/a.dotm\" TargetMode=\"External\"/></Relationships>")
            .bytes();
        for (byte[] file : List.of(new byte[0], "MZ\0\0".getBytes(StandardCharsets.UTF_8), external,
                WordFile.of(filled()).part("word/vbaProject.bin", "x").bytes(),
                WordFile.body(" ".repeat(80_000_000)).bytes())) {
            MockHttpServletResponse answer = upload("staff1", material, "材料.docx", file);
            assertThat(answer.getStatus()).isEqualTo(400);
            assertThat(json(answer).path("errors").path(0).path("message").asString()).isNotBlank();
        }
        assertThat(upload("staff1", material, "材料.pdf", filled()).getStatus()).isEqualTo(400);
        assertThat(upload("head1", material, "材料.docx", filled()).getStatus()).isEqualTo(404);
        material.submit();
        assertThat(upload("staff1", material, "材料.docx", filled()).getStatus()).isEqualTo(409);
        assertThat(upload("head1", material, "材料.docx", filled()).getStatus()).isEqualTo(403);
    }

    @Test
    void replacesTheDraftOnlyOnceItIsConfirmedAndGivesItBack() throws Exception {
        Material material = this.materials.draft("staff1");
        JsonNode before = material.read();
        String page = preview(material);
        assertThat(page).contains("新的体会", "落款", before.path("experience").asString().substring(0, 20));
        assertThat(material.read().path("revision")).isEqualTo(before.path("revision"));

        String content = json(upload("staff1", material, "材料.docx", filled())).path("content").toString();
        String revision = before.path("revision").asString();
        Office.Caller author = this.office.as("staff1");
        String adopt = "/materials/" + material.id() + "/word/adopt";
        assertThat(author.submit(adopt, "content", content, "part", "all", "_revision", revision).status())
            .isEqualTo(302);
        assertThat(material.read().path("experience").asString()).isEqualTo("新的体会");
        assertThat(material.read().path("problems").size()).isEqualTo(1);

        Office.Answer stale = author.submit(adopt, "content", content, "part", "all", "_revision", revision);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("新的体会");

        assertThat(author.page("/materials/" + material.id() + "/edit").html()).contains("恢复原来的草稿");
        author.submit("/materials/" + material.id() + "/word/undo");
        assertThat(material.read().path("experience")).isEqualTo(before.path("experience"));
        assertThat(material.read().path("problems")).isEqualTo(before.path("problems"));
        author.submit("/materials/" + material.id() + "/word/undo");
        assertThat(material.read().path("experience").asString()).isEqualTo("新的体会");
        author.submit("/materials/" + material.id() + "/word/undo");

        author.submit(adopt, "content", content, "part", "experience");
        assertThat(material.read().path("experience").asString()).isEqualTo("新的体会");
        assertThat(material.read().path("problems")).isEqualTo(before.path("problems"));
        material.submit();
        assertThat(author.submit("/materials/" + material.id() + "/word/undo").status()).isEqualTo(404);
    }

    @Test
    void keepsWhatIsTooLongInTheForm() throws Exception {
        Material material = this.materials.draft("staff1");
        String content = JsonMapper.shared().writeValueAsString(Map.of("experience", "长".repeat(20_001)));

        Office.Answer refused = this.office.as("staff1")
            .submit("/materials/" + material.id() + "/word/adopt", "content", content, "part", "all");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("长".repeat(20_001), "reflection-form");
    }

    private String preview(Material material) throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(post("/sign-in").session(session)
            .with(csrf())
            .param("username", "staff1")
            .param("password", Office.PASSWORD));
        MockHttpServletResponse answer = this.mvc
            .perform(MockMvcRequestBuilders.multipart("/materials/" + material.id() + "/word")
                .file(new MockMultipartFile("file", "材料.docx", WORD, filled()))
                .session(session)
                .with(csrf())
                .accept(MediaType.TEXT_HTML))
            .andReturn()
            .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

}
