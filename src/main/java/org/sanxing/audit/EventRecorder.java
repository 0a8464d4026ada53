package org.sanxing.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sanxing.audit.AuditChains.Gathered;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.RefusedAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    private final TransactionTemplate ownTransaction;

    EventRecorder(AuditChains chains, Clock clock, PlatformTransactionManager transactions) {
        this.chains = chains;
        this.clock = clock;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @EventListener
    void on(DomainEvent event) {
        Gathered gathered = new Gathered(event.record(), this.clock.instant());
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            writeApart(List.of(gathered));
            return;
        }
        Gathering gathering = (Gathering) TransactionSynchronizationManager.getResource(this);
        if (gathering == null) {
            gathering = new Gathering();
            TransactionSynchronizationManager.bindResource(this, gathering);
            TransactionSynchronizationManager.registerSynchronization(gathering);
            TransactionSynchronizationManager.registerSynchronization(gathering.firstAfterCommit());
        }
        gathering.add(gathered);
    }

    /** The action itself was rolled back; that it was tried is kept. */
    @EventListener
    void on(RefusedAttempt attempt) {
        String path = (attempt.path().length() <= LONGEST_PATH) ? attempt.path()
                : attempt.path().substring(0, LONGEST_PATH);
        AuditRecord record = new AuditRecord("refused:" + attempt.actor(), "refused", attempt.actor(), null, "refused",
                "request", path, null, AuditChains.attempt(attempt.method(), path, attempt.code()));
        try {
            writeApart(List.of(new Gathered(record, attempt.at())));
        }
        catch (RuntimeException ex) {
            // The answer is a refusal already; it must not become a failure.
            log.error("A refused attempt of {} could not be recorded", attempt.actor(), ex);
        }
    }

    private void writeApart(List<Gathered> events) {
        this.ownTransaction.executeWithoutResult((status) -> write(events));
    }

    private void write(List<Gathered> events) {
        Map<String, List<Gathered>> byChain = new TreeMap<>();
        for (Gathered event : events) {
            byChain.computeIfAbsent(event.record().chain(), (chain) -> new ArrayList<>()).add(event);
        }
        byChain.forEach(this.chains::append);
    }

    /** What one transaction has to say. */
    private final class Gathering implements TransactionSynchronization {

        private final List<Gathered> pending = new ArrayList<>();

        private final Map<Object, Integer> savepoints = new HashMap<>();

        private boolean writing;

        private boolean written;

        private boolean over;

        void add(Gathered event) {
            if (this.over) {
                // Published while others are told of the commit: too late to be part.
                writeApart(List.of(event));
                return;
            }
            this.pending.add(event);
            if (this.written) {
                // Published by a callback that comes after ours: there is no later.
                writePending();
            }
        }

        private void writePending() {
            if (this.writing) {
                return;
            }
            this.writing = true;
            try {
                while (!this.pending.isEmpty()) {
                    List<Gathered> batch = List.copyOf(this.pending);
                    this.pending.clear();
                    write(batch);
                }
            }
            finally {
                this.writing = false;
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            writePending();
            this.written = true;
        }

        @Override
        public void savepoint(Object savepoint) {
            this.savepoints.put(savepoint, this.pending.size());
        }

        @Override
        public void savepointRollback(Object savepoint) {
            if (this.writing) {
                return;
            }
            // A savepoint from before the first event takes all of them with it.
            int kept = this.savepoints.getOrDefault(savepoint, 0);
            if (kept < this.pending.size()) {
                this.pending.subList(kept, this.pending.size()).clear();
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(EventRecorder.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EventRecorder.this, this);
        }

        /** Hears of the commit before anybody who might publish more on hearing of it. */
        TransactionSynchronization firstAfterCommit() {
            return new TransactionSynchronization() {
                @Override
                public int getOrder() {
                    return Ordered.HIGHEST_PRECEDENCE;
                }

                @Override
                public void afterCommit() {
                    Gathering.this.over = true;
                }
            };
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(EventRecorder.this);
            if (status == STATUS_COMMITTED && !this.pending.isEmpty()) {
                // Registered only after the commit: the action stands, so its record
                // must.
                List<Gathered> late = List.copyOf(this.pending);
                this.pending.clear();
                writeApart(late);
            }
        }

    }

}
