package org.sanxing.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.organization.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebhookTests {

    private static final String SECRET = "SEC0123456789";

    private final NoticeFixture node = NoticeFixture.onH2();

    private final JsonMapper json = new JsonMapper();

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        this.receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        this.receiver.close();
    }

    private NoticeChannel channel(String kind, String url, String secret, List<String> events, List<String> branches) {
        return this.node.keepChannels.add("sysadmin", kind,
                new KeepChannels.Details(kind, url, secret, "zh", events, branches, true));
    }

    private NoticeChannel channel(String kind) {
        return channel(kind, this.receiver.url("/robot?access_token=k"), kind.equals("wecom") ? null : SECRET, null,
                null);
    }

    private void notice(String... accounts) {
        this.node.notifications.notify(
                Notice.of("returned", List.of(accounts), "case-1", "/tasks/of/case-1", "Titel", "Pers", "2026-11-26")
                    .numbered("No-7"));
    }

    private JsonNode body(int number) {
        return this.json.readTree(this.receiver.requests().get(number).body());
    }

    private static byte[] hmac(String key, String data) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void speaksAsWeComWantsIt() {
        channel("wecom");
        notice("staff1", "head1");
        this.node.webhooks.dispatch();
        assertThat(this.receiver.requests()).as("one message names all").hasSize(1);
        assertThat(this.receiver.requests().get(0).uri()).isEqualTo("/robot?access_token=k");
        assertThat(body(0).path("msgtype").asString()).isEqualTo("text");
        assertThat(body(0).path("text").path("content").asString())
            .contains("\u88ab\u9000\u56de\u4fee\u6539", "No-7", "STAFF1\u3001HEAD1",
                    "https://sanxing.example/tasks/of/case-1")
            .as("who sets up a receiver reads no title")
            .doesNotContain("Titel", "Pers");
        assertThat(
                this.node.jdbc.sql("select arguments from outbox where channel = 'wecom'").query(String.class).single())
            .doesNotContain("Titel");
        assertThat(this.node.count("sent")).isOne();
    }

    @Test
    void signsAsDingTalkWantsIt() throws Exception {
        channel("dingtalk");
        notice("staff1");
        this.node.webhooks.dispatch();
        String uri = this.receiver.requests().get(0).uri();
        String timestamp = String.valueOf(this.node.clock.instant().toEpochMilli());
        assertThat(uri).startsWith("/robot?access_token=k&timestamp=" + timestamp + "&sign=");
        String sign = URLDecoder.decode(uri.substring(uri.indexOf("&sign=") + 6), StandardCharsets.UTF_8);
        assertThat(Base64.getDecoder().decode(sign)).isEqualTo(hmac(SECRET, timestamp + "\n" + SECRET));
        assertThat(body(0).path("text").path("content").asString()).contains("STAFF1");
    }

    @Test
    void signsAsFeishuWantsIt() throws Exception {
        channel("feishu");
        this.node.people.put("at", new Person("at", "<at user_id=\"all\">everybody</at>", "", null, "b1", null, true));
        this.node.notifications.notify(Notice.of("accepted", List.of("at"), "c", "/x", "T", "P"));
        this.node.webhooks.dispatch();
        String timestamp = String.valueOf(this.node.clock.instant().getEpochSecond());
        assertThat(body(0).path("timestamp").asString()).isEqualTo(timestamp);
        assertThat(Base64.getDecoder().decode(body(0).path("sign").asString()))
            .isEqualTo(hmac(timestamp + "\n" + SECRET, ""));
        assertThat(body(0).path("msg_type").asString()).isEqualTo("text");
        assertThat(body(0).path("content").path("text").asString()).contains("everybody")
            .as("nobody can be mentioned by a name")
            .doesNotContain("<at");
    }

    @Test
    void signsTheGenericOneOverTimeAndBody() throws Exception {
        channel("webhook");
        notice("staff1", "head1");
        this.node.webhooks.dispatch();
        Receiver.Request request = this.receiver.requests().get(0);
        String timestamp = request.headers().getFirst("X-Sanxing-Timestamp");
        assertThat(timestamp).isEqualTo(String.valueOf(this.node.clock.instant().getEpochSecond()));
        assertThat(request.headers().getFirst("X-Sanxing-Signature"))
            .isEqualTo("v1=" + HexFormat.of().formatHex(hmac(SECRET, timestamp + "." + request.body())));
        assertThat(request.headers().getFirst("X-Sanxing-Delivery")).isEqualTo(body(0).path("delivery").asString());
        assertThat(body(0).path("event").asString()).isEqualTo("returned");
        assertThat(body(0).path("caseId").asString()).isEqualTo("case-1");
        assertThat(body(0).path("link").asString()).isEqualTo("https://sanxing.example/tasks/of/case-1");
        assertThat(body(0).path("createdAt").asString()).isEqualTo("2026-11-22T01:00:00Z");
        assertThat(body(0).path("recipients").valueStream().map((one) -> one.path("account").asString()))
            .containsExactly("staff1", "head1");
        assertThat(body(0).path("recipients").get(0).path("name").asString()).isEqualTo("STAFF1");
    }

    @Test
    void aRefusalInTheAnswerIsAFailureToBeTriedAgain() {
        channel("dingtalk");
        this.receiver.answers(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
        notice("staff1");
        this.node.webhooks.dispatch();
        assertThat(this.node.count("sent")).isZero();
        assertThat(
                this.node.jdbc.sql("select reason from outbox where channel = 'dingtalk'").query(String.class).single())
            .contains("310000", "sign not match");
        this.receiver.answers(200, "{\"errcode\":0}");
        this.node.webhooks.dispatch();
        assertThat(this.receiver.requests()).as("not before the pause is over").hasSize(1);
        this.node.clock.move(Duration.ofMinutes(2));
        this.node.webhooks.dispatch();
        assertThat(
                this.node.jdbc.sql("select state from outbox where channel = 'dingtalk'").query(String.class).single())
            .isEqualTo("sent");
    }

    @Test
    void everyKindOfNoIsANo() {
        WebhookRequests requests = new WebhookRequests(this.node.texts, this.json);
        assertThat(requests.refusal(Channel.FEISHU, 200, "{\"code\":0,\"msg\":\"success\"}")).isNull();
        assertThat(requests.refusal(Channel.FEISHU, 200, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}")).isNull();
        assertThat(requests.refusal(Channel.FEISHU, 200, "{\"code\":19021,\"msg\":\"sign match fail\"}"))
            .contains("19021");
        assertThat(requests.refusal(Channel.WECOM, 200, "{\"errcode\":45009}")).contains("45009");
        assertThat(requests.refusal(Channel.WECOM, 200, "<html>portal</html>")).contains("without a code");
        assertThat(requests.refusal(Channel.WECOM, 302, "")).contains("302");
        assertThat(requests.refusal(Channel.WEBHOOK, 204, "")).isNull();
        assertThat(requests.refusal(Channel.WEBHOOK, 500, "oops")).contains("500", "oops");
    }

    @Test
    void aReceiverThatHangsHoldsUpNobodyElseAndIsTriedAgainWithTheSameId() throws IOException {
        NoticeFixture hurried = this.node.answeredWithin(Duration.ofSeconds(2));
        channel("webhook");
        this.receiver.hang();
        try (Receiver good = new Receiver()) {
            channel("webhook", good.url("/in"), SECRET, null, null);
            for (int i = 0; i < 5; i++) {
                notice("staff1");
            }
            long before = System.nanoTime();
            hurried.webhooks.dispatch();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(good.requests()).hasSize(5);
            assertThat(this.receiver.requests()).as("one attempt in a round").hasSize(1);
            this.receiver.recover();
            this.node.clock.move(Duration.ofMinutes(2));
            hurried.webhooks.dispatch();
            assertThat(this.node.jdbc.sql("select count(*) from outbox where channel = 'webhook' and state = 'sent'")
                .query(Integer.class)
                .single()).isEqualTo(10);
            List<String> deliveries = this.receiver.requests()
                .stream()
                .map((request) -> request.headers().getFirst("X-Sanxing-Delivery"))
                .toList();
            assertThat(deliveries).hasSize(6).contains(deliveries.get(0)).satisfies((all) -> {
                assertThat(all.stream().filter(deliveries.get(0)::equals)).hasSize(2);
                assertThat(new java.util.HashSet<>(all)).hasSize(5);
            });
            assertThat(good.requests()).as("not again").hasSize(5);
        }
    }

    @Test
    void failuresEndInTheListAfterThreeDays() {
        channel("webhook");
        this.receiver.answers(503, "busy");
        notice("staff1");
        for (int hour = 0; hour <= 75; hour += 5) {
            this.node.webhooks.dispatch();
            this.node.clock.move(Duration.ofHours(5));
        }
        assertThat(this.node.deliveries.gaveUp(10)).hasSize(1)
            .allSatisfy((one) -> assertThat(one.receiver()).isEqualTo("webhook"))
            .allSatisfy((one) -> assertThat(one.reason()).contains("503", "busy"));
        assertThat(this.node.messages.unread("staff1")).isOne();
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        channel("webhook");
        try (Receiver elsewhere = new Receiver()) {
            this.receiver.redirects(elsewhere.url("/"));
            notice("staff1");
            this.node.webhooks.dispatch();
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(this.node.jdbc.sql("select reason from outbox where channel = 'webhook'")
                .query(String.class)
                .single()).contains("302");
        }
    }

    @Test
    void aLongAnswerIsCutAndALongListOfPeopleToo() {
        channel("wecom");
        this.receiver.answers(500, "x".repeat(3_000_000));
        List<String> accounts = IntStream.range(0, 300).mapToObj((i) -> "longish.account." + i).toList();
        accounts.forEach((account) -> this.node.person(account, null, "b1"));
        this.node.notifications.notify(Notice.of("accepted", accounts, "c", "/x", "\u6750\u6599".repeat(2000), "P"));
        this.node.webhooks.dispatch();
        assertThat(this.node.jdbc.sql("select reason from outbox").query(String.class).single()).hasSize(500);
        String content = body(0).path("text").path("content").asString();
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2048);
        assertThat(content).contains("300").endsWith("https://sanxing.example/x");
    }

    @Test
    void tellsOnlyOfTheEventsAndBranchesThatWereChosen() {
        this.node.person("far", null, "b2");
        channel("webhook", this.receiver.url("/"), SECRET, List.of("returned"), List.of("b2"));
        notice("staff1");
        this.node.notifications.notify(Notice.of("accepted", List.of("far"), "c", "/", "T"));
        assertThat(this.node.jdbc.sql("select count(*) from outbox where channel = 'webhook'")
            .query(Integer.class)
            .single()).isZero();
        notice("staff1", "far");
        this.node.webhooks.dispatch();
        assertThat(body(0).path("recipients").valueStream().map((one) -> one.path("account").asString()))
            .containsExactly("far");
    }

    @Test
    void aRobotIsNotAskedMoreOftenThanItTakes() {
        channel("wecom");
        for (int i = 0; i < 45; i++) {
            notice("staff1");
        }
        this.node.webhooks.dispatch();
        this.node.webhooks.dispatch();
        assertThat(this.receiver.requests()).hasSize(20);
        this.node.clock.move(Duration.ofSeconds(61));
        this.node.webhooks.dispatch();
        assertThat(this.receiver.requests()).hasSize(40);
    }

    @Test
    void whatWaitsForAReceiverThatIsSwitchedOffIsNotSent() {
        NoticeChannel channel = channel("webhook");
        notice("staff1");
        this.node.keepChannels.change("sysadmin", channel.id(),
                new KeepChannels.Details("n", null, null, "zh", null, null, false), null);
        notice("staff1");
        this.node.webhooks.dispatch();
        assertThat(this.receiver.requests()).isEmpty();
        assertThat(this.node.jdbc.sql("select state from outbox where channel = 'webhook'").query(String.class).list())
            .containsExactly("dropped");
        assertThat(this.node.channels.find(channel.id()).orElseThrow().secret()).as("stays").isEqualTo(SECRET);
    }

    @Test
    void tryingOutTellsOnlyWhetherTheReceiverWorks() {
        NoticeChannel channel = channel("dingtalk");
        assertThat(this.node.webhooks.tryOut(channel).ok()).isTrue();
        this.receiver.answers(200, "{\"errcode\":300001,\"errmsg\":\"token is not exist\"}");
        WebhookDispatcher.Tried tried = this.node.webhooks.tryOut(channel);
        assertThat(tried.ok()).isFalse();
        assertThat(tried.answer()).isEqualTo("does not");
        this.receiver.close();
        assertThat(this.node.webhooks.tryOut(channel).ok()).isFalse();
        assertThat(this.node.states()).as("nothing waits for it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://0.0.0.0:1/",
            "http://169.254.169.254/latest/", "http://[fe80::1]/", "http://127.1:1/", "http://2130706433:1/" })
    void nothingIsSentToThisMachineOrItsLink(String url) {
        AllowedReceivers none = new AllowedReceivers(new WebhookSettings(List.of()));
        assertThatExceptionOfType(AllowedReceivers.OwnAddress.class).isThrownBy(() -> none.check(URI.create(url)));
    }

    @Test
    void nothingIsSentToAnAddressOfThisMachineInItsNetwork() throws IOException {
        AllowedReceivers none = new AllowedReceivers(new WebhookSettings(List.of()));
        for (InetAddress own : InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            assertThatExceptionOfType(AllowedReceivers.OwnAddress.class)
                .isThrownBy(() -> none.check(new URI("http", null, own.getHostAddress(), 80, "/", null, null)));
        }
        none.check(URI.create("http://192.0.2.1/"));
        new AllowedReceivers(new WebhookSettings(List.of(" LOCALHOST"))).check(URI.create("http://localhost:1/"));
    }

    @Test
    void addressAndSecretAreEncryptedThoseOfBeforeToo() {
        NoticeChannel fresh = channel("dingtalk");
        this.node.jdbc
            .sql("""
                    insert into notice_channel (id, kind, name, url, secret, language, events, branches, enabled, revision,
                        created_at)
                    values ('old', 'webhook', 'Old', 'http://old.example/?key=k1', 'clear-secret', 'zh', '[]', '[]', true, 1,
                        current_timestamp)""")
            .update();
        this.node.channels.sealAll();
        assertThat(this.node.jdbc.sql("select url || secret from notice_channel").query(String.class).list()).hasSize(2)
            .allSatisfy((kept) -> assertThat(kept).doesNotContain("http", "key=k1", "clear-secret", SECRET));
        NoticeChannel old = this.node.channels.find("old").orElseThrow();
        assertThat(old.url()).isEqualTo("http://old.example/?key=k1");
        assertThat(old.secret()).isEqualTo("clear-secret");
        assertThat(this.node.channels.find(fresh.id()).orElseThrow().secret()).isEqualTo(SECRET);
    }

}
