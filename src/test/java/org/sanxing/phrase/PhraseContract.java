package org.sanxing.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.sanxing.Materials;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Common phrases as people keep and use them. */
abstract class PhraseContract {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MockMvc mvc;

    private static String fresh() {
        return "请补充具体事例 " + UUID.randomUUID();
    }

    private JsonNode add(String account, String text, boolean organ) {
        return this.office.as(account)
            .post("/phrases", Map.of("text", text, "kind", "objection", "organ", organ))
            .ok(201);
    }

    private List<String> texts(String account, String query) {
        List<String> texts = new ArrayList<>();
        this.office.as(account)
            .get("/phrases" + query)
            .ok()
            .path("items")
            .forEach((item) -> texts.add(item.path("text").asString()));
        return texts;
    }

    private JsonNode item(String account, String id) {
        return this.office.as(account)
            .get("/phrases")
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("id").asString().equals(id))
            .findFirst()
            .orElseThrow();
    }

    @Test
    void theOrganStartsWithWhatReviewersObjectToAndHowTheyApprove() {
        assertThat(texts("staff3", "?kind=objection")).contains("避重就轻，请补充具体事例", "“进一步加强”一类表述过多，请量化", "与往年材料雷同")
            .doesNotContain("同意");
        assertThat(texts("staff3", "?kind=approval")).contains("同意", "原则同意，按修改意见完善后报党支部", "问题找得准、剖析较深，同意");
    }

    @Test
    void thePersonsOwnAreNobodyElses() {
        String text = fresh();
        String id = add("head1", text, false).path("id").asString();

        assertThat(texts("head1", "")).contains(text);
        assertThat(texts("head2", "")).doesNotContain(text);
        this.office.as("head2").put("/phrases/" + id, Map.of("text", "x", "kind", "approval")).refused(404);
        this.office.as("leader1").post("/phrases/" + id + "/use", null).refused(404);
        assertThat(this.office.as("secretary1").delete("/phrases/" + id).status()).isEqualTo(404);
        assertThat(this.office.as("head2").page("/phrases").html()).doesNotContain(text);
    }

    @Test
    void theOrgansAreKeptByTheSecretariesAndThePartyGroup() {
        String text = fresh();
        String id = add("secretary2", text, true).path("id").asString();

        assertThat(texts("staff1", "")).contains(text);
        assertThat(texts("auditor", "")).contains(text);
        for (String other : List.of("staff1", "head1", "supervisor1", "organiser1")) {
            this.office.as(other)
                .post("/phrases", Map.of("text", fresh(), "kind", "objection", "organ", true))
                .refused(403, "phrase-keepers-only");
            this.office.as(other).put("/phrases/" + id, Map.of("text", "x")).refused(403, "phrase-keepers-only");
            assertThat(this.office.as(other).delete("/phrases/" + id).status()).isEqualTo(403);
        }
        for (String administrator : List.of("auditor", "sysadmin", "secadmin")) {
            this.office.as(administrator)
                .post("/phrases", Map.of("text", fresh(), "kind", "objection"))
                .refused(403, "phrases-not-administrators");
            this.office.as(administrator).post("/phrases/" + id + "/use", null).refused(403);
        }
        String changed = fresh();
        this.office.as("leader3").put("/phrases/" + id, Map.of("text", changed, "kind", "approval")).ok();
        assertThat(texts("staff1", "?kind=approval")).contains(changed);
    }

    @Test
    void whatIUseMostComesFirstThenWhatEverybodyDoes() {
        String mark = UUID.randomUUID().toString();
        String a = add("secretary1", "甲" + mark, true).path("id").asString();
        String b = add("secretary1", "乙" + mark, true).path("id").asString();
        String c = add("secretary1", "丙" + mark, true).path("id").asString();
        this.office.as("head2").post("/phrases/" + c + "/use", null).ok();
        this.office.as("head2").post("/phrases/" + c + "/use", null).ok();
        this.office.as("head1").post("/phrases/" + b + "/use", null).ok();

        assertThat(texts("head1", "?q=" + mark)).containsExactly("乙" + mark, "丙" + mark, "甲" + mark);
        assertThat(texts("head2", "?q=" + mark)).containsExactly("丙" + mark, "乙" + mark, "甲" + mark);
        assertThat(item("head2", c).path("uses").asInt()).isEqualTo(2);
        assertThat(item("head1", c).path("uses").asInt()).isZero();
        assertThat(item("head1", c).path("totalUses").asInt()).isEqualTo(2);
        assertThat(item("head1", a).path("totalUses").asInt()).isZero();
    }

    @Test
    void whatAnotherChangedMeanwhileIsNotOverwritten() {
        JsonNode phrase = add("secretary1", fresh(), true);
        String path = "/phrases/" + phrase.path("id").asString();
        String first = fresh();
        this.office.as("leader1").put(path, Map.of("text", first, "kind", "objection"), "If-Match", "\"0\"").ok();

        JsonNode refused = this.office.as("secretary1")
            .put(path, Map.of("text", fresh(), "kind", "objection"), "If-Match", "\"0\"")
            .refused(409, "phrase-changed-meanwhile");
        assertThat(refused.path("actor").path("account").asString()).isEqualTo("leader1");
        assertThat(texts("staff1", "")).contains(first);

        String typed = fresh();
        Office.Answer page = this.office.as("secretary1")
            .submit("/phrases/" + phrase.path("id").asString(), "text", typed, "kind", "objection", "revision", "0");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains(typed, first, "name=\"revision\" value=\"1\"");
        this.office.as("secretary1").submit("/phrases/" + phrase.path("id").asString() + "/remove", "revision", "0");
        assertThat(texts("staff1", "")).contains(first);
    }

    @Test
    void whatWasTypedIsKeptWhereThePhraseIsGoneMeanwhile() {
        String id = add("secretary1", fresh(), true).path("id").asString();
        this.office.as("leader1").delete("/phrases/" + id);
        String typed = fresh();
        Office.Answer page = this.office.as("secretary1")
            .submit("/phrases/" + id, "text", typed, "kind", "objection", "revision", "0");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains(typed, "已由他人删除");
    }

    @Test
    void whatWasRemovedCanBePutBack() {
        String text = fresh();
        String id = add("head1", text, false).path("id").asString();
        this.office.as("head1").post("/phrases/" + id + "/use", null).ok();
        this.office.as("head1").submit("/phrases/" + id + "/remove", "revision", "0");
        assertThat(texts("head1", "")).doesNotContain(text);
        this.office.as("head1").post("/phrases/" + id + "/use", null).refused(404);
        assertThat(this.office.as("head1").page("/phrases").html()).contains("/phrases/" + id + "/restore",
                text.substring(0, 30));

        this.office.as("head1").submit("/phrases/" + id + "/restore");
        assertThat(texts("head1", "")).contains(text);
        assertThat(item("head1", id).path("uses").asInt()).isEqualTo(1);
        assertThat(this.office.as("head1").delete("/phrases/" + id).status()).isEqualTo(204);
        this.office.as("head1").post("/phrases/" + id + "/restore", null).ok();
    }

    @Test
    void pastedLinesBecomePhrasesEachOnce() {
        String one = fresh();
        String two = fresh();
        add("head2", two, false);
        JsonNode added = this.office.as("head2")
            .post("/phrases/import", Map.of("lines", "1. " + one + "\n\n2. " + two + "\n" + one, "kind", "objection"))
            .ok();
        assertThat(added.path("added").asInt()).isEqualTo(1);
        assertThat(added.path("known").asInt()).isEqualTo(1);
        assertThat(texts("head2", "")).containsOnlyOnce(one).containsOnlyOnce(two);
        this.office.as("head2")
            .post("/phrases", Map.of("text", one, "kind", "objection"))
            .refused(409, "phrase-exists");
        assertThat(this.office.as("head2")
            .post("/phrases/import", Map.of("lines", " \n", "kind", "objection"))
            .invalidFields()).containsExactly("lines");
        assertThat(this.office.as("head2").post("/phrases", Map.of("text", "x", "kind", "other")).invalidFields())
            .containsExactly("kind");
    }

    @Test
    void whatWasTypedIsKeptOnThePageWhereItIsRefused() {
        Office.Answer refused = this.office.as("staff1")
            .submit("/phrases", "lines", "好".repeat(501), "kind", "approval");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("好".repeat(501), "第 1 行有 501 字");
        assertThat(this.office.as("staff1").page("/phrases").html()).doesNotContain("name=\"organ\"");
        assertThat(this.office.as("leader2").page("/phrases").html()).contains("name=\"organ\"");
    }

    @Test
    void changesOfTheOrgansAreOnRecordAndOnesOwnAreNot() {
        String organs = fresh();
        String own = fresh();
        String id = add("leader2", organs, true).path("id").asString();
        add("leader2", own, false);
        this.office.as("leader2").delete("/phrases/" + id);

        String added = this.office.as("auditor").get("/audit/events?action=phraseAdded&limit=200").ok().toString();
        assertThat(added).contains(organs).doesNotContain(own);
        assertThat(this.office.as("auditor").get("/audit/events?action=phraseRemoved&limit=200").ok().toString())
            .contains(organs);
        assertThat(this.office.as("auditor").page("/trace/events?action=phraseAdded").html()).contains("添加了一条机关常用语");
    }

    @Test
    void theTextAreasOfOpinionsAndRemarksOfferThem() {
        Materials.Material material = this.materials.inReview("staff1");
        String page = this.office.as("head1").page("/tasks/" + material.taskId()).html();
        assertThat(page).containsPattern("<textarea[^>]*name=\"opinion\"[^>]*data-sx-phrases=\"review\"")
            .containsPattern("<textarea[^>]*name=\"remarks\\[\\w*\\]\\.text\"[^>]*data-sx-phrases=\"objection\"")
            .contains("data-sx-phrases-open")
            .containsPattern("/js/phrases-[0-9a-f]{32}\\.js");
    }

    @Test
    void aTextAreaFetchesCountsAndKeepsPhrasesWithTheSessionOfItsPage() throws Exception {
        this.mvc.perform(get("/phrases/offered").with(user("head1")).accept(MediaType.APPLICATION_JSON))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$[?(@.id == 'organ-phrase-01')].text").value("避重就轻，请补充具体事例"));
        long before = item("head1", "organ-phrase-01").path("uses").asLong();
        this.mvc.perform(post("/phrases/organ-phrase-01/use").with(user("head1")).with(csrf()))
            .andExpect(status().isNoContent());
        assertThat(item("head1", "organ-phrase-01").path("uses").asLong()).isEqualTo(before + 1);
        this.mvc.perform(post("/phrases/nothing/use").with(user("head1")).with(csrf()))
            .andExpect(status().isNoContent());
        String text = fresh();
        for (int expected : new int[] { 200, 204 }) {
            this.mvc
                .perform(post("/phrases/own").param("text", text)
                    .with(user("head1"))
                    .with(csrf())
                    .accept(MediaType.APPLICATION_JSON))
                .andExpect(status().is(expected));
        }
        assertThat(texts("head1", "?kind=objection")).containsOnlyOnce(text);
        this.mvc.perform(post("/phrases/own").param("text", text).with(user("head1")))
            .andExpect(status().isForbidden());
    }

}
