package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanxing.common.AuditRecord;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Sessions lie in the database, and end. Each test has people of its own. */
@PeopleTest
@ActiveProfiles("demo")
class SessionsTests {

    private static final String PASSWORD = "sanxing-demo";

    private static final String SESSIONS = "/api/v1/me/sessions";

    @Autowired
    MockMvc mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PeopleTest.Happened happened;

    @AfterEach
    void nobodyStays() {
        new Newcomers(this.mvc, this.jdbc).leave();
    }

    private String somebody() throws Exception {
        return new Newcomers(this.mvc, this.jdbc).person();
    }

    private MockHttpSession signIn(String account) throws Exception {
        MockHttpSession session = new MockHttpSession();
        this.mvc.perform(
                post("/sign-in").with(csrf()).session(session).param("username", account).param("password", PASSWORD))
            .andExpect(redirectedUrl("/"));
        return session;
    }

    private void in(MockHttpSession session) throws Exception {
        this.mvc.perform(get("/account").session(session)).andExpect(status().isOk());
    }

    private void out(MockHttpSession session) throws Exception {
        this.mvc.perform(get("/account").accept(MediaType.TEXT_HTML).session(session))
            .andExpect(redirectedUrl("/sign-in"));
    }

    private long lastAccess(String account) {
        return this.jdbc.sql("select max(last_access_time) from spring_session where principal_name = :account")
            .param("account", account)
            .query(Long.class)
            .single();
    }

    private void backdate(String account, Duration seen, Duration created) {
        long now = Instant.now().toEpochMilli();
        this.jdbc.sql("""
                update spring_session set last_access_time = :seen, creation_time = :created,
                    expiry_time = cast(:seen as bigint) + 1000 * max_inactive_interval where principal_name = :account
                """)
            .param("seen", now - seen.toMillis())
            .param("created", now - created.toMillis())
            .param("account", account)
            .update();
    }

    @Test
    void endWhenNothingIsDoneWhateverThePageAsksByItself() throws Exception {
        String me = somebody();
        MockHttpSession session = signIn(me);
        backdate(me, Duration.ofMinutes(90), Duration.ofHours(3));
        long before = lastAccess(me);

        this.mvc.perform(get("/nav-counts").session(session).header("HX-Request", "true"));
        assertThat(lastAccess(me)).isEqualTo(before);
        in(session);
        assertThat(lastAccess(me)).isGreaterThan(before);

        backdate(me, Duration.ofMinutes(121), Duration.ofHours(3));
        out(session);
    }

    @Test
    void endAfterADayHoweverBusy() throws Exception {
        String me = somebody();
        MockHttpSession session = signIn(me);
        backdate(me, Duration.ofMinutes(2), Duration.ofMinutes(12 * 60 - 10));
        in(session);
        assertThat(this.jdbc.sql("select max_inactive_interval from spring_session where principal_name = :account")
            .param("account", me)
            .query(Integer.class)
            .single()).isBetween(580, 600);
        this.mvc.perform(get("/nav-counts").session(session).header("HX-Request", "true"));
        backdate(me, Duration.ofMinutes(11), Duration.ofMinutes(12 * 60 + 1));
        this.mvc.perform(get("/nav-counts").session(session).header("HX-Request", "true"))
            .andExpect(header().string("HX-Redirect", "/sign-in"));
        out(session);
    }

    @Test
    void areListedAndEndedByTheirOwner() throws Exception {
        String me = somebody();
        String colleague = somebody();
        MockHttpSession one = signIn(me);
        MockHttpSession other = signIn(me);
        MockHttpSession neighbour = signIn(colleague);
        String id = this.mvc.perform(get(SESSIONS).with(httpBasic(me, PASSWORD)))
            .andExpect(jsonPath("$.items.length()").value(2))
            .andExpect(jsonPath("$.items[0].address").value("127.0.0.1"))
            .andExpect(jsonPath("$.items[0].createdAt").isString())
            .andReturn()
            .getResponse()
            .getContentAsString()
            .replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(this.jdbc.sql("select session_id from spring_session").query(String.class).list())
            .doesNotContain(id);
        this.mvc.perform(get("/account").session(one)).andExpect(content().string(containsString("本次登录")));
        this.mvc.perform(delete(SESSIONS + "/" + id).with(httpBasic(colleague, PASSWORD)))
            .andExpect(status().isNotFound());

        this.mvc.perform(delete(SESSIONS + "/" + id).with(httpBasic(me, PASSWORD))).andExpect(status().isNoContent());
        in(one);
        out(other);
        this.mvc.perform(delete(SESSIONS).with(httpBasic(me, PASSWORD))).andExpect(status().isNoContent());
        out(one);
        in(neighbour);
        this.mvc.perform(post("/account/sessions/end").with(csrf()).session(neighbour))
            .andExpect(redirectedUrl("/sign-in?out"));
        out(neighbour);
    }

    @Test
    void endWithAChangeOfRole() throws Exception {
        String me = somebody();
        MockHttpSession session = signIn(me);
        new Newcomers(this.mvc, this.jdbc).confirmed(post("/api/v1/roles").contentType(MediaType.APPLICATION_JSON)
            .content("{\"account\":\"" + me + "\",\"role\":\"auditor\"}"), "secadmin", "sysadmin");
        out(session);

        session = signIn(me);
        this.mvc.perform(delete("/api/v1/roles/" + me + "/auditor").with(httpBasic("secadmin", PASSWORD)))
            .andExpect(status().isNoContent());
        out(session);
    }

    @Test
    void areDroppedWhereTheyCannotBeRead() throws Exception {
        String me = somebody();
        MockHttpSession session = signIn(me);
        this.jdbc.sql("""
                update spring_session_attributes set attribute_bytes = :bytes where session_primary_id in
                    (select primary_id from spring_session where principal_name = :account)
                """).param("account", me).param("bytes", new byte[] { 1, 2, 3 }).update();
        out(session);
    }

    @Test
    void areRecordedWithAddressAndSession() throws Exception {
        String me = somebody();
        MockHttpSession session = signIn(me);
        this.mvc.perform(post("/sign-out").with(csrf()).session(session)).andExpect(redirectedUrl("/sign-in?out"));

        assertThat(this.happened.records()).filteredOn((record) -> record.chain().equals("door:" + me))
            .extracting(AuditRecord::action)
            .containsExactly("signedIn", "signedOut");
        assertThat(this.happened.records()).filteredOn((record) -> record.chain().equals("door:" + me))
            .allSatisfy((record) -> assertThat(record.detail()).containsEntry("address", "127.0.0.1")
                .containsKey("session"));
    }

}
