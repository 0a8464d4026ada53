package org.sanxing.shell;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;

import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of idempotency keys and of the answers given to them. */
@Repository
class KeptAnswers {

    /** What an answer says once: tokens, passwords, what a second factor is made of. */
    private static final Pattern SECRETS = Pattern
        .compile("(\"(?:token|secrets?|uri|recoveryCodes)\"\\s*:\\s*)" + "(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*])");

    private final JdbcClient jdbc;

    KeptAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Fails on a key that was used; waits where another transaction is using it. */
    void begin(Key key, String bodyHash, Instant at) {
        this.jdbc.sql("""
                insert into idempotency_key (account, path, request_key, body_hash, created_at)
                values (:account, :path, :key, :bodyHash, :at)""")
            .param("account", key.account())
            .param("path", key.path())
            .param("key", key.value())
            .param("bodyHash", bodyHash)
            .param("at", Sql.time(at))
            .update();
    }

    /** Keeps no secret: the repeat tells what was done, without it. */
    void keep(Key key, int status, @Nullable String contentType, @Nullable String location, byte[] body) {
        this.jdbc.sql("""
                update idempotency_key set status = :status, content_type = :contentType, location = :location,
                    answer = :answer
                where account = :account and path = :path and request_key = :key""")
            .param("status", status)
            .param("contentType", contentType)
            .param("location", location)
            .param("answer", Base64.getEncoder().encodeToString(withoutSecrets(contentType, body)))
            .param("account", key.account())
            .param("path", key.path())
            .param("key", key.value())
            .update();
    }

    static byte[] withoutSecrets(@Nullable String contentType, byte[] body) {
        if (contentType == null || !contentType.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            return body;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher secrets = SECRETS.matcher(text);
        if (!secrets.find()) {
            return body;
        }
        return secrets.replaceAll("$1null").replaceFirst("\\{", "{\"repeated\":true,").getBytes(StandardCharsets.UTF_8);
    }

    Optional<Kept> find(Key key) {
        return this.jdbc.sql("""
                select body_hash, created_at, status, content_type, location, answer from idempotency_key
                where account = :account and path = :path and request_key = :key and status is not null""")
            .param("account", key.account())
            .param("path", key.path())
            .param("key", key.value())
            .query((row, number) -> new Kept(row.getString("body_hash"), Sql.instant(row, "created_at"),
                    row.getInt("status"), row.getString("content_type"), row.getString("location"),
                    Base64.getDecoder().decode(row.getString("answer"))))
            .optional();
    }

    void forget(Key key) {
        this.jdbc.sql("delete from idempotency_key where account = :account and path = :path and request_key = :key")
            .param("account", key.account())
            .param("path", key.path())
            .param("key", key.value())
            .update();
    }

    /** Deletes some of what is older; returns how many, 0 once none is left. */
    int forgetBefore(Instant before, int atMost) {
        List<Key> old = this.jdbc.sql("""
                select account, path, request_key from idempotency_key where created_at < :before
                order by created_at fetch first :rows rows only""")
            .param("before", Sql.time(before))
            .param("rows", atMost)
            .query((row, number) -> new Key(row.getString("account"), row.getString("path"),
                    row.getString("request_key")))
            .list();
        old.forEach(this::forget);
        return old.size();
    }

    /** A key counts for one account and one path. */
    record Key(String account, String path, String value) {

    }

    record Kept(String bodyHash, Instant createdAt, int status, @Nullable String contentType, @Nullable String location,
            byte[] body) {

        boolean isOlderThan(Instant instant) {
            return this.createdAt.isBefore(instant);
        }

    }

}
