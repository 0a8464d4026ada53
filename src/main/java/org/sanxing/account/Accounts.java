package org.sanxing.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of accounts, sign-ins and personal tokens. */
@Component
class Accounts {

    /** How many sign-ins a person is shown. */
    private static final int RECENT = 20;

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    Accounts(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    Optional<Account> find(String account) {
        return find("", (statement) -> statement.param("account", account));
    }

    private Optional<Account> find(String condition, UnaryOperator<JdbcClient.StatementSpec> parameters) {
        return parameters.apply(this.jdbc.sql("""
                select account, password_hash, must_change_password, password_changed_at, session_epoch,
                    totp_confirmed_at is not null as second_factor from account
                where account = :account""" + condition))
            .query((row, number) -> new Account(row.getString("account"), row.getString("password_hash"),
                    row.getBoolean("must_change_password"), Sql.instant(row, "password_changed_at"),
                    row.getInt("session_epoch"), row.getBoolean("second_factor")))
            .optional();
    }

    /** The account, unless its passwords are not looked at from there at this moment. */
    Optional<Account> findUnlocked(String account, String digest, String network, Instant now) {
        return find("""

                and not exists (select 1 from sign_in_limit
                    where name_digest = :digest and network = :network and blocked_until > :now)""",
                (statement) -> statement.param("account", account)
                    .param("digest", digest)
                    .param("network", network)
                    .param("now", Sql.time(now)));
    }

    boolean none() {
        return this.jdbc.sql("select account from account limit 1").query(String.class).list().isEmpty();
    }

    List<String> names() {
        return this.jdbc.sql("select account from account order by account").query(String.class).list();
    }

    /** Sets the password, and ends every session and token. */
    void password(String account, String hash, boolean mustChange, Instant now) {
        revokeTokens(account, now);
        endSessions(account);
        this.jdbc.sql("""
                insert into password_history (account, password_hash, replaced_at)
                select account, password_hash, :now from account where account = :account
                """).param("account", account).param("now", Sql.time(now)).update();
        int rows = this.jdbc.sql("""
                update account set password_hash = :hash, must_change_password = :mustChange,
                    password_changed_at = :now
                where account = :account
                """)
            .param("account", account)
            .param("hash", hash)
            .param("mustChange", mustChange)
            .param("now", Sql.time(now))
            .update();
        if (rows == 0) {
            this.jdbc.sql("""
                    insert into account (account, password_hash, must_change_password, password_changed_at,
                        session_epoch)
                    values (:account, :hash, :mustChange, :now, 1)
                    """)
                .param("account", account)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("now", Sql.time(now))
                .update();
        }
    }

    /** Of those who have none yet, at once; each has to be changed. */
    void add(Map<String, String> hashes, Instant now) {
        Rows.insertAll(this.batch, "account",
                "account, password_hash, must_change_password, password_changed_at, session_epoch",
                hashes.entrySet()
                    .stream()
                    .map((one) -> new Object[] { one.getKey(), one.getValue(), true, now, 1 })
                    .toList());
    }

    /** Hashes of passwords the person had before the present one, the last first. */
    List<String> earlierHashes(String account, int most) {
        return this.jdbc.sql("""
                select password_hash from password_history where account = :account
                order by replaced_at desc fetch first :most rows only
                """).param("account", account).param("most", most).query(String.class).list();
    }

    /**
     * Sets the password of whoever knew the one before.
     * @return whether it was still the one before
     */
    boolean changePassword(Account before, String hash, Instant now) {
        boolean same = this.jdbc.sql("select password_hash from account where account = :account for update")
            .param("account", before.account())
            .query(String.class)
            .optional()
            .filter(before.passwordHash()::equals)
            .isPresent();
        if (same) {
            password(before.account(), hash, false, now);
        }
        return same;
    }

    /** The same password under a newer algorithm. */
    void rehash(String account, String from, String to) {
        this.jdbc.sql("update account set password_hash = :to where account = :account and password_hash = :from")
            .param("account", account)
            .param("from", from)
            .param("to", to)
            .update();
    }

    /** Those being signed in at this moment too, by the epoch. */
    void endSessions(String account) {
        this.jdbc.sql("delete from spring_session where principal_name = :account").param("account", account).update();
        this.jdbc.sql("update account set session_epoch = session_epoch + 1 where account = :account")
            .param("account", account)
            .update();
    }

    void signIn(String account, boolean succeeded, String way, String address, Instant now) {
        this.jdbc.sql("""
                insert into sign_in (id, account, happened_at, succeeded, way, address)
                values (:id, :account, :now, :succeeded, :way, :address)
                """)
            .param("id", Ids.next())
            .param("account", account)
            .param("now", Sql.time(now))
            .param("succeeded", succeeded)
            .param("way", way)
            .param("address", address)
            .update();
        if (succeeded) {
            this.jdbc.sql("update account set last_sign_in = :now where account = :account")
                .param("account", account)
                .param("now", Sql.time(now))
                .update();
        }
    }

    List<SignIn> recentSignIns(String account) {
        return this.jdbc.sql("""
                select happened_at, succeeded, way, address from sign_in where account = :account
                order by happened_at desc, id limit :limit
                """)
            .param("account", account)
            .param("limit", RECENT)
            .query((row, number) -> new SignIn(Sql.instant(row, "happened_at"), row.getBoolean("succeeded"),
                    row.getString("way"), row.getString("address")))
            .list();
    }

    void addToken(Token token, String hash) {
        this.jdbc.sql("""
                insert into personal_token (id, account, name, scope, hash, created_at, expires_on)
                values (:id, :account, :name, :scope, :hash, :now, :expiresOn)
                """)
            .param("id", token.id())
            .param("account", token.account())
            .param("name", token.name())
            .param("scope", token.scope())
            .param("hash", hash)
            .param("now", Sql.time(token.createdAt()))
            .param("expiresOn", token.expiresOn())
            .update();
    }

    /**
     * Those that were not revoked, and did not end before.
     * @param account null for everybody's
     */
    List<Token> tokens(@Nullable String account, LocalDate today) {
        return this.jdbc.sql("""
                select id, account, name, scope, created_at, last_used_at, expires_on from personal_token
                where revoked_at is null and expires_on >= :today""" + ((account != null) ? """

                and account = :account""" : "") + """

                order by account, created_at desc, id""")
            .param("account", account)
            .param("today", today)
            .query(Accounts::token)
            .list();
    }

    Optional<Token> token(String hash, LocalDate today) {
        return this.jdbc.sql("""
                select id, account, name, scope, created_at, last_used_at, expires_on from personal_token
                where hash = :hash and revoked_at is null and expires_on >= :today
                """).param("hash", hash).param("today", today).query(Accounts::token).optional();
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(row.getString("id"), row.getString("account"), row.getString("name"), row.getString("scope"),
                Sql.instant(row, "created_at"), Sql.instantOrNull(row, "last_used_at"),
                row.getObject("expires_on", LocalDate.class));
    }

    void tokenUsed(String id, Instant now) {
        this.jdbc.sql("update personal_token set last_used_at = :now where id = :id")
            .param("id", id)
            .param("now", Sql.time(now))
            .update();
    }

    int revokeToken(String account, String id, Instant now) {
        return this.jdbc.sql("""
                update personal_token set revoked_at = :now
                where id = :id and account = :account and revoked_at is null
                """).param("id", id).param("account", account).param("now", Sql.time(now)).update();
    }

    void revokeTokens(String account, Instant now) {
        this.jdbc.sql("""
                update personal_token set revoked_at = :now where account = :account and revoked_at is null
                """).param("account", account).param("now", Sql.time(now)).update();
    }

    void setUp(Instant now) {
        this.jdbc.sql("insert into set_up (only_once, happened_at) values (1, :now)")
            .param("now", Sql.time(now))
            .update();
    }

    /**
     * @param epoch grows with every end of all sessions
     */
    record Account(String account, String passwordHash, boolean mustChangePassword, Instant passwordChangedAt,
            int epoch, boolean secondFactor) {

    }

    /**
     * @param way {@code page} or {@code api}
     */
    record SignIn(Instant at, boolean succeeded, String way, String address) {

    }

    /**
     * @param scope {@code read} or {@code write}, which includes reading
     * @param expiresOn the last day on which it works
     */
    record Token(String id, String account, String name, String scope, Instant createdAt, @Nullable Instant lastUsedAt,
            LocalDate expiresOn) {

    }

}
