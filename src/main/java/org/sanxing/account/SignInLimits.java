package org.sanxing.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down who guesses, and not whose password is guessed. Three things count:
 * <ol>
 * <li>wrong passwords for a name from one network ({@link Lockout});
 * <li>those for a name from everywhere: then networks from which that account never
 * signed in wait;
 * <li>how many names were tried from one network: then those wait who never signed in
 * from there.
 * </ol>
 * A name that is no account is counted like any other.
 */
@Component
class SignInLimits {

    /** For how long a wrong password counts against others' networks and names. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Wrong passwords for a name, from everywhere, that nobody has to wait for. */
    static final int FOR_A_NAME = 15;

    /** Names tried from a network that nobody has to wait for. */
    static final int NAMES_FROM_A_NETWORK = 20;

    private static final Duration KNOWN_FOR = Duration.ofDays(90);

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private byte @Nullable [] salt;

    SignInLimits(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The name as it may be kept where it is no account's. */
    String digest(String name) {
        return Secrets.sha256(salt(), Secrets.utf8(name));
    }

    private synchronized byte[] salt() {
        byte[] known = this.salt;
        if (known == null) {
            String read = read();
            if (read == null) {
                try {
                    this.transaction.executeWithoutResult(
                            (status) -> this.jdbc.sql("insert into sign_in_salt (only_once, salt) values (1, :salt)")
                                .param("salt", HexFormat.of().formatHex(Secrets.bytes(32)))
                                .update());
                }
                catch (DuplicateKeyException ex) {
                    // Another node was first.
                }
                read = Objects.requireNonNull(read());
            }
            known = HexFormat.of().parseHex(read);
            this.salt = known;
        }
        return known;
    }

    private @Nullable String read() {
        return this.jdbc.sql("select salt from sign_in_salt").query(String.class).optional().orElse(null);
    }

    Standing standing(String name, String digest, String network) {
        Instant now = this.clock.instant();
        return this.jdbc.sql("""
                select
                    (select blocked_until from sign_in_limit where name_digest = :digest and network = :network)
                        as blocked_until,
                    (select failures from sign_in_limit where name_digest = :digest and network = :network)
                        as failures,
                    (select last_at from known_network where account = :name and network = :network) as known_at,
                    (select sum(failures) from sign_in_limit where name_digest = :digest and failed_at > :since)
                        as name_failures,
                    (select max(failed_at) from sign_in_limit where name_digest = :digest) as name_at,
                    (select count(*) from sign_in_limit where network = :network and failed_at > :since) as names,
                    (select max(failed_at) from sign_in_limit where network = :network) as network_at
                """)
            .param("digest", digest)
            .param("network", network)
            .param("name", name)
            .param("since", Sql.time(now.minus(WINDOW)))
            .query((row, number) -> standing(row, now))
            .single();
    }

    private static Standing standing(ResultSet row, Instant now) throws SQLException {
        Lockout here = new Lockout(row.getInt("failures"), Sql.instantOrNull(row, "blocked_until"));
        Instant knownAt = Sql.instantOrNull(row, "known_at");
        Duration wait = here.blockedFor(now);
        if (knownAt == null || knownAt.plus(KNOWN_FOR).isBefore(now)) {
            wait = longer(wait,
                    pause(row.getInt("name_failures") - FOR_A_NAME, Sql.instantOrNull(row, "name_at"), now));
            wait = longer(wait,
                    pause(row.getInt("names") - NAMES_FROM_A_NETWORK, Sql.instantOrNull(row, "network_at"), now));
        }
        return new Standing(wait, here.failures(), knownAt);
    }

    private static Duration longer(Duration one, Duration other) {
        return (one.compareTo(other) >= 0) ? one : other;
    }

    /** 5, 10, 20 seconds and so on, up to the length of a lock. */
    private static Duration pause(int over, @Nullable Instant last, Instant now) {
        if (over < 0 || last == null) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(5L << Math.min(over, 8));
        Duration left = Duration.between(now, last.plus((pause.compareTo(Lockout.LOCK) < 0) ? pause : Lockout.LOCK));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Counts a wrong password, in a transaction of its own. */
    Lockout failed(String digest, String network) {
        try {
            return count(digest, network);
        }
        catch (DuplicateKeyException ex) {
            // Somebody else was first to fail there.
            return count(digest, network);
        }
    }

    private Lockout count(String digest, String network) {
        Instant now = this.clock.instant();
        return Objects.requireNonNull(this.transaction.execute((status) -> {
            this.jdbc.sql("delete from sign_in_limit where failed_at < :before")
                .param("before", Sql.time(now.minus(KEPT)))
                .update();
            Lockout before = this.jdbc.sql("""
                    select failures, blocked_until from sign_in_limit
                    where name_digest = :digest and network = :network for update
                    """)
                .param("digest", digest)
                .param("network", network)
                .query((row, number) -> new Lockout(row.getInt("failures"), Sql.instantOrNull(row, "blocked_until")))
                .optional()
                .orElse(null);
            Lockout after = ((before != null) ? before : Lockout.NONE).afterFailure(now);
            this.jdbc.sql((before != null) ? """
                    update sign_in_limit set failures = :failures, blocked_until = :until, failed_at = :now
                    where name_digest = :digest and network = :network
                    """ : """
                    insert into sign_in_limit (name_digest, network, failures, blocked_until, failed_at)
                    values (:digest, :network, :failures, :until, :now)
                    """)
                .param("digest", digest)
                .param("network", network)
                .param("failures", after.failures())
                .param("until", Sql.time(after.blockedUntil()))
                .param("now", Sql.time(now))
                .update();
            return after;
        }));
    }

    void forget(String digest, String network) {
        this.jdbc.sql("delete from sign_in_limit where name_digest = :digest and network = :network")
            .param("digest", digest)
            .param("network", network)
            .update();
    }

    /** Lets everybody try again who got this name's password wrong. */
    void unlock(String name) {
        this.jdbc.sql("delete from sign_in_limit where name_digest = :digest").param("digest", digest(name)).update();
    }

    /**
     * The person signed in from there. In the caller's transaction.
     * @throws DuplicateKeyException where another node notes the same for the first time
     */
    void known(String account, String network) {
        Instant now = this.clock.instant();
        int rows = this.jdbc
            .sql("update known_network set last_at = :now where account = :account and network = :network")
            .param("now", Sql.time(now))
            .param("account", account)
            .param("network", network)
            .update();
        if (rows == 0) {
            this.jdbc.sql("insert into known_network (account, network, last_at) values (:account, :network, :now)")
                .param("account", account)
                .param("network", network)
                .param("now", Sql.time(now))
                .update();
        }
    }

    /**
     * The names that somebody somewhere may not try at this moment, by digest.
     */
    Map<String, Blocked> blocked() {
        Map<String, Blocked> blocked = new HashMap<>();
        this.jdbc.sql("""
                select name_digest, max(blocked_until) as until, sum(failures) as failures from sign_in_limit
                where blocked_until > :now group by name_digest
                """).param("now", Sql.time(this.clock.instant())).query((row) -> {
            blocked.put(row.getString("name_digest"), new Blocked(Sql.instant(row, "until"), row.getInt("failures")));
        });
        return blocked;
    }

    /**
     * @param blocked for how long no password is looked at; zero where one is
     * @param failures from this network since the last right one
     * @param knownAt when the account last signed in from there; null for never
     */
    record Standing(Duration blocked, int failures, @Nullable Instant knownAt) {

    }

    record Blocked(Instant until, int failures) {

    }

}
