package org.sanxing.reflection.usecase;

import java.time.Clock;
import java.util.List;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRecords;
import org.sanxing.reflection.ReviewerPolicy;
import org.sanxing.tasks.TaskGroups;

/** Finds who registers an accepted material: the branch committee, or a leader for it. */
@UseCase
public class AssignRegistrars {

    /** The level under which a leader who registers is on record. */
    static final String REGISTRATION = "registration";

    private final ReflectionRepository reflections;

    private final ReviewRecords records;

    private final ReviewerPolicy policy;

    private final Clock clock;

    AssignRegistrars(ReflectionRepository reflections, ReviewRecords records, ReviewerPolicy policy, Clock clock) {
        this.reflections = reflections;
        this.records = records;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * @return the group of the committee where somebody of it may act, else an account
     * @throws Conflict where there is nobody
     */
    public String execute(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        List<Person> committee = this.policy.registrars(reflection.branchId(), reflection.author());
        if (!committee.isEmpty()) {
            return TaskGroups.committee(String.valueOf(reflection.branchId()));
        }
        Person leader = this.policy.leader(reflection.author())
            .orElseThrow(() -> new Conflict("no-registrar").in(reflection.state().id()));
        this.records.reached(reflectionId, leader.account(), REGISTRATION, this.clock.instant());
        return leader.account();
    }

}
