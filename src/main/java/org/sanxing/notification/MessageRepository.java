package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of in-app messages: one row for each recipient. What came to one person at
 * once stays rows of their own, which one more row stands for (ADR 98).
 */
@Repository
class MessageRepository implements Inbox {

    private static final Logger log = LoggerFactory.getLogger(MessageRepository.class);

    /** As many of a kind are several, as of mails. */
    private static final int SEVERAL = 5;

    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    /** A sweep after a standstill takes minutes: what it goes on to tell is added. */
    private static final Duration GROWS = Duration.ofMinutes(10);

    private static final String COLUMNS = """
            select n.*, case when n.bundle = n.id
                then (select count(*) from notification m where m.bundle = n.id) - 1 else 1 end as several""";

    private static final String FROM = " from notification n where account = :account";

    private static final String UNREAD = " and read_at is null" + Filter.LISTED;

    private static final String NEWEST = " order by created_at desc, id desc fetch first :rows rows only";

    private static final String COUNT_UNREAD = "select count(*)" + FROM + UNREAD;

    private static final RowMapper<Row> ROWS = Rows.of(Row.class);

    private final JdbcClient jdbc;

    private final WrittenLast last;

    private final JsonMapper json;

    private final MessageTexts texts;

    private final Organization organization;

    private final TransactionTemplate transaction;

    /** Taken back alone where another node was first. */
    private final TransactionTemplate part;

    private final Clock clock;

