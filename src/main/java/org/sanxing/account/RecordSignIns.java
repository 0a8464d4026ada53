package org.sanxing.account;

import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** Who came by the sign-in page, and who left. */
@UseCase
class RecordSignIns {

    private final Accounts accounts;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecordSignIns(Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    void signedIn(String account, HttpServletRequest request) {
        String address = ClientAddress.of(request.getRemoteAddr());
        this.accounts.signIn(account, true, "page", address, this.clock.instant());
        this.events.publishEvent(new AccountEvent.SignedIn(account, "page", address, session(request)));
    }

    void signedOut(String account, HttpServletRequest request) {
        this.events.publishEvent(
                new AccountEvent.SignedOut(account, ClientAddress.of(request.getRemoteAddr()), session(request)));
    }

    /** A session as it may be shown: whoever knows its id has it. */
    static @Nullable String session(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return (session != null) ? publicId(session.getId()) : null;
    }

    static String publicId(String sessionId) {
        return Secrets.sha256(Secrets.utf8(sessionId)).substring(0, 32);
    }

}
