package org.sanxing.account;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Sealing;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;
import org.sanxing.organization.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What somebody has beside the password: an app that makes codes, and codes for the day
 * on which it is lost. Each code opens once.
 */
@Component
class SecondFactors {

    private static final int RECOVERY_CODES = 10;

    private final JdbcClient jdbc;

    private final VerifyPassword verifyPassword;

    private final Sealing sealing;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final MessageSource messages;

    private final Clock clock;

    /** Whether administrators get nowhere without. */
    private final boolean needed;

    SecondFactors(JdbcClient jdbc, VerifyPassword verifyPassword, Sealing sealing, ApplicationEventPublisher events,
            PlatformTransactionManager transactions, MessageSource messages, Clock clock,
            SecondFactorSettings settings) {
        this.jdbc = jdbc;
        this.verifyPassword = verifyPassword;
        this.sealing = sealing;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.messages = messages;
        this.clock = clock;
        this.needed = settings.administrators();
    }

    boolean neededBy(Set<Role> roles) {
        return this.needed && roles.stream().anyMatch(Role::ofAdministrators);
    }

    /** A new secret, which counts once a code of it was given. */
    Begun begin(String account, @Nullable String password, String way, String remote) {
        if (this.verifyPassword.own("password", account, password, way, remote).secondFactor()) {
            throw new Conflict("second-factor-already");
        }
        byte[] secret = Secrets.bytes(Totp.SECRET_BYTES);
        this.jdbc.sql("update account set totp_secret = :secret, totp_last_step = 0 where account = :account")
            .param("secret", this.sealing.seal(HexFormat.of().formatHex(secret)))
            .param("account", account)
            .update();
        return begun(account, secret);
    }

    private Begun begun(String account, byte[] secret) {
        String base32 = Totp.base32(secret);
        String issuer = this.messages.getMessage("shell.product", null, "Sanxing", LocaleContextHolder.getLocale());
        return new Begun(base32, Totp.uri(issuer, account, base32));
    }

    /** The one that was begun; null where none was. */
    @Nullable Begun begun(String account) {
        return secret(account).map((secret) -> begun(account, secret)).orElse(null);
    }

    private Optional<byte[]> secret(String account) {
        return this.jdbc.sql("select totp_secret from account where account = :account and totp_secret is not null")
            .param("account", account)
            .query(String.class)
            .optional()
            .map((sealed) -> HexFormat.of().parseHex(this.sealing.open(sealed)));
    }

    /**
     * @return codes that open once each when the app is lost; kept nowhere
     */
    List<String> confirm(String account, @Nullable String code, String remote) {
        List<String> recovery = Stream.generate(() -> Secrets.next(3)).limit(RECOVERY_CODES).toList();
        return Objects.requireNonNull(this.transaction.execute((status) -> {
            if (!opensByApp(account, (code != null) ? code : "")) {
                throw new InvalidInput("code", "code-wrong");
            }
            int confirmed = this.jdbc.sql("""
                    update account set totp_confirmed_at = :now where account = :account and totp_confirmed_at is null
                    """).param("now", Sql.time(this.clock.instant())).param("account", account).update();
            if (confirmed == 0) {
                throw new Conflict("second-factor-already");
            }
            for (String one : recovery) {
                this.jdbc.sql("insert into recovery_code (account, code_hash) values (:account, :hash)")
                    .param("account", account)
                    .param("hash", hash(one))
                    .update();
            }
            this.events.publishEvent(new AccountEvent.SecondFactorSet(account, ClientAddress.of(remote)));
            return recovery;
        }));
    }

    /** Whether it is a code of now, or one for the day on which the app is lost. */
    boolean opens(String account, String typed) {
        return Boolean.TRUE.equals(this.transaction.execute(
                (status) -> opensByApp(account, typed) || opensByRecovery(account, Texts.figures(Texts.strip(typed)))));
    }

    private boolean opensByApp(String account, String typed) {
        String code = Texts.figures(Texts.strip(typed)).replaceAll("\\s", "");
        byte[] secret = (code.length() == 6) ? secret(account).orElse(null) : null;
        if (secret == null) {
            return false;
        }
        long now = Totp.step(this.clock.instant());
        for (long step = now - 1; step <= now + 1; step++) {
            if (MessageDigest.isEqual(Secrets.utf8(code), Secrets.utf8(Totp.code(secret, step)))) {
                return this.jdbc.sql("""
                        update account set totp_last_step = :step where account = :account and totp_last_step < :step
                        """).param("step", step).param("account", account).update() == 1;
            }
        }
        return false;
    }

    private boolean opensByRecovery(String account, String typed) {
        Instant now = this.clock.instant();
        boolean opened = this.jdbc.sql("""
                update recovery_code set used_at = :now
                where account = :account and code_hash = :hash and used_at is null
                """).param("now", Sql.time(now)).param("account", account).param("hash", hash(typed)).update() == 1;
        if (opened) {
            this.events.publishEvent(new AccountEvent.RecoveryCodeUsed(account));
        }
        return opened;
    }

    private static String hash(String recoveryCode) {
        return Secrets.sha256(Secrets.utf8(VerifyPassword.normalized(recoveryCode)));
    }

    int recoveryCodesLeft(String account) {
        return this.jdbc.sql("select count(*) from recovery_code where account = :account and used_at is null")
            .param("account", account)
            .query(Integer.class)
            .single();
    }

    /** By its owner, who gives the password and a code once more. */
    void remove(String account, @Nullable String password, @Nullable String code, String way, String remote) {
        this.verifyPassword.own("password", account, password, way, remote);
        try {
            this.verifyPassword.counted(account, way, remote, () -> opens(account, (code != null) ? code : ""));
        }
        catch (BadCredentialsException ex) {
            throw new InvalidInput("code", "code-wrong");
        }
        catch (TooManyFailures ex) {
            throw new InvalidInput("code", "password-blocked", ex.minutes());
        }
        this.transaction.executeWithoutResult((status) -> remove(account, account));
    }

    /** In the caller's transaction. */
    void remove(String actor, String account) {
        this.jdbc.sql("update account set totp_secret = null, totp_confirmed_at = null where account = :account")
            .param("account", account)
            .update();
        this.jdbc.sql("delete from recovery_code where account = :account").param("account", account).update();
        this.events.publishEvent(new AccountEvent.SecondFactorRemoved(actor, account));
    }

    record Begun(String secret, String uri) {

    }

}
