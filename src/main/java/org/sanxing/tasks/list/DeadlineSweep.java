package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.sanxing.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Announces the deadlines that have come (design.md, rule 5): correlates the message
 * events that stand on the task in the diagram, each item in a transaction of its own.
 * Any number of nodes may run it; a locked row is passed over, so each item is announced
 * once.
 */
@Component
public class DeadlineSweep {

    private static final Logger log = LoggerFactory.getLogger(DeadlineSweep.class);

    private final WorkItems items;

    private final Workflow workflow;

    private final TransactionTemplate transaction;

    private final Clock clock;

    DeadlineSweep(WorkItems items, Workflow workflow, TransactionTemplate transaction, Clock clock) {
        this.items = items;
        this.workflow = workflow;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void sweep() {
        announce(this.items::lockReminderDue, this.items::reminded);
        announce(this.items::lockOverdue, this.items::escalated);
    }

    private void announce(BiFunction<Instant, Collection<String>, Optional<WorkItems.Due>> next,
            BiConsumer<String, Instant> done) {
        List<String> failed = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<String> current = new ArrayList<>();
            try {
                more = Boolean.TRUE.equals(this.transaction.execute((status) -> {
                    Instant now = this.clock.instant();
                    Optional<WorkItems.Due> due = next.apply(now, failed);
                    due.ifPresent((item) -> {
                        current.add(item.id());
                        if (!this.workflow.correlateAt(item.message(), item.id())) {
                            log.warn("Nothing waits for {} at task {}", item.message(), item.id());
                        }
                        done.accept(item.id(), now);
                    });
                    return due.isPresent();
                }));
            }
            catch (RuntimeException ex) {
                log.error("The deadline of task {} could not be announced; the next sweep tries again", current, ex);
                failed.addAll(current);
                more = !current.isEmpty();
            }
        }
    }

}
