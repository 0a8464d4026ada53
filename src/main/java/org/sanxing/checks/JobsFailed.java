package org.sanxing.checks;

import java.util.List;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.workflow.CaseRepair;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Steps that the engine was to do by itself, and gave up. */
@Component
@Order(500)
class JobsFailed implements DeadEnds {

    private final CaseRepair engine;

    private final ApplicationEventPublisher events;

    JobsFailed(CaseRepair engine, ApplicationEventPublisher events) {
        this.engine = engine;
        this.events = events;
    }

    @Override
    public String kind() {
        return "jobsFailed";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        return this.engine.failedJobs(limit)
            .stream()
            .map((job) -> new DeadEnd(job.id(), "failed", List.of(job.element(), job.caseId()),
                    job.caseId().isEmpty() ? null : job.caseId(), null, job.since(), job.reason(),
                    List.of(Remedy.of("tryAgain"))))
            .toList();
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        this.engine.tryAgain(found.id());
        // In the chain of the administration of tasks, which is no case.
        this.events.publishEvent(new Recorded(AuditRecord.of("tasks", "job", "jobTriedAgain", remedy.administrator())
            .object("job", found.id())
            .detail("name", found.arguments().get(0))));
    }

}
