package org.sanxing.tasks.web;

import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskRow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;

import org.springframework.stereotype.Component;

/** The names that a list of tasks shows, read at once for all of its rows. */
@Component
public class TaskViews {

    private final Organization organization;

    TaskViews(Organization organization) {
        this.organization = organization;
    }

    /** Two statements, however many items there are. */
    public Names namesOf(Collection<WorkItem> items) {
        return namesOf(items, Stream.of());
    }

    Names namesOfRows(Collection<TaskRow> rows) {
        return namesOf(rows.stream().map(TaskRow::item).toList(), rows.stream()
            .flatMap((row) -> Stream.of(row.onBehalfOf(), (row.copy() != null) ? row.copy().by() : null)));
    }

    /**
     * @param more accounts, or nulls, that are named beside those of the items
     */
    Names namesOf(Collection<WorkItem> items, Stream<@Nullable String> more) {
        Set<String> accounts = Stream
            .concat(more,
                    items.stream()
                        .flatMap((item) -> Stream.of(item.author(), item.assignee(), item.owner(), item.endedBy(),
                                item.endedFor())))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
        List<Department> departments = this.organization.departments();
        return new Names(this.organization.findAll(accounts),
                departments.stream().collect(Collectors.toMap(Department::id, Department::name)));
    }

    /**
     * The name of the one whose action a refusal tells of; empty where it tells of none.
     */
    public String name(Refusal refusal) {
        Object account = refusal.facts().get("actor");
        return (account instanceof String known) ? this.organization.find(known).map(Person::name).orElse(known) : "";
    }

    /** The names of those whose opinions a refusal says are awaited; empty where none. */
    public List<String> awaited(Refusal refusal) {
        return (refusal.facts().get("awaited") instanceof List<?> people)
                ? people.stream().filter(PersonRef.class::isInstance).map((ref) -> ((PersonRef) ref).name()).toList()
                : List.of();
    }

    /** Names by account and by id of the department. */
    public record Names(Map<String, Person> people, Map<String, String> departments) {

        public @Nullable PersonRef person(@Nullable String account) {
            if (account == null) {
                return null;
            }
            Person person = this.people.get(account);
            return (person != null) ? person.ref() : new PersonRef(account, account);
        }

        public @Nullable DepartmentRef department(@Nullable String id) {
            String name = (id != null) ? this.departments.get(id) : null;
            return (name != null) ? new DepartmentRef(id, name) : null;
        }

        /** The key of the words for the group that a task is offered to. */
        public String group(WorkItem item) {
            return TaskGroups.wordsOf(String.valueOf(item.candidateGroup()));
        }

        /** The name alone, for pages; empty where nobody. */
        public String name(@Nullable String account) {
            PersonRef person = person(account);
            return (person != null) ? person.name() : "";
        }

    }

    public record DepartmentRef(String id, String name) {

    }

}
