package org.sanxing.reflection.usecase;

import java.time.Clock;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEnded;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.process.ReflectionReviewProcess;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Ends the case of a material that waits for an author who has left. Its versions and
 * opinions stay.
 */
@UseCase
public class EndReflection {

    private final ReflectionRepository reflections;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    EndReflection(ReflectionRepository reflections, Workflow workflow, CaseRepair repair, Tasks tasks,
            ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.workflow = workflow;
        this.repair = repair;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param task the author's, locked
     * @param administrator account
     * @throws org.sanxing.common.Conflict where the material is not with its author
     */
    public void execute(WorkItem task, String administrator, String reason) {
        Reflection reflection = this.reflections.findWithLockById(task.caseId())
            .orElseThrow(() -> new NotFound("reflection"));
        reflection.end(administrator, this.clock.instant());
        this.reflections.save(reflection);
        if (!this.workflow.correlateAt(ReflectionReviewProcess.MSG_CASE_ENDED, task.id())) {
            // Begun with a model that did not know of it.
            this.repair.cancel(reflection.id());
        }
        this.tasks.decided(task.id(), administrator, null, "ended");
        this.events.publishEvent(new ReflectionEnded(reflection.id(), reflection.version(), administrator, reason));
    }

}
