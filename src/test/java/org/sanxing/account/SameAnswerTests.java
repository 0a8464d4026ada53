package org.sanxing.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Nobody learns from an answer, or from how long it takes, which accounts there are. What
 * takes long is the hash; how long the rest takes was measured once ({@code asvs.md}).
 */
@PeopleTest
@ActiveProfiles("demo")
class SameAnswerTests {

    /** As long as the other names, so that lengths are the same too. */
    private static final String UNKNOWN = "no-such-name";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    QuickPasswords.Counting hasher;

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
        this.jdbc.sql("delete from sign_in_limit").update();
    }

    private String known() throws Exception {
        return new Newcomers(this.mvc, this.jdbc).person();
    }

    private String disabled() throws Exception {
        String account = known();
        this.jdbc.sql("update person set active = false where account = :account").param("account", account).update();
        return account;
    }

    /** In three tries without a pause; then the name has to wait. */
    private void block(String name) throws Exception {
        for (int i = 0; i < Lockout.PAUSE_AFTER; i++) {
            byApi(name, "wrong" + i);
        }
    }

    private String byApi(String name, String password) throws Exception {
        String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return answer(name, get("/api/v1/me").header("Authorization", "Basic " + basic));
    }

    private String byPage(String name, String password) throws Exception {
        MockHttpSession session = new MockHttpSession();
        return answer(name,
                post("/sign-in").with(csrf()).session(session).param("username", name).param("password", password))
                + answer(name, get("/sign-in").session(session));
    }

    /** Status, all headers and the body, but for the name that was sent. */
    private String answer(String name, MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = this.mvc.perform(request).andReturn().getResponse();
        Map<String, List<Object>> headers = new TreeMap<>();
        response.getHeaderNames().forEach((header) -> headers.put(header, response.getHeaderValues(header)));
        return (response.getStatus() + "\n" + headers + "\n" + response.getContentAsString(StandardCharsets.UTF_8))
            .replace(name, "<name>")
            .replaceAll("(name=\"_csrf\" value|csrf-token\" content|content)=\"[\\w-]{60,}\"", "$1");
    }

    /** What was answered, and how many passwords were compared for it. */
    private Map<String, String> answers(String password) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : Map
            .of("known", known(), "unknown", UNKNOWN, "disabled", disabled(), "right but disabled", disabled())
            .entrySet()) {
            String typed = one.getKey().startsWith("right") ? Newcomers.PASSWORD : password;
            int before = this.hasher.compared();
            answers.put(one.getKey(), byApi(one.getValue(), typed));
            assertThat(this.hasher.compared() - before).as(one.getKey()).isEqualTo(1);
            answers.put(one.getKey() + " on the page", byPage(one.getValue(), typed));
            assertThat(this.hasher.compared() - before).as(one.getKey()).isEqualTo(2);
        }
        return answers;
    }

    private static void same(Map<String, String> answers) {
        answers.forEach((which, answer) -> assertThat(answer).as(which)
            .isEqualTo(answers.get(which.endsWith(" on the page") ? "unknown on the page" : "unknown")));
    }

    @Test
    void whoeverTheNameBelongsTo() throws Exception {
        Map<String, String> answers = answers("wrong");
        assertThat(answers.get("unknown")).startsWith("401\n");
        same(answers);
    }

    /** Also with the right password; which says that one has to wait, to everybody. */
    @Test
    void whoeverHasToWait() throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : Map.of("known", known(), "unknown", UNKNOWN, "disabled", disabled())
            .entrySet()) {
            block(one.getValue());
            int before = this.hasher.compared();
            answers.put(one.getKey(), byApi(one.getValue(), Newcomers.PASSWORD));
            answers.put(one.getKey() + " on the page", byPage(one.getValue(), Newcomers.PASSWORD));
            assertThat(this.hasher.compared() - before).as(one.getKey()).isEqualTo(2);
        }
        assertThat(answers.get("unknown")).startsWith("429\n").contains("Retry-After=[5]");
        same(answers);
    }

}
