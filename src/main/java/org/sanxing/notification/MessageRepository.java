package org.sanxing.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of in-app messages: one row for each recipient. */
@Repository
class MessageRepository implements Inbox {

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final JsonMapper json;

    private final MessageTexts texts;

    MessageRepository(JdbcClient jdbc, JsonMapper json, MessageTexts texts) {
        this.jdbc = jdbc;
        this.json = json;
        this.texts = texts;
    }

    void add(String id, String account, Notice notice, Instant at) {
        this.jdbc.sql("""
                insert into notification (id, account, event, case_id, link, arguments, created_at)
                values (:id, :account, :event, :caseId, :link, :arguments, :createdAt)""")
            .param("id", id)
            .param("account", account)
            .param("event", notice.event())
            .param("caseId", notice.caseId())
            .param("link", notice.link())
            .param("arguments", this.json.writeValueAsString(notice.arguments()))
            .param("createdAt", Sql.time(at))
            .update();
    }

    @Override
    public int unread(String account) {
        return this.jdbc.sql("select count(*) from notification where account = :account and read_at is null")
            .param("account", account)
            .query(Integer.class)
            .single();
    }

    @Override
    public List<Message> latestUnread(String account, int limit, Locale locale) {
        return page(account, true, limit, null, locale).items();
    }

    /** Newest first. */
    Page<Message> page(String account, boolean unreadOnly, int limit, @Nullable String cursor, Locale locale) {
        Optional<List<String>> after = Cursor.decode(cursor, 2);
        StringBuilder sql = new StringBuilder("select * from notification where account = :account");
        if (unreadOnly) {
            sql.append(" and read_at is null");
        }
        if (after.isPresent()) {
            sql.append(" and (created_at < :at or (created_at = :at and id < :id))");
        }
        sql.append(" order by created_at desc, id desc fetch first :rows rows only");
        JdbcClient.StatementSpec statement = this.jdbc.sql(sql.toString())
            .param("account", account)
            .param("rows", limit + 1);
        if (after.isPresent()) {
            statement = statement.param("at", Sql.time(instant(after.get().get(0)))).param("id", after.get().get(1));
        }
        List<Message> rows = statement.query((row, number) -> message(row, locale)).list();
        return Page.of(rows, limit, (message) -> List.of(message.createdAt().toString(), message.id()));
    }

    Optional<Message> find(String account, String id, Locale locale) {
        return this.jdbc.sql("select * from notification where id = :id and account = :account")
            .param("id", id)
            .param("account", account)
            .query((row, number) -> message(row, locale))
            .optional();
    }

    /** Keeps the time of the first reading. */
    void markRead(String account, String id, Instant at) {
        this.jdbc.sql("update notification set read_at = :at where id = :id and account = :account and read_at is null")
            .param("at", Sql.time(at))
            .param("id", id)
            .param("account", account)
            .update();
    }

    int markAllRead(String account, Instant at) {
        return this.jdbc.sql("update notification set read_at = :at where account = :account and read_at is null")
            .param("at", Sql.time(at))
            .param("account", account)
            .update();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        }
        catch (java.time.format.DateTimeParseException ex) {
            throw new org.sanxing.common.InvalidInput("cursor", "cursor");
        }
    }

    private Message message(ResultSet row, Locale locale) throws SQLException {
        String event = row.getString("event");
        List<String> arguments = this.json.readValue(row.getString("arguments"), STRINGS);
        return new Message(row.getString("id"), event, this.texts.title(event, arguments, locale),
                this.texts.text(event, arguments, locale), row.getString("link"), Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "read_at"));
    }

}
