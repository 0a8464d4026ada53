package org.sanxing.organization;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** Deputies in the whole application, on the pages and by the API. */
@ApplicationTest
class DeputyPagesTests {

    @Autowired
    Office office;

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcDeputies deputies;

    @AfterEach
    void putBack() {
        this.jdbc.sql("delete from deputation").update();
    }

    private String day(int fromToday) {
        return this.deputies.today().plusDays(fromToday).toString();
    }

    private JsonNode name(String account, String to, int from, int until) {
        return this.office.as(account)
            .post("/deputies", Map.of("to", to, "from", day(from), "until", day(until)))
            .ok(201);
    }

    @Test
    void tellsBothSidesAndEndsByTheApi() {
        String campaign = this.office.as("head1")
            .get("/deputies/scopes")
            .ok()
            .path("campaigns")
            .path(0)
            .path("id")
            .asString();
        JsonNode named = this.office.as("head1")
            .post("/deputies",
                    Map.of("to", "staff1", "from", day(0), "until", day(2), "kinds", List.of("reviewReflection"),
                            "campaigns", List.of(campaign)))
            .ok(201);

        assertThat(this.office.as("head1").get("/deputies/scopes").text()).contains("registerProblems")
            .doesNotContain("reviseReflection");
        assertThat(named.path("state").asString()).isEqualTo("now");
        assertThat(named.path("kinds").path(0).path("name").asString()).isEqualTo("审核材料");
        assertThat(named.path("campaigns").path(0).path("id").asString()).isEqualTo(campaign);
        for (String account : new String[] { "head1", "staff1" }) {
            assertThat(this.office.as(account).get("/deputies").ok().path("items").size()).isOne();
        }
        assertThat(this.office.as("staff2").get("/deputies").ok().path("items").isEmpty()).isTrue();
        String end = "/deputies/" + named.path("id").asString() + "/end";
        this.office.as("staff2").post(end, null).refused(404, "deputation-not-found");
        assertThat(this.office.as("staff1").post(end, null).ok().path("state").asString()).isEqualTo("ended");
        JsonNode refused = this.office.as("head1").post(end, null).refused(409, "deputation-over");
        assertThat(refused.path("actor").path("account").asString()).isEqualTo("staff1");
        assertThat(refused.path("at").asString()).isNotBlank();
        JsonNode events = this.office.as("auditor").get("/audit/events?action=deputyNamed").ok().path("items");
        assertThat(events.path(0).path("actor").path("account").asString()).isEqualTo("head1");
        assertThat(this.office.as("auditor").page("/trace/events?action=deputyNamed").html())
            .contains("祁松岩 指定 苗雨笙 代理 祁松岩");
    }

