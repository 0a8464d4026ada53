package org.sanxing.notification;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** Settings, channels, deliveries and the centre, by page and API, in the application. */
@ApplicationTest
class NoticePagesTests {

    private static final String SECRET = "do-not-tell-0123456789";

    private static final String CHANNELS = "/admin/notices/channels";

    @Autowired
    private Office office;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Notifications notifications;

    @Autowired
    private WebhookDispatcher webhooks;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MovableClock clock;

    private Receiver receiver;

    @BeforeEach
    void start() throws Exception {
        this.receiver = new Receiver();
    }

    @AfterEach
    void putBack() {
        this.receiver.close();
        this.jdbc.sql("delete from notice_channel").update();
        this.jdbc.sql("delete from outbox").update();
        this.jdbc.sql("delete from notice_settings where account = 'staff3'").update();
        this.jdbc.sql("delete from notice_choice where account = 'staff3'").update();
    }

    private JsonNode channel(Map<String, Object> more) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(Map.of("kind", "webhook", "name", "W", "url",
                this.receiver.url("/in?token=hidden-key"), "secret", SECRET));
        body.putAll(more);
        return this.office.as("sysadmin").post(CHANNELS, body).ok(201);
    }

    /** A form of a page, as the browser sends it. */
    private MockHttpServletResponse form(String account, String path, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post(path).with(user(account)).with(csrf()).accept(MediaType.TEXT_HTML);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return this.mvc.perform(request).andReturn().getResponse();
    }

    @Test
    void aPersonChoosesByTheApi() {
        Office.Caller me = this.office.as("staff3");
        JsonNode before = me.get("/me/notices").ok();
        assertThat(before.path("language").asString()).isEqualTo("zh");
        assertThat(before.path("digestHour").asInt()).isEqualTo(8);
        assertThat(before.path("quiet").isNull()).isTrue();
        assertThat(before.path("events").valueStream().map((one) -> one.path("event").asString())).contains(
                "taskWaiting", "returned", "withdrawn", "accepted", "registered", "reminded", "escalated",
                "entryAssigned", "campaignOpened");
        assertThat(before.path("events").valueStream()).allSatisfy((one) -> {
            assertThat(one.path("mail").asString()).isEqualTo("now");
            assertThat(one.path("name").asString()).isNotEqualTo(one.path("event").asString());
        });
        Map<String, Object> wanted = Map.of("language", "en", "quiet", Map.of("from", "22:00", "to", "07:00"),
                "digestHour", 17, "events", List.of(Map.of("event", "returned", "mail", "digest")));
        JsonNode after = me.put("/me/notices", wanted, "If-Match", "\"0\"").ok();
        assertThat(after.path("quiet").path("from").asString()).isEqualTo("22:00");
        assertThat(after.path("revision").asInt()).isOne();
        assertThat(me.get("/me/notices").ok()).isEqualTo(after);
        assertThat(me.put("/me/notices", wanted, "If-Match", "\"0\"").refused(409).path("code").asString())
            .isEqualTo("changed-meanwhile");
        assertThat(me.put("/me/notices",
                Map.of("language", "fr", "quiet", Map.of("from", "22:00", "to", "22:00"), "digestHour", 24, "events",
                        List.of(Map.of("event", "none", "mail", "now"), Map.of("event", "returned", "mail", "never"))))
            .invalidFields())
            .containsExactlyInAnyOrder("language", "quietTo", "digestHour", "events.none", "events.returned");
        assertThat(this.office.as("staff2").get("/me/notices").ok().path("revision").asInt()).as("my own alone")
            .isZero();
    }

    @Test
    void aPersonChoosesOnThePage() throws Exception {
        assertThat(this.office.as("staff3").page("/account").html()).contains("href=\"/account/notices\"");
        String page = this.office.as("staff3").page("/account/notices").html();
        assertThat(page).contains("name=\"mail.returned\"", "name=\"quietFrom\"", "name=\"digestHour\"")
            .doesNotContain("??");
        MockHttpServletResponse wrong = form("staff3", "/account/notices", "language", "zh", "quietFrom", "22:00",
                "quietTo", "", "digestHour", "9", "mail.returned", "digest", "revision", "0");
        assertThat(wrong.getStatus()).isEqualTo(200);
        assertThat(wrong.getContentAsString()).contains("sx-error-summary", "reason-quietTo", "value=\"22:00\"");
        assertThat(form("staff3", "/account/notices", "language", "zh", "quietFrom", "", "quietTo", "", "digestHour",
                "9", "mail.returned", "digest", "revision", "0")
            .getRedirectedUrl()).isEqualTo("/account/notices");
        JsonNode saved = this.office.as("staff3").get("/me/notices").ok();
        assertThat(saved.path("digestHour").asInt()).isEqualTo(9);
        assertThat(saved.path("events").valueStream().filter((one) -> one.path("mail").asString().equals("digest")))
            .hasSize(1);
    }

    @Test
    void onlyTheSystemAdministratorSeesAndKeepsChannels() {
        String id = channel(Map.of()).path("id").asString();
        for (String other : List.of("staff1", "leader1", "auditor", "secadmin")) {
            Office.Caller caller = this.office.as(other);
            caller.get(CHANNELS).refused(403, "channels-administrator-only");
            caller.get(CHANNELS + "/" + id).refused(403);
            caller.post(CHANNELS, Map.of()).refused(403);
            caller.put(CHANNELS + "/" + id, Map.of()).refused(403);
            caller.delete(CHANNELS + "/" + id).refused(403);
            caller.post(CHANNELS + "/" + id + "/test", null).refused(403);
            caller.get("/admin/notices/deliveries").refused(403);
            caller.post("/admin/notices/deliveries/retry", null).refused(403);
            caller.get("/admin/notices/templates").refused(403);
            assertThat(caller.page("/admin/notices").status()).isIn(403, 404);
        }
        assertThat(this.receiver.requests()).isEmpty();
    }

    @Test
    void neitherSecretNorAddressIsEverToldAgain() {
        String id = channel(Map.of()).path("id").asString();
        Office.Caller admin = this.office.as("sysadmin");
        admin.put(CHANNELS + "/" + id, Map.of("name", "V")).ok();
        for (String told : List.of(admin.get(CHANNELS).text(), admin.get(CHANNELS + "/" + id).text(),
                admin.page("/admin/notices").html(), admin.page("/admin/notices/channels/" + id).html(),
                this.jdbc.sql("select detail from audit_event where chain = 'channels'")
                    .query(String.class)
                    .list()
                    .toString())) {
            assertThat(told).doesNotContain(SECRET, "hidden-key").contains("V");
        }
        assertThat(this.jdbc.sql("select secret from notice_channel").query(String.class).single())
            .as("but is kept, sealed")
            .startsWith("v1:")
            .doesNotContain(SECRET);
        assertThat(this.jdbc
            .sql("select action from audit_event where chain = 'channels' and object_id = :id order by seq")
            .param("id", id)
            .query(String.class)
            .list()).containsExactly("added", "changed");
    }

    @Test
    void whatIsWrongWithAChannelIsSaidField() {
        Office.Caller admin = this.office.as("sysadmin");
        for (String url : List.of("ftp://a/b", "javascript:alert(1)", "http:///x", "https://u:p@host/x", "not a url",
                "https://host/#x", "/relative")) {
            assertThat(admin.post(CHANNELS, Map.of("kind", "wecom", "name", "W", "url", url)).invalidFields()).as(url)
                .containsExactly("url");
        }
        assertThat(
                admin
                    .post(CHANNELS,
                            Map.of("kind", "pigeon", "name", " ", "url", "", "language", "fr", "events",
                                    List.of("none"), "branches", List.of("none"), "secret", "short"))
                    .invalidFields())
            .containsExactlyInAnyOrder("kind", "name", "url", "language", "events", "branches", "secret");
        assertThat(admin.post(CHANNELS, Map.of("kind", "webhook", "name", "W", "url", "http://a/")).invalidFields())
            .containsExactly("secret");
        assertThat(
                admin.post(CHANNELS, Map.of("kind", "wecom", "name", "W", "url", "http://a/", "secret", "0123456789"))
                    .invalidFields())
            .containsExactly("secret");
        String id = channel(Map.of()).path("id").asString();
        admin.put(CHANNELS + "/" + id, Map.of("name", "X"), "If-Match", "\"7\"").refused(409, "changed-meanwhile");
        admin.get(CHANNELS + "/none").refused(404, "channel-not-found");
    }

    @Test
    void aTestMessageTellsWhetherItWorksAlsoUnderAnIdempotencyKey() throws Exception {
        String id = channel(Map.of()).path("id").asString();
        Office.Caller admin = this.office.as("sysadmin");
        assertThat(admin.post(CHANNELS + "/" + id + "/test", null).ok().path("ok").asBoolean()).isTrue();
        this.receiver.answers(500, "broken today");
        JsonNode tried = admin.post(CHANNELS + "/" + id + "/test", null, "Idempotency-Key", "k1").ok();
        assertThat(tried.path("ok").asBoolean()).isFalse();
        assertThat(tried.path("answer").asString()).isEqualTo("does not");
        assertThat(form("sysadmin", "/admin/notices/channels/" + id + "/test").getRedirectedUrl())
            .isEqualTo("/admin/notices/channels/" + id);
        assertThat(this.receiver.requests()).hasSize(3);
    }

    @Test
    void channelsAreKeptOnThePagesToo() throws Exception {
        MockHttpServletResponse wrong = form("sysadmin", "/admin/notices/channels/new", "kind", "wecom", "name", "G",
                "url", "nowhere", "language", "zh", "enabled", "true");
        assertThat(wrong.getContentAsString()).contains("sx-error-summary", "value=\"nowhere\"", "reason-url");
        String there = form("sysadmin", "/admin/notices/channels/new", "kind", "wecom", "name", "G", "url",
                "https://qyapi.example/send?key=abcd", "language", "zh", "enabled", "true", "events", "returned",
                "events", "accepted")
            .getRedirectedUrl();
        assertThat(there).startsWith("/admin/notices/channels/");
        assertThat(this.office.as("sysadmin").page(there).html()).contains("value=\"returned\" checked", "\u2026abcd");
        form("sysadmin", there, "name", "H", "url", "", "language", "en", "revision", "1");
        JsonNode kept = this.office.as("sysadmin").get(CHANNELS).ok().path("items").get(0);
        assertThat(kept.path("name").asString()).isEqualTo("H");
        assertThat(kept.path("enabled").asBoolean()).as("not ticked").isFalse();
        assertThat(kept.path("events").size()).isZero();
        assertThat(form("sysadmin", there + "/delete").getRedirectedUrl()).isEqualTo("/admin/notices");
        assertThat(this.office.as("sysadmin").get(CHANNELS).ok().path("items").size()).isZero();
    }

    @Test
    void whatGaveUpIsListedTriedAgainAndDropped() throws Exception {
        channel(Map.of());
        this.receiver.answers(500, "out of order");
        for (int i = 0; i < 3; i++) {
            this.notifications.notify(Notice.of("accepted", List.of("staff3"), "case-" + i, "/", "T" + i));
        }
        java.time.Instant before = this.clock.instant();
        for (int round = 0; round < 70; round++) {
            this.webhooks.dispatch();
            this.clock.move(java.time.Duration.ofHours(5));
        }
        this.clock.set(before);
        Office.Caller admin = this.office.as("sysadmin");
        JsonNode listed = admin.get("/admin/notices/deliveries").ok().path("items");
        assertThat(listed.size()).isEqualTo(3);
        assertThat(listed.get(0).path("reason").asString()).contains("out of order");
        assertThat(admin.page("/admin/notices").html()).contains("out of order", "/deliveries/retry");
        String first = listed.get(0).path("id").asString();
        String second = listed.get(1).path("id").asString();
        assertThat(admin.send(HttpMethod.POST, "/admin/notices/deliveries/" + first + "/drop", null).status())
            .isEqualTo(204);
        admin.post("/admin/notices/deliveries/" + first + "/drop", null).refused(409, "delivery-not-given-up");
        assertThat(admin.send(HttpMethod.POST, "/admin/notices/deliveries/" + second + "/retry", null).status())
            .isEqualTo(204);
        assertThat(form("sysadmin", "/admin/notices/deliveries/retry").getRedirectedUrl()).isEqualTo("/admin/notices");
        assertThat(admin.get("/admin/notices/deliveries").ok().path("items").size()).isZero();
        this.receiver.answers(200, "");
        this.webhooks.dispatch();
        assertThat(this.outbox.standing()).isEqualTo(new Outbox.Standing(0, 0));
        assertThat(this.jdbc.sql("select count(*) from outbox where state = 'sent'").query(Integer.class).single())
            .isEqualTo(2);
        admin.post("/admin/notices/deliveries/none/retry", null).refused(404, "delivery-not-found");
    }

    @Test
    void theWordingIsShownWithExamplesAndCanBeTakenAway() {
        Office.Caller admin = this.office.as("sysadmin");
        JsonNode shown = admin.get("/admin/notices/templates").ok();
        assertThat(shown.path("folder").asString()).endsWith("notices");
        assertThat(shown.path("items").valueStream()).allSatisfy((kind) -> {
            assertThat(kind.path("name").asString()).as(kind.path("event").asString())
                .isNotEqualTo(kind.path("event").asString());
            assertThat(kind.path("wordings").size()).isGreaterThanOrEqualTo(4);
            assertThat(kind.path("wordings").valueStream())
                .allSatisfy((one) -> assertThat(one.path("example").asString()).isNotBlank().doesNotContain("{"));
        });
        assertThat(admin.page("/admin/notices/templates").html()).contains("notice", "{0}", "notices_en.properties")
            .doesNotContain("??");
        assertThat(admin.page("/admin/notices/templates/notices_en.properties").text())
            .contains("notice.returned.title=Returned: {0}", "notice.campaignOpened.title=");
        assertThat(admin.page("/admin/notices/templates/secrets.properties").status()).isEqualTo(404);
    }

    @Test
    void theCentreMarksOneAndAllOfAKindWithoutOpening() throws Exception {
        Office.Caller me = this.office.as("staff3");
        me.post("/notifications/read", null).ok();
        this.notifications.notify(Notice.of("accepted", List.of("staff3"), "c", "/materials", "Aaa"));
        this.notifications.notify(Notice.of("returned", List.of("staff3"), "c", "/materials", "Bbb", "P"));
        String page = me.page("/notifications?unread=true").html();
        assertThat(page).contains("Aaa", "Bbb", "event=accepted");
        assertThat(me.page("/notifications?unread=true&event=accepted").html()).contains("Aaa").doesNotContain("Bbb");
        String id = me.get("/notifications?unread=true&event=accepted").ok().path("items").get(0).path("id").asString();
        MockHttpServletResponse row = this.mvc
            .perform(
                    post("/notifications/" + id + "/read").with(user("staff3")).with(csrf()).header("HX-Request", true))
            .andReturn()
            .getResponse();
        assertThat(row.getHeader("HX-Trigger")).isEqualTo("sx-counts");
        assertThat(row.getContentAsString()).startsWith("<li").contains("/unread", "Aaa").doesNotContain("<html");
        assertThat(me.page("/nav-counts").html()).contains("sx-count-bell");
        me.post("/notifications/" + id + "/unread", null).ok();
        assertThat(me.get("/notifications?unread=true").ok().path("items").size()).isEqualTo(2);
        assertThat(form("staff3", "/notifications/read", "unread", "true", "event", "returned").getRedirectedUrl())
            .isEqualTo("/notifications?unread=true&event=returned");
        assertThat(me.get("/notifications?unread=true")
            .ok()
            .path("items")
            .valueStream()
            .map((one) -> one.path("event").asString())).containsExactly("accepted");
        assertThat(me.get("/notifications/kinds")
            .ok()
            .path("items")
            .valueStream()
            .filter((kind) -> kind.path("event").asString().equals("accepted"))
            .map((kind) -> kind.path("unread").asInt())).containsExactly(1);
        this.office.as("staff1").post("/notifications/" + id + "/unread", null).refused(404);
        form("staff3", "/notifications/read");
        assertThat(me.page("/notifications").html()).as("the count in the frame is right at once")
            .contains("id=\"sx-bell\"")
            .doesNotContain("sx-count-bell");
    }

    @Test
    void theCountsCostLittleAndNothingIsSentWhereNothingChanged() {
        Office.Caller me = this.office.as("staff3");
        String counts = me.page("/nav-counts").html();
        java.util.regex.Matcher seen = java.util.regex.Pattern.compile("seen=([0-9-]+)").matcher(counts);
        assertThat(seen.find()).isTrue();
        assertThat(counts).contains("every 20s", "data-sx-said=");
        assertThat(me.page("/nav-counts?seen=" + seen.group(1)).status()).isEqualTo(204);
        assertThat(me.page("/nav-counts?seen=9-9-9").status()).isEqualTo(200);
        assertThat(Office.statements(() -> me.page("/nav-counts"))).isLessThanOrEqualTo(10);
    }

}
