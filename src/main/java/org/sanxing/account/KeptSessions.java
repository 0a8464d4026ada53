package org.sanxing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * How long a session lives: for a while after its person last did something, and never
 * longer than a day's work. What a page asks by itself is nothing that a person does, and
 * not every click writes into the database.
 */
@Component
@Primary
class KeptSessions implements SessionRepository<KeptSessions.Kept> {

    private static final List<String> OURS = List.of("/css/", "/js/", "/img/");

    private final FindByIndexNameSessionRepository<Session> stored;

    private final Duration idle;

    private final Duration longest;

    private final Duration notedEvery;

    /** In this thread, until it is looked for again, by whatever request. */
    private final ThreadLocal<Kept> saved = new ThreadLocal<>();

    @SuppressWarnings("unchecked")
    KeptSessions(FindByIndexNameSessionRepository<? extends Session> stored,
            @Value("${server.servlet.session.timeout}") Duration idle, SessionSettings settings) {
        this.stored = (FindByIndexNameSessionRepository<Session>) stored;
        this.idle = idle;
        this.longest = settings.longest();
        this.notedEvery = settings.notedEvery();
    }

    @Override
    public Kept createSession() {
        Session session = this.stored.createSession();
        session.setMaxInactiveInterval(shorter(this.idle, this.longest));
        return new Kept(session);
    }

    @Override
    public void save(Kept session) {
        this.stored.save(session.session);
        this.saved.set(session);
    }

    @Override
    public @Nullable Kept findById(String id) {
        HttpServletRequest request = request();
        if (request != null && OURS.stream().anyMatch(PublicPaths.path(request)::startsWith)) {
            // Served to anybody, with every page: it costs no statement.
            return null;
        }
        Kept saved = this.saved.get();
        this.saved.remove();
        if (request == null && saved != null && saved.getId().equals(id)) {
            // The filter looks for what it has just saved, once the request is over.
            return saved;
        }
        Session session = this.stored.findById(id);
        return (session != null) ? new Kept(session) : null;
    }

    @Override
    public void deleteById(String id) {
        this.saved.remove();
        this.stored.deleteById(id);
    }

    /** By id, what has not ended. */
    Map<String, Session> of(String account) {
        return this.stored.findByPrincipalName(account);
    }

    private static Duration shorter(Duration one, Duration other) {
        return (one.compareTo(other) < 0) ? one : other;
    }

    private static @Nullable HttpServletRequest request() {
        return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
                ? attributes.getRequest() : null;
    }

    /** Whether the page asks by itself. */
    private static boolean polls() {
        HttpServletRequest request = request();
        String path = (request != null) ? PublicPaths.path(request) : "";
        return path.equals("/nav-counts") || path.endsWith("/live");
    }

    /** A stored session whose time is reckoned here. */
    final class Kept implements Session {

        private final Session session;

        private Kept(Session session) {
            this.session = session;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (polls() || Duration.between(getLastAccessedTime(), now).compareTo(KeptSessions.this.notedEvery) < 0) {
                return;
            }
            Duration left = Duration.between(now, getCreationTime().plus(KeptSessions.this.longest));
            this.session
                .setMaxInactiveInterval(left.isNegative() ? Duration.ZERO : shorter(KeptSessions.this.idle, left));
            this.session.setLastAccessedTime(now);
        }

        @Override
        public String getId() {
            return this.session.getId();
        }

        @Override
        public String changeSessionId() {
            return this.session.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return this.session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return this.session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            this.session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            this.session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return this.session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return this.session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            this.session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return this.session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return this.session.isExpired();
        }

    }

}
