package org.sanxing.checks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.ReassignTask;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Open tasks whose holder or owner has left, may not decide, or no longer belongs to the
 * group, and those of a group in which nobody may. The number of statements depends on
 * the number of groups, not of tasks.
 */
@Component
@Order(200)
class TasksWithoutDecider implements DeadEnds {

    private final JdbcClient jdbc;

    private final WorkItems items;

    private final Organization organization;

    private final TaskHandlers handlers;

    private final ReassignTask reassignTask;

    TasksWithoutDecider(JdbcClient jdbc, WorkItems items, Organization organization, TaskHandlers handlers,
            ReassignTask reassignTask) {
        this.jdbc = jdbc;
        this.items = items;
        this.organization = organization;
        this.handlers = handlers;
        this.reassignTask = reassignTask;
    }

    @Override
    public String kind() {
        return "tasksWithoutDecider";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        Set<String> left = left();
        Map<String, Set<String>> members = new HashMap<>();
        List<String> conditions = new ArrayList<>(List.of("holder = excluded", "owner = excluded"));
        Map<String, Object> parameters = new HashMap<>();
        if (!left.isEmpty()) {
            conditions.add("holder in (:gone) or owner in (:gone)");
            parameters.put("gone", left);
        }
        strangers(members).forEach((group, accounts) -> {
            int number = parameters.size();
            conditions.add("candidate_group = :g" + number + " and entrusted = false and holder <> candidate_group"
                    + " and coalesce(owner, holder) in (:s" + number + ")");
            parameters.put("g" + number, group);
            parameters.put("s" + number, accounts);
        });
        for (Offered offered : empty(members)) {
            int number = parameters.size();
            conditions.add("holder = :h" + number
                    + ((offered.excluded() != null) ? " and excluded = :x" + number : " and excluded is null"));
            parameters.put("h" + number, offered.group());
            if (offered.excluded() != null) {
                parameters.put("x" + number, offered.excluded());
            }
        }
        parameters.put("following", this.handlers.kindsFollowingCase());
        List<WorkItem> found = this.items.open(
                "((" + String.join(") or (", conditions) + ")) and kind not in (:following)", parameters,
                "moved_at, id", limit);
        Map<String, Person> people = this.organization.findAll(found.stream()
            .flatMap((item) -> Stream.of(item.holder(), item.owner(), item.author()))
            .filter(Objects::nonNull)
            .toList());
        return found.stream().map((item) -> deadEnd(item, left, people)).toList();
    }

    private Set<String> left() {
        Set<String> accounts = new TreeSet<>(this.jdbc.sql("""
                select distinct holder from work_item where state = 'OPEN'
                union select distinct owner from work_item where state = 'OPEN' and owner is not null""")
            .query(String.class)
            .list());
        accounts.removeIf(TaskGroups::isGroup);
        this.organization.findAll(accounts)
            .values()
            .stream()
            .filter(Person::active)
            .map(Person::account)
            .forEach(accounts::remove);
        return accounts;
    }

    /** By group, those who have one of its tasks and do not belong to it any more. */
    private Map<String, Set<String>> strangers(Map<String, Set<String>> members) {
        Map<String, Set<String>> strangers = new LinkedHashMap<>();
        this.jdbc.sql("""
                select distinct candidate_group, coalesce(owner, holder) as decider from work_item
                where state = 'OPEN' and candidate_group is not null and holder <> candidate_group
                    and entrusted = false""").query((row) -> {
            String group = row.getString("candidate_group");
            String decider = row.getString("decider");
            if (!membersOf(group, members).contains(decider)) {
                strangers.computeIfAbsent(group, (key) -> new HashSet<>()).add(decider);
            }
        });
        return strangers;
    }

    private List<Offered> empty(Map<String, Set<String>> members) {
        return this.jdbc.sql("""
                select distinct holder, excluded from work_item where state = 'OPEN' and holder like '%:%'""")
            .query((row, number) -> new Offered(row.getString("holder"), row.getString("excluded")))
            .list()
            .stream()
            .filter((offered) -> membersOf(offered.group(), members).stream()
                .allMatch((member) -> member.equals(offered.excluded())))
            .toList();
    }

    private Collection<String> membersOf(String group, Map<String, Set<String>> known) {
        return known.computeIfAbsent(group, (key) -> new TreeSet<>(
                TaskGroups.members(key, this.organization).stream().map(Person::account).toList()));
    }

    private DeadEnd deadEnd(WorkItem item, Set<String> left, Map<String, Person> people) {
        String reason;
        String about = (item.owner() != null) ? item.owner() : item.holder();
        if (TaskGroups.isGroup(item.holder())) {
            reason = "groupEmpty";
            about = TaskGroups.branchOf(item.holder())
                .flatMap(this.organization::branch)
                .map(Branch::name)
                .or(() -> TaskGroups.roleOf(item.holder()).map(Role::id))
                .orElse(item.holder());
        }
        else if (left.contains(item.holder())) {
            reason = (item.parentId() != null) ? "consultedLeft" : "holderLeft";
            about = item.holder();
        }
        else if (item.owner() != null && left.contains(item.owner())) {
            reason = "ownerLeft";
        }
        else if (item.holder().equals(item.excluded()) || Objects.equals(item.owner(), item.excluded())) {
            reason = "concerned";
        }
        else {
            reason = "notOfGroup";
        }
        boolean personal = this.handlers.of(item.kind()).personal(item.kind());
        List<Remedy> remedies = personal
                ? List.of(Remedy.withReason((item.parentId() != null) ? "cancelOpinion" : "endCase"))
                : List.of(Remedy.withReason("lookUp"), Remedy.withPerson("reassign"));
        return new DeadEnd(item.id(), reason,
                List.of(item.title(), item.kind(), name(about, people), name(item.author(), people)), item.caseId(),
                item.assignee(), item.movedAt(), null, remedies);
    }

    private static String name(String account, Map<String, Person> people) {
        Person person = people.get(account);
        return (person != null) ? person.name() : account;
    }

    @Override
    public void check(DeadEnd found, Applied remedy) {
        if (remedy.to() != null) {
            this.reassignTask.requireEligible(found.id(), remedy.to());
        }
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        switch (remedy.remedy()) {
            case "lookUp" -> this.reassignTask.execute(found.id(), null, remedy.because(), remedy.administrator());
            case "reassign" ->
                this.reassignTask.execute(found.id(), remedy.to(), remedy.because(), remedy.administrator());
            default -> this.reassignTask.end(found.id(), remedy.administrator(), remedy.because());
        }
    }

    private record Offered(String group, @Nullable String excluded) {

    }

}
