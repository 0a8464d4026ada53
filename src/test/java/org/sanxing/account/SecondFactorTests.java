package org.sanxing.account;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.common.Sealing;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The password, and what makes codes. Each test has a person of its own. */
@PeopleTest
@ActiveProfiles("demo")
class SecondFactorTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String FACTOR = "/api/v1/me/second-factor";

    @Autowired
    MockMvc mvc;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sealing sealing;

    @Autowired
    PeopleTest.Notices notices;

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
    }

    private String somebody() throws Exception {
        return new Newcomers(this.mvc, this.jdbc).person();
    }

    private byte[] secret(String account) {
        String sealed = this.jdbc.sql("select totp_secret from account where account = :account")
            .param("account", account)
            .query(String.class)
            .single();
        return HexFormat.of().parseHex(this.sealing.open(sealed));
    }

    private String code(String account) {
        return Totp.code(secret(account), Totp.step(this.clock.instant()));
    }

    /** Of now, and never of before. */
    private String next(String account) {
        this.clock.pass(Duration.ofSeconds(2 * Totp.SECONDS));
        return code(account);
    }

    private ResultActions api(String account, String path, String body) throws Exception {
        return this.mvc.perform(post(FACTOR + path).with(httpBasic(account, PASSWORD))
            .contentType(MediaType.APPLICATION_JSON)
            .content(body.replace('\'', '"')));
    }

    private List<String> setUp(String account) throws Exception {
        api(account, "", "{'password':'" + PASSWORD + "'}").andExpect(status().isOk())
            .andExpect(jsonPath("$.secret").value(Totp.base32(secret(account))))
            .andExpect(jsonPath("$.uri").value(containsString("otpauth://totp/")));
        String answer = api(account, "/confirm", "{'code':'" + code(account) + "'}").andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
        return Pattern.compile("\"([a-z2-9-]{17})\"").matcher(answer).results().map((found) -> found.group(1)).toList();
    }

    private MockHttpSession password(String account) throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(
                post("/sign-in").with(csrf()).session(session).param("username", account).param("password", PASSWORD))
            .andExpect(redirectedUrl("/sign-in"));
        return session;
    }

    private ResultActions code(MockHttpSession session, String code) throws Exception {
        return this.mvc.perform(post("/sign-in").with(csrf()).session(session).param("code", code));
    }

    @Test
    void isAskedForAfterThePassword() throws Exception {
        String me = somebody();
        assertThat(setUp(me)).hasSize(10);
        assertThat(this.jdbc.sql("select totp_secret from account where account = :account")
            .param("account", me)
            .query(String.class)
            .single()).doesNotContain(HexFormat.of().formatHex(secret(me)));

        MockHttpSession session = password(me);
        this.mvc.perform(get("/account").accept(MediaType.TEXT_HTML).session(session))
            .andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get("/sign-in").session(session))
            .andExpect(content().string(containsString("动态验证码")))
            .andExpect(content().string(not(containsString("name=\"password\""))));
        code(session, "000000").andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get("/sign-in").session(session)).andExpect(content().string(containsString("验证码不正确")));
        code(session, next(me)).andExpect(redirectedUrlPattern("**/account"));
        this.mvc.perform(get("/account").session(session)).andExpect(status().isOk());
    }

    @Test
    void opensOnceByEachCode() throws Exception {
        String me = somebody();
        List<String> recovery = setUp(me);
        String code = next(me);
        code(password(me), code).andExpect(redirectedUrl("/"));
        code(password(me), code).andExpect(redirectedUrl("/sign-in"));
        code(password(me), " " + recovery.get(3).toUpperCase(java.util.Locale.ROOT) + " ")
            .andExpect(redirectedUrl("/"));
        code(password(me), recovery.get(3)).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void slowsDownWhoGuessesCodes() throws Exception {
        String me = somebody();
        setUp(me);
        MockHttpSession session = password(me);
        for (int i = 0; i < Lockout.PAUSE_AFTER; i++) {
            code(session, "00000" + i);
        }
        code(session, code(me)).andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get("/sign-in").session(session)).andExpect(content().string(containsString("秒后再试")));
    }

    @Test
    void isNoneWithoutThePasswordJustBefore() throws Exception {
        String me = somebody();
        setUp(me);
        MockHttpSession session = password(me);
        this.clock.pass(Duration.ofMinutes(6));
        code(session, code(me)).andExpect(redirectedUrl("/sign-in"));
        this.mvc.perform(get("/account").accept(MediaType.TEXT_HTML).session(session))
            .andExpect(redirectedUrl("/sign-in"));
        code(new MockHttpSession(), code(me)).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void sendsScriptsToTheirTokens() throws Exception {
        String me = somebody();
        String token = this.mvc
            .perform(post("/api/v1/me/tokens").with(httpBasic(me, PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"script\",\"password\":\"" + PASSWORD + "\"}"))
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        setUp(me);

        this.mvc.perform(get("/api/v1/me").with(httpBasic(me, PASSWORD)))
            .andExpect(status().isForbidden())
            .andExpect(jsonPath("$.code").value("second-factor-needed"));
        this.mvc.perform(get("/api/v1/me").with(httpBasic(me, "wrong"))).andExpect(status().isUnauthorized());
        this.mvc.perform(get("/api/v1/me").header("Authorization", "Bearer " + token)).andExpect(status().isOk());
    }

    @Test
    void isSetUpAndRemovedOnThePage() throws Exception {
        String me = somebody();
        MockHttpSession session = new MockHttpSession();
        this.mvc
            .perform(post("/sign-in").with(csrf()).session(session).param("username", me).param("password", PASSWORD))
            .andExpect(redirectedUrl("/"));
        String page = "/account/second-factor";
        this.mvc.perform(post(page).with(csrf()).session(session).param("password", "wrong"))
            .andExpect(content().string(containsString("现在的密码不正确")));
        this.mvc.perform(post(page).with(csrf()).session(session).param("password", PASSWORD))
            .andExpect(content().string(containsString("<path d=\"M2 2h1v1h-1z")))
            .andExpect(content().string(containsString(Totp.base32(secret(me)))));
        this.mvc.perform(post(page + "/confirm").with(csrf()).session(session).param("code", "1"))
            .andExpect(content().string(containsString("验证码不正确")));
        String codes = this.mvc.perform(post(page + "/confirm").with(csrf()).session(session).param("code", code(me)))
            .andReturn()
            .getResponse()
            .getContentAsString();
        assertThat(Pattern.compile(">[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}<").matcher(codes).results())
            .extracting(MatchResult::group)
            .hasSize(10);
        this.mvc.perform(get(page).session(session)).andExpect(content().string(containsString("还有 10 个恢复码")));
        this.mvc
            .perform(post(page + "/remove").with(csrf())
                .session(session)
                .param("password", PASSWORD)
                .param("code", next(me)))
            .andExpect(redirectedUrl(page));
        this.mvc.perform(get("/api/v1/me").with(httpBasic(me, PASSWORD))).andExpect(status().isOk());
    }

    @Test
    void isRemovedByTheSecurityAdministratorWhenItIsLost() throws Exception {
        String me = somebody();
        setUp(me);
        this.mvc.perform(delete("/api/v1/people/" + me + "/second-factor").with(httpBasic("sysadmin", PASSWORD)))
            .andExpect(status().isForbidden());
        this.notices.told().clear();
        this.mvc.perform(delete("/api/v1/people/" + me + "/second-factor").with(httpBasic("secadmin", PASSWORD)))
            .andExpect(status().isNoContent());
        this.mvc.perform(get("/api/v1/me").with(httpBasic(me, PASSWORD))).andExpect(status().isOk());
        assertThat(this.notices.told()).isEmpty();
    }

}
