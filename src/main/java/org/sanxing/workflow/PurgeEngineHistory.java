package org.sanxing.workflow;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what the engine remembers of runs that ended long ago, where the office wants
 * it gone: the diagram of such a case shows its steps no more. What is of record is not
 * the engine's.
 */
@Component
class PurgeEngineHistory {

    private static final int AT_A_TIME = 100;

    private final HistoryService history;

    private final Clock clock;

    private final @Nullable Period kept;

    /**
     * @param kept null where all of it is
     */
    PurgeEngineHistory(HistoryService history, Clock clock, EngineRetention settings) {
        this.history = history;
        this.clock = clock;
        this.kept = settings.engine();
    }

    /** Any node may; what another one was faster with is passed over. */
    @Scheduled(initialDelay = 1, fixedDelay = 6, timeUnit = TimeUnit.HOURS)
    void purge() {
        Period kept = this.kept;
        if (kept == null) {
            return;
        }
        Date before = Date.from(this.clock.instant().atZone(ZoneOffset.UTC).minus(kept).toInstant());
        List<String> old;
        do {
            old = this.history.createHistoricProcessInstanceQuery()
                .finished()
                .finishedBefore(before)
                .rootProcessInstances()
                .listPage(0, AT_A_TIME)
                .stream()
                .map(HistoricProcessInstance::getId)
                .toList();
            if (!old.isEmpty()) {
                this.history.deleteHistoricProcessInstancesIfExists(old);
            }
        }
        while (old.size() == AT_A_TIME);
    }

}
