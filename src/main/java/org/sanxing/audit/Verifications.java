package org.sanxing.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * That the whole record was verified, by whom and with what outcome, is of record itself.
 */
@Component
class Verifications {

    private static final Logger log = LoggerFactory.getLogger(Verifications.class);

    private static final String ACTION = "verified";

    /** A night was missed, and some hours more. */
    private static final Duration FRESH = Duration.ofHours(36);

    private final RecordVerifier verifier;

    private final AuditEvents recorded;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final Clock clock;

    Verifications(RecordVerifier verifier, AuditEvents recorded, JdbcClient jdbc, ApplicationEventPublisher events,
            TransactionTemplate transaction, Clock clock) {
        this.verifier = verifier;
        this.recorded = recorded;
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param state {@code whole}, {@code changed}, {@code uncertain} where some of it
     * could not be told, or {@code stale} where it was not verified for too long
     * @param since how many events have come since, itself among them
     */
    record Last(String state, Instant at, String actor, long events, long failures, long since) {

    }

    /** Whoever asked gets the outcome, even where it cannot be recorded. */
    Verification verify(String actor) {
        Verification all = this.verifier.verify();
        try {
            this.transaction.executeWithoutResult((status) -> keep(all, actor));
        }
        catch (DataAccessException | TransactionException ex) {
            log.error("The verification by {} could not be recorded", actor, ex);
        }
        return all;
    }

    /** Within the caller's transaction. */
    void keep(Verification all, String actor) {
        this.events.publishEvent(new Recorded(new AuditRecord(TakeOver.CHAIN, ACTION, actor, null, "ok", TakeOver.CHAIN,
                TakeOver.CHAIN, null, Map.of())
            .detail("events", all.events())
            .detail("failures", all.failures().size())
            .detail("certain", all.certain())));
    }

    /** Empty where the record was never verified. */
    Optional<Last> last() {
        return this.jdbc.sql(AuditEvents.COLUMNS + "where chain = ? and action = ? order by seq desc limit 1")
            .params(TakeOver.CHAIN, ACTION)
            .query(AuditEvents::event)
            .optional()
            .map(this::last);
    }

    private Last last(AuditEvent event) {
        Map<String, Object> detail = CanonicalJson.read(event.detail());
        long events = ((Number) detail.get("events")).longValue();
        long failures = ((Number) detail.get("failures")).longValue();
        String state = (failures > 0) ? "changed" : "whole";
        if (failures == 0 && Boolean.FALSE.equals(detail.get("certain"))) {
            state = "uncertain";
        }
        if (failures == 0 && event.at().plus(FRESH).isBefore(this.clock.instant())) {
            state = "stale";
        }
        long since = this.recorded.count(new AuditEvents.Filter(null, null, event.at(), null, null, null));
        return new Last(state, event.at(), event.actor(), events, failures, since);
    }

}
