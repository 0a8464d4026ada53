package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.Optional;

import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.ReviewerPolicy.Assignment;
import org.sanxing.reflection.ReviewerPolicy;

/**
 * Looks up anew who reviews a material at the level where it stands, when whoever had it
 * can no longer decide.
 */
@UseCase
public class RestoreReviewer {

    private final ReflectionRepository reflections;

    private final ReviewRecords records;

    private final ReviewerPolicy policy;

    private final Clock clock;

    RestoreReviewer(ReflectionRepository reflections, ReviewRecords records, ReviewerPolicy policy, Clock clock) {
        this.reflections = reflections;
        this.records = records;
        this.policy = policy;
        this.clock = clock;
    }

    /** Account of who would get it; empty where there is nobody. */
    public Optional<String> holder(String reflectionId) {
        return this.reflections.findById(reflectionId).flatMap(this::assignment).map(Assignment::account);
    }

    /** Keeps on the material who has it now. */
    public void execute(String reflectionId) {
        Reflection reflection = this.reflections.findWithLockById(reflectionId)
            .orElseThrow(() -> new NotFound("reflection"));
        Assignment found = assignment(reflection)
            .orElseThrow(() -> new Conflict("no-reviewer").in(reflection.state().id()));
        reflection.assign(found.index(), found.level(), found.account());
        this.records.reached(reflectionId, found.account(), found.level(), this.clock.instant());
        this.reflections.save(reflection);
    }

    private Optional<Assignment> assignment(Reflection reflection) {
        return this.policy.next(reflection, reflection.levelIndex(), null)
            .or(() -> this.policy.leader(reflection.author()).map((leader) -> this.policy.lastResort(reflection)));
    }

}
