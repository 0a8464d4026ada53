package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.organization.Organization;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRecords.ReviewDecision;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Cases;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The materials on their way, and what takes a review off its straight course: its author
 * withdraws a version, a reviewer takes a decision back, a case ends whose author has
 * left, an administrator sets one going again that stands still.
 */
@Component
@Transactional
public class ReviewCourse implements Cases {

    private static final String ON_ITS_WAY = "select id, title, author, changed_at as since from reflection"
            + " where (state in ('inReview', 'returned', 'accepted') or (state = 'draft' and version > 0))";

    private final ReflectionRepository reflections;

    private final ReflectionReaders readers;

    private final ReviewRecords records;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final Tasks tasks;

    private final Organization organization;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ReviewCourse(ReflectionRepository reflections, ReflectionReaders readers, ReviewRecords records, Workflow workflow,
            CaseRepair repair, Tasks tasks, Organization organization, JdbcClient jdbc,
            ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.readers = readers;
        this.records = records;
        this.workflow = workflow;
        this.repair = repair;
        this.tasks = tasks;
        this.organization = organization;
        this.jdbc = jdbc;
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
        this.readers.requireAuthor(reflection, account);
        reflection.withdraw(this.clock.instant());
        if (task == null || !this.workflow.correlate(ReflectionReviewProcess.MSG_WITHDRAWN, reflectionId)) {
            throw new Conflict("not-withdrawable").in(reflection.state().id());
        }
        this.tasks.decided(task.id(), account, null, "withdrawn");
        this.reflections.save(reflection);
        this.events.publishEvent(new ReflectionEvent.Withdrawn(reflectionId, account, reflection.version()));
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
        this.events
            .publishEvent(new ReflectionEvent.Ended(reflection.id(), reflection.version(), administrator, reason));
    }

    @Override
    public List<OpenCase> open(@Nullable String after, int limit) {
        return this.jdbc.sql(ON_ITS_WAY + " and id > :after order by id fetch first " + limit + " rows only")
            .param("after", (after != null) ? after : "")
            .query(OpenCase.class)
            .list();
    }

    @Override
    public Optional<OpenCase> find(String id) {
        return this.jdbc.sql(ON_ITS_WAY + " and id = :id").param("id", id).query(OpenCase.class).optional();
    }

    @Override
    public void restart(String id, String administrator, @Nullable String reason) {
        Reflection reflection = this.reflections.lock(id);
        this.repair.startAt(ReflectionReviewProcess.KEY, id, element(reflection),
                ReflectionReviewProcess.start(reflection.author(), this.organization.positionOf(reflection.author())));
        this.events.publishEvent(new ReflectionEvent.Restarted(id, reflection.version(), administrator, reason));
    }

    /** In review it goes to the level where it stood. */
    private static String element(Reflection reflection) {
        if (!reflection.isSubmitted()) {
            throw new Conflict("not-submitted").in(reflection.state().id());
        }
        return switch (reflection.state()) {
            case IN_REVIEW -> ReflectionReviewProcess.TASK_ASSIGN_REVIEWER;
            case DRAFT, RETURNED -> ReflectionReviewProcess.TASK_REVISE;
            case ACCEPTED -> ReflectionReviewProcess.TASK_NOTIFY_REGISTRARS;
            default -> throw new Conflict("case-at-its-end").in(reflection.state().id());
        };
    }

}
