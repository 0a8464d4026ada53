package org.sanxing.shell;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.RefusedAttempt;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold on every database. */
abstract class IdempotencyContract {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ShellFixture.Probe probe;

    @Autowired
    private ShellFixture.Attempts attempts;

    @BeforeEach
    void empty() {
        this.jdbc.sql("delete from notification").update();
        this.jdbc.sql("delete from idempotency_key").update();
        this.probe.runs.set(0);
        this.attempts.seen.clear();
    }

    @Test
    void theSameKeyGivesTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = send("staff1", key, "{\"name\":\"a\"}");
        HttpResponse<String> second = send("staff1", key, "{\"name\":\"a\"}");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains("\u4e09\u7701");
        assertThat(second.headers().firstValue("Location")).hasValue("/api/v1/effects/1");
        assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(effects()).isOne();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        send("staff1", "k1", "{\"name\":\"a\"}");
        HttpResponse<String> other = send("staff1", "k1", "{\"name\":\"b\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(other.body()).contains("\"idempotency-key-reused\"");
        assertThat(effects()).isOne();
    }

    @Test
    void theKeyOfAnotherPersonIsAnotherKey() {
        send("staff1", "k2", "{\"name\":\"a\"}");
        assertThat(send("secretary1", "k2", "{\"name\":\"a\"}").statusCode()).isEqualTo(201);
        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void whatFailedLeavesNothingAndMayBeTriedAgain() {
        String body = "{\"name\":\"a\",\"failFirst\":true}";
        HttpResponse<String> first = send("staff1", "k3", body);
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.body()).contains("\"probe-conflict\"", "N-staff1");
        assertThat(effects()).isZero();
        // It is told once the answer is out.
        Awaitility.await()
            .untilAsserted(() -> assertThat(this.attempts.seen).extracting(RefusedAttempt::code)
                .containsExactly("probe-conflict"));
        assertThat(send("staff1", "k3", body).statusCode()).isEqualTo(201);
        assertThat(effects()).isOne();
    }

    @Test
    void twentyAtOnceHaveOneEffectAndOneAnswer() throws Exception {
        List<Future<HttpResponse<String>>> sent = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (int i = 0; i < 20; i++) {
                sent.add(threads.submit(() -> send("staff1", "k4", "{\"name\":\"a\"}")));
            }
            List<String> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> future : sent) {
                assertThat(future.get().statusCode()).isEqualTo(201);
                answers.add(future.get().body());
            }
            assertThat(answers).hasSize(20).containsOnly(answers.get(0));
        }
        finally {
            threads.shutdownNow();
        }
        assertThat(effects()).isOne();
    }

    @Test
    void withoutAKeyEachOneCounts() {
        send("staff1", null, "{\"name\":\"a\"}");
        send("staff1", null, "{\"name\":\"a\"}");
        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        send("staff1", "k5", "{\"name\":\"a\"}");
        this.jdbc.sql("update idempotency_key set created_at = :at")
            .param("at", java.time.OffsetDateTime.now().minusHours(25))
            .update();
        assertThat(send("staff1", "k5", "{\"name\":\"b\"}").statusCode()).isEqualTo(201);
        assertThat(effects()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 201 })
    void aKeyThatIsTooShortOrTooLongIsRefused(int length) {
        HttpResponse<String> answer = send("staff1", "k".repeat(length), "{\"name\":\"a\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"Idempotency-Key\"");
    }

    @Test
    void aPageIsSentOnceHoweverOftenTheButtonIsPressed() {
        Http http = new Http(this.port, "staff1");
        String form = "_key=form-1&name=a&_csrf=";
        HttpResponse<String> first = http.post("/effects", "application/x-www-form-urlencoded", form + "one");
        HttpResponse<String> second = http.post("/effects", "application/x-www-form-urlencoded", form + "two");
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(second.headers().firstValue("Location")).hasValue("/effects/1");
        assertThat(effects()).isOne();
        HttpResponse<String> other = http.post("/effects", "application/x-www-form-urlencoded",
                "_key=form-1&name=b&_csrf=x");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("sx-failure");
    }

    private HttpResponse<String> send(String account, @org.jspecify.annotations.Nullable String key, String body) {
        Http http = new Http(this.port, account);
        return (key != null) ? http.post("/api/v1/effects", "application/json", body, "Idempotency-Key", key)
                : http.post("/api/v1/effects", "application/json", body);
    }

    private int effects() {
        return this.jdbc.sql("select count(*) from notification").query(Integer.class).single();
    }

}
