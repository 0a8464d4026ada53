package org.sanxing.organization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<String> accounts = departments.stream()
            .flatMap((department) -> Stream.of(Optional.ofNullable(department.head()),
                    Optional.ofNullable(department.supervisor())))
            .flatMap(Optional::stream)
            .toList();
        Map<String, Person> people = this.organization.findAll(accounts);
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
        return this.store.branchRows()
            .stream()
            .map((row) -> new BranchItem(row.branch().id(), row.branch().name(), row.branch().code(), row.active(),
                    row.people(), row.revision()))
            .toList();
    }

    BranchItem branch(String id) {
        return branches().stream()
            .filter((branch) -> branch.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("branch"));
    }

    /**
     * People by name.
     * @param filter what was asked for; null or blank where nothing
     */
    Page<PersonItem> people(PeopleFilter filter, @Nullable String cursor, int limit) {
        List<String> after = Cursor.decode(cursor, 2).orElse(null);
        List<OrganizationStore.PersonRow> rows = this.store.people(new OrganizationStore.PeopleQuery(null,
                OrganizationInput.trimmed(filter.q()), OrganizationInput.trimmed(filter.department()),
                OrganizationInput.trimmed(filter.branch()), filter.active(), (after != null) ? after.get(0) : null,
                (after != null) ? after.get(1) : null, limit + 1));
        Page<OrganizationStore.PersonRow> page = Page.of(rows, limit,
                (row) -> List.of(row.person().name(), row.person().account()));
        Map<String, List<Role>> roles = roles(page.items());
        return page.map((row) -> item(row, roles));
    }

    PersonItem person(String account) {
        List<OrganizationStore.PersonRow> rows = this.store
            .people(new OrganizationStore.PeopleQuery(account, null, null, null, null, null, null, 1));
        if (rows.isEmpty()) {
            throw new NotFound("person");
        }
        return item(rows.get(0), roles(rows));
    }

    private Map<String, List<Role>> roles(List<OrganizationStore.PersonRow> rows) {
        return this.store.grants(rows.stream().map((row) -> row.person().account()).toList())
            .stream()
            .collect(Collectors.groupingBy((grant) -> grant.person().account(),
                    Collectors.mapping(OrganizationStore.Grant::role, Collectors.toList())));
    }

    private static PersonItem item(OrganizationStore.PersonRow row, Map<String, List<Role>> roles) {
        Person person = row.person();
        return new PersonItem(person.account(), person.name(), person.post(), row.department(), row.branch(),
                person.email(), person.active(),
                roles.getOrDefault(person.account(), List.of()).stream().map(Role::id).toList(), row.revision());
    }

    /** By role in the order of {@link Role}, then by branch and account. */
    List<GrantItem> grants() {
        return this.store.grants()
            .stream()
            .sorted(Comparator.comparing(OrganizationStore.Grant::role))
            .map((grant) -> new GrantItem(grant.person(), grant.role().id(), grant.branch(), grant.grantedAt(),
                    grant.grantedBy()))
            .toList();
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

    record GrantItem(PersonRef person, String role, @Nullable Named branch, Instant grantedAt, String grantedBy) {

    }

    /**
     * @param q part of a name, account or post
     * @param active null for both who is here and who left
     */
    record PeopleFilter(@Nullable String q, @Nullable String department, @Nullable String branch,
            @Nullable Boolean active) {

    }

}
