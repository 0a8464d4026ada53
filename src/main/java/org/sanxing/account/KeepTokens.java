package org.sanxing.account;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A person's tokens for the own scripts. Only their fingerprints are kept. Whoever makes
 * one gives the password: a session that was left open is not enough, and a token makes
 * no tokens.
 */
@Component
class KeepTokens {

    static final String READ = "read";

    static final String WRITE = "write";

    static final int DAYS = 90;

    private static final int MOST_DAYS = 366;

    private static final int BYTES = 32;

    private static final int LONGEST_NAME = 100;

    private static final int MOST = 50;

    private final Accounts accounts;

    private final VerifyPassword verifyPassword;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final ZoneId zone;

    KeepTokens(Accounts accounts, VerifyPassword verifyPassword, Organization organization,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock, ZoneId zone) {
        this.accounts = accounts;
        this.verifyPassword = verifyPassword;
        this.organization = organization;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.zone = zone;
    }

    Created create(CreateTokenCommand command) {
        String name = Texts.strip(command.name());
        if (name.isEmpty()) {
            throw new InvalidInput("name", "needed");
        }
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("name", "longer-than", LONGEST_NAME);
        }
        String scope = Texts.isBlank(command.scope()) ? WRITE : command.scope();
        if (!scope.equals(READ) && !scope.equals(WRITE)) {
            throw new InvalidInput("scope", "token-scope");
        }
        LocalDate expiresOn = expiresOn(command.expiresOn());
        this.verifyPassword.own("password", command.account(), command.password(), command.way(), command.address());
        if (list(command.account()).size() >= MOST) {
            throw new Conflict("too-many-tokens", MOST);
        }
        String secret = "sx_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.bytes(BYTES));
        Accounts.Token token = new Accounts.Token(Ids.next(), command.account(), name, scope, this.clock.instant(),
                null, expiresOn);
        this.transaction.executeWithoutResult((status) -> {
            this.accounts.addToken(token, Secrets.sha256(Secrets.utf8(secret)));
            this.events.publishEvent(new AccountEvent.TokenCreated(command.account(), token.id(), name, scope,
                    expiresOn, ClientAddress.of(command.address())));
        });
        return new Created(token, secret);
    }

    private LocalDate expiresOn(@Nullable String typed) {
        LocalDate today = today();
        if (Texts.isBlank(typed)) {
            return today.plusDays(DAYS);
        }
        try {
            LocalDate date = LocalDate.parse(Texts.figures(Texts.strip(typed)));
            if (date.isBefore(today) || date.isAfter(today.plusDays(MOST_DAYS))) {
                throw new InvalidInput("expiresOn", "token-expiry", MOST_DAYS);
            }
            return date;
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput("expiresOn", "token-expiry", MOST_DAYS);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(this.clock.instant(), this.zone);
    }

    List<Accounts.Token> list(String account) {
        return this.accounts.tokens(account, today());
    }

    /** Everybody's, or one person's, for the security administrator. */
    List<Accounts.Token> list(String actor, @Nullable String account) {
        requireSecurityAdministrator(actor);
        if (account != null && this.organization.find(account).isEmpty()) {
            throw new NotFound("person");
        }
        return this.accounts.tokens(account, today());
    }

    private void requireSecurityAdministrator(String actor) {
        if (!this.organization.rolesOf(actor).contains(Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("tokens-of-others");
        }
    }

    /**
     * It works no more from the next request on.
     * @param actor the owner or the security administrator
     */
    void revoke(String actor, String account, String id) {
        if (!actor.equals(account)) {
            requireSecurityAdministrator(actor);
        }
        this.transaction.executeWithoutResult((status) -> {
            if (this.accounts.revokeToken(account, id, this.clock.instant()) == 0) {
                throw new NotFound("token");
            }
            this.events.publishEvent(new AccountEvent.TokenRevoked(actor, account, id));
        });
    }

    /**
     * @param scope null for writing
     * @param expiresOn a date; null for the usual number of days
     * @param way {@code page} or {@code api}
     */
    record CreateTokenCommand(String account, @Nullable String name, @Nullable String password, @Nullable String scope,
            @Nullable String expiresOn, String way, String address) {

    }

    /**
     * @param secret kept nowhere: to be shown once
     */
    record Created(Accounts.Token token, String secret) {

    }

}
