package org.sanxing.account;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The auditor sees who came, who did not get in, and who left. */
@ApplicationTest
class DoorTraceTests {

    private static final String ADDRESS = "203.0.113.61";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Office office;

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
