package org.sanxing.tasks.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.CaseCourse;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;

import org.springframework.stereotype.Component;

/**
 * A case as people know it: done by whom and when, now with whom and since when, then
 * who.
 */
@Component("caseSteps")
public class CaseSteps {

    private final WorkItems items;

    private final Organization organization;

    private final List<CaseCourse> courses;

    CaseSteps(WorkItems items, Organization organization, List<CaseCourse> courses) {
        this.items = items;
        this.organization = organization;
        this.courses = courses;
    }

    /** In order; empty for a case that never was a task. */
    public List<Step> of(String type, String caseId) {
        List<WorkItem> tasks = this.items.of(caseId);
        List<Draft> drafts = new ArrayList<>();
        CaseCourse.Course course = this.courses.stream()
            .filter((one) -> one.caseType().equals(type))
            .findFirst()
            .flatMap((one) -> one.of(caseId))
            .orElse(null);
        if (course != null) {
            drafts.add(Draft.of(course.begun()));
        }
        tasks.stream()
            .filter((task) -> !task.isOpen())
            .sorted((one, other) -> time(one).compareTo(time(other)))
            .forEach((task) -> drafts
                .add(new Draft("done", task.kind(), List.of((task.endedBy() != null) ? task.endedBy() : task.holder()),
                        task.endedFor(), time(task), null, task.decision(), task.takenBackAt() != null)));
        Map<String, Draft> now = new LinkedHashMap<>();
        tasks.stream()
            .filter(WorkItem::isOpen)
            .forEach((task) -> now.merge(task.kind(),
                    new Draft("now", task.kind(), holders(task), null, task.movedAt(), task.dueAt(), null, false),
                    Draft::and));
        drafts.addAll(now.values());
        if (course != null && course.ended() != null) {
            drafts.add(Draft.of(course.ended()));
        }
        if (course != null) {
            course.next()
                .forEach((next) -> drafts
                    .add(new Draft("next", next.kind(), next.accounts(), null, null, null, null, false)));
        }
        Map<String, Person> people = this.organization.findAll(drafts.stream()
            .flatMap((draft) -> Stream.concat(draft.accounts().stream(), Stream.ofNullable(draft.behalf())))
            .toList());
        return drafts.stream().map((draft) -> draft.with(people)).toList();
    }

    private static Instant time(WorkItem task) {
        return (task.endedAt() != null) ? task.endedAt() : task.createdAt();
    }

    private List<String> holders(WorkItem task) {
        return TaskGroups.isGroup(task.holder()) ? TaskGroups.members(task.holder(), this.organization)
            .stream()
            .map(Person::account)
            .filter((account) -> !account.equals(task.excluded()))
            .toList() : List.of(task.holder());
    }

    private record Draft(String state, String kind, List<String> accounts, @Nullable String behalf,
            @Nullable Instant at, @Nullable Instant dueAt, @Nullable String decision, boolean takenBack) {

        static Draft of(CaseCourse.Act act) {
            return new Draft("done", act.how(), List.of(act.account()), null, act.at(), null, null, false);
        }

        Draft and(Draft other) {
            List<String> all = Stream.of(this.accounts, other.accounts).flatMap(Collection::stream).toList();
            return new Draft(this.state, this.kind, all, null, this.at, this.dueAt, null, false);
        }

        Step with(Map<String, Person> people) {
            return new Step(this.state, this.kind,
                    this.accounts.stream().map(people::get).filter(Objects::nonNull).toList(),
                    (this.behalf != null) ? people.get(this.behalf) : null, this.at, this.dueAt, this.decision,
                    this.takenBack);
        }

    }

    /**
     * @param state {@code done}, {@code now} or {@code next}
     * @param kind of the task, or how it began
     * @param people one who did it, or those one of whom does or all do
     * @param at when it was done, or since when it is there; null for what comes
     * @param decision null before it is done
     */
    public record Step(String state, String kind, List<Person> people, @Nullable Person behalf, @Nullable Instant at,
            @Nullable Instant dueAt, @Nullable String decision, boolean takenBack) {

    }

}
