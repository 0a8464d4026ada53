package org.sanxing.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of in-app messages: one row for each recipient. */
@Repository
class MessageRepository implements Inbox {

    private final JdbcClient jdbc;

    private final WrittenLast last;

    private final JsonMapper json;

    private final MessageTexts texts;

    MessageRepository(JdbcClient jdbc, WrittenLast last, JsonMapper json, MessageTexts texts) {
        this.jdbc = jdbc;
        this.last = last;
        this.json = json;
        this.texts = texts;
    }

    /** One message for each, in one statement. */
    void add(List<String> accounts, Notice notice, Instant at) {
        String arguments = this.json.writeValueAsString(notice.arguments());
        this.last.add("""
                insert into notification (id, account, event, case_id, link, arguments, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                accounts.stream()
                    .map((account) -> new Object[] { Ids.next(), account, notice.event(), notice.caseId(),
                            notice.link(), arguments, Sql.time(at) })
                    .toList());
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
        return page(account, new Filter(true, null), limit, null, locale).items();
    }

    /** Newest first. */
    Page<Message> page(String account, Filter filter, int limit, @Nullable String cursor, Locale locale) {
        Optional<List<String>> after = Cursor.decode(cursor, 2);
        String sql = "select * from notification where account = :account" + filter.sql()
                + (after.isPresent() ? " and (created_at, id) < (:at, :id)" : "")
                + " order by created_at desc, id desc fetch first :rows rows only";
        List<Message> rows = this.jdbc.sql(sql)
            .param("account", account)
            .param("event", filter.event())
            .param("rows", limit + 1)
            .param("at", after.map((key) -> Sql.time(instant(key.get(0)))).orElse(null))
            .param("id", after.map((key) -> key.get(1)).orElse(null))
            .query((row, number) -> message(row, locale))
            .list();
        return Page.of(rows, limit, (message) -> List.of(message.createdAt().toString(), message.id()));
    }

    /** How many messages of each kind a person has. */
    List<Kind> kinds(String account, Locale locale) {
        return this.jdbc.sql("""
                select event, count(*) messages, sum(case when read_at is null then 1 else 0 end) unread
                from notification where account = :account group by event order by event""")
            .param("account", account)
            .query((row, number) -> new Kind(row.getString("event"), this.texts.name(row.getString("event"), locale),
                    row.getInt("messages"), row.getInt("unread")))
            .list();
    }

    /**
     * @throws NotFound where there is none, or it is somebody else's
     */
    Message get(String account, String id, Locale locale) {
        return this.jdbc.sql("select * from notification where id = ? and account = ?")
            .params(id, account)
            .query((row, number) -> message(row, locale))
            .optional()
            .orElseThrow(() -> new NotFound("notification"));
    }

    /** Keeps the time of the first reading. */
    void markRead(String account, String id, Instant at) {
        Rows.update(this.jdbc, "update notification set read_at = ? where id = ? and account = ? and read_at is null",
                at, id, account);
    }

    void markUnread(String account, String id) {
        Rows.update(this.jdbc, "update notification set read_at = null where id = ? and account = ?", id, account);
    }

    /**
     * @param event null for all kinds
     */
    int markAllRead(String account, @Nullable String event, Instant at) {
        Filter filter = new Filter(true, event);
        return this.jdbc.sql("update notification set read_at = :at where account = :account" + filter.sql())
            .param("at", Sql.time(at))
            .param("account", account)
            .param("event", filter.event())
            .update();
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

    private Message message(ResultSet row, Locale locale) throws SQLException {
        String event = row.getString("event");
        List<String> arguments = List.of(this.json.readValue(row.getString("arguments"), String[].class));
        return new Message(row.getString("id"), event, this.texts.title(event, arguments, locale),
                this.texts.text(event, arguments, locale), row.getString("link"), Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "read_at"));
    }

    /**
     * Which messages.
     *
     * @param event null for all kinds
     */
    record Filter(boolean unreadOnly, @Nullable String event) {

        String sql() {
            return (this.unreadOnly ? " and read_at is null" : "")
                    + ((this.event != null) ? " and event = :event" : "");
        }

    }

    /**
     * A kind of message.
     *
     * @param name in the reader's language
     */
    record Kind(String event, String name, int messages, int unread) {

    }

}
