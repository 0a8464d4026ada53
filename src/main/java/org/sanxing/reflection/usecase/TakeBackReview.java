package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.process.ReflectionReviewProcess;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

/**
 * A reviewer takes the newest decision back while nobody has acted on it. The decision
 * and its remarks stay on record, and no longer count.
 */
@UseCase
public class TakeBackReview {

    private final ReflectionRepository reflections;

    private final ReviewRecords records;

    private final Workflow workflow;

    private final Tasks tasks;

    private final Clock clock;

    TakeBackReview(ReflectionRepository reflections, ReviewRecords records, Workflow workflow, Tasks tasks,
            Clock clock) {
        this.reflections = reflections;
        this.records = records;
        this.workflow = workflow;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * @param decided the task in which it was made, whose holder has it again
     * @throws Conflict where the decision is no longer the newest, or the case was begun
     * with an earlier model, which cannot go back
     */
    public void execute(WorkItem decided, Actor actor, @Nullable String reason) {
        String reflectionId = decided.caseId();
        Reflection reflection = this.reflections.findWithLockById(reflectionId)
            .orElseThrow(() -> new NotFound("reflection"));
        ReviewDecision decision = this.records.ofTask(decided.id())
            .filter((found) -> found.version() == reflection.version())
            .orElseThrow(() -> new Conflict("cannot-be-taken-back").in(reflection.state().id()));
        Instant now = this.clock.instant();
        this.records.takenBack(decision.id(), actor.account(), reason, now);
        int index = reflection.levels().indexOf(decision.level());
        reflection.takeBack((index >= 0) ? index : reflection.levels().size(), decision.level(), decision.holder(),
                this.records.newestDecided(reflectionId), actor.account(), now);
        this.reflections.save(reflection);
        WorkItem next = this.tasks.openTaskOf(reflectionId).orElseThrow();
        this.workflow.setVariable(next.id(), ReflectionReviewProcess.REVIEWER.name(), decided.holder());
        if (!this.workflow.correlateAt(ReflectionReviewProcess.MSG_TAKEN_BACK, next.id())) {
            throw new Conflict("cannot-be-taken-back").in(reflection.state().id());
        }
    }

}
