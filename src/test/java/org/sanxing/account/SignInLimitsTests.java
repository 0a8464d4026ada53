package org.sanxing.account;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.AuditRecord;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Who guesses waits; whose password is guessed does not. Each test has people of its own.
 */
@PeopleTest
@ActiveProfiles("demo")
class SignInLimitsTests {

    private static final String PASSWORD = "sanxing-demo";

    @Autowired
    MockMvc mvc;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PeopleTest.Happened happened;

    @Autowired
    PeopleTest.Notices notices;

    private static RequestPostProcessor from(String address) {
        return (request) -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static MockHttpServletRequestBuilder me(String account, String password, String address) {
        return get("/api/v1/me").with(httpBasic(account, password)).with(from(address));
    }

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
    }

    private String somebody() throws Exception {
        return new Newcomers(this.mvc, this.jdbc).person();
    }

    private int answer(MockHttpServletRequestBuilder request) throws Exception {
        return this.mvc.perform(request).andReturn().getResponse().getStatus();
    }

    private int guesses(String account, String address, int times) throws Exception {
        int status = 0;
        for (int i = 0; i < times; i++) {
            status = answer(me(account, "wrong" + i, address));
        }
        return status;
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void countsWhateverTheAddressIs(boolean known) throws Exception {
        String account = known ? somebody() : "nobody-at-all";
        String address = "1".repeat(300);
        for (int i = 0; i < Lockout.LOCK_AFTER; i++) {
            assertThat(answer(me(account, "wrong", address))).isEqualTo(401);
            this.clock.pass(Duration.ofSeconds(30));
        }
        assertThat(answer(me(account, PASSWORD, address))).isEqualTo(429);
        assertThat(this.jdbc.sql("select address from sign_in where account = :account and succeeded = false")
            .param("account", account)
            .query(String.class)
            .list()).allMatch(ClientAddress.UNKNOWN::equals);
    }

    @Test
    void countsWhatCannotBeRecorded() throws Exception {
        String me = somebody();
        this.happened.failing = me;
        try {
            assertThat(guesses(me, "10.3.0.1", 3)).isEqualTo(401);
        }
        finally {
            this.happened.failing = "";
        }
        assertThat(answer(me(me, PASSWORD, "10.3.0.1"))).isEqualTo(429);
    }

    @Test
    void letsTheOwnerInWhereTheOwnerUsuallyIs() throws Exception {
        String me = somebody();
        assertThat(answer(me(me, PASSWORD, "10.4.0.1"))).isEqualTo(200);
        this.clock.pass(Duration.ofMinutes(2));
        for (int i = 1; i <= 9; i++) {
            guesses(me, "203.0.113." + i, 3);
        }

        assertThat(answer(me(me, PASSWORD, "203.0.113.1"))).isEqualTo(429);
        assertThat(answer(me(me, PASSWORD, "203.0.113.77"))).isEqualTo(429);
        assertThat(answer(me(me, PASSWORD, "10.4.0.1"))).isEqualTo(200);
    }

    @Test
    void slowsDownWhoTriesManyNamesAndNotTheirNeighbours() throws Exception {
        String me = somebody();
        String neighbour = somebody();
        assertThat(answer(me(me, PASSWORD, "2001:db8::1"))).isEqualTo(200);
        this.clock.pass(Duration.ofMinutes(2));
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            refused += (answer(me("guess" + i, "Password-1", "2001:db8::" + (i + 1))) == 429) ? 1 : 0;
        }

        assertThat(refused).isEqualTo(50 - SignInLimits.NAMES_FROM_A_NETWORK);
        assertThat(answer(me(neighbour, PASSWORD, "2001:db8::9"))).isEqualTo(429);
        assertThat(answer(me(me, PASSWORD, "2001:db8::2"))).isEqualTo(200);
        this.clock.pass(SignInLimits.WINDOW.plusSeconds(1));
        assertThat(answer(me(neighbour, PASSWORD, "2001:db8::9"))).isEqualTo(200);
    }

    @Test
    void theSecurityAdministratorUnlocks() throws Exception {
        String me = somebody();
        guesses(me, "10.5.0.1", 3);
        assertThat(answer(me(me, PASSWORD, "10.5.0.1"))).isEqualTo(429);
        for (String account : new String[] { "sysadmin", "auditor", "staff3" }) {
            assertThat(answer(unlock(me, account))).isEqualTo(403);
        }
        assertThat(answer(unlock("nobody", "secadmin"))).isEqualTo(404);
        MockHttpSession session = new MockHttpSession();
        this.mvc
            .perform(post("/sign-in").with(csrf())
                .session(session)
                .param("username", "secadmin")
                .param("password", PASSWORD))
            .andExpect(redirectedUrl("/"));
        this.mvc.perform(get("/admin/accounts").session(session))
            .andExpect(content().string(containsString(">" + me + "<")));
        this.notices.told().clear();

        this.mvc.perform(post("/admin/accounts/unlock").with(csrf()).session(session).param("account", me))
            .andExpect(redirectedUrl("/admin/accounts"));

        assertThat(answer(me(me, PASSWORD, "10.5.0.1"))).isEqualTo(200);
        this.mvc.perform(get("/admin/accounts").session(session))
            .andExpect(content().string(not(containsString(">" + me + "<"))));
        assertThat(this.notices.told()).isEmpty();
        assertThat(this.happened.records()).filteredOn((record) -> record.action().equals("unlocked"))
            .filteredOn((record) -> record.objectId().equals(me))
            .extracting(AuditRecord::actor)
            .containsExactly("secadmin");
    }

    @Test
    void anAdministratorIsHelpedByAnotherAndTheThirdIsTold() throws Exception {
        guesses("secadmin", "10.6.0.1", 3);
        assertThat(answer(me("secadmin", PASSWORD, "10.6.0.1"))).isEqualTo(429);
        this.notices.told().clear();

        assertThat(answer(unlock("secadmin", "sysadmin"))).isEqualTo(204);

        assertThat(answer(me("secadmin", PASSWORD, "10.6.0.1"))).isEqualTo(200);
        assertThat(this.notices.told()).singleElement()
            .satisfies((notice) -> assertThat(notice.recipients()).containsExactly("auditor"));
        assertThat(answer(unlock("secadmin", "secadmin"))).isEqualTo(403);
    }

    private static MockHttpServletRequestBuilder unlock(String account, String actor) {
        return post("/api/v1/people/" + account + "/unlock").with(httpBasic(actor, PASSWORD)).with(from("10.7.0.1"));
    }

    @Test
    void thePageSaysTheSameForEveryName() throws Exception {
        String first = "";
        for (String account : new String[] { "supervisor2", "nobody-here-" }) {
            MockHttpSession session = new MockHttpSession();
            this.mvc.perform(post("/sign-in").with(csrf())
                .with(from("10.8.0.1"))
                .session(session)
                .param("username", account)
                .param("password", "wrong"));
            String page = this.mvc.perform(get("/sign-in").session(session))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString()
                // What was typed is there again, and who may be tried in the demo.
                .replace("value=\"" + account + "\"", "")
                .replace(" aria-current=\"true\"", "")
                .replaceAll("content=\"[A-Za-z0-9_-]{40,}={0,2}\"|value=\"[A-Za-z0-9_-]{40,}={0,2}\"", "");
            assertThat(first.isEmpty() ? page : first).isEqualTo(page);
            first = page;
        }
    }

}
