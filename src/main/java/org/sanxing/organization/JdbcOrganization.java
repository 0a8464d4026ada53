package org.sanxing.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
import org.sanxing.common.Pinyin;
import org.sanxing.common.Remembered;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the tables in each transaction anew, and once: what was granted or left a moment
 * ago counts at once, on every node.
 */
@Component
@Transactional(readOnly = true)
class JdbcOrganization implements Organization {

    private static final String PEOPLE = "organization.people";

    private static final String PARTY_GROUP = "organization.partyGroup";

    private static final String PERSON = """
            select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active from person p
            """;

    static final RowMapper<Person> PERSON_ROW = (row, number) -> new Person(row.getString("account"),
            row.getString("name"), row.getString("post"), row.getString("department_id"), row.getString("branch_id"),
            row.getString("email"), row.getBoolean("active"));

    /** A statement of PostgreSQL has at most 65,535 parameters. */
    private static final int AT_ONCE = 20_000;

    private final JdbcClient jdbc;

    JdbcOrganization(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> find(String account) {
        return Optional.ofNullable(findAll(Set.of(account)).get(account));
    }

    @Override
    public Person get(String account) {
        return find(account).orElseThrow(() -> new NotFound("person"));
    }

    @Override
    public Map<String, Person> findAll(Collection<String> accounts) {
        Map<String, Person> seen = seen();
        Map<String, Member> read = read(accounts.stream().filter((account) -> !seen.containsKey(account)).toList());
        Map<String, Person> found = new LinkedHashMap<>();
        for (String account : accounts) {
            Member member = read.get(account);
            Person person = (member != null) ? member.person() : seen.get(account);
            if (person != null) {
                found.put(account, person);
            }
        }
        return found;
    }

    @Override
    public Optional<Member> member(String account) {
        return Optional.ofNullable(read(Set.of(account)).get(account));
    }

    @Override
    public void met(Member member) {
        Remembered.<Map<String, Optional<Member>>>once(PEOPLE, HashMap::new)
            .putIfAbsent(member.person().account(), Optional.of(member));
    }

    /** Who was read with others, without what they were granted. */
    private static Map<String, Person> seen() {
        return Remembered.once("organization.seen", HashMap::new);
    }

    private static List<Person> seen(List<Person> people) {
        Map<String, Person> seen = seen();
        people.forEach((person) -> seen.put(person.account(), person));
        return List.copyOf(people);
    }

    /** Persons with all they were granted, by account; unknown accounts are left out. */
    private Map<String, Member> read(Collection<String> accounts) {
        Map<String, Optional<Member>> remembered = Remembered.once(PEOPLE, HashMap::new);
        Set<String> missing = accounts.stream()
            .filter((account) -> account != null && !remembered.containsKey(account))
            .collect(Collectors.toSet());
        missing.forEach((account) -> remembered.put(account, Optional.empty()));
        List<String> wanted = List.copyOf(missing);
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            this.jdbc.sql("""
                    select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active,
                        g.role_id, g.branch_id as granted_branch
                    from person p left join role_grant g on g.account = p.account
                    where p.account in (:accounts)""")
                .param("accounts", wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())))
                .query((row) -> {
                    Person person = PERSON_ROW.mapRow(row, 0);
                    Member known = remembered.get(person.account())
                        .orElseGet(() -> new Member(person, EnumSet.noneOf(Role.class), new HashSet<>()));
                    if (person.active()) {
                        granted(known, row);
                    }
                    remembered.put(person.account(), Optional.of(known));
                });
        }
        Map<String, Member> found = new LinkedHashMap<>();
        accounts.stream()
            .filter(Objects::nonNull)
            .forEach((account) -> remembered.get(account).ifPresent((known) -> found.put(account, known)));
        return found;
    }

    static void granted(Member to, ResultSet row) throws SQLException {
        Roles.byId(row.getString("role_id")).ifPresent(to.roles()::add);
        Optional.ofNullable(row.getString("granted_branch")).ifPresent(to.committees()::add);
    }

    @Override
    public List<Person> everybody() {
        return seen(this.jdbc.sql(PERSON + "order by p.account").query(PERSON_ROW).list());
    }

    @Override
    public List<Person> staff() {
        return Remembered.once("organization.staff", this::readStaff);
    }

    private List<Person> readStaff() {
        List<Department> departments = departments();
        Map<String, Integer> place = new HashMap<>();
        for (int i = 0; i < departments.size(); i++) {
            place.put(departments.get(i).id(), i);
        }
        List<Person> staff = new ArrayList<>(this.jdbc.sql(PERSON + """
                where p.active and not exists (
                    select 1 from role_grant g where g.account = p.account and g.role_id in (:administrators))
                """).param("administrators", administratorRoles()).query(PERSON_ROW).list());
        staff.sort(Comparator
            .<Person>comparingInt((person) -> place.getOrDefault(person.departmentId(), Integer.MAX_VALUE))
            .thenComparing(Person::name, Pinyin.ORDER)
            .thenComparing(Person::account));
        return seen(staff);
    }

    @Override
    public List<Person> staffOf(Collection<String> departments) {
        return departments.isEmpty() ? List.of()
                : Remembered.once(List.of("organization.staffOf", Set.copyOf(departments)),
                        () -> List.copyOf(this.jdbc.sql(PERSON + """
                                where p.active and p.department_id in (:departments) and not exists (
                                    select 1 from role_grant g
                                    where g.account = p.account and g.role_id in (:administrators))
                                """)
                            .param("departments", departments)
                            .param("administrators", administratorRoles())
                            .query(PERSON_ROW)
                            .list()));
    }

    static List<String> administratorRoles() {
        return EnumSet.allOf(Role.class).stream().filter(Role::ofAdministrators).map(Role::id).toList();
    }

    /** Siblings by their order, then name; a head or supervisor who left is null. */
    @Override
    public List<Department> departments() {
        return units().departments();
    }

    /** Few, and mostly both are wanted: one statement. */
    private Units units() {
        return Remembered.once("organization.units", () -> {
            List<Department> departments = new ArrayList<>();
            List<Branch> branches = new ArrayList<>();
            this.jdbc.sql("""
                    select d.id, d.name, d.parent_id, h.account as head, s.account as supervisor,
                        cast(null as varchar(20)) as code, d.sort_order as place, d.name as place_name
                    from department d
                    left join person h on h.account = d.head and h.active
                    left join person s on s.account = d.supervisor and s.active
                    union all select b.id, b.name, null, null, null, b.code, 0, b.code from branch b
                    order by place, place_name, id
                    """).query((row) -> {
                String code = row.getString("code");
                if (code != null) {
                    branches.add(new Branch(row.getString("id"), row.getString("name"), code));
                }
                else {
                    departments.add(new Department(row.getString("id"), row.getString("name"),
                            row.getString("parent_id"), row.getString("head"), row.getString("supervisor")));
                }
            });
            List<Department> sorted = new ArrayList<>();
            append(null, departments, sorted);
            return new Units(List.copyOf(sorted), List.copyOf(branches));
        });
    }

    /** The departments below another, each before its own. */
    private static void append(@Nullable String parent, List<Department> departments, List<Department> sorted) {
        for (Department department : departments) {
            if (Objects.equals(department.parentId(), parent)) {
                sorted.add(department);
                append(department.id(), departments, sorted);
            }
        }
    }

    @Override
    public Optional<Department> department(String id) {
        return departments().stream().filter((department) -> department.id().equals(id)).findFirst();
    }

    @Override
    public List<Branch> branches() {
        return units().branches();
    }

    @Override
    public Optional<Branch> branch(String id) {
        return branches().stream().filter((branch) -> branch.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Person> headOf(String departmentId) {
        return department(departmentId).map(Department::head).flatMap(this::find);
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
        return holders(role, null).stream().distinct().toList();
    }

    @Override
    public List<Person> partyGroup() {
        return Remembered.once(PARTY_GROUP, () -> leaders("").party());
    }

    @Override
    public List<Person> committee(String branchId) {
        return Remembered.once(List.of("organization.committee", branchId), () -> {
            Leaders leaders = leaders(branchId);
            Remembered.once(PARTY_GROUP, leaders::party);
            return leaders.committee();
        });
    }

    /** The party group, and a committee, in their orders: mostly both are wanted. */
    private Leaders leaders(String branchId) {
        Set<Person> committee = new LinkedHashSet<>();
        List<Person> party = new ArrayList<>();
        this.jdbc.sql("""
                select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active, g.role_id
                from person p join role_grant g on g.account = p.account
                where p.active and (g.role_id in ('partySecretary', 'partyDeputySecretary', 'partyMember')
                    or (g.branch_id = :branch
                        and g.role_id in ('branchSecretary', 'organisationOfficer', 'disciplineOfficer')))
                order by case g.role_id when 'partySecretary' then 1 when 'branchSecretary' then 1
                    when 'partyDeputySecretary' then 2 when 'organisationOfficer' then 2 else 3 end, p.account
                """).param("branch", branchId).query((row) -> {
            Collection<Person> one = Roles.byId(row.getString("role_id")).filter(Role::ofPartyGroup).isPresent() ? party
                    : committee;
            one.add(PERSON_ROW.mapRow(row, 0));
        });
        return new Leaders(seen(List.copyOf(committee)), seen(party));
    }

    @Override
    public Set<String> branchesWithoutCommittee() {
        List<String> several = this.jdbc.sql("""
                select g.branch_id from role_grant g join person p on p.account = g.account
                where p.active and g.role_id in ('branchSecretary', 'organisationOfficer', 'disciplineOfficer')
                group by g.branch_id having count(distinct g.account) > 1""").query(String.class).list();
        return branches().stream()
            .map(Branch::id)
            .filter((branch) -> !several.contains(branch))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Optional<Person> branchSecretary(String branchId) {
        return holders(Role.BRANCH_SECRETARY, branchId).stream().findFirst();
    }

    private List<Person> holders(Role role, @Nullable String branchId) {
        String branch = Objects.requireNonNullElse(branchId, "");
        return Remembered.once(List.of("organization.holders", role, branch),
                () -> seen(this.jdbc
                    .sql(PERSON + "join role_grant g on g.account = p.account where p.active and g.role_id = :role"
                            + ((branchId != null) ? " and g.branch_id = :branch" : "") + " order by p.account")
                    .param("role", role.id())
                    .param("branch", branch)
                    .query(PERSON_ROW)
                    .list()));
    }

    @Override
    public Set<String> committeesOf(String account) {
        Member known = read(Set.of(account)).get(account);
        return (known != null) ? Set.copyOf(known.committees()) : Set.of();
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
        Member known = read(Set.of(account)).get(account);
        return (known != null) ? EnumSet.copyOf(known.roles()) : EnumSet.noneOf(Role.class);
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

    private record Units(List<Department> departments, List<Branch> branches) {

    }

    private record Leaders(List<Person> committee, List<Person> party) {

    }

}
