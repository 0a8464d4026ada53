package org.sanxing.tasks.list;

import java.time.Clock;
import java.util.List;
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

    private final TaskHandlers handlers;

    private final Workflow workflow;

    private final OneByOne oneByOne;

    private final Clock clock;

    DeadlineSweep(WorkItems items, TaskHandlers handlers, Workflow workflow, OneByOne oneByOne, Clock clock) {
        this.items = items;
        this.handlers = handlers;
        this.workflow = workflow;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void sweep() {
        for (Deadline step : List.of(Deadline.REMINDER, Deadline.OVERDUE)) {
            this.oneByOne.each("the deadline of task",
                    (except) -> this.items.lockDue(step, this.clock.instant(), except), Function.identity(), (id) -> {
                        // After a standstill: that it is overdue is told, not that it
                        // soon will be.
                        boolean passed = step == Deadline.REMINDER && this.items.isOverdue(id, this.clock.instant());
                        if (!passed && !this.workflow.announceAt(id, step)
                                && !this.items.find(id)
                                    .filter((item) -> this.handlers.of(item.kind()).due(item, step))
                                    .isPresent()) {
                            log.warn("Nobody is to be told of {} at task {}", step, id);
                        }
                        this.items.announced(step, id, this.clock.instant());
                    });
        }
    }

}
