package org.sanxing.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sanxing.audit.AuditChains.Gathered;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.BeforeCommit;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.RequestOrigin;

import org.springframework.beans.factory.ObjectProvider;
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

    private final AuditChains chains;

    private final ObjectProvider<RequestOrigin> origin;

    private final Clock clock;

    private final BeforeCommit<Gathered> last;

    EventRecorder(AuditChains chains, ObjectProvider<RequestOrigin> origin, Clock clock,
            PlatformTransactionManager transactions) {
        this.chains = chains;
        this.origin = origin;
        this.clock = clock;
        this.last = new BeforeCommit<>(Ordered.LOWEST_PRECEDENCE, transactions, this::write);
    }

    @EventListener
    void on(DomainEvent event) {
        AuditRecord record = event.record();
        RequestOrigin origin = event.administers() ? this.origin.getIfAvailable() : null;
        this.last.add(List.of(new Gathered((origin != null) ? origin.told(record) : record, this.clock.instant())));
    }

    /** What was refused counts; its action was rolled back. */
    void refused(AuditRecord record, Instant at) {
        this.last.add(List.of(new Gathered(record, at)));
    }

    private void write(List<Gathered> events) {
        SortedMap<String, List<Gathered>> byChain = new TreeMap<>();
        for (Gathered event : events) {
            byChain.computeIfAbsent(event.record().chain(), (chain) -> new ArrayList<>()).add(event);
        }
        this.chains.append(byChain);
    }

}