    MessageRepository(JdbcClient jdbc, WrittenLast last, JsonMapper json, MessageTexts texts, Organization organization,
            PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.last = last;
        this.json = json;
        this.texts = texts;
        this.organization = organization;
        this.transaction = new TransactionTemplate(transactions);
        this.part = new TransactionTemplate(transactions);
        this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** One message for each, in one statement. */
    void add(List<String> accounts, Notice notice, Instant at) {
        String arguments = this.json.writeValueAsString(notice.arguments());
        this.last.add("""
                insert into notification (id, account, event, case_id, link, arguments, created_at, about)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                accounts.stream()
                    .map((account) -> new Object[] { Ids.next(), account, notice.event(), notice.caseId(),
                            notice.link(), arguments, Sql.time(at), notice.about() })
                    .toList());
    }

    /**
     * Has one stand for what came to a person at once, whatever transactions it was
     * written in: an import begins some entries in each, a sweep one.
     */
    void gather() {
        Instant now = this.clock.instant();
        List<Map.Entry<String, String>> several = this.jdbc.sql("""
                select n.account, n.event from notification n
                where n.bundle is null and n.read_at is null and n.created_at > :since and n.created_at <= :now
                group by n.account, n.event
                having count(*) >= :several or exists (select 1 from notification h where h.account = n.account
                    and h.event = n.event and h.bundle = h.id and h.read_at is null and h.created_at > :grows)""")
            .param("since", Sql.time(now.minus(AT_ONCE)))
            .param("now", Sql.time(now))
            .param("several", SEVERAL)
            .param("grows", Sql.time(now.minus(GROWS)))
            .query((row, number) -> Map.entry(row.getString("account"), row.getString("event")))
            .list();
        if (!several.isEmpty()) {
            this.transaction
                .executeWithoutResult((status) -> several.forEach((of) -> gather(of.getKey(), of.getValue(), now)));
        }
    }

    private void gather(String account, String event, Instant now) {
        try {
            this.part.executeWithoutResult((status) -> {
                Optional<String> there = this.jdbc.sql("""
                        select n.bundle from notification n where n.account = ? and n.event = ?
                            and n.bundle is not null and n.read_at is null and n.created_at > ?
                            and exists (select 1 from notification h where h.id = n.bundle and h.read_at is null
                                and h.created_at > ?)
                        order by n.created_at desc fetch first 1 row only""")
                    .params(account, event, Sql.time(now.minus(GROWS)), Sql.time(now.minus(GROWS)))
                    .query(String.class)
                    .optional();
                String id = there.orElseGet(Ids::next);
                int came = Rows.update(this.jdbc, """
                        update notification set bundle = ? where account = ? and event = ? and bundle is null
                            and read_at is null and created_at > ? and created_at <= ?""", id, account, event,
                        now.minus(AT_ONCE), now);
                if (there.isPresent()) {
                    return;
                }
                if (came < SEVERAL) {
                    // Another node was first.
                    status.setRollbackOnly();
                    return;
                }
                Rows.update(this.jdbc, """
                        insert into notification (id, account, event, case_id, link, arguments, created_at, bundle)
                        select cast(? as varchar(36)), account, event, case_id, cast(? as varchar(500)), arguments,
                            created_at, bundle
                        from notification where bundle = ? order by created_at, id fetch first 1 row only""", id,
                        "/notifications?of=" + id, id);
            });
        }
        catch (ConcurrencyFailureException ex) {
            log.debug("The notices of {} are gathered the next time", account);
        }
    }

    @Override
    public int unread(String account) {
        return Remembered.once(unreadOf(account),
                () -> this.jdbc.sql(COUNT_UNREAD).param("account", account).query(Integer.class).single());
    }

    private static List<String> unreadOf(String account) {
        return List.of("notification.unread", account);
    }

    @Override
    public List<Message> latestUnread(String account, int limit, Locale locale) {
        int[] all = { 0 };
        List<Row> rows = this.jdbc.sql(COLUMNS + ", (" + COUNT_UNREAD + ") as unread" + FROM + UNREAD + NEWEST)
            .param("account", account)
            .param("rows", limit)
            .query((row, number) -> {
                all[0] = row.getInt("unread");
                return ROWS.mapRow(row, number);
            })
            .list();
        Remembered.once(unreadOf(account), () -> all[0]);
        return messages(rows, locale);
    }

    /** Newest first. */
    Page<Message> page(String account, Filter filter, int limit, @Nullable String cursor, Locale locale) {
        Optional<List<String>> after = Cursor.decode(cursor, 2);
        String sql = COLUMNS + FROM + filter.sql() + (after.isPresent() ? " and (created_at, id) < (:at, :id)" : "")
                + NEWEST;
        List<Row> rows = this.jdbc.sql(sql)
            .param("account", account)
            .param("event", filter.event())
            .param("of", filter.of())
            .param("rows", limit + 1)
            .param("at", after.map((key) -> Sql.time(instant(key.get(0)))).orElse(null))
            .param("id", after.map((key) -> key.get(1)).orElse(null))
            .query(ROWS)
            .list();
        Page<Row> page = Page.of(rows, limit, (row) -> List.of(row.createdAt().toString(), row.id()));
        return new Page<>(messages(page.items(), locale), page.next());
    }

    /** How many messages of each kind a person has. */
    List<Kind> kinds(String account, Locale locale) {
        return this.jdbc.sql("""
                select event, count(*) messages, sum(case when read_at is null then 1 else 0 end) unread
                from notification where account = :account%s group by event order by event""".formatted(Filter.LISTED))
            .param("account", account)
            .query((row, number) -> new Kind(row.getString("event"), this.texts.name(row.getString("event"), locale),
                    row.getInt("messages"), row.getInt("unread")))
            .list();
    }

    /**
     * @throws NotFound where there is none, or it is somebody else's
     */
    Message get(String account, String id, Locale locale) {
        Row row = this.jdbc.sql(COLUMNS + FROM + " and id = :id")
            .param("account", account)
            .param("id", id)
            .query(ROWS)
            .optional()
            .orElseThrow(() -> new NotFound("notification"));
        return messages(List.of(row), locale).get(0);
    }

    /** Keeps the time of the first reading; all for which it stands are read with it. */
    void markRead(String account, String id, Instant at) {
        Remembered.forget(unreadOf(account));
        Rows.update(this.jdbc, """
                update notification set read_at = ?
                where (id = ? or bundle = ?) and account = ? and read_at is null""", at, id, id, account);
    }

    void markUnread(String account, String id) {
        Remembered.forget(unreadOf(account));
        Rows.update(this.jdbc, "update notification set read_at = null where (id = ? or bundle = ?) and account = ?",
                id, id, account);
    }

    /**
     * @param event null for all kinds
     */
    int markAllRead(String account, @Nullable String event, Instant at) {
        Remembered.forget(unreadOf(account));
        return this.jdbc
            .sql("update notification set read_at = :at where account = :account and read_at is null"
                    + ((event != null) ? " and event = :event" : ""))
            .param("at", Sql.time(at))
            .param("account", account)
            .param("event", event)
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

    private List<Message> messages(List<Row> rows, Locale locale) {
        Map<String, Person> people = this.organization
            .findAll(rows.stream().map(Row::whose).filter(Objects::nonNull).collect(Collectors.toSet()));
        return rows.stream().map((row) -> message(row, people.get(row.whose()), locale)).toList();
    }

    private Message message(Row row, @Nullable Person about, Locale locale) {
        String title = this.texts.title(row.event(), row.arguments(), locale);
        String text = this.texts.text(row.event(), row.arguments(), locale);
        if (row.id().equals(row.bundle())) {
            text = this.texts.words("notification.several.text", text, locale, title);
            title = this.texts.words("notification.several.title", title, locale, this.texts.name(row.event(), locale),
                    row.several());
        }
        return new Message(row.id(), row.event(), title, text, row.link(), row.createdAt(), row.readAt(), row.several(),
                (about != null) ? about.ref() : null, (about != null && !about.post().isEmpty()) ? about.post() : null);
    }

    private record Row(String id, String account, String event, String link, List<String> arguments, Instant createdAt,
            @Nullable Instant readAt, @Nullable String about, @Nullable String bundle, int several) {

        /** Null where nobody is to be named. */
        @Nullable String whose() {
            return this.account.equals(this.about) ? null : this.about;
        }

    }

    /**
     * Which messages.
     *
     * @param event null for all kinds
     * @param of the id of one that stands for several, for these; null for all, each or
     * what stands for it
     */
    record Filter(boolean unreadOnly, @Nullable String event, @Nullable String of) {

        static final String LISTED = " and (bundle is null or bundle = id)";

        String sql() {
            return (this.unreadOnly ? " and read_at is null" : "") + ((this.event != null) ? " and event = :event" : "")
                    + ((this.of != null) ? " and bundle = :of and id <> :of" : LISTED);
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
