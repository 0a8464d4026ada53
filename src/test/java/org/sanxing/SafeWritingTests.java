package org.sanxing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.Materials.Material;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two windows do not overwrite each other silently, and what reviewers type is theirs.
 */
@ApplicationTest
class SafeWritingTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void noDeputies() {
        new Deputations(this.jdbc).endAll();
    }

    private Map<String, Object> content(Material material, String experience) {
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        content.put("experience", experience);
        return content;
    }

    /** The fields of the page, in turn, as a browser sends them. */
    private String[] fields(Map<String, Object> content, int revision, String... more) {
        List<String> fields = new ArrayList<>(List.of("_revision", String.valueOf(revision)));
        fields.addAll(List.of("experience", String.valueOf(content.get("experience"))));
        List<Map<String, Object>> rows = Materials.rows(content);
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, Object> entry : rows.get(i).entrySet()) {
                fields.addAll(List.of("problems[" + i + "]." + entry.getKey(), String.valueOf(entry.getValue())));
            }
        }
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    private static int revision(Material material) {
        return material.read().path("revision").asInt();
    }

    @Test
    void aScriptWithAStaleRevisionGetsWhatIsSavedNow() {
        Material material = this.materials.draft("staff1");
        int stale = revision(material);
        material.save(content(material, "另一台电脑写的体会"));
        JsonNode put = this.office.as("staff1")
            .put(material.path(), content(material, "这台电脑写的体会"), "If-Match", "\"" + stale + "\"")
            .refused(409, "stale-revision");
        assertThat(put.path("currentState").asString()).isEqualTo("draft");
        assertThat(put.path("actor").path("account").asString()).isEqualTo("staff1");
        assertThat(put.path("at").asString()).isNotBlank();
        assertThat(put.path("revision").asInt()).isEqualTo(stale + 1);
        assertThat(put.path("current").path("experience").asString()).isEqualTo("另一台电脑写的体会");
        JsonNode submit = this.office.as("staff1")
            .post(material.path() + "/submit", null, "If-Match", "\"" + stale + "\"")
            .refused(409, "stale-revision");
        assertThat(submit.path("current").path("experience").asString()).isEqualTo("另一台电脑写的体会");
        assertThat(material.read().path("experience").asString()).isEqualTo("另一台电脑写的体会");
    }

    @Test
    void aWindowThatIsBehindShowsBothTextsAndSavesWhatIsChosen() {
        Material material = this.materials.draft("staff1");
        Office.Caller author = this.office.as("staff1");
        int stale = revision(material);
        Map<String, Object> other = content(material, "另一个窗口写的体会");
        Materials.rows(other).get(0).put("cause", "另一个窗口剖析的根源");
        material.save(other);
        Map<String, Object> mine = content(material, "本页写的体会");
        String page = "/materials/" + material.id();

        Office.Answer answer = author.submit(page + "/draft", fields(mine, stale));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text())
            .contains("data-state=\"conflict\"", "_take.experience", "_take.problems[0].cause", "<mark>另一个窗口", "本页")
            .doesNotContain("_take.problems[1]", "<html");
        Office.Answer whole = author.submit(page + "/submit", fields(mine, stale));
        assertThat(whole.status()).isEqualTo(409);
        assertThat(whole.text()).contains("<html", "_take.experience", "本页写的体会", "另一个窗口剖析的根源",
                "name=\"_revision\" data-sx-revision value=\"" + (stale + 1) + "\"");
        assertThat(material.read().path("experience").asString()).isEqualTo("另一个窗口写的体会");

        assertThat(
                author.submit(page + "/merge", fields(mine, stale + 1, "_conflict", "true", "_take.experience", "mine"))
                    .status())
            .as("one is not chosen yet")
            .isEqualTo(409);
        assertThat(author.submit(page + "/submit", fields(mine, stale + 1, "_conflict", "true")).status())
            .as("submitting before choosing")
            .isEqualTo(409);
        assertThat(author
            .submit(page + "/merge",
                    fields(mine, stale + 1, "_conflict", "true", "_take.experience", "mine", "_take.problems[0].cause",
                            "other"))
            .status()).isEqualTo(302);
        JsonNode saved = material.read();
        assertThat(saved.path("experience").asString()).isEqualTo("本页写的体会");
        assertThat(saved.path("problems").path(0).path("cause").asString()).isEqualTo("另一个窗口剖析的根源");
    }

    @Test
    void aWindowLeftOpenIsToldThatTheMaterialWasSubmitted() {
        Material material = this.materials.draft("staff1");
        int stale = revision(material);
        material.submit();
        String page = "/materials/" + material.id();
        Map<String, Object> mine = content(material, "没有赶上提交的体会");
        Office.Answer answer = this.office.as("staff1").submit(page + "/draft", fields(mine, stale));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("data-state=\"lost\"", "没有赶上提交的体会", "第 1 稿", page);
        for (String path : List.of("/submit", "/merge")) {
            Office.Answer whole = this.office.as("staff1").submit(page + path, fields(mine, stale));
            assertThat(whole.status()).isEqualTo(409);
            assertThat(whole.text()).contains("<html", "没有赶上提交的体会", "第 1 稿");
        }
    }

    @Test
    void whatCouldNotBeSavedIsSavedLater() {
        Material material = this.materials.draft("staff1");
        assertThat(this.office.as("staff1")
            .submit("/materials/" + material.id() + "/merge",
                    fields(content(material, "会话过期前写的体会"), revision(material)))
            .status()).isEqualTo(302);
        assertThat(material.read().path("experience").asString()).isEqualTo("会话过期前写的体会");
    }

    @Test
    void anAnswerThatIsMissingNamesTheRemarkAndItsPassage() {
        Material material = this.materials.inReview("staff1");
        String cause = material.read().path("problems").path(0).path("cause").asString();
        material
            .decide("head1",
                    Map.of("decision", "return", "opinion", "请修改", "remarks", List
                        .of(Map.of("passage", "problems[0].cause", "quote", cause.substring(0, 4), "text", "写具体"))))
            .ok();
        JsonNode errors = this.office.as("staff1").post(material.path() + "/submit", null).refused(400).path("errors");
        assertThat(errors.path(0).path("field").asString()).isEqualTo("answers[0].answer");
        assertThat(errors.path(0).path("message").asString()).contains("写具体", "问题 1 · 原因剖析");
        String page = this.office.as("staff1").page("/materials/" + material.id() + "/edit").html();
        assertThat(page).contains("data-remark-passage=\"problems[0].cause\"", "data-remark-state=\"quoted\"",
                "id=\"f-answers-0-answer\"", "请修改");
    }

    private Office.Answer type(String account, String task, String opinion, int revision) {
        return this.office.as(account)
            .submit("/tasks/" + task + "/draft", "opinion", opinion, "_draft", String.valueOf(revision));
    }

    private long drafts(String task) {
        return this.jdbc.sql("select count(*) from task_draft where task_id = :task")
            .param("task", task)
            .query(Long.class)
            .single();
    }

    @Test
    void whatAReviewerTypedIsThereAgainForThemAlone() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        new Deputations(this.jdbc).begin("head1", "leader3");
        assertThat(type("head1", task, "写到一半的意见", 0).text()).contains("data-state=\"saved\"", "data-revision=\"1\"");
        assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("写到一半的意见", "已恢复", "清空");
        for (String other : List.of("leader3", "auditor", "staff1")) {
            Office.Answer page = this.office.as(other).page("/tasks/" + task);
            assertThat(page.text()).as(other).doesNotContain("写到一半的意见");
            assertThat(this.office.as(other).get("/tasks/" + task).text()).as(other).doesNotContain("写到一半的意见");
            assertThat(this.office.as(other).get("/cases/" + material.id() + "/trace").text()).as(other)
                .doesNotContain("写到一半的意见");
        }
        assertThat(type("staff2", task, "不相干的人", 0).status()).isEqualTo(404);
        assertThat(this.office.as("head1")
            .submit("/tasks/" + task + "/draft", "opinion", "换人登录", "_draft", "1", "_as", "staff1")
            .status()).as("somebody else's typing").isEqualTo(404);
        type("leader3", task, "代理人的意见", 0);
        assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("写到一半的意见").doesNotContain("代理人的意见");
        material.approve();
        assertThat(drafts(task)).as("what is left once it is decided").isZero();
        assertThat(type("head1", task, "太晚了", 1).text()).contains("data-state=\"lost\"");
    }

    @Test
    void whoLosesATaskLosesWhatTheyTypedForIt() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        type("head1", task, "写到一半的意见", 0);
        this.office.as("head1").post("/tasks/" + task + "/transfer", Map.of("to", "head2", "reason", "出差")).ok();
        assertThat(drafts(task)).isZero();
        assertThat(type("head1", task, "还在写", 1).text()).contains("data-state=\"lost\"");
        assertThat(this.office.as("head2").page("/tasks/" + task).html()).doesNotContain("写到一半的意见");
    }

    @Test
    void twoWindowsOnOneTaskShowBothTexts() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        type("head1", task, "第一个窗口的意见", 0);
        Office.Answer behind = type("head1", task, "第二个窗口的意见", 0);
        assertThat(behind.status()).isEqualTo(409);
        assertThat(behind.text()).contains("data-state=\"conflict\"", "data-revision=\"1\"", "_take.opinion");
        assertThat(this.office.as("head1")
            .submit("/tasks/" + task + "/draft/merge", "opinion", "第二个窗口的意见", "_draft", "1", "_conflict", "true")
            .status()).isEqualTo(409);
        assertThat(this.office.as("head1")
            .submit("/tasks/" + task + "/draft/merge", "opinion", "第二个窗口的意见", "_draft", "1", "_conflict", "true",
                    "_take.opinion", "mine")
            .status()).isEqualTo(302);
        assertThat(this.office.as("head1").page("/tasks/" + task).html()).contains("第二个窗口的意见");
    }

    @Test
    void clearingCanBeUndone() {
        Material material = this.materials.inReview("staff1");
        String task = material.taskId();
        type("head1", task, "写到一半的意见", 0);
        Office.Caller head = this.office.as("head1");
        assertThat(head.submit("/tasks/" + task + "/draft/clear").status()).isEqualTo(302);
        assertThat(head.page("/tasks/" + task).html()).doesNotContain("写到一半的意见");
        assertThat(head.submit("/tasks/" + task + "/draft/restore").status()).isEqualTo(302);
        assertThat(head.page("/tasks/" + task).html()).contains("写到一半的意见");
        type("head1", task, "", 3);
        assertThat(drafts(task)).as("nothing typed, nothing kept").isZero();
    }

    @Test
    void keepingIsNoEvent() {
        Material material = this.materials.inReview("staff1");
        Map<String, Object> before = story(material);
        type("head1", material.taskId(), "写到一半的意见", 0);
        assertThat(story(material)).isEqualTo(before);
    }

    private Map<String, Object> story(Material material) {
        Map<String, Object> story = new LinkedHashMap<>();
        this.office.as("auditor")
            .get("/cases/" + material.id() + "/trace")
            .ok()
            .path("events")
            .forEach((event) -> story.put(event.path("seq").asString(), event.path("action").asString()));
        return story;
    }

}
