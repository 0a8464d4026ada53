package org.sanxing.account;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** What a personal token is good for, and until when. Each test has people of its own. */
@PeopleTest
@ActiveProfiles("demo")
class TokensTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String TOKENS = "/api/v1/me/tokens";

    @Autowired
    MockMvc mvc;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
    }

    private String somebody() throws Exception {
        return new Newcomers(this.mvc, this.jdbc).person();
    }

    private ResultActions make(String account, String body) throws Exception {
        return this.mvc.perform(post(TOKENS).with(httpBasic(account, PASSWORD))
            .contentType(MediaType.APPLICATION_JSON)
            .content(body.replace('\'', '"')));
    }

    private String token(String account, String scope) throws Exception {
        return make(account, "{'name':'script','password':'" + PASSWORD + "','scope':'" + scope + "'}")
            .andExpect(status().isCreated())
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private ResultActions with(String token, MockHttpServletRequestBuilder request) throws Exception {
        return this.mvc.perform(request.header("Authorization", "Bearer " + token));
    }

    @Test
    void isMadeWithThePasswordOnly() throws Exception {
        String me = somebody();
        make(me, "{'name':'script'}").andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.errors[0].field").value("password"));
        make(me, "{'name':'script','password':'wrong'}").andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.errors[0].field").value("password"));
        make(me, "{'name':'script','password':'" + PASSWORD + "','scope':'all'}").andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.errors[0].field").value("scope"));
        for (String day : new String[] { "2020-01-01", "2099-01-01", "tomorrow" }) {
            make(me, "{'name':'script','password':'" + PASSWORD + "','expiresOn':'" + day + "'}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("expiresOn"));
        }
    }

    @Test
    void readsOnlyOrWritesAndMakesNoTokens() throws Exception {
        String me = somebody();
        String read = token(me, "read");
        String write = token(me, "write");

        with(read, get("/api/v1/me")).andExpect(status().isOk());
        with(read, post("/api/v1/departments")).andExpect(status().isForbidden())
            .andExpect(jsonPath("$.code").value("token-scope"));
        with(write, post("/api/v1/departments").contentType(MediaType.APPLICATION_JSON).content("{}"))
            .andExpect(status().isForbidden())
            .andExpect(jsonPath("$.code").value("system-administrator-only"));
        for (String path : new String[] { TOKENS, "/api/v1/me/password" }) {
            with(write, post(path).contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("token-scope"));
        }
    }

    @Test
    void endsAfterNinetyDays() throws Exception {
        String me = somebody();
        String token = token(me, "write");
        this.mvc.perform(get(TOKENS).with(httpBasic(me, PASSWORD)))
            .andExpect(jsonPath("$.items[0].scope").value("write"))
            .andExpect(jsonPath("$.items[0].expiresOn").isString());

        this.clock.pass(Duration.ofDays(KeepTokens.DAYS));
        with(token, get("/api/v1/me")).andExpect(status().isOk());
        this.clock.pass(Duration.ofDays(1));

        with(token, get("/api/v1/me")).andExpect(status().isUnauthorized());
        this.mvc.perform(get(TOKENS).with(httpBasic(me, PASSWORD))).andExpect(jsonPath("$.items").isEmpty());
    }

    @Test
    void endsWithThePassword() throws Exception {
        String me = somebody();
        String token = token(me, "write");
        this.mvc
            .perform(post("/api/v1/me/password").with(httpBasic(me, PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"current\":\"" + PASSWORD + "\",\"password\":\"Another-password-1\"}"))
            .andExpect(status().isNoContent());

        with(token, get("/api/v1/me")).andExpect(status().isUnauthorized());
    }

    @Test
    void endsWithAReset() throws Exception {
        String me = somebody();
        String token = token(me, "write");
        new Newcomers(this.mvc, this.jdbc).confirmed(post("/api/v1/people/" + me + "/reset-password"), "sysadmin",
                "secadmin");

        with(token, get("/api/v1/me")).andExpect(status().isUnauthorized());
    }

    @Test
    void isRevokedByTheSecurityAdministrator() throws Exception {
        String me = somebody();
        String token = token(me, "write");
        String list = "/api/v1/people/" + me + "/tokens";
        for (String account : new String[] { "sysadmin", "auditor", "head2" }) {
            this.mvc.perform(get(list).with(httpBasic(account, PASSWORD))).andExpect(status().isForbidden());
        }
        String id = this.mvc.perform(get(list).with(httpBasic("secadmin", PASSWORD)))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$.items[*].token").value(not(hasItem(token))))
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        this.mvc.perform(delete(list + "/" + id).with(httpBasic("sysadmin", PASSWORD)))
            .andExpect(status().isForbidden());

        this.mvc.perform(delete(list + "/" + id).with(httpBasic("secadmin", PASSWORD)))
            .andExpect(status().isNoContent());

        with(token, get("/api/v1/me")).andExpect(status().isUnauthorized());
        assertThat(id).isNotEmpty();
    }

}
