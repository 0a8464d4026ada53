package org.sanxing.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Ids;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of what waits to be sent by any channel, or was. A row is claimed in a short
 * transaction, sent outside any, and marked in another; the claim is a lease that ends by
 * itself, so that a node that dies loses nothing.
 */
@Repository
class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Longer than any attempt takes, with all its timeouts. */
    static final Duration LEASE = Duration.ofMinutes(5);

    static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    /** More than until quiet hours end. */
    static final Duration LONGEST_WAIT = Duration.ofDays(2);

    private static final int REASON_LENGTH = 500;

    private static final String COLUMNS = """
            select id, channel, target, account, address, event, case_id, link, arguments, content, state, attempts,
                reason, created_at, next_try_at, tried_since, lease
            from outbox""";

    /** A digest is one already; what is published stands whole in a mail of its own. */
    private static final Set<String> ALONE = Set.of(Digests.EVENT, "recordCheckpoint");

    private static final int SEVERAL = 4;

    private static final int MOST_TOGETHER = 2000;

    private final JdbcClient jdbc;

    private final WrittenLast last;

    private final JsonMapper json;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private volatile boolean closed;

    Outbox(JdbcClient jdbc, WrittenLast last, JsonMapper json, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.last = last;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Adds all in one statement, to the caller's transaction. */
    void add(List<Letter> letters, Instant at) {
        if (letters.isEmpty()) {
            return;
        }
        this.last.add("""
                insert into outbox (id, channel, target, account, address, event, case_id, link, arguments, content,
                    state, attempts, created_at, next_try_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)""",
                letters.stream()
                    .map((letter) -> new Object[] { Ids.next(), letter.channel().id(), letter.target(),
                            letter.account(), letter.address(), letter.event(), letter.caseId(), letter.link(),
                            this.json.writeValueAsString(letter.arguments()), letter.content(), Sql.time(at),
                            Sql.time(letter.notBefore()) })
                    .toList());
    }

    /**
     * Takes the next mail that is due and that nobody else is sending, for as long as the
     * lease.
     */
    Optional<Delivery> claimMail() {
        return claim("channel = 'mail'", "");
    }

    /** Takes the next message that is due for this receiver. */
    Optional<Delivery> claimFor(String target) {
        return claim("target = :target", target);
    }

    /** From now on nothing is claimed: the application stops. */
    void close() {
        this.closed = true;
    }

    void open() {
        this.closed = false;
    }

    /**
     * What else waits for whom this mail is, as long as it is several: it goes as one.
     * The record's own go alone.
     */
    List<Delivery> claimWith(Delivery mail) {
        if (mail.account() == null || !isOneOfMany(mail.event())) {
            return List.of();
        }
        return this.transaction.execute((status) -> {
            Instant now = this.clock.instant();
            List<Delivery> found = this.jdbc.sql(COLUMNS + """
                     where channel = 'mail' and account = :account and id <> :id and state = 'waiting'
                        and next_try_at <= :now and event not in (:alone)
                    order by created_at, id fetch first :most rows only for update skip locked""")
                .param("account", mail.account())
                .param("id", mail.id())
                .param("now", Sql.time(now))
                .param("alone", ALONE)
                .param("most", MOST_TOGETHER)
                .query(Rows.of(Delivery.class))
                .list();
            if (found.size() < SEVERAL) {
                return List.of();
            }
            this.jdbc
                .sql("update outbox set state = 'sending', lease = :lease, next_try_at = :until where id in (:ids)")
                .param("lease", mail.lease())
                .param("until", Sql.time(now.plus(LEASE)))
                .param("ids", found.stream().map(Delivery::id).toList())
                .update();
            return found.stream().map((one) -> one.leased(String.valueOf(mail.lease()))).toList();
        });
    }

    private static boolean isOneOfMany(String event) {
        return !ALONE.contains(event);
    }

    private Optional<Delivery> claim(String which, String target) {
        if (this.closed) {
            return Optional.empty();
        }
        return this.transaction.execute((status) -> {
            Instant now = this.clock.instant();
            Optional<Delivery> found = this.jdbc.sql(COLUMNS + " where " + which + """
                     and state in ('waiting', 'sending') and next_try_at <= :now
                    order by next_try_at, id fetch first 1 row only for update skip locked""")
                .param("now", Sql.time(now))
                .param("target", target)
                .query(Rows.of(Delivery.class))
                .optional();
            return found.map((delivery) -> {
                String lease = Ids.next();
                Rows.update(this.jdbc, "update outbox set state = 'sending', lease = ?, next_try_at = ? where id = ?",
                        lease, now.plus(LEASE), delivery.id());
                return delivery.leased(lease);
            });
        });
    }

    /** The receivers for whom something is due. */
    List<String> dueTargets() {
        return this.jdbc.sql("""
                select distinct target from outbox
                where target is not null and state in ('waiting', 'sending') and next_try_at <= :now""")
            .param("now", Sql.time(this.clock.instant()))
            .query(String.class)
            .list();
    }

    int sentSince(String target, Instant since) {
        // What a clock that was ahead has sent does not count until its time has come.
        return this.jdbc.sql("select count(*) from outbox where target = ? and sent_at > ? and sent_at <= ?")
            .params(target, Sql.time(since), Sql.time(this.clock.instant()))
            .query(Integer.class)
            .single();
    }

    /** Nothing, where the lease was lost: somebody else sends it now. */
    void sent(Delivery delivery) {
        mark(delivery, "state = 'sent', sent_at = :at, attempts = attempts + 1, reason = null",
                Map.of("at", Sql.time(this.clock.instant())));
    }

    private void mark(Delivery delivery, String what, Map<String, ?> values) {
        this.jdbc.sql("update outbox set lease = null, " + what + " where id = :id and lease = :lease")
            .params(values)
            .param("id", delivery.id())
            .param("lease", delivery.lease())
            .update();
    }

    /**
     * It did not go: waits for the next attempt, ever longer, until the first is three
     * days ago.
     */
    void failed(Delivery delivery, String reason) {
        Instant now = this.clock.instant();
        Instant since = (delivery.triedSince() != null) ? delivery.triedSince() : now;
        boolean over = !now.isBefore(since.plus(GIVE_UP_AFTER));
        mark(delivery, """
                state = :state, attempts = attempts + 1, reason = :reason, tried_since = :since, next_try_at = :next""",
                Map.of("state", over ? "gave_up" : "waiting", "reason", shortened(reason), "since", Sql.time(since),
                        "next", Sql.time(now.plus(pause(delivery.attempts())))));
        if (over) {
            log.warn("Gave up sending {} by {} after {} attempts", delivery.id(), delivery.channel().id(),
                    delivery.attempts() + 1);
        }
        else {
            log.info("{} not sent by {}, will be tried again: {}", delivery.id(), delivery.channel().id(), reason);
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return (pause.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : pause;
    }

    /** What a clock that was ahead has put off for longer than anything ever waits. */
    void putRight() {
        Instant now = this.clock.instant();
        Rows.update(this.jdbc, """
                update outbox set next_try_at = ?, tried_since = null
                where state in ('waiting', 'sending') and next_try_at > ?""", now, now.plus(LONGEST_WAIT));
    }

    /** Waits until then; that is no attempt. */
    void hold(Delivery delivery, Instant until) {
        mark(delivery, "state = 'waiting', next_try_at = :until", Map.of("until", Sql.time(until)));
    }

    /** Nobody is there any more to whom it could go. */
    void pointless(Delivery delivery, String reason) {
        mark(delivery, "state = 'dropped', reason = :reason", Map.of("reason", shortened(reason)));
    }

    /** What waits for a receiver that is switched off or removed is not sent. */
    int dropFor(String target, String reason) {
        return Rows.update(this.jdbc, """
                update outbox set state = 'dropped', lease = null, reason = ?
                where target = ? and state in ('waiting', 'sending', 'gave_up')""", reason, target);
    }

    /** Held mails of a person are looked at again, with what the person chose now. */
    void lookAgain(String account) {
        this.jdbc.sql("""
                update outbox set next_try_at = :now
                where account = :account and channel = 'mail' and state = 'waiting' and attempts = 0
                    and next_try_at > :now""")
            .param("now", Sql.time(this.clock.instant()))
            .param("account", account)
            .update();
    }

    /** How many wait, and how many were given up. */
    Standing standing() {
        return this.jdbc.sql("""
                select count(case when state <> 'gave_up' then 1 end) waiting,
                    count(case when state = 'gave_up' then 1 end) gave_up
                from outbox where state in ('waiting', 'sending', 'gave_up')""").query(Standing.class).single();
    }

    /** Since when the one waits that waits longest. */
    Optional<Instant> oldestWaiting() {
        return this.jdbc.sql("select min(created_at) as since from outbox where state in ('waiting', 'sending')")
            .query((row, number) -> Sql.instantOrNull(row, "since"))
            .optional();
    }

    /** Oldest first. */
    Page<Delivery> gaveUp(int limit, @Nullable String cursor) {
        Optional<List<String>> after = Cursor.decode(cursor, 2);
        String sql = COLUMNS + " where state = 'gave_up'"
                + (after.isPresent() ? " and (created_at > :at or (created_at = :at and id > :id))" : "")
                + " order by created_at, id fetch first :rows rows only";
        List<Delivery> rows = this.jdbc.sql(sql)
            .param("rows", limit + 1)
            .param("at", after.map((key) -> Sql.time(MessageRepository.instant(key.get(0)))).orElse(null))
            .param("id", after.map((key) -> key.get(1)).orElse(null))
            .query(Rows.of(Delivery.class))
            .list();
        return Page.of(rows, limit, (delivery) -> List.of(delivery.createdAt().toString(), delivery.id()));
    }

    /** Oldest first; the lease of what was sent ended after it was written. */
    List<Deliveries.Sent> sent(String event, Instant since) {
        return this.jdbc.sql("""
                select account, sent_at, arguments from outbox
                where state = 'sent' and next_try_at >= ? and event = ? and channel = 'mail' and created_at >= ?
                order by sent_at, account""").params(Sql.time(since), event, Sql.time(since)).query((row, number) -> {
            String[] arguments = this.json.readValue(row.getString("arguments"), String[].class);
            return new Deliveries.Sent(row.getString("account"), Sql.instant(row, "sent_at"), List.of(arguments));
        }).list();
    }

    Optional<Delivery> find(String id) {
        return this.jdbc.sql(COLUMNS + " where id = :id").param("id", id).query(Rows.of(Delivery.class)).optional();
    }

    /** Returns how many of them were given up and are tried again now, for three days. */
    int tryAgain(Collection<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        return this.jdbc.sql("""
                update outbox set state = 'waiting', attempts = 0, tried_since = null, next_try_at = :now
                where id in (:ids) and state = 'gave_up'""")
            .param("now", Sql.time(this.clock.instant()))
            .param("ids", ids)
            .update();
    }

    boolean drop(String id) {
        return Rows.update(this.jdbc, "update outbox set state = 'dropped' where id = ? and state = 'gave_up'", id) > 0;
    }

    private static String shortened(String reason) {
        String clean = reason.replaceAll("[\\r\\n]+", " ").replace("\u0000", "");
        return (clean.length() > REASON_LENGTH) ? clean.substring(0, REASON_LENGTH) : clean;
    }

    /**
     * What is put into the outbox.
     *
     * @param target id of the receiver set up for the organ; null for mail
     * @param account null for what does not go to one person
     * @param content JSON that belongs to the channel: the entries of a digest, the
     * recipients whom a robot names; null for none
     */
    record Letter(Channel channel, @Nullable String target, @Nullable String account, @Nullable String address,
            String event, String caseId, String link, List<String> arguments, @Nullable String content,
            Instant notBefore) {

    }

    /**
     * A row of the outbox.
     *
     * @param lease of whoever is sending it; null while nobody is
     * @param triedSince when the attempts began that have failed since; null before
     */
    record Delivery(String id, Channel channel, @Nullable String target, @Nullable String account,
            @Nullable String address, String event, String caseId, String link, List<String> arguments,
            @Nullable String content, String state, int attempts, @Nullable String reason, Instant createdAt,
            @Nullable Instant triedSince, @Nullable String lease) {

        /** The same mail, which says all of these. */
        Delivery with(String all) {
            return new Delivery(this.id, this.channel, this.target, this.account, this.address, Digests.EVENT,
                    this.caseId, this.link, this.arguments, all, this.state, this.attempts, this.reason, this.createdAt,
                    this.triedSince, this.lease);
        }

        Delivery leased(String by) {
            return new Delivery(this.id, this.channel, this.target, this.account, this.address, this.event, this.caseId,
                    this.link, this.arguments, this.content, "sending", this.attempts, this.reason, this.createdAt,
                    this.triedSince, by);
        }

    }

    record Standing(int waiting, int gaveUp) {

    }

}