    @ParameterizedTest
    @CsvSource({ "head1,staff1,403", "staff2,staff1,403", "leader1,staff1,403", "sysadmin,staff1,200",
            "secadmin,staff1,200", "auditor,staff1,200", "staff1,staff1,200", "sysadmin,nobody,404" })
    void showsWhatConcernsOthersToAdministratorsOnly(String account, String asked, int status) {
        assertThat(this.office.as(account).get("/deputies?account=" + asked).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({ "sysadmin,202", "secadmin,403", "auditor,403", "leader1,403", "secretary1,403", "staff3,403" })
    void letsTheSystemAdministratorNameForAnother(String account, int status) {
        assertThat(this.office.as(account)
            .post("/deputies", Map.of("for", "head2", "to", "staff1", "from", day(0), "until", day(1), "reason", "住院"))
            .status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({ "/account/deputy,200,200,403,403,403", "/admin/organization/deputies,403,403,200,403,403",
            "/admin/organization/people/staff2/leave,403,403,200,403,403", "/people/options?q=x,200,200,200,200,200" })
    void opensItsPagesToWhomTheyAreFor(String path, int staff, int leader, int sysadmin, int secadmin, int auditor) {
        assertThat(this.office.as("staff1").page(path).status()).isEqualTo(staff);
        assertThat(this.office.as("leader1").page(path).status()).isEqualTo(leader);
        assertThat(this.office.as("sysadmin").page(path).status()).isEqualTo(sysadmin);
        assertThat(this.office.as("secadmin").page(path).status()).isEqualTo(secadmin);
        assertThat(this.office.as("auditor").page(path).status()).isEqualTo(auditor);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sysadmin", "secadmin", "auditor" })
    void doesNotLeadAdministratorsThere(String account) {
        assertThat(this.office.as(account).page("/account").html()).doesNotContain("/account/deputy");
        assertThat(this.office.as("staff1").page("/account").html()).contains("/account/deputy");
    }

    @Test
    void namesAndEndsOnThePage() throws Exception {
        MockHttpSession session = signIn("head1");
        MockHttpServletResponse refused = submit(session, "/account/deputy", "to", "谁也不是", "from", day(0), "until",
                day(-1), "kinds", "reviewReflection");
        assertThat(text(refused)).contains("谁也不是", "必须是在职的职工", "不能早于开始日期", "checked");

        assertThat(submit(session, "/account/deputy", "to", "苗雨笙 · 综合科 (staff1)", "from", day(0), "until", day(3))
            .getRedirectedUrl()).isEqualTo("/account/deputy");
        assertThat(this.office.as("head1").page("/account/deputy").html()).contains("由 苗雨笙 代理", "代理中");
        assertThat(this.office.as("staff1").page("/account/deputy").html()).contains("代理 祁松岩");
        assertThat(text(submit(session, "/account/deputy", "to", "staff2", "from", day(3), "until", day(3))))
            .contains("已指定 苗雨笙 代理", "staff2");

        String id = this.deputies.of("head1").get(0).deputation().id();
        submit(session, "/account/deputy/" + id + "/end");
        assertThat(text(submit(session, "/account/deputy/" + id + "/end"))).contains("已经结束");
        assertThat(this.office.as("head1").page("/account/deputy").html()).contains("以往的代理（1）", "已提前结束");
        assertThat(submit(signIn("staff2"), "/account/deputy/" + id + "/end").getStatus()).isEqualTo(404);
    }

    @Test
    void namesOnBehalfOnTheAdministratorsPage() throws Exception {
        MockHttpSession session = signIn("sysadmin");
        String path = "/admin/organization/deputies";
        assertThat(text(submit(session, path, "to", "staff1", "from", day(0), "until", day(0)))).contains("被代理人",
                "必须填写");
        assertThat(
                submit(session, path, "for", "head1", "to", "staff1", "from", day(0), "until", day(0), "reason", "住院")
                    .getRedirectedUrl())
            .isEqualTo("/admin/approvals");
        assertThat(this.office.as("sysadmin").page(path).html()).doesNotContain("苗雨笙 代理 祁松岩");
        String asked = this.office.as("secadmin")
            .get("/approvals?state=waiting")
            .ok()
            .path("items")
            .valueStream()
            .filter((one) -> one.path("subject").asString().equals("staff1"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
        this.office.as("secadmin").post("/approvals/" + asked + "/confirm", null).ok();
        assertThat(this.office.as("sysadmin").page(path).html()).contains("苗雨笙 代理 祁松岩", "住院");
        String id = this.deputies.of("head1").get(0).deputation().id();
        assertThat(submit(session, path + "/" + id + "/end").getRedirectedUrl()).isEqualTo(path);
        assertThat(this.office.as("sysadmin").page(path).html()).doesNotContain("苗雨笙 代理 祁松岩");
        assertThat(this.office.as("sysadmin").page(path + "?earlier=true").html()).contains("苗雨笙 代理 祁松岩");
        assertThat(submit(signIn("head1"), path, "for", "head2", "to", "staff1").getStatus()).isEqualTo(403);
    }

    private MockHttpSession signIn(String account) throws Exception {
        return (MockHttpSession) this.mvc
            .perform(MockMvcRequestBuilders.post("/sign-in")
                .with(csrf())
                .param("username", account)
                .param("password", Office.PASSWORD))
            .andReturn()
            .getRequest()
            .getSession();
    }

    private MockHttpServletResponse submit(MockHttpSession session, String path, String... parameters)
            throws Exception {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(path).session(session).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return this.mvc.perform(request).andReturn().getResponse();
    }

    private static String text(MockHttpServletResponse answer) throws Exception {
        answer.setCharacterEncoding("UTF-8");
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    @Test
    void offersColleagues() {
        assertThat(this.office.as("staff1")
            .get("/colleagues?q=%E6%8F%90%E6%A1%88%E5%A7%94")
            .ok()
            .path("items")
            .valueStream()
            .map((one) -> one.path("account").asString())).contains("head2", "staff3").doesNotContain("staff1");
        assertThat(this.office.as("staff1").get("/colleagues?q=HEAD1").ok().path("items").size()).isOne();
        assertThat(this.office.as("staff1").get("/colleagues?q=auditor").ok().path("items").isEmpty()).isTrue();
        assertThat(this.office.as("staff1").page("/people/options?q=head&without=head1").html()).contains("(head2)")
            .doesNotContain("(head1)", "<html");
    }

    @Test
    void readsManyWithAsManyStatementsAsOne() {
        name("head1", "staff1", 0, 0);
        this.office.as("head1").page("/account/deputy").html();
        this.office.as("sysadmin").page("/admin/organization/deputies").html();
        long own = Office.statements(() -> this.office.as("head1").page("/account/deputy").html());
        long all = Office.statements(() -> this.office.as("sysadmin").page("/admin/organization/deputies").html());
        for (int i = 1; i < 12; i++) {
            name("head1", (i % 2 == 0) ? "staff1" : "staff2", i, i);
        }

        assertThat(Office.statements(() -> this.office.as("head1").page("/account/deputy").html())).isEqualTo(own);
        assertThat(Office.statements(() -> this.office.as("sysadmin").page("/admin/organization/deputies").html()))
            .isEqualTo(all);
    }

}
