package org.sanxing.account;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The auditor sees who came, who did not get in, and who left. */
@ApplicationTest
class DoorTraceTests {

    private static final String ADDRESS = "203.0.113.61";

    private static final String DESK = "203.0.113.62";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Office office;

    @Autowired
    private JdbcClient jdbc;

    private void send(MockHttpSession session, String path, String... parameters) throws Exception {
        MockHttpServletRequestBuilder request = post(path).with(csrf()).session(session).with((sent) -> {
            sent.setRemoteAddr(DESK);
            return sent;
        });
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        assertThat(this.mvc.perform(request).andReturn().getResponse().getStatus()).as(path).isEqualTo(302);
    }

    private MockHttpSession atTheDesk(String account) throws Exception {
        MockHttpSession session = new MockHttpSession();
        send(session, "/sign-in", "username", account, "password", Office.PASSWORD);
        return session;
    }

    /** What is set, and what becomes of accounts: from where, and in which session. */
    @Test
    void settingsAndAccountsSayFromWhere() throws Exception {
        String account = new Newcomers(this.mvc, this.jdbc).person();
        String token = this.office.as("organiser1")
            .post("/me/tokens", Map.of("name", "script", "password", Office.PASSWORD))
            .ok(201)
            .path("id")
            .asString();
        MockHttpSession own = atTheDesk(account);
        send(own, "/account/password", "current", Newcomers.PASSWORD, "password", "Gs7q-Vm2-x", "passwordAgain",
                "Gs7q-Vm2-x");
        send(own, "/account/sessions/end");
        MockHttpSession security = atTheDesk("secadmin");
        send(security, "/admin/accounts/unlock", "account", account);
        send(security, "/admin/accounts/second-factor/remove", "account", account);
        send(security, "/admin/accounts/tokens/" + token + "/revoke", "account", "organiser1");
        MockHttpSession system = atTheDesk("sysadmin");
        send(system, "/admin/checks/kinds", "kind", "reviewReflection", "batch", "true");
        send(system, "/admin/checks/kinds", "kind", "reviewReflection", "batch", "false");
        send(system, "/admin/notices/channels/new", "kind", "webhook", "name", "门口", "url", "https://robot.invalid/x",
                "secret", "Sec-f9e81d7a", "language", "zh");
        String channel = this.jdbc.sql("select id from notice_channel where name = '门口'").query(String.class).single();
        send(system, "/admin/notices/channels/" + channel, "name", "门口", "language", "zh");
        send(system, "/admin/notices/channels/" + channel + "/delete");
        send(system, "/admin/calendar/2026/days", "date", "2026-12-01", "kind", "off", "name", "测试");
        send(system, "/admin/calendar/2026/undo");
        send(atTheDesk("organiser1"), "/ledger/checklists", "deadlineClass", "short", "items", "核对原件");
        send(atTheDesk("secretary2"), "/ledger/lookbacks/policy", "mode", "all");
        new Newcomers(this.mvc, this.jdbc).leave();

        JsonNode found = this.office.as("auditor").get("/audit/events?limit=100&q=" + DESK).ok();
        assertThat(found.path("items").valueStream().map((event) -> event.path("action").asString())).contains(
                "passwordChanged", "sessionsEnded", "unlocked", "secondFactorRemoved", "tokenRevoked", "batchAllowed",
                "batchForbidden", "added", "changed", "removed", "calendarChanged", "checklistChanged",
                "lookBackPolicySet", "signedIn");
        assertThat(found.path("items").valueStream()).allSatisfy((event) -> {
            assertThat(event.path("detail").path("address").asString()).isEqualTo(DESK);
            assertThat(event.path("detail").path("session").asString()).hasSize(32);
        });
        assertThat(this.office.as("auditor").post("/audit/verification", null).ok().path("ok").asBoolean()).isTrue();
    }

    private void signIn(MockHttpSession session, String account, String password) throws Exception {
        this.mvc.perform(post("/sign-in").with(csrf()).session(session).with((request) -> {
            request.setRemoteAddr(ADDRESS);
            return request;
        }).param("username", account).param("password", password));
    }

    @Test
    void isSearchedByAddressAndToldInWords() throws Exception {
        signIn(new MockHttpSession(), "no-such-name", "secret");
        signIn(new MockHttpSession(), "organiser2", "wrong");
        MockHttpSession session = new MockHttpSession();
        signIn(session, "organiser2", Office.PASSWORD);
        this.mvc.perform(post("/sign-out").with(csrf()).session(session).with((request) -> {
            request.setRemoteAddr(ADDRESS);
            return request;
        }));

        JsonNode found = this.office.as("auditor").get("/audit/events?q=" + ADDRESS).ok();
        assertThat(found.path("items").valueStream().map((event) -> event.path("action").asString()))
            .containsExactlyInAnyOrder("signInFailed", "signInFailed", "signedIn", "signedOut");
        assertThat(found.toString()).doesNotContain("no-such-name");
        String page = this.office.as("auditor").page("/trace/events?q=" + ADDRESS).html();
        assertThat(page).contains("密码错误", "退出登录").doesNotContain("??");
        assertThat(this.office.as("staff1").get("/audit/events?q=" + ADDRESS).status()).isEqualTo(403);
        assertThat(this.office.as("auditor").post("/audit/verification", null).ok().path("ok").asBoolean()).isTrue();
        assertThat(List.of("/account", "/account/second-factor"))
            .allSatisfy((path) -> assertThat(this.office.as("staff1").page(path).html()).doesNotContain("??"));
        assertThat(this.office.as("secadmin").page("/admin/accounts").html()).contains("账号安全").doesNotContain("??");
    }

}
