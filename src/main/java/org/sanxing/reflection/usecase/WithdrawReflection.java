package org.sanxing.reflection.usecase;

import java.time.Clock;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionWithdrawn;
import org.sanxing.reflection.process.ReflectionReviewProcess;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Takes a version back until the first decision on it; it waits with its author again.
 */
@UseCase
public class WithdrawReflection {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final Workflow workflow;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    WithdrawReflection(ReflectionRepository reflections, ReflectionAccess access, Workflow workflow, Tasks tasks,
            ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.workflow = workflow;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws Conflict where it is not in review, or somebody decided on this version
     */
    public Reflection execute(WithdrawReflectionCommand command) {
        // The task first, then the material: the order in which a decision locks them.
        WorkItem task = this.tasks.lockOpenTaskOf(command.reflectionId()).orElse(null);
        Reflection reflection = this.reflections.findWithLockById(command.reflectionId())
            .orElseThrow(() -> new NotFound("reflection"));
        this.access.requireAuthor(reflection, command.account());
        reflection.withdraw(this.clock.instant());
        if (task == null || !this.workflow.correlate(ReflectionReviewProcess.MSG_WITHDRAWN, reflection.id())) {
            throw new Conflict("not-withdrawable").in(reflection.state().id());
        }
        this.tasks.decided(task.id(), command.account(), null, "withdrawn");
        this.reflections.save(reflection);
        this.events.publishEvent(new ReflectionWithdrawn(reflection.id(), reflection.author(), reflection.version()));
        return reflection;
    }

    public record WithdrawReflectionCommand(String reflectionId, String account) {

    }

}
