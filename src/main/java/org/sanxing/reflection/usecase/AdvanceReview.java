package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionReaders;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.ReviewerPolicy.Assignment;
import org.sanxing.reflection.ReviewerPolicy;
import org.sanxing.tasks.TaskGroups;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Moves a material from level to level: who reviews first, who next, and that nobody is
 * left. Called by the process, in the transaction of the person whose action moved it.
 */
@UseCase
public class AdvanceReview {

    /** The level under which a leader who registers is on record. */
    private static final String REGISTRATION = "registration";

    private final ReflectionRepository reflections;

    private final ReviewRecords records;

    private final ReflectionReaders readers;

    private final ReviewerPolicy policy;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    AdvanceReview(ReflectionRepository reflections, ReviewRecords records, ReflectionReaders readers,
            ReviewerPolicy policy, ApplicationEventPublisher events, Clock clock) {
        this.reflections = reflections;
        this.records = records;
        this.readers = readers;
        this.policy = policy;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Finds the reviewer of a version just submitted, at the level where it left off.
     * @param levels what the table answered; empty after the first submission, whose
     * levels stay
     * @return account of the reviewer
     * @throws Conflict where there is nobody
     */
    public String assign(String reflectionId, List<String> levels) {
        Reflection reflection = this.reflections.getById(reflectionId);
        reflection.fixLevels(levels);
        Assignment assignment = this.policy.next(reflection, reflection.levelIndex(), null)
            .orElseGet(() -> this.policy.lastResort(reflection));
        give(reflection, assignment);
        return assignment.account();
    }

    /**
     * Finds the reviewer of the next level after an approval.
     * @return account of the reviewer; empty where no level is left
     */
    public Optional<String> next(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        ReviewerPolicy.Decided decided = this.records.newest(reflectionId)
            .map((decision) -> new ReviewerPolicy.Decided(decision.holder(), decision.actor(), decision.onBehalfOf()))
            .orElse(null);
        Optional<Assignment> next = this.policy.next(reflection, reflection.levelIndex() + 1, decided);
        next.ifPresent((assignment) -> give(reflection, assignment));
        return next.map(Assignment::account);
    }

    /** Account of who would review it at the level where it stands; empty for nobody. */
    public Optional<String> holder(String reflectionId) {
        return this.reflections.findById(reflectionId).flatMap(this::current).map(Assignment::account);
    }

    /**
     * Gives it to whoever reviews at the level where it stands, when the one who had it
     * can no longer decide.
     * @throws Conflict where there is nobody
     */
    public void restore(String reflectionId) {
        Reflection reflection = this.reflections.lock(reflectionId);
        give(reflection,
                current(reflection).orElseThrow(() -> new Conflict("no-reviewer").in(reflection.state().id())));
    }

    private Optional<Assignment> current(Reflection reflection) {
        return this.policy.next(reflection, reflection.levelIndex(), null)
            .or(() -> this.policy.leader(reflection.author()).map((leader) -> this.policy.lastResort(reflection)));
    }

    private void give(Reflection reflection, Assignment assignment) {
        if (!reflection.isAssigned(assignment.level(), assignment.account())) {
            this.readers.reached(reflection.id(), assignment.account(), assignment.level());
        }
        reflection.assign(assignment.index(), assignment.level(), assignment.account());
        this.reflections.save(reflection);
    }

    /**
     * A decision was taken back: the system notes that the material is with its reviewer
     * again. Who is told of it knows from who took it back.
     */
    public void restored(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.events.publishEvent(new ReflectionEvent.ReviewRestored(reflectionId, reflection.version(),
                String.valueOf(reflection.levelId()), String.valueOf(reflection.levelHolder())));
    }

    /**
     * Finds who registers an accepted material.
     * @return the group of the committee where somebody of it may act, else an account
     * @throws Conflict where there is nobody
     */
    public String registrars(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        String registrars = this.policy.registrars(reflection)
            .orElseThrow(() -> new Conflict("no-registrar").in(reflection.state().id()));
        if (!TaskGroups.isGroup(registrars)) {
            this.readers.reached(reflectionId, registrars, REGISTRATION);
        }
        return registrars;
    }

    /** Accepts a material that every level has approved. */
    public void accept(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        reflection.accept(this.clock.instant());
        this.reflections.save(reflection);
        this.events.publishEvent(new ReflectionEvent.Accepted(reflection.id(), reflection.version()));
    }

}
