package org.sanxing.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the tables of the organisation, and reads what only managing it needs. */
@Component
class OrganizationStore {

    private final JdbcClient jdbc;

    private final Clock clock;

    OrganizationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was read of the organisation is to be read again after this statement. */
    private JdbcClient.StatementSpec change(String sql) {
        Remembered.forget();
        return this.jdbc.sql(sql);
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
                values (:account, :name, :post, :department, :branch, :email, :active, 1)
                """).param("account", person.account())
            .param("name", person.name())
            .param("post", person.post())
            .param("department", person.departmentId())
            .param("branch", person.branchId())
            .param("email", person.email())
            .param("active", person.active())
            .update();
    }

    void update(Person person, @Nullable Integer revision) {
        int rows = change("""
                update person set name = :name, post = :post, department_id = :department, branch_id = :branch,
                    email = :email, revision = revision + 1
                where account = :account and (revision = :revision or :any)
                """).param("account", person.account())
            .param("name", person.name())
            .param("post", person.post())
            .param("department", person.departmentId())
            .param("branch", person.branchId())
            .param("email", person.email())
            .param("revision", (revision != null) ? revision : 0)
            .param("any", revision == null)
            .update();
        requireOne(rows);
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new Conflict("organization-changed");
        }
    }

    /** Ends all the person holds. */
    void markLeft(String account) {
        change("update person set active = false, left_at = :now, revision = revision + 1 where account = :account")
            .param("account", account)
            .param("now", Sql.time(this.clock.instant()))
            .update();
        change("delete from role_grant where account = :account").param("account", account).update();
        change("update department set head = null, revision = revision + 1 where head = :account")
            .param("account", account)
            .update();
        change("update department set supervisor = null, revision = revision + 1 where supervisor = :account")
            .param("account", account)
            .update();
    }

    /**
     * @param whereItWas whether department and branch are still there
     */
    void markReturned(String account, boolean whereItWas) {
        change("update person set active = true, left_at = null, revision = revision + 1 where account = :account")
            .param("account", account)
            .update();
        if (!whereItWas) {
            change("update person set department_id = null, branch_id = null where account = :account")
                .param("account", account)
                .update();
        }
    }

    void insert(Department department, int sortOrder) {
        change("""
                insert into department (id, name, parent_id, head, supervisor, sort_order, active, revision)
                values (:id, :name, :parent, :head, :supervisor, :sortOrder, true, 1)
                """).param("id", department.id())
            .param("name", department.name())
            .param("parent", department.parentId())
            .param("head", department.head())
            .param("supervisor", department.supervisor())
            .param("sortOrder", sortOrder)
            .update();
    }

    void update(Department department, int sortOrder, @Nullable Integer revision) {
        int rows = change("""
                update department set name = :name, parent_id = :parent, head = :head, supervisor = :supervisor,
                    sort_order = :sortOrder, revision = revision + 1
                where id = :id and active and (revision = :revision or :any)
                """).param("id", department.id())
            .param("name", department.name())
            .param("parent", department.parentId())
            .param("head", department.head())
            .param("supervisor", department.supervisor())
            .param("sortOrder", sortOrder)
            .param("revision", (revision != null) ? revision : 0)
            .param("any", revision == null)
            .update();
        requireOne(rows);
    }

    /** Somebody else heads or supervises it, or nobody; the rest stays as it is. */
    void update(Department department) {
        int rows = change("""
                update department set head = :head, supervisor = :supervisor, revision = revision + 1
                where id = :id and active
                """).param("id", department.id())
            .param("head", department.head())
            .param("supervisor", department.supervisor())
            .update();
        requireOne(rows);
    }

    void closeDepartment(String id) {
        change("""
                update department set active = false, head = null, supervisor = null, revision = revision + 1
                where id = :id
                """).param("id", id).update();
    }

    boolean departmentInUse(String id) {
        return this.jdbc.sql("""
                select (select count(*) from person where department_id = :id and active)
                    + (select count(*) from department where parent_id = :id and active)
                """).param("id", id).query(Long.class).single() > 0;
    }

    List<DepartmentRow> departmentRows() {
        return this.jdbc.sql("""
                select d.id, d.sort_order, d.active, d.revision,
                    (select count(*) from person p where p.department_id = d.id and p.active) as people
                from department d
                """)
            .query((row, number) -> new DepartmentRow(row.getString("id"), row.getInt("sort_order"),
                    row.getBoolean("active"), row.getInt("revision"), row.getInt("people")))
            .list();
    }

    boolean activeDepartment(String id) {
        return this.jdbc.sql("select count(*) from department where id = :id and active")
            .param("id", id)
            .query(Integer.class)
            .single() > 0;
    }

    void insert(Branch branch) {
        change("insert into branch (id, name, code, active, revision) values (:id, :name, :code, true, 1)")
            .param("id", branch.id())
            .param("name", branch.name())
            .param("code", branch.code())
            .update();
    }

    /** The code is part of numbers already given and stays. */
    void rename(Branch branch, @Nullable Integer revision) {
        int rows = change("""
                update branch set name = :name, revision = revision + 1
                where id = :id and active and (revision = :revision or :any)
                """).param("id", branch.id())
            .param("name", branch.name())
            .param("revision", (revision != null) ? revision : 0)
            .param("any", revision == null)
            .update();
        requireOne(rows);
    }

    void closeBranch(String id) {
        change("update branch set active = false, revision = revision + 1 where id = :id").param("id", id).update();
    }

    boolean branchInUse(String id) {
        return this.jdbc.sql("select count(*) from person where branch_id = :id and active")
            .param("id", id)
            .query(Integer.class)
            .single() > 0;
    }

    List<BranchRow> branchRows() {
        return this.jdbc.sql("""
                select b.id, b.name, b.code, b.active, b.revision,
                    (select count(*) from person p where p.branch_id = b.id and p.active) as people
                from branch b order by b.code
                """)
            .query((row, number) -> new BranchRow(
                    new Branch(row.getString("id"), row.getString("name"), row.getString("code")),
                    row.getBoolean("active"), row.getInt("revision"), row.getInt("people")))
            .list();
    }

    boolean activeBranch(String id) {
        return this.jdbc.sql("select count(*) from branch where id = :id and active")
            .param("id", id)
            .query(Integer.class)
            .single() > 0;
    }

    boolean codeTaken(String code) {
        return this.jdbc.sql("select count(*) from branch where code = :code")
            .param("code", code)
            .query(Integer.class)
            .single() > 0;
    }

    /** Whether the person heads or supervises a department. */
    boolean inCharge(String account) {
        return this.jdbc.sql("select count(*) from department where head = :account or supervisor = :account")
            .param("account", account)
            .query(Integer.class)
            .single() > 0;
    }

    void grant(String account, Role role, @Nullable String branchId, String actor) {
        change("""
                insert into role_grant (account, role_id, branch_id, seat, granted_at, granted_by)
                values (:account, :role, :branch, :seat, :now, :actor)
                """).param("account", account)
            .param("role", role.id())
            .param("branch", branchId)
            .param("seat", seat(role, branchId))
            .param("now", Sql.time(this.clock.instant()))
            .param("actor", actor)
            .update();
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

    List<PersonRow> people(PeopleQuery query) {
        StringBuilder sql = new StringBuilder("""
                select p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active, p.revision,
                    d.name as department_name, b.name as branch_name
                from person p
                left join department d on d.id = p.department_id
                left join branch b on b.id = p.branch_id
                where 1 = 1
                """);
        if (query.account() != null) {
            sql.append(" and p.account = :account");
        }
        if (query.q() != null) {
            sql.append(" and (p.name like :q escape '!' or p.account like :q escape '!' or p.post like :q escape '!')");
        }
        if (query.departmentId() != null) {
            sql.append(" and p.department_id = :department");
        }
        if (query.branchId() != null) {
            sql.append(" and p.branch_id = :branch");
        }
        if (query.active() != null) {
            sql.append(" and p.active = :active");
        }
        if (query.afterName() != null) {
            sql.append(" and (p.name > :afterName or (p.name = :afterName and p.account > :afterAccount))");
        }
        sql.append(" order by p.name, p.account limit :limit");
        return this.jdbc.sql(sql.toString())
            .param("account", query.account())
            .param("q", (query.q() != null) ? "%" + escaped(query.q()) + "%" : null)
            .param("department", query.departmentId())
            .param("branch", query.branchId())
            .param("active", query.active())
            .param("afterName", query.afterName())
            .param("afterAccount", query.afterAccount())
            .param("limit", query.limit())
            .query((row, number) -> new PersonRow(JdbcOrganization.PERSON_ROW.mapRow(row, number),
                    Named.of(row.getString("department_id"), row.getString("department_name")),
                    Named.of(row.getString("branch_id"), row.getString("branch_name")), row.getInt("revision")))
            .list();
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /**
     * What managing a department needs beside what everybody sees of it.
     *
     * @param people how many active persons are in this very department
     */
    record DepartmentRow(String id, int sortOrder, boolean active, int revision, int people) {

    }

    record BranchRow(Branch branch, boolean active, int revision, int people) {

    }

    record PersonRow(Person person, @Nullable Named department, @Nullable Named branch, int revision) {

    }

    record Grant(PersonRef person, Role role, @Nullable Named branch, Instant grantedAt, String grantedBy) {

    }

    /** Which people to list, by name; null for what is not asked. */
    record PeopleQuery(@Nullable String account, @Nullable String q, @Nullable String departmentId,
            @Nullable String branchId, @Nullable Boolean active, @Nullable String afterName,
            @Nullable String afterAccount, int limit) {

    }

}
