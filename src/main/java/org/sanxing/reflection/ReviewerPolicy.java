package org.sanxing.reflection;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskGroups;

import org.springframework.stereotype.Component;

/**
 * Who reviews next, and who registers (domain.md, Nobody decides on themselves). All of
 * its rules, in order:
 * <ol>
 * <li>who holds a level is looked up when its turn comes;</li>
 * <li>a vacant level is skipped;</li>
 * <li>the author is never a reviewer: that level is skipped;</li>
 * <li>a person who holds two levels in a row, and decided the first, decides once;</li>
 * <li>with no level left, the party group secretary decides, and the deputy on the
 * secretary's own;</li>
 * <li>a branch committee with nobody left who may act: the party group secretary
 * registers, then the deputy.</li>
 * </ol>
 */
@Component
public class ReviewerPolicy {

    private final Organization organization;

    ReviewerPolicy(Organization organization) {
        this.organization = organization;
    }

    /**
     * The reviewer of the first level from {@code index} on that somebody may decide.
     * @param decided the decision just made on this version; null where there is none
     */
    public Optional<Assignment> next(Reflection reflection, int index, @Nullable Decided decided) {
        List<String> levels = reflection.levels();
        for (int i = index; i < levels.size(); i++) {
            int level = i;
            Optional<Assignment> found = holderOf(levels.get(i), reflection)
                .filter((person) -> !person.account().equals(reflection.author()))
                .filter((person) -> decided == null || !decided.covers(person.account()))
                .map((person) -> new Assignment(level, levels.get(level), person.account()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Person> holderOf(String level, Reflection reflection) {
        String department = reflection.departmentId();
        return (department != null) ? ReviewLevel.of(level).holder(this.organization, department) : Optional.empty();
    }

    /**
     * Who decides where no level is left.
     * @throws Conflict where not even the party group has anybody
     */
    public Assignment lastResort(Reflection reflection) {
        return leader(reflection.author())
            .map((person) -> new Assignment(reflection.levels().size(), ReviewLevel.PARTY_SECRETARY.id(),
                    person.account()))
            .orElseThrow(() -> new Conflict("no-reviewer").in(reflection.state().id()));
    }

    /** Who is told that a review is overdue: the next level, or else the leader. */
    public Optional<String> above(Reflection reflection) {
        return next(reflection, reflection.levelIndex() + 1, null).map(Assignment::account)
            .or(() -> leader(reflection.author()).map(Person::account));
    }

    /** The party group secretary, or the deputy where the secretary is the author. */
    public Optional<Person> leader(String author) {
        return this.organization.leaderOn(author);
    }

    /**
     * Who registers: the group of the branch committee where somebody of it may act, else
     * the account of a leader; empty where there is nobody.
     */
    public Optional<String> registrars(Reflection reflection) {
        if (!registrars(reflection.branchId(), reflection.author()).isEmpty()) {
            return Optional.of(TaskGroups.committee(String.valueOf(reflection.branchId())));
        }
        return leader(reflection.author()).map(Person::account);
    }

    /** Those of the branch committee who may register the author's material. */
    public List<Person> registrars(@Nullable String branchId, String author) {
        return (branchId == null) ? List.of()
                : this.organization.committee(branchId)
                    .stream()
                    .filter((person) -> !person.account().equals(author))
                    .toList();
    }

    /**
     * @param index of the level among the levels of the material
     * @param level id of it
     * @param account who has it now
     */
    public record Assignment(int index, String level, String account) {

    }

    /**
     * @param holder who held the level by the organisation
     * @param actor who decided; another where the task was transferred
     * @param onBehalfOf for whom a deputy decided; null otherwise
     */
    public record Decided(@Nullable String holder, String actor, @Nullable String onBehalfOf) {

        /** A deputy's decision is the principal's. */
        boolean covers(String account) {
            return account.equals(this.holder)
                    && account.equals((this.onBehalfOf != null) ? this.onBehalfOf : this.actor);
        }

    }

}
