package org.sanxing.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

import org.sanxing.common.Ids;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.notification.Outbox.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people want to hear of once a day. Each entry knows when it is due, so that it
 * does not matter whether the application ran, or the clock stood, at that very time; the
 * key of a day sees to it that one digest of it is made, whoever makes it.
 */
@Repository
class Digests {

    static final String EVENT = "digest";

    private static final Logger log = LoggerFactory.getLogger(Digests.class);

    private static final int PEOPLE = 200;

    private final JdbcClient jdbc;

    private final JdbcTemplate batches;

    private final WrittenLast last;

    private final JsonMapper json;

    private final Outbox outbox;

    private final SettingsRepository settings;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final ZoneId zone;

    Digests(JdbcClient jdbc, JdbcTemplate batches, WrittenLast last, JsonMapper json, Outbox outbox,
            SettingsRepository settings, PlatformTransactionManager transactions, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.last = last;
        this.json = json;
        this.outbox = outbox;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.zone = zone;
    }

    /** Keeps the notice for the next digest of each, in one statement. */
    void collect(Notice notice, List<NoticeSettings> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        String arguments = this.json.writeValueAsString(notice.arguments());
        this.last.add("""
                insert into digest_item (id, account, event, case_id, link, arguments, created_at, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                people.stream()
                    .map((person) -> new Object[] { Ids.next(), person.account(), notice.event(), notice.caseId(),
                            notice.link(), arguments, Sql.time(at), Sql.time(person.nextDigest(at, this.zone)) })
                    .toList());
    }

    /** A person chose another hour: what is collected waits for that. */
    void reschedule(NoticeSettings person) {
        Rows.update(this.jdbc, "update digest_item set due_at = ? where account = ?",
                person.nextDigest(this.clock.instant(), this.zone), person.account());
    }

    /**
     * Puts every digest that is due into the outbox, and what a clock that was ahead has
     * put off for longer than a day.
     */
    void make() {
        Instant latest = this.clock.instant().plus(Outbox.LONGEST_WAIT);
        Rows.update(this.jdbc, "update digest_item set due_at = ? where due_at > ?", this.clock.instant(), latest);
        List<String> accounts;
        do {
            accounts = this.jdbc
                .sql("select account from digest_item where due_at <= ? group by account order by account "
                        + "fetch first ? rows only")
                .params(Sql.time(this.clock.instant()), PEOPLE)
                .query(String.class)
                .list();
            accounts.forEach(this::make);
        }
        while (accounts.size() == PEOPLE);
    }

    private void make(String account) {
        try {
            this.transaction.executeWithoutResult((status) -> one(account));
        }
        catch (DuplicateKeyException ex) {
            // This day's went out already: what came too late for it is for the next.
            this.transaction.executeWithoutResult((status) -> postpone(account));
        }
        catch (ConcurrencyFailureException ex) {
            log.debug("Another node makes the digest of {}", account);
        }
    }

    private void one(String account) {
        Instant now = this.clock.instant();
        LocalDate day = this.jdbc.sql("select max(due_at) due from digest_item where account = ? and due_at <= ?")
            .params(account, Sql.time(now))
            .query((row, number) -> java.util.Optional.ofNullable(Sql.instantOrNull(row, "due")))
            .single()
            .map((due) -> due.atZone(this.zone).toLocalDate())
            .orElse(null);
        if (day == null) {
            return;
        }
        Rows.insert(this.jdbc, "digest", "account, digest_day, made_at", account, day, now);
        List<Entry> entries = this.jdbc.sql("""
                select id, event, case_id, link, arguments, created_at from digest_item
                where account = ? and due_at <= ? order by created_at, id""")
            .params(account, Sql.time(now))
            .query(Rows.of(Entry.class))
            .list();
        NoticeSettings person = this.settings.find(account);
        this.outbox.add(List.of(new Letter(Channel.MAIL, null, account, null, EVENT, EVENT, "/notifications",
                List.of(day.toString()), this.json.writeValueAsString(entries), person.notBefore(now, this.zone))),
                now);
        this.batches.batchUpdate("delete from digest_item where id = ?",
                entries.stream().map((entry) -> new Object[] { entry.id() }).toList());
    }

    private void postpone(String account) {
        Instant now = this.clock.instant();
        Rows.update(this.jdbc, "update digest_item set due_at = ? where account = ? and due_at <= ?",
                this.settings.find(account).nextDigest(now, this.zone), account, now);
    }

    /** The oldest first. */
    String content(List<Outbox.Delivery> mails) {
        return this.json.writeValueAsString(mails.stream()
            .sorted(Comparator.comparing(Outbox.Delivery::createdAt).thenComparing(Outbox.Delivery::id))
            .map((mail) -> new Entry(mail.id(), mail.event(), mail.caseId(), mail.link(), mail.arguments(),
                    mail.createdAt()))
            .toList());
    }

    List<Entry> entries(String content) {
        return List.of(this.json.readValue(content, Entry[].class));
    }

    /** A notice in a digest. */
    record Entry(String id, String event, String caseId, String link, List<String> arguments, Instant createdAt) {

    }

}
