package org.sanxing.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.sanxing.common.Ids;
import org.sanxing.common.Sql;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Repository;

/** The table of mails that wait to be sent, or were. */
@Repository
class Outbox {

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {
    };

    private static final int REASON_LENGTH = 200;

    private final JdbcClient jdbc;

    private final JsonMapper json;

    private final boolean configured;

    Outbox(JdbcClient jdbc, JsonMapper json, ObjectProvider<JavaMailSender> sender) {
        this.jdbc = jdbc;
        this.json = json;
        this.configured = sender.getIfAvailable() != null;
    }

    /** Does nothing where no SMTP server is configured. */
    void add(String account, String address, Notice notice, Instant at) {
        if (!this.configured) {
            return;
        }
        this.jdbc.sql("""
                insert into outbox (id, account, address, event, case_id, link, arguments, state, attempts, created_at,
                    next_try_at)
                values (:id, :account, :address, :event, :caseId, :link, :arguments, 'waiting', 0, :at, :at)""")
            .param("id", Ids.next())
            .param("account", account)
            .param("address", address)
            .param("event", notice.event())
            .param("caseId", notice.caseId())
            .param("link", notice.link())
            .param("arguments", this.json.writeValueAsString(notice.arguments()))
            .param("at", Sql.time(at))
            .update();
    }

    /** Locks the next mail that is due and that no other node is sending. */
    Optional<Mail> lockNext(Instant now) {
        return this.jdbc.sql("""
                select * from outbox where state = 'waiting' and next_try_at <= :now
                order by next_try_at, id fetch first 1 row only for update skip locked""")
            .param("now", Sql.time(now))
            .query((row, number) -> mail(row))
            .optional();
    }

    void sent(String id, Instant at) {
        this.jdbc.sql(
                "update outbox set state = 'sent', sent_at = :at, attempts = attempts + 1, reason = null where id = :id")
            .param("at", Sql.time(at))
            .param("id", id)
            .update();
    }

    void tryAgain(String id, Instant at, String reason) {
        this.jdbc.sql("update outbox set next_try_at = :at, attempts = attempts + 1, reason = :reason where id = :id")
            .param("at", Sql.time(at))
            .param("reason", shortened(reason))
            .param("id", id)
            .update();
    }

    void gaveUp(String id, String reason) {
        this.jdbc.sql("update outbox set state = 'gave_up', attempts = attempts + 1, reason = :reason where id = :id")
            .param("reason", shortened(reason))
            .param("id", id)
            .update();
    }

    private static String shortened(String reason) {
        return (reason.length() > REASON_LENGTH) ? reason.substring(0, REASON_LENGTH) : reason;
    }

    private Mail mail(ResultSet row) throws SQLException {
        return new Mail(row.getString("id"), row.getString("address"), row.getString("event"), row.getString("case_id"),
                row.getString("link"), this.json.readValue(row.getString("arguments"), STRINGS), row.getInt("attempts"),
                Sql.instant(row, "created_at"));
    }

    record Mail(String id, String address, String event, String caseId, String link, List<String> arguments,
            int attempts, Instant createdAt) {

    }

}
