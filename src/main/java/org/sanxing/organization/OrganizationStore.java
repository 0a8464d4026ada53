package org.sanxing.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Pinyin;
import org.sanxing.common.Progress;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.Directory.BranchItem;
import org.sanxing.organization.Directory.PeopleFilter;
import org.sanxing.organization.Directory.PersonItem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the tables of the organisation, and reads what only managing it needs. */
@Component
class OrganizationStore {

    private static final String GRANT = "account, role_id, branch_id, seat, granted_at, granted_by, side, one_of";

    private static final int AT_ONCE = 500;

    private static final Comparator<PersonItem> BY_SOUND = Comparator.comparing(PersonItem::name, Pinyin.ORDER)
        .thenComparing(PersonItem::account);

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    private final Clock clock;

    OrganizationStore(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    /** What was read of the organisation is to be read again after this statement. */
    private JdbcClient.StatementSpec change(String sql) {
        Remembered.forget();
        return this.jdbc.sql(sql);
    }

    /** Whether there is a row; {@code :id} is what is looked for. */
    private boolean any(String from, String id) {
        return this.jdbc.sql("select count(*) from " + from).param("id", id).query(Long.class).single() > 0;
    }

    /** Changes one row, of the revision that was seen; null where it does not matter. */
    private void changeOne(String sql, @Nullable Integer revision, Object... parameters) {
        int rows = change(sql + " and revision = coalesce(cast(? as int), revision)").params(parameters)
            .param(revision)
            .update();
        if (rows != 1) {
            throw new Conflict("organization-changed");
        }
    }

    boolean isEmpty() {
        return this.jdbc.sql("select count(*) from person").query(Integer.class).single() == 0;
    }

    /** Holds back other changes of the person's roles until the transaction ends. */
    void lockPerson(String account) {
        change("select account from person where account = :account for update").param("account", account)
            .query(String.class)
            .list();
    }

    /**
     * As {@link #lockPerson}, of several: always in one order, so that nobody waits
     * twice.
     */
    void lockPeople(Collection<String> accounts) {
        accounts.stream().distinct().sorted().forEach(this::lockPerson);
    }

    /** Holds back other changes of the tree until the transaction ends. */
    void lockDepartments() {
        change("select id from department order by id for update").query(String.class).list();
    }

    void insert(Person person) {
        change("""
                insert into person (account, name, post, department_id, branch_id, email, active, revision)
                values (:account, :name, :post, :departmentId, :branchId, :email, :active, 1)
                """).paramSource(person).update();
    }

    void update(Person person, @Nullable Integer revision) {
        changeOne("""
                update person set name = ?, post = ?, department_id = ?, branch_id = ?, email = ?,
                    side = case when ? then 'staff' else side end, revision = revision + 1
                where account = ?""", revision, person.name(), person.post(), person.departmentId(), person.branchId(),
                person.email(), person.departmentId() != null, person.account());
    }

    /**
     * Adds what an import brings, table by table.
     * @param sortOrder of the first department; the others follow
     */
    void add(ImportPlan plan, int sortOrder, String actor) {
        Remembered.forget();
        Rows.insertAll(this.batch, "branch", "id, name, code, active, revision",
                plan.newBranches()
                    .stream()
                    .map((branch) -> new Object[] { branch.id(), branch.name(), branch.code(), true, 1 })
                    .toList());
        List<Department> departments = plan.newDepartments();
        List<@Nullable Object[]> places = new ArrayList<>();
        departments.forEach((one) -> places
            .add(new Object[] { one.id(), one.name(), one.parentId(), sortOrder + places.size(), true, 1 }));
        Rows.insertAll(this.batch, "department", "id, name, parent_id, sort_order, active, revision", places);
        List<Person> people = plan.newPeople();
        for (int from = 0; from < people.size(); from += AT_ONCE) {
            Progress.at("approvals.people", from, people.size());
            Rows.insertAll(this.batch, "person",
                    "account, name, post, department_id, branch_id, email, active, revision",
                    people.subList(from, Math.min(from + AT_ONCE, people.size()))
                        .stream()
                        .map((one) -> new @Nullable Object[] { one.account(), one.name(), one.post(),
                                one.departmentId(), one.branchId(), one.email(), true, 1 })
                        .toList());
        }
        Rows.insertAll(this.batch, "role_grant", GRANT,
                plan.roles()
                    .stream()
                    .map((one) -> granted(String.valueOf(one.account()), Roles.byId(one.role()).orElseThrow(),
                            one.branch(), actor))
                    .toList());
        // Who is in charge is a person of the same import, mostly.
        this.batch.batchUpdate("update department set head = ?, supervisor = ?, revision = revision + 1 where id = ?",
                Stream.concat(departments.stream(), plan.changed().values().stream())
                    .filter((one) -> one.head() != null || one.supervisor() != null)
                    .map((one) -> new @Nullable Object[] { one.head(), one.supervisor(), one.id() })
                    .toList());
    }

    /** Ends all the person holds. */
    void markLeft(String account) {
        change("update person set active = false, left_at = ?, revision = revision + 1 where account = ?")
            .params(Sql.time(this.clock.instant()), account)
            .update();
        for (String held : List.of("delete from role_grant where account = ?",
                "update department set head = null, revision = revision + 1 where head = ?",
                "update department set supervisor = null, revision = revision + 1 where supervisor = ?")) {
            change(held).param(account).update();
        }
    }

    /**
     * @param whereItWas whether department and branch are still there
     */
    void markReturned(String account, boolean whereItWas) {
        change("update person set active = true, left_at = null, revision = revision + 1 where account = ?")
            .param(account)
            .update();
        if (!whereItWas) {
            change("update person set department_id = null, branch_id = null where account = ?").param(account)
                .update();
        }
    }

    void insert(Department department, int sortOrder) {
        change("""
                insert into department (id, name, parent_id, head, supervisor, sort_order, active, revision)
                values (?, ?, ?, ?, ?, ?, true, 1)
                """)
            .params(department.id(), department.name(), department.parentId(), department.head(),
                    department.supervisor(), sortOrder)
            .update();
    }

    void update(Department department, int sortOrder, @Nullable Integer revision) {
        changeOne("""
                update department set name = ?, parent_id = ?, head = ?, supervisor = ?, sort_order = ?,
                    revision = revision + 1
                where id = ? and active""", revision, department.name(), department.parentId(), department.head(),
                department.supervisor(), sortOrder, department.id());
    }

    /** Somebody else heads or supervises it, or nobody; the rest stays as it is. */
    void update(Department department) {
        changeOne("update department set head = ?, supervisor = ?, revision = revision + 1 where id = ? and active",
                null, department.head(), department.supervisor(), department.id());
    }

    void closeDepartment(String id) {
        change("""
                update department set active = false, head = null, supervisor = null, revision = revision + 1
                where id = :id
                """).param("id", id).update();
    }

    boolean departmentInUse(String id) {
        return any("""
                (select account from person where department_id = :id and active
                union all select id from department where parent_id = :id and active) used""", id);
    }

    List<DepartmentRow> departmentRows() {
        return this.jdbc.sql("""
                select d.id, d.sort_order, d.active, d.revision,
                    (select count(*) from person p where p.department_id = d.id and p.active) as people
                from department d
                """).query(DepartmentRow.class).list();
    }

    boolean activeDepartment(String id) {
        return any("department where id = :id and active", id);
    }

    void insert(Branch branch) {
        change("insert into branch (id, name, code, active, revision) values (:id, :name, :code, true, 1)")
            .paramSource(branch)
            .update();
    }

    void rename(Branch branch, @Nullable Integer revision) {
        changeOne("update branch set name = ?, revision = revision + 1 where id = ? and active", revision,
                branch.name(), branch.id());
    }

    void closeBranch(String id) {
        change("update branch set active = false, revision = revision + 1 where id = :id").param("id", id).update();
    }

    boolean branchInUse(String id) {
        return any("person where branch_id = :id and active", id);
    }

    List<BranchItem> branches() {
        return this.jdbc.sql("""
                select b.id, b.name, b.code, b.active,
                    (select count(*) from person p where p.branch_id = b.id and p.active) as people, b.revision
                from branch b order by b.code
                """).query(BranchItem.class).list();
    }

    boolean activeBranch(String id) {
        return any("branch where id = :id and active", id);
    }

    boolean codeTaken(String code) {
        return any("branch where code = :id", code);
    }

    /** Whether the person heads or supervises a department. */
    boolean inCharge(String account) {
        return any("department where head = :id or supervisor = :id", account);
    }

    void grant(String account, Role role, @Nullable String branchId, String actor) {
        // The database holds the two sides apart by keys over account and side.
        String side = role.ofAdministrators() ? "administrator" : "staff";
        change("update person set side = ? where account = ? and side <> ?").params(side, account, side).update();
        Remembered.forget();
        Rows.insert(this.jdbc, "role_grant", GRANT, granted(account, role, branchId, actor));
    }

    private @Nullable Object[] granted(String account, Role role, @Nullable String branchId, String actor) {
        return new @Nullable Object[] { account, role.id(), branchId, seat(role, branchId), this.clock.instant(), actor,
                role.ofAdministrators() ? "administrator" : "staff", oneOf(account, role) };
    }

    int revoke(String account, Role role) {
        return change("delete from role_grant where account = :account and role_id = :role").param("account", account)
            .param("role", role.id())
            .update();
    }

    /** What only one person at a time may hold; null for roles that several may. */
    static @Nullable String seat(Role role, @Nullable String branchId) {
        return switch (role) {
            case PARTY_SECRETARY, PARTY_DEPUTY_SECRETARY -> role.id();
            case BRANCH_SECRETARY -> role.id() + ":" + branchId;
            default -> null;
        };
    }

    /** What one person may hold only one of; null for roles beside which others go. */
    private static @Nullable String oneOf(String account, Role role) {
        if (role.ofAdministrators()) {
            return account + ":administrator";
        }
        return role.ofPartyGroup() ? account + ":partyGroup" : null;
    }

    Optional<String> holderOf(String seat) {
        return this.jdbc.sql("select account from role_grant where seat = :seat")
            .param("seat", seat)
            .query(String.class)
            .optional();
    }

    /**
     * Locks the grants of the role, so that two revocations cannot both be the last but
     * one.
     */
    List<String> lockHolders(Role role) {
        return change("select account from role_grant where role_id = :role for update").param("role", role.id())
            .query(String.class)
            .list();
    }

    List<Grant> grants(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return this.jdbc.sql(GRANTS + " where g.account in (:accounts) order by g.account, g.role_id")
            .param("accounts", accounts)
            .query(OrganizationStore::grant)
            .list();
    }

    List<Grant> grants() {
        return this.jdbc.sql(GRANTS + " order by g.role_id, b.code, g.account").query(OrganizationStore::grant).list();
    }

    private static final String GRANTS = """
            select g.account, p.name, g.role_id, g.branch_id, b.name as branch_name, g.granted_at, g.granted_by
            from role_grant g join person p on p.account = g.account left join branch b on b.id = g.branch_id
            """;

    private static Grant grant(ResultSet row, int number) throws SQLException {
        return new Grant(new PersonRef(row.getString("account"), row.getString("name")),
                Roles.byId(row.getString("role_id")).orElseThrow(),
                Named.of(row.getString("branch_id"), row.getString("branch_name")), Sql.instant(row, "granted_at"),
                row.getString("granted_by"));
    }

    private static final String PEOPLE = """
            select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active, p.revision,
                d.name as department_name, b.name as branch_name
            from person p
            left join department d on d.id = p.department_id
            left join branch b on b.id = p.branch_id
            """;

    /** With no roles yet. */
    private static PersonItem person(ResultSet row, int number) throws SQLException {
        return new PersonItem(row.getString("account"), row.getString("name"), row.getString("post"),
                Named.of(row.getString("department_id"), row.getString("department_name")),
                Named.of(row.getString("branch_id"), row.getString("branch_name")), row.getString("email"),
                row.getBoolean("active"), List.of(), row.getInt("revision"));
    }

    Optional<PersonItem> person(String account) {
        return this.jdbc.sql(PEOPLE + "where p.account = ?").param(account).query(OrganizationStore::person).optional();
    }

    /**
     * By the sound of the name, which no database knows: all are read for a page.
     * @param after name and account of the last one seen; null for the first page
     */
    List<PersonItem> people(PeopleFilter filter, @Nullable List<String> after, int limit) {
        StringBuilder sql = new StringBuilder(PEOPLE).append("where 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        if (filter.department() != null) {
            sql.append(" and p.department_id = :department");
            parameters.put("department", filter.department());
        }
        if (filter.branch() != null) {
            sql.append(" and p.branch_id = :branch");
            parameters.put("branch", filter.branch());
        }
        if (filter.active() != null) {
            sql.append(" and p.active = :active");
            parameters.put("active", filter.active());
        }
        return this.jdbc.sql(sql.toString())
            .params(parameters)
            .query(OrganizationStore::person)
            .list()
            .stream()
            .filter((one) -> filter.q() == null || isCalled(one, filter.q()))
            .filter((one) -> after == null || isBehind(one, after))
            .sorted(BY_SOUND)
            .limit(limit)
            .toList();
    }

    private static boolean isBehind(PersonItem one, List<String> last) {
        int names = Pinyin.ORDER.compare(one.name(), last.get(0));
        return names > 0 || (names == 0 && one.account().compareTo(last.get(1)) > 0);
    }

    private static boolean isCalled(PersonItem person, String text) {
        return person.name().contains(text) || person.account().contains(text) || person.post().contains(text)
                || Pinyin.initials(person.name()).startsWith(text.toLowerCase(Locale.ROOT));
    }

    /**
     * What managing a department needs beside what everybody sees of it.
     *
     * @param people how many active persons are in this very department
     */
    record DepartmentRow(String id, int sortOrder, boolean active, int revision, int people) {

    }

    record Grant(PersonRef person, Role role, @Nullable Named branch, Instant grantedAt, String grantedBy) {

    }

}
