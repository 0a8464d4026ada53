package org.sanxing.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of accounts, sign-ins and personal tokens. */
@Component
class Accounts {

    /** How many sign-ins a person is shown. */
    private static final int RECENT = 20;

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> find(String account) {
        return read(account, "");
    }

    /** Also holds back others who would change it. */
    Optional<Account> lock(String account) {
        return read(account, " for update");
    }

    private Optional<Account> read(String account, String how) {
        return this.jdbc.sql("""
                select account, password_hash, must_change_password, failures, blocked_until, session_epoch
                from account where account = :account""" + how)
            .param("account", account)
            .query((row, number) -> new Account(row.getString("account"), row.getString("password_hash"),
                    row.getBoolean("must_change_password"),
                    new Lockout(row.getInt("failures"), Sql.instantOrNull(row, "blocked_until")),
                    row.getInt("session_epoch")))
            .optional();
    }

    boolean none() {
        return this.jdbc.sql("select account from account limit 1").query(String.class).list().isEmpty();
    }

    /** Sets the password, ends every session, and lifts the lock. */
    void password(String account, String hash, boolean mustChange, Instant now) {
        int rows = this.jdbc.sql("""
                update account set password_hash = :hash, must_change_password = :mustChange,
                    password_changed_at = :now, failures = 0, blocked_until = null, session_epoch = session_epoch + 1
                where account = :account
                """)
            .param("account", account)
            .param("hash", hash)
            .param("mustChange", mustChange)
            .param("now", Sql.time(now))
            .update();
        if (rows == 0) {
            this.jdbc.sql("""
                    insert into account (account, password_hash, must_change_password, password_changed_at, failures,
                        session_epoch)
                    values (:account, :hash, :mustChange, :now, 0, 1)
                    """)
                .param("account", account)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("now", Sql.time(now))
                .update();
        }
    }

    /** The same password under a newer algorithm. */
    void rehash(String account, String from, String to) {
        this.jdbc.sql("update account set password_hash = :to where account = :account and password_hash = :from")
            .param("account", account)
            .param("from", from)
            .param("to", to)
            .update();
    }

    void lockout(String account, Lockout lockout) {
        this.jdbc.sql("update account set failures = :failures, blocked_until = :until where account = :account")
            .param("account", account)
            .param("failures", lockout.failures())
            .param("until", Sql.time(lockout.blockedUntil()))
            .update();
    }

    void endSessions(String account) {
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

    void addToken(Token token, String account, String hash) {
        this.jdbc.sql("""
                insert into personal_token (id, account, name, hash, created_at)
                values (:id, :account, :name, :hash, :now)
                """)
            .param("id", token.id())
            .param("account", account)
            .param("name", token.name())
            .param("hash", hash)
            .param("now", Sql.time(token.createdAt()))
            .update();
    }

    List<Token> tokens(String account) {
        return this.jdbc.sql("""
                select id, name, created_at, last_used_at from personal_token
                where account = :account and revoked_at is null order by created_at desc, id
                """)
            .param("account", account)
            .query((row, number) -> new Token(row.getString("id"), row.getString("name"),
                    Sql.instant(row, "created_at"), Sql.instantOrNull(row, "last_used_at")))
            .list();
    }

    Optional<TokenUse> tokenUse(String hash) {
        return this.jdbc.sql("""
                select id, account, last_used_at from personal_token where hash = :hash and revoked_at is null
                """)
            .param("hash", hash)
            .query((row, number) -> new TokenUse(row.getString("id"), row.getString("account"),
                    Sql.instantOrNull(row, "last_used_at")))
            .optional();
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
    record Account(String account, String passwordHash, boolean mustChangePassword, Lockout lockout, int epoch) {

    }

    /**
     * @param way {@code page} or {@code api}
     */
    record SignIn(Instant at, boolean succeeded, String way, String address) {

    }

    record Token(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {

    }

    record TokenUse(String id, String account, @Nullable Instant lastUsedAt) {

    }

}
