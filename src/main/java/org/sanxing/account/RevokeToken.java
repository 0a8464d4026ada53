package org.sanxing.account;

import java.time.Clock;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** A person revokes an own token; it works no more from the next request on. */
@UseCase
class RevokeToken {

    private final Accounts accounts;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RevokeToken(Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    void execute(String account, String id) {
        if (this.accounts.revokeToken(account, id, this.clock.instant()) == 0) {
            throw new NotFound("token");
        }
        this.events.publishEvent(new AccountEvent.TokenRevoked(account, id));
    }

}
