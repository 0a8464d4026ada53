package org.sanxing.account;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.AuditRecord;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Each test uses accounts of its own: what it does to them is committed. */
@PeopleTest
@ActiveProfiles("demo")
class SignInTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String ME = "/api/v1/me";

    @Autowired
    MockMvc mvc;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PeopleTest.Happened happened;

    @Test
    void comesBackToThePageThatWasAskedFor() throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(get("/account?x=1").accept(MediaType.TEXT_HTML).session(session))
            .andExpect(redirectedUrl("/sign-in"));
        String before = session.getId();

        MvcResult result = this.mvc.perform(post("/sign-in").with(csrf()).session(session).with((request) -> {
            request.setRequestedSessionId(before);
            return request;
        }).param("username", " Staff1 ").param("password", PASSWORD))
            .andExpect(redirectedUrl("/account?x=1"))
            .andReturn();

        MockHttpSession after = (MockHttpSession) result.getRequest().getSession();
        assertThat(after.getId()).isNotEqualTo(before);
        this.mvc.perform(get("/account").session(after))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("staff1")));
        this.mvc.perform(get("/sign-in").session(after)).andExpect(redirectedUrl("/"));
        this.mvc.perform(post("/sign-out").with(csrf()).session(after)).andExpect(redirectedUrl("/sign-in?out"));
        assertThat(after.isInvalid()).isTrue();
    }

    @Test
    void neverComesBackIntoAFragment() throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(get("/account").accept(MediaType.TEXT_HTML).header("HX-Request", "true").session(session))
            .andExpect(status().isUnauthorized())
            .andExpect(header().string("HX-Redirect", "/sign-in"));

        this.mvc.perform(
                post("/sign-in").with(csrf()).session(session).param("username", "staff1").param("password", PASSWORD))
            .andExpect(redirectedUrl("/"));
    }

    @Test
    void leadsAFormSentAfterTheSessionEndedToTheSignInPage() throws Exception {
        this.mvc.perform(post("/account/tokens").param("name", "x")).andExpect(redirectedUrl("/sign-in?expired"));
        this.mvc.perform(post("/account/tokens").header("HX-Request", "true").param("name", "x"))
            .andExpect(status().isUnauthorized())
            .andExpect(header().string("HX-Redirect", "/sign-in"));
        this.mvc.perform(post("/sign-out").session(signIn("staff1", PASSWORD))).andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @ValueSource(strings = { "staff2", "no-such-account" })
    void slowsDownAndLocksKnownAndUnknownAccountsAlike(String account) throws Exception {
        this.happened.records().clear();
        for (int i = 0; i < 5; i++) {
            MockHttpSession session = new MockHttpSession();
            this.mvc
                .perform(post("/sign-in").with(csrf())
                    .session(session)
                    .param("username", account)
                    .param("password", "wrong"))
                .andExpect(redirectedUrl("/sign-in"));
            this.mvc.perform(get("/sign-in").session(session))
                .andExpect(content().string(containsString("账号或密码不正确")))
                .andExpect(content().string(containsString("value=\"" + account + "\"")));
            if (i == 2) {
                this.mvc.perform(get(ME).with(httpBasic(account, PASSWORD)))
                    .andExpect(status().isTooManyRequests())
                    .andExpect(header().string("Retry-After", "5"));
            }
            this.clock.pass(Duration.ofSeconds(20));
        }
        this.clock.pass(Duration.ofSeconds(-20));

        this.mvc.perform(get(ME).with(httpBasic(account, PASSWORD)))
            .andExpect(status().isTooManyRequests())
            .andExpect(header().string("Retry-After", "900"))
            .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
            .andExpect(jsonPath("$.status").value(429))
            .andExpect(jsonPath("$.code").value("too-many-failures"));
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(
                post("/sign-in").with(csrf()).session(session).param("username", account).param("password", PASSWORD))
            .andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get("/sign-in").session(session)).andExpect(content().string(containsString("15 分钟")));

        this.clock.pass(Lockout.LOCK);
        if (account.equals("staff2")) {
            this.mvc.perform(get(ME).with(httpBasic(account, PASSWORD))).andExpect(status().isOk());
            assertThat(this.happened.records().stream().filter((record) -> record.action().equals("locked")))
                .singleElement()
                .satisfies((record) -> {
                    assertThat(record.chain()).isEqualTo("accounts");
                    assertThat(record.action()).isEqualTo("locked");
                    assertThat(record.actor()).isEqualTo(AuditRecord.SYSTEM);
                });
            this.mvc.perform(get("/api/v1/me/sign-ins").with(httpBasic(account, PASSWORD)))
                .andExpect(jsonPath("$.items.length()").value(5))
                .andExpect(jsonPath("$.items[0].succeeded").value(false));
        }
        else {
            this.mvc.perform(get(ME).with(httpBasic(account, PASSWORD))).andExpect(status().isUnauthorized());
            assertThat(this.happened.records()).extracting(AuditRecord::action).containsOnly("signInFailed");
            assertThat(this.happened.records()).noneMatch((record) -> record.toString().contains(account));
        }
    }

    @Test
    void forgetsTheFailuresAfterARightPassword() throws Exception {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 2; i++) {
                this.mvc.perform(get(ME).with(httpBasic("head2", "wrong"))).andExpect(status().isUnauthorized());
            }
            // Past what is remembered of the right one.
            this.clock.pass(Duration.ofMinutes(2));
            this.mvc.perform(get(ME).with(httpBasic("head2", PASSWORD))).andExpect(status().isOk());
        }
    }

    @Test
    void remembersARightPasswordButNotAgainstTheLock() throws Exception {
        this.mvc.perform(get(ME).with(httpBasic("leader5", PASSWORD))).andExpect(status().isOk());
        for (int i = 0; i < Lockout.PAUSE_AFTER; i++) {
            this.mvc.perform(get(ME).with(httpBasic("leader5", "wrong"))).andExpect(status().isUnauthorized());
        }

        this.mvc.perform(get(ME).with(httpBasic("leader5", PASSWORD))).andExpect(status().isTooManyRequests());
    }

    @Test
    void endsSessionsAndTokensOfWhoeverLeaves() throws Exception {
        String initial = initialPassword(post("/api/v1/people").contentType(MediaType.APPLICATION_JSON)
            .content("{\"account\":\"leaver\",\"name\":\"leaver\"}"));
        MockHttpSession session = signIn("leaver", initial);
        this.mvc.perform(password(session, initial, "goes-to-the-country-7", "goes-to-the-country-7"))
            .andExpect(redirectedUrl("/account"));
        String token = token("leaver", "goes-to-the-country-7");
        this.mvc.perform(get("/account").session(session)).andExpect(status().isOk());

        this.mvc.perform(post("/api/v1/people/leaver/deactivate").with(httpBasic("sysadmin", PASSWORD)))
            .andExpect(status().isOk());

        this.mvc.perform(get("/account").session(session)).andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get(ME).header("Authorization", "Bearer " + token)).andExpect(status().isUnauthorized());
        this.mvc.perform(get(ME).with(httpBasic("leaver", "goes-to-the-country-7")))
            .andExpect(status().isUnauthorized());
    }

    @Test
    void changesThePasswordAndEndsTheOtherSessions() throws Exception {
        MockHttpSession other = signIn("organiser1", PASSWORD);
        MockHttpSession mine = signIn("organiser1", PASSWORD);
        this.mvc.perform(get(ME).with(httpBasic("organiser1", PASSWORD))).andExpect(status().isOk());

        this.mvc.perform(password(mine, "wrong", "another-password-1", "another-password-1"))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("现在的密码不正确")))
            .andExpect(content().string(not(containsString("another-password-1"))));
        this.mvc.perform(password(mine, PASSWORD, "short", "short"))
            .andExpect(content().string(containsString("密码至少 10 个字符")));
        this.mvc.perform(password(mine, PASSWORD, "another-password-1", "another-passw0rd-1"))
            .andExpect(content().string(containsString("两次输入的新密码不一致")));
        this.mvc.perform(password(mine, PASSWORD, "another-password-1", "another-password-1"))
            .andExpect(redirectedUrl("/account"));

        this.mvc.perform(get("/account").session(mine)).andExpect(status().isOk());
        this.mvc.perform(get("/account").session(other)).andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get(ME).with(httpBasic("organiser1", PASSWORD))).andExpect(status().isUnauthorized());
        this.mvc.perform(get(ME).with(httpBasic("organiser1", "another-password-1"))).andExpect(status().isOk());
    }

    private static MockHttpServletRequestBuilder password(MockHttpSession session, String current, String password,
            String again) {
        return post("/account/password").with(csrf())
            .session(session)
            .param("current", current)
            .param("password", password)
            .param("passwordAgain", again);
    }

    @Test
    void letsAnInitialPasswordDoNothingButBeChanged() throws Exception {
        String initial = initialPassword(post("/api/v1/people/organiser2/reset-password"));
        MockHttpSession session = signIn("organiser2", initial);

        this.mvc.perform(get(ME).with(httpBasic("organiser2", initial)))
            .andExpect(status().isForbidden())
            .andExpect(jsonPath("$.code").value("password-must-change"));
        this.mvc.perform(get("/tasks").session(session)).andExpect(redirectedUrl("/account"));
        this.mvc.perform(post("/account/tokens").with(csrf()).session(session).param("name", "x"))
            .andExpect(redirectedUrl("/account"));
        this.mvc.perform(get("/account").session(session))
            .andExpect(status().isOk())
            .andExpect(content().string(containsString("请先修改密码")));
        this.mvc.perform(password(session, initial, "my-own-password-1", "my-own-password-1"))
            .andExpect(redirectedUrl("/account"));
        this.mvc.perform(get(ME).with(httpBasic("organiser2", "my-own-password-1"))).andExpect(status().isOk());
    }

    /** The system administrator asks, the security administrator confirms. */
    private String initialPassword(MockHttpServletRequestBuilder asking) throws Exception {
        return new Newcomers(this.mvc, this.jdbc).confirmed(asking, "sysadmin", "secadmin");
    }

    @Test
    void signsInByATokenUntilItIsRevoked() throws Exception {
        String token = token("secretary2", PASSWORD);
        assertThat(this.jdbc.sql("select hash from personal_token where account = 'secretary2'")
            .query(String.class)
            .single()).hasSize(64).doesNotContain(token);

        this.mvc.perform(get(ME).header("Authorization", "Bearer " + token))
            .andExpect(status().isOk())
            .andExpect(jsonPath("$.account").value("secretary2"))
            .andExpect(cookie().doesNotExist("JSESSIONID"));
        this.mvc.perform(get(ME).header("Authorization", "Bearer " + token + "x")).andExpect(status().isUnauthorized());
        String id = this.jdbc.sql("select id from personal_token where account = 'secretary2'")
            .query(String.class)
            .single();
        this.mvc.perform(delete("/api/v1/me/tokens/" + id).with(httpBasic("secretary1", PASSWORD)))
            .andExpect(status().isNotFound());
        this.mvc.perform(delete("/api/v1/me/tokens/" + id).with(httpBasic("secretary2", PASSWORD)))
            .andExpect(status().isNoContent());
        this.mvc.perform(get(ME).header("Authorization", "Bearer " + token)).andExpect(status().isUnauthorized());
    }

    private String token(String account, String password) throws Exception {
        return this.mvc
            .perform(post("/api/v1/me/tokens").with(httpBasic(account, password))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"script\",\"password\":\"" + password + "\"}"))
            .andExpect(status().isCreated())
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private MockHttpSession signIn(String account, String password) throws Exception {
        MvcResult result = this.mvc
            .perform(post("/sign-in").with(csrf()).param("username", account).param("password", password))
            .andExpect(redirectedUrl("/"))
            .andReturn();
        return (MockHttpSession) result.getRequest().getSession();
    }

}
