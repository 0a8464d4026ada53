package org.sanxing.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept for a key tells what was done, and no secret. */
@ApplicationTest
class KeptSecretsTests {

    @Autowired
    private Office office;

    @Autowired
    private JdbcClient jdbc;

    private List<String> kept() {
        return this.jdbc.sql("select answer from idempotency_key where answer is not null")
            .query(String.class)
            .list()
            .stream()
            .map((answer) -> new String(Base64.getDecoder().decode(answer), StandardCharsets.UTF_8))
            .toList();
    }

    @Test
    void aTokenIsToldOnce() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", "script", "password", Office.PASSWORD);
        JsonNode first = this.office.as("head1").post("/me/tokens", body, "Idempotency-Key", key).ok(201);
        JsonNode again = this.office.as("head1").post("/me/tokens", body, "Idempotency-Key", key).ok(201);

        assertThat(first.path("token").asString()).startsWith("sx_");
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(again.path("token").isNull()).isTrue();
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(kept()).noneMatch((answer) -> answer.contains("sx_"));
        assertThat(this.office.as("head1").post("/me/tokens", Map.of("name", "other"), "Idempotency-Key", key).status())
            .isEqualTo(422);
    }

    @Test
    void anInitialPasswordIsToldOnce() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("account", "kept.secret", "name", "新来的");
        JsonNode asked = this.office.as("sysadmin").post("/people", body, "Idempotency-Key", key).ok(202);
        JsonNode again = this.office.as("sysadmin").post("/people", body, "Idempotency-Key", key).ok(202);
        String confirm = "/approvals/" + asked.path("approval").asString() + "/confirm";
        JsonNode confirmed = this.office.as("secadmin").post(confirm, null, "Idempotency-Key", key).ok();
        JsonNode once = this.office.as("secadmin").post(confirm, null, "Idempotency-Key", key).ok();

        assertThat(again.path("approval")).isEqualTo(asked.path("approval"));
        assertThat(again.path("secret").isNull()).isTrue();
        assertThat(once.path("state").asString()).isEqualTo("confirmed");
        assertThat(once.path("secret").isNull()).isTrue();
        assertThat(kept()).noneMatch((answer) -> answer.contains(asked.path("secret").asString())
                || answer.contains(confirmed.path("secret").asString()));
    }

    /** Each would hold a connection while it waits for its turn, and ask for another. */
    @Test
    void manyWrongPasswordsAtOnceStopNobody() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Map<String, Object> body = Map.of("current", "wrong" + i, "password", "Kf7w-Zr4-9");
                answers.add(threads.submit(() -> this.office.as("leader5")
                    .post("/me/password", body, "Idempotency-Key", UUID.randomUUID().toString())
                    .status()));
            }
            long before = System.nanoTime();
            assertThat(this.office.as("leader4").get("/me").status()).isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(10);
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isIn(400, 429);
            }
        }
        finally {
            threads.shutdownNow();
            this.jdbc.sql("delete from sign_in_limit").update();
        }
    }

}
