package org.sanxing.account;

import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.common.Sealing;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** As it is outside the demo: administrators are led to a second factor. */
@PeopleTest
@ActiveProfiles("demo")
@TestPropertySource(properties = "sanxing.second-factor.administrators=true")
class AdministratorsFactorTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String FACTOR = "/account/second-factor";

    private static final String ME = "/api/v1/me";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sealing sealing;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    @AfterEach
    void withoutAgain() {
        this.jdbc.sql("update account set totp_secret = null, totp_confirmed_at = null").update();
        this.jdbc.sql("delete from recovery_code").update();
    }

    private MockHttpSession signIn(String account) throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(
                post("/sign-in").with(csrf()).session(session).param("username", account).param("password", PASSWORD));
        return session;
    }

    private ResultActions send(MockHttpSession session, MockHttpServletRequestBuilder request) throws Exception {
        return this.mvc.perform(request.with(csrf()).session(session));
    }

    private String code(String account) {
        String sealed = this.jdbc.sql("select totp_secret from account where account = :account")
            .param("account", account)
            .query(String.class)
            .single();
        return Totp.code(HexFormat.of().parseHex(this.sealing.open(sealed)), Totp.step(this.clock.instant()));
    }

    @Test
    void areLedToItAndComeThrough() throws Exception {
        for (String account : List.of("sysadmin", "secadmin", "auditor")) {
            MockHttpSession session = signIn(account);
            send(session, get("/admin/accounts")).andExpect(redirectedUrl(FACTOR));
            send(session, get("/tasks").header("HX-Request", "true")).andExpect(header().string("HX-Redirect", FACTOR));
            send(session, get(FACTOR)).andExpect(content().string(containsString("须先启用双因素登录")));
            send(session, post(FACTOR).param("password", PASSWORD))
                .andExpect(content().string(containsString("<path d=\"M2 2h1v1h-1z")));
            send(session, get("/nav-counts").header("HX-Request", "true"))
                .andExpect(header().doesNotExist("HX-Redirect"));
            send(session, post(FACTOR + "/confirm").param("code", code(account))).andExpect(status().isOk());
            send(session, get("/account")).andExpect(status().isOk());
            assertThat(this.accounts.find(account).orElseThrow().secondFactor()).isTrue();
        }
    }

    @Test
    void otherPeopleAreNot() throws Exception {
        send(signIn("staff1"), get("/account")).andExpect(status().isOk());
        this.mvc.perform(get(ME).with(httpBasic("staff1", PASSWORD))).andExpect(status().isOk());
    }

    /**
     * A token was made with the password, has an end and a scope, and is revoked apart.
     */
    @Test
    void scriptsOfAdministratorsNeedAToken() throws Exception {
        this.mvc.perform(get(ME).with(httpBasic("auditor", PASSWORD)))
            .andExpect(status().isForbidden())
            .andExpect(jsonPath("$.code").value("second-factor-needed"));
        this.mvc.perform(get(ME).with(httpBasic("auditor", "wrong"))).andExpect(status().isUnauthorized());

        MockHttpSession session = signIn("auditor");
        send(session, post("/account/tokens").param("name", "script").param("tokenPassword", PASSWORD))
            .andExpect(redirectedUrl(FACTOR));
        send(session, post(FACTOR).param("password", PASSWORD));
        send(session, post(FACTOR + "/confirm").param("code", code("auditor")));
        String token = send(session, post("/account/tokens").param("name", "script").param("tokenPassword", PASSWORD))
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll("(?s).*>(sx_[^<]+)<.*", "$1");
        this.mvc.perform(get(ME).header("Authorization", "Bearer " + token)).andExpect(status().isOk());
    }

}
