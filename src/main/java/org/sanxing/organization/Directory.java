package org.sanxing.organization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Cursor;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the organisation for those who manage it, with what is closed and who left. The
 * number of statements does not depend on the number of rows.
 */
@Component
@Transactional(readOnly = true)
class Directory {

    private final Organization organization;

    private final OrganizationStore store;

    Directory(Organization organization, OrganizationStore store) {
        this.organization = organization;
        this.store = store;
    }

    /** All departments, parents before children. */
    List<DepartmentItem> departments() {
        List<Department> departments = this.organization.departments();
        Map<String, OrganizationStore.DepartmentRow> rows = this.store.departmentRows()
            .stream()
            .collect(Collectors.toMap(OrganizationStore.DepartmentRow::id, Function.identity()));
        Map<String, Person> people = this.organization.findAll(departments.stream()
            .flatMap((department) -> Stream.of(department.head(), department.supervisor()))
            .toList());
        Map<String, Integer> levels = new HashMap<>();
        List<DepartmentItem> items = new ArrayList<>();
        for (Department department : departments) {
            OrganizationStore.DepartmentRow row = rows.get(department.id());
            int level = (department.parentId() != null) ? levels.getOrDefault(department.parentId(), 0) + 1 : 0;
            levels.put(department.id(), level);
            items.add(new DepartmentItem(department.id(), department.name(), department.parentId(),
                    ref(department.head(), people), ref(department.supervisor(), people), row.sortOrder(), level,
                    row.active(), row.people(), row.revision()));
        }
        return items;
    }

    private static @Nullable PersonRef ref(@Nullable String account, Map<String, Person> people) {
        Person person = (account != null) ? people.get(account) : null;
        return (person != null) ? person.ref() : null;
    }

    DepartmentItem department(String id) {
        return departments().stream()
            .filter((department) -> department.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("department"));
    }

    List<BranchItem> branches() {
        return this.store.branches();
    }

    BranchItem branch(String id) {
        return branches().stream()
            .filter((branch) -> branch.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("branch"));
    }

    /**
     * People by the sound of the name.
     * @param filter what was asked for
     */
    Page<PersonItem> people(PeopleFilter filter, @Nullable String cursor, int limit) {
        Page<PersonItem> page = Page.of(this.store.people(filter, Cursor.decode(cursor, 2).orElse(null), limit + 1),
                limit, (person) -> List.of(person.name(), person.account()));
        return new Page<>(withRoles(page.items()), page.next());
    }

    PersonItem person(String account) {
        return withRoles(List.of(this.store.person(account).orElseThrow(() -> new NotFound("person")))).get(0);
    }

    private List<PersonItem> withRoles(List<PersonItem> people) {
        Map<String, List<String>> roles = this.store.grants(people.stream().map(PersonItem::account).toList())
            .stream()
            .collect(Collectors.groupingBy((grant) -> grant.person().account(),
                    Collectors.mapping((grant) -> grant.role().id(), Collectors.toList())));
        return people.stream()
            .map((one) -> new PersonItem(one.account(), one.name(), one.post(), one.department(), one.branch(),
                    one.email(), one.active(), roles.getOrDefault(one.account(), List.of()), one.revision()))
            .toList();
    }

    /** By role in the order of {@link Role}, then by branch and account. */
    List<OrganizationStore.Grant> grants() {
        return this.store.grants().stream().sorted(Comparator.comparing(OrganizationStore.Grant::role)).toList();
    }

    /**
     * @param level depth in the tree; 0 at the top
     * @param people how many active persons are in this very department
     */
    record DepartmentItem(String id, String name, @Nullable String parent, @Nullable PersonRef head,
            @Nullable PersonRef supervisor, int sortOrder, int level, boolean active, int people, int revision) {

    }

    record BranchItem(String id, String name, String code, boolean active, int people, int revision) {

    }

    record PersonItem(String account, String name, String post, @Nullable Named department, @Nullable Named branch,
            @Nullable String email, boolean active, List<String> roles, int revision) {

    }

    /**
     * @param q part of a name, account or post
     * @param active null for both who is here and who left
     */
    record PeopleFilter(@Nullable String q, @Nullable String department, @Nullable String branch,
            @Nullable Boolean active) {

        PeopleFilter {
            q = OrganizationInput.trimmed(q);
            department = OrganizationInput.trimmed(department);
            branch = OrganizationInput.trimmed(branch);
        }

    }

}
