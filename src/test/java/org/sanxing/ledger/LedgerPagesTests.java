package org.sanxing.ledger;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

/** The pages of campaign, registration and ledger, in the whole application. */
@ApplicationTest
class LedgerPagesTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private MockMvc mvc;

    @Test
    void registersOnThePageAndReadsTheLedger() throws Exception {
        String title = "整治" + UUID.randomUUID();
        JsonNode campaign = api("leader1", post("/api/v1/campaigns"),
                Map.of("title", title, "notice", "一\n二", "opens", "2020-01-01", "closes", "2099-12-31", "categories",
                        List.of("甲<b>", "乙"), "milestones",
                        List.of(Map.of("title", "学习", "from", "2020-01-01", "to", "2020-02-01"))));
        String id = campaign.get("id").asString();
        for (String lang : List.of("zh", "en")) {
            assertThat(page("leader1", get("/campaigns/" + id).param("lang", lang), 200)).contains(title);
            assertThat(page("leader1", get("/campaigns/" + id + "/edit").param("lang", lang), 200))
                .contains("甲&lt;b&gt;");
        }
        page("staff1", get("/campaigns/" + id), 404);
        page("staff1", get("/campaigns/new"), 403);
        assertThat(page("leader1",
                post("/campaigns").param("title", "只有标题")
                    .param("categories[0].name", "丙")
                    .param("categories[1].name", "丙"),
                400))
            .contains("只有标题", "categories-1-name-error");
        page("leader1", post("/campaigns/" + id + "/open"), 302);
        assertThat(page("auditor", get("/campaigns/" + id), 200)).contains("campaign-progress");
        assertThat(page("staff1", get("/campaigns/" + id), 200)).contains(title);

        String category = campaign.get("categories").get(0).get("id").asString();
        JsonNode material = api("staff1", post("/api/v1/reflections"), Map.of("campaignId", id));
        String reflection = material.get("id").asString();
        api("staff1", put("/api/v1/reflections/" + reflection),
                Map.of("experience", "体会".repeat(50), "problems",
                        List.of(Map.of("category", category, "manifestation", "表现<i>写得不够具体。第二句", "cause", "原因",
                                "measure", "措施", "deadlineClass", "short", "underWay", true))));
        api("staff1", post("/api/v1/reflections/" + reflection + "/submit"), Map.of());
        for (String reviewer : List.of("head1", "supervisor1")) {
            api(reviewer, post("/api/v1/tasks/" + task(reviewer, reflection) + "/complete"),
                    Map.of("data", Map.of("decision", "approve", "opinion", "同意")));
        }

        String task = task("secretary1", reflection);
        assertThat(page("secretary1", get("/tasks/" + task), 200)).contains("表现&lt;i&gt;写得不够具体。第二句", "entries[0].title",
                "name=\"opinion\"");
        assertThat(page("secretary1", entry(task, "", "staff1").param("opinion", "打过的字"), 400)).contains("打过的字");
        assertThat(page("secretary1", entry(task, "标题", "staff1"), 302)).isEmpty();
        assertThat(page("secretary1", get("/tasks/" + task), 200)).contains("标题");

        LedgerApiPage listed = list("secretary1", reflection);
        for (String lang : List.of("zh", "en")) {
            assertThat(page("secretary1", get("/ledger").param("lang", lang).param("reflectionId", reflection), 200))
                .contains("标题", listed.number());
            assertThat(page("secretary1", get("/ledger/" + listed.id()).param("lang", lang), 200))
                .contains(listed.number(), "表现&lt;i&gt;", "/materials/" + reflection);
        }
        String named = page("secretary1", get("/ledger").param("category", "甲<b>").param("reflectionId", reflection),
                200);
        assertThat(named).contains(listed.number()).containsOnlyOnce("<option value=\"甲&lt;b&gt;\"");
        assertThat(page("secretary1", get("/ledger").param("category", "乙").param("reflectionId", reflection), 200))
            .doesNotContain(listed.number());
        assertThat(page("leader3", get("/ledger/" + listed.id()), 200)).doesNotContain("/materials/" + reflection);
        page("staff3", get("/ledger/" + listed.id()), 404);
        page("sysadmin", get("/ledger/" + listed.id()), 404);
        assertThat(page("secretary1",
                get("/ledger").param("q", "100% \"<")
                    .param("state", "closed")
                    .param("overdue", "true")
                    .param("sort", "due")
                    .param("department", "none"),
                200))
            .contains("sort=due");
        page("secretary1", get("/ledger").param("state", "nonsense"), 400);
    }

    private static MockHttpServletRequestBuilder entry(String task, String title, String responsible) {
        return post("/tasks/" + task).param("entries[0]", "")
            .param("entries[0].problem", "0")
            .param("entries[0].title", title)
            .param("entries[0].rootCause", "根源")
            .param("entries[0].deadlineClass", "short")
            .param("entries[0].responsible", responsible);
    }

    private LedgerApiPage list(String account, String reflection) throws Exception {
        JsonNode item = api(account, get("/api/v1/ledger/entries").param("reflectionId", reflection), null).get("items")
            .get(0);
        return new LedgerApiPage(item.get("id").asString(), item.get("number").asString());
    }

    private String task(String account, String caseId) throws Exception {
        for (JsonNode item : api(account, get("/api/v1/tasks").param("view", "todo").param("limit", "200"), null)
            .get("items")) {
            if (item.get("caseId").asString().equals(caseId)) {
                return item.get("id").asString();
            }
        }
        throw new AssertionError(account + " has no task of " + caseId);
    }

    private String page(String account, MockHttpServletRequestBuilder request, int status) throws Exception {
        MvcResult result = this.mvc.perform(request.with(signedIn(account)).with(csrf())).andReturn();
        String content = result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(result.getResponse().getStatus()).as(request + " " + content).isEqualTo(status);
        return content;
    }

    private static RequestPostProcessor signedIn(String account) {
        return user(account);
    }

    private JsonNode api(String account, MockHttpServletRequestBuilder request, Object body) throws Exception {
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
        }
        MvcResult result = this.mvc.perform(request.with(httpBasic(account, "sanxing-demo"))).andReturn();
        String content = result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(result.getResponse().getStatus()).as(content).isBetween(200, 299);
        return JSON.readTree(content);
    }

    private record LedgerApiPage(String id, String number) {

    }

}
