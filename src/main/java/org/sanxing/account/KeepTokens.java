package org.sanxing.account;

import java.time.Clock;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** A person's tokens for the own scripts. Only their fingerprints are kept. */
@UseCase
class KeepTokens {

    private static final int BYTES = 32;

    private static final int LONGEST_NAME = 100;

    private static final int MOST = 50;

    private final Accounts accounts;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepTokens(Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    Created create(String account, @Nullable String typedName) {
        String name = (typedName != null) ? typedName.strip() : "";
        if (name.isEmpty()) {
            throw new InvalidInput("name", "needed");
        }
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("name", "longer-than", LONGEST_NAME);
        }
        if (this.accounts.tokens(account).size() >= MOST) {
            throw new Conflict("too-many-tokens", MOST);
        }
        String secret = "sx_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.bytes(BYTES));
        Accounts.Token token = new Accounts.Token(Ids.next(), name, this.clock.instant(), null);
        this.accounts.addToken(token, account, Secrets.sha256(Secrets.utf8(secret)));
        this.events.publishEvent(new AccountEvent.TokenCreated(account, token.id(), name));
        return new Created(token, secret);
    }

    /** It works no more from the next request on. */
    void revoke(String account, String id) {
        if (this.accounts.revokeToken(account, id, this.clock.instant()) == 0) {
            throw new NotFound("token");
        }
        this.events.publishEvent(new AccountEvent.TokenRevoked(account, id));
    }

    /**
     * @param secret kept nowhere: to be shown once
     */
    record Created(Accounts.Token token, String secret) {

    }

}
