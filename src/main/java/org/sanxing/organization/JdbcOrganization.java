package org.sanxing.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.NotFound;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the tables each time: what was granted or left a moment ago counts at once, on
 * every node.
 */
@Component
@Transactional(readOnly = true)
class JdbcOrganization implements Organization {

    private static final String PERSON = """
            select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active from person p
            """;

    static final RowMapper<Person> PERSON_ROW = (row, number) -> new Person(row.getString("account"),
            row.getString("name"), row.getString("post"), row.getString("department_id"), row.getString("branch_id"),
            row.getString("email"), row.getBoolean("active"));

    private final JdbcClient jdbc;

    JdbcOrganization(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> find(String account) {
        return this.jdbc.sql(PERSON + "where p.account = :account")
            .param("account", account)
            .query(PERSON_ROW)
            .optional();
    }

    @Override
    public Person get(String account) {
        return find(account).orElseThrow(() -> new NotFound("person"));
    }

    @Override
    public Map<String, Person> findAll(Collection<String> accounts) {
        Set<String> wanted = accounts.stream()
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return this.jdbc.sql(PERSON + "where p.account in (:accounts)")
            .param("accounts", wanted)
            .query(PERSON_ROW)
            .list()
            .stream()
            .collect(Collectors.toMap(Person::account, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    public List<Person> staff() {
        List<Department> departments = departments();
        Map<String, Integer> place = new HashMap<>();
        for (int i = 0; i < departments.size(); i++) {
            place.put(departments.get(i).id(), i);
        }
        List<Person> staff = new ArrayList<>(this.jdbc.sql(PERSON + """
                where p.active and not exists (
                    select 1 from role_grant g where g.account = p.account and g.role_id in (:administrators))
                """).param("administrators", administratorRoles()).query(PERSON_ROW).list());
        staff.sort(Comparator.<Person>comparingInt((person) -> placeOf(person, place))
            .thenComparing(Person::name)
            .thenComparing(Person::account));
        return List.copyOf(staff);
    }

    private static int placeOf(Person person, Map<String, Integer> place) {
        return (person.departmentId() != null) ? place.getOrDefault(person.departmentId(), Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    static List<String> administratorRoles() {
        return EnumSet.allOf(Role.class).stream().filter(Role::ofAdministrators).map(Role::id).toList();
    }

    /** Siblings by their order, then name; a head or supervisor who left is null. */
    @Override
    public List<Department> departments() {
        return parentsFirst(this.jdbc.sql("""
                select d.id, d.name, d.parent_id, h.account as head, s.account as supervisor
                from department d
                left join person h on h.account = d.head and h.active
                left join person s on s.account = d.supervisor and s.active
                order by d.sort_order, d.name, d.id
                """)
            .query((row, number) -> new Department(row.getString("id"), row.getString("name"),
                    row.getString("parent_id"), row.getString("head"), row.getString("supervisor")))
            .list());
    }

    private static List<Department> parentsFirst(List<Department> departments) {
        Map<String, List<Department>> children = new HashMap<>();
        List<Department> sorted = new ArrayList<>();
        for (Department department : departments) {
            if (department.parentId() != null) {
                children.computeIfAbsent(department.parentId(), (id) -> new ArrayList<>()).add(department);
            }
        }
        for (Department department : departments) {
            if (department.parentId() == null) {
                append(department, children, sorted);
            }
        }
        return List.copyOf(sorted);
    }

    private static void append(Department department, Map<String, List<Department>> children, List<Department> sorted) {
        sorted.add(department);
        for (Department child : children.getOrDefault(department.id(), List.of())) {
            append(child, children, sorted);
        }
    }

    @Override
    public Optional<Department> department(String id) {
        return departments().stream().filter((department) -> department.id().equals(id)).findFirst();
    }

    @Override
    public List<Branch> branches() {
        return this.jdbc.sql("select id, name, code from branch order by code")
            .query((row, number) -> new Branch(row.getString("id"), row.getString("name"), row.getString("code")))
            .list();
    }

    @Override
    public Optional<Branch> branch(String id) {
        return branches().stream().filter((branch) -> branch.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Person> headOf(String departmentId) {
        return this.jdbc.sql(PERSON + "join department d on d.head = p.account where d.id = :id and p.active")
            .param("id", departmentId)
            .query(PERSON_ROW)
            .optional();
    }

    @Override
    public Optional<Person> supervisorOf(String departmentId) {
        return Optional.ofNullable(supervisor(departmentId, byId(departments()))).flatMap(this::find);
    }

    private static Map<String, Department> byId(List<Department> departments) {
        return departments.stream().collect(Collectors.toMap(Department::id, Function.identity()));
    }

    private static @Nullable String supervisor(String departmentId, Map<String, Department> departments) {
        Department department = departments.get(departmentId);
        while (department != null) {
            if (department.supervisor() != null) {
                return department.supervisor();
            }
            department = (department.parentId() != null) ? departments.get(department.parentId()) : null;
        }
        return null;
    }

    @Override
    public Optional<Person> partySecretary() {
        return holders(Role.PARTY_SECRETARY, null).stream().findFirst();
    }

    @Override
    public Optional<Person> partyDeputySecretary() {
        return holders(Role.PARTY_DEPUTY_SECRETARY, null).stream().findFirst();
    }

    @Override
    public List<Person> holdersOf(Role role) {
        return this.jdbc.sql(PERSON + """
                join role_grant g on g.account = p.account
                where p.active and g.role_id = :role
                order by p.account
                """).param("role", role.id()).query(PERSON_ROW).list().stream().distinct().toList();
    }

    @Override
    public List<Person> partyGroup() {
        return this.jdbc.sql(PERSON + """
                join role_grant g on g.account = p.account
                where p.active and g.role_id in ('partySecretary', 'partyDeputySecretary', 'partyMember')
                order by case g.role_id when 'partySecretary' then 1 when 'partyDeputySecretary' then 2 else 3 end,
                    p.account
                """).query(PERSON_ROW).list();
    }

    @Override
    public List<Person> committee(String branchId) {
        return this.jdbc.sql(PERSON + """
                join role_grant g on g.account = p.account
                where p.active and g.branch_id = :branch
                and g.role_id in ('branchSecretary', 'organisationOfficer', 'disciplineOfficer')
                order by case g.role_id when 'branchSecretary' then 1 when 'organisationOfficer' then 2 else 3 end,
                    p.account
                """).param("branch", branchId).query(PERSON_ROW).list().stream().distinct().toList();
    }

    @Override
    public Optional<Person> branchSecretary(String branchId) {
        return holders(Role.BRANCH_SECRETARY, branchId).stream().findFirst();
    }

    private List<Person> holders(Role role, @Nullable String branchId) {
        return this.jdbc
            .sql(PERSON + "join role_grant g on g.account = p.account where p.active and g.role_id = :role"
                    + ((branchId != null) ? " and g.branch_id = :branch" : "") + " order by p.account")
            .param("role", role.id())
            .param("branch", branchId)
            .query(PERSON_ROW)
            .list();
    }

    @Override
    public Set<String> committeesOf(String account) {
        return Set.copyOf(this.jdbc.sql("""
                select distinct g.branch_id from role_grant g join person p on p.account = g.account
                where p.active and g.account = :account and g.branch_id is not null
                """).param("account", account).query(String.class).list());
    }

    @Override
    public Set<String> departmentsInChargeOf(String account) {
        List<Department> departments = departments();
        Map<String, Department> byId = byId(departments);
        return departments.stream()
            .filter((department) -> account.equals(department.head())
                    || account.equals(supervisor(department.id(), byId)))
            .map(Department::id)
            .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<Role> rolesOf(String account) {
        List<String> ids = this.jdbc.sql("""
                select g.role_id from role_grant g join person p on p.account = g.account
                where p.active and g.account = :account
                """).param("account", account).query(String.class).list();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (ids.contains(role.id())) {
                roles.add(role);
            }
        }
        return roles;
    }

    @Override
    public Position positionOf(String account) {
        Set<Role> roles = rolesOf(account);
        if (roles.contains(Role.PARTY_SECRETARY)) {
            return Position.PARTY_SECRETARY;
        }
        if (roles.stream().anyMatch(Role::ofPartyGroup)) {
            return Position.PARTY_MEMBER;
        }
        List<Department> departments = departments();
        if (departments.stream().anyMatch((department) -> account.equals(department.supervisor()))) {
            return Position.SUPERVISOR;
        }
        if (departments.stream().anyMatch((department) -> account.equals(department.head()))) {
            return Position.HEAD;
        }
        return Position.STAFF;
    }

}
