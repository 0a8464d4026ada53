package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionAccess;
import org.sanxing.reflection.ReflectionEnded;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReflectionWithdrawn;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.tasks.Actor;

import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What takes a review off its straight course: its author withdraws a version, a reviewer
 * takes a decision back, a case ends whose author has left.
 */
@Component
@Transactional
public class ReviewCourse {

    private final ReflectionRepository reflections;

    private final ReflectionAccess access;

    private final ReviewRecords records;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReviewCourse(ReflectionRepository reflections, ReflectionAccess access, ReviewRecords records, Workflow workflow,
            CaseRepair repair, Tasks tasks, ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.access = access;
        this.records = records;
        this.workflow = workflow;
        this.repair = repair;
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes a version back until the first decision on it; it waits with its author
     * again.
     * @throws org.sanxing.common.NotFound where the person may not see the material
     * @throws org.sanxing.common.Forbidden where it is somebody else's
     * @throws Conflict where it is not in review, or somebody decided on this version
     */
    public Reflection withdraw(String reflectionId, String account) {
        // The task first, then the material: the order in which a decision locks them.
        WorkItem task = this.tasks.lockOpenTaskOf(reflectionId).orElse(null);
        Reflection reflection = this.reflections.lock(reflectionId);
        this.access.requireAuthor(reflection, account);
        reflection.withdraw(this.clock.instant());
        if (task == null || !this.workflow.correlate(ReflectionReviewProcess.MSG_WITHDRAWN, reflectionId)) {
            throw new Conflict("not-withdrawable").in(reflection.state().id());
        }
        this.tasks.decided(task.id(), account, null, "withdrawn");
        this.reflections.save(reflection);
        this.events.publishEvent(new ReflectionWithdrawn(reflectionId, account, reflection.version()));
        return reflection;
    }

    /**
     * A reviewer takes the newest decision back while nobody has acted on it. The
     * decision and its remarks stay on record, and no longer count.
     * @param decided the task in which it was made, whose holder has it again
     * @throws Conflict where the decision is no longer the newest, or the case was begun
     * with an earlier model, which cannot go back
     */
    public void takeBack(WorkItem decided, Actor actor, @Nullable String reason) {
        Reflection reflection = this.reflections.lock(decided.caseId());
        ReviewDecision decision = this.records.ofTask(decided.id())
            .filter((found) -> found.version() == reflection.version())
            .orElseThrow(() -> new Conflict("cannot-be-taken-back").in(reflection.state().id()));
        Instant now = this.clock.instant();
        this.records.takenBack(decision.id(), actor.account(), reason, now);
        int index = reflection.levels().indexOf(decision.level());
        reflection.takeBack((index >= 0) ? index : reflection.levels().size(), decision.level(), decision.holder(),
                this.records.newestDecided(reflection.id()), actor.account(), now);
        this.reflections.save(reflection);
        WorkItem next = this.tasks.openTaskOf(reflection.id()).orElseThrow();
        this.workflow.setVariable(next.id(), ReflectionReviewProcess.REVIEWER.name(), decided.holder());
        if (!this.workflow.correlateAt(ReflectionReviewProcess.MSG_TAKEN_BACK, next.id())) {
            throw new Conflict("cannot-be-taken-back").in(reflection.state().id());
        }
    }

    /**
     * Ends the case of a material that waits for an author who has left. Its versions and
     * opinions stay.
     * @param task the author's, locked
     * @param administrator account
     * @throws Conflict where the material is not with its author
     */
    public void end(WorkItem task, String administrator, String reason) {
        Reflection reflection = this.reflections.lock(task.caseId());
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
