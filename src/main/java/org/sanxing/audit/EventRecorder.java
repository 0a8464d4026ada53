package org.sanxing.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sanxing.audit.AuditChains.Gathered;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.BeforeCommit;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.RefusedAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Gathers what happens in a transaction and writes it last, before the commit, so that
 * the heads of the chains are locked as briefly as can be, and always in the same order
 * (design.md, rule 1).
 */
@Component
class EventRecorder {

    private static final Logger log = LoggerFactory.getLogger(EventRecorder.class);

    private static final int LONGEST_PATH = 250;

    private final AuditChains chains;

    private final Clock clock;

    private final BeforeCommit<Gathered> last;

    EventRecorder(AuditChains chains, Clock clock, PlatformTransactionManager transactions) {
        this.chains = chains;
        this.clock = clock;
        this.last = new BeforeCommit<>(Ordered.LOWEST_PRECEDENCE, transactions, this::write);
    }

    @EventListener
    void on(DomainEvent event) {
        this.last.add(List.of(new Gathered(event.record(), this.clock.instant())));
    }

    /** The action itself was rolled back; that it was tried is kept. */
    @EventListener
    void on(RefusedAttempt attempt) {
        String path = (attempt.path().length() <= LONGEST_PATH) ? attempt.path()
                : attempt.path().substring(0, LONGEST_PATH);
        AuditRecord record = new AuditRecord("refused:" + attempt.actor(), "refused", attempt.actor(), null, "refused",
                "request", path, null, Map.of("method", attempt.method(), "path", path, "code", attempt.code()));
        try {
            this.last.add(List.of(new Gathered(record, attempt.at())));
        }
        catch (RuntimeException ex) {
            // The answer is a refusal already; it must not become a failure.
            log.error("A refused attempt of {} could not be recorded", attempt.actor(), ex);
        }
    }

    private void write(List<Gathered> events) {
        SortedMap<String, List<Gathered>> byChain = new TreeMap<>();
        for (Gathered event : events) {
            byChain.computeIfAbsent(event.record().chain(), (chain) -> new ArrayList<>()).add(event);
        }
        this.chains.append(byChain);
    }

}
