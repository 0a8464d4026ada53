package org.sanxing.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;

/** Where a person is signed in, and an end to it. */
@UseCase
class KeepSessions {

    private static final Set<String> ROLE_CHANGES = Set.of("roleGranted", "roleRevoked");

    private final KeptSessions sessions;

    private final Accounts accounts;

    private final ApplicationEventPublisher events;

    KeepSessions(KeptSessions sessions, Accounts accounts, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * Newest first.
     * @param current the request that asks, where it has a session
     */
    List<Open> list(String account, @Nullable HttpServletRequest current) {
        String here = (current != null) ? RecordSignIns.session(current) : null;
        return this.sessions.of(account).values().stream().filter((session) -> !session.isExpired()).map((session) -> {
            String id = RecordSignIns.publicId(session.getId());
            return new Open(id, address(session), session.getCreationTime(), session.getLastAccessedTime(),
                    session.getLastAccessedTime().plus(session.getMaxInactiveInterval()), id.equals(here));
        }).sorted(Comparator.comparing(Open::createdAt).reversed()).toList();
    }

    private static String address(Session session) {
        SecurityContext context = session
            .getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return (context != null && context.getAuthentication() != null
                && context.getAuthentication().getDetails() instanceof WebAuthenticationDetails details)
                        ? ClientAddress.of(details.getRemoteAddress()) : ClientAddress.UNKNOWN;
    }

    void end(String account, String id, String remote) {
        String session = this.sessions.of(account)
            .keySet()
            .stream()
            .filter((one) -> RecordSignIns.publicId(one).equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("session"));
        this.sessions.deleteById(session);
        this.events.publishEvent(new AccountEvent.SessionsEnded(account, id, ClientAddress.of(remote)));
    }

    /** This one too, where it is one. */
    void endAll(String account, String remote) {
        this.accounts.endSessions(account);
        this.events.publishEvent(new AccountEvent.SessionsEnded(account, null, ClientAddress.of(remote)));
    }

    @EventListener
    void on(OrganizationEvent event) {
        if (ROLE_CHANGES.contains(event.record().action())) {
            this.accounts.endSessions(event.record().objectId());
        }
    }

    /**
     * @param id not what opens it
     * @param current whether it is the one that asks
     */
    record Open(String id, String address, Instant createdAt, Instant lastSeenAt, Instant expiresAt, boolean current) {

    }

}
