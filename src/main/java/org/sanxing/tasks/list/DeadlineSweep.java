package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.sanxing.common.OneByOne;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.Workflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Announces the deadlines of tasks that have come (design.md, rule 5), each once. */
@Component
public class DeadlineSweep {

    private static final Logger log = LoggerFactory.getLogger(DeadlineSweep.class);

    private final WorkItems items;

    private final Workflow workflow;

    private final OneByOne oneByOne;

    private final Clock clock;

    DeadlineSweep(WorkItems items, Workflow workflow, OneByOne oneByOne, Clock clock) {
        this.items = items;
        this.workflow = workflow;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void sweep() {
        announce(Deadline.REMINDER, this.items::lockReminderDue, this.items::reminded);
        announce(Deadline.OVERDUE, this.items::lockOverdue, this.items::escalated);
    }

    private void announce(Deadline step, BiFunction<Instant, Collection<String>, Optional<String>> next,
            BiConsumer<String, Instant> done) {
        this.oneByOne.each("the deadline of task", (except) -> next.apply(this.clock.instant(), except),
                Function.identity(), (id) -> {
                    if (!this.workflow.announceAt(id, step)) {
                        log.warn("Nobody is to be told of {} at task {}", step, id);
                    }
                    done.accept(id, this.clock.instant());
                });
    }

}
