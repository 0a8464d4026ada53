package org.sanxing.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps deputations; each day is one in the organ's time zone. */
@Component
class JdbcDeputies implements Deputies {

    private static final String COLUMNS = """
            select d.id, d.principal, d.deputy, d.first_day, d.last_day, d.kinds, d.campaigns, d.reason, d.named_at,
                d.named_by, d.ended_at, d.ended_by
            """;

    private static final String ROWS = COLUMNS + "from deputation d ";

    /**
     * With what the principal was granted, which is asked for next. Who became an
     * administrator acts for nobody any more (三员分立).
     */
    private static final String TODAY = COLUMNS + """
            , p.account, p.name, p.post, p.department_id, p.branch_id, p.email, p.active,
                h.role_id, h.branch_id as granted_branch
            from deputation d left join role_grant h on h.account = d.principal
            join person p on p.account = d.principal and p.active
            join person s on s.account = d.deputy and s.active
            where d.ended_at is null and d.first_day <= :today and d.last_day >= :today
            and not exists (select 1 from role_grant g where g.account in (d.principal, d.deputy)
                and g.role_id in (:administrators))
            """;

    private final JdbcClient jdbc;

    private final Organization organization;

    private final Clock clock;

    private final ZoneId zone;

    JdbcDeputies(JdbcClient jdbc, Organization organization, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.clock = clock;
        this.zone = zone;
    }

    LocalDate today() {
        return LocalDate.ofInstant(this.clock.instant(), this.zone);
    }

    @Override
    public List<Deputation> actingFor(String deputy) {
        return inForce(Deputation::deputy, deputy, Deputation::principal);
    }

    @Override
    public List<Deputation> standingInFor(String principal) {
        return inForce(Deputation::principal, principal, Deputation::deputy);
    }

    private List<Deputation> inForce(Function<Deputation, String> side, String account,
            Function<Deputation, String> other) {
        return inForce().stream()
            .filter((deputation) -> side.apply(deputation).equals(account))
            .sorted(Comparator.comparing(other).thenComparing(Deputation::from).thenComparing(Deputation::id))
            .toList();
    }

    /** All of today: few of an office are away at once. */
    private List<Deputation> inForce() {
        LocalDate today = today();
        return Remembered.once(List.of("organization.deputations", today), () -> inForce(today));
    }

    private List<Deputation> inForce(LocalDate today) {
        Map<String, Deputation> found = new LinkedHashMap<>();
        Map<String, Organization.Member> principals = new LinkedHashMap<>();
        this.jdbc.sql(TODAY)
            .param("today", today)
            .param("administrators", JdbcOrganization.administratorRoles())
            .query((row) -> {
                Deputation deputation = deputation(row);
                found.put(deputation.id(), deputation);
                Person person = JdbcOrganization.PERSON_ROW.mapRow(row, 0);
                JdbcOrganization.granted(principals.computeIfAbsent(person.account(),
                        (account) -> new Organization.Member(person, EnumSet.noneOf(Role.class), new HashSet<>())),
                        row);
            });
        principals.values().forEach(this.organization::met);
        return List.copyOf(found.values());
    }

    /** All in which the person is the one or the other, the latest period first. */
    List<DeputationRow> of(String account) {
        return this.jdbc.sql(ROWS + """
                where d.principal = :account or d.deputy = :account
                order by d.first_day desc, d.named_at desc, d.id
                """).param("account", account).query(JdbcDeputies::row).list();
    }

    /** Those of any of the persons that are not over. */
    List<DeputationRow> open(Collection<String> accounts) {
        return this.jdbc.sql(ROWS + """
                where (d.principal in (:accounts) or d.deputy in (:accounts))
                and d.ended_at is null and d.last_day >= :today
                order by d.first_day, d.named_at, d.id
                """).param("accounts", accounts).param("today", today()).query(JdbcDeputies::row).list();
    }

    /**
     * The latest last day first.
     * @param open whether only those that are not over
     * @param after last day and id of the last one seen; null for the first page
     */
    List<DeputationRow> page(boolean open, @Nullable LocalDate afterDay, @Nullable String afterId, int limit) {
        StringBuilder sql = new StringBuilder(ROWS).append(" where 1 = 1");
        if (open) {
            sql.append(" and d.ended_at is null and d.last_day >= :today");
        }
        if (afterDay != null) {
            sql.append(" and (d.last_day < :afterDay or (d.last_day = :afterDay and d.id < :afterId))");
        }
        sql.append(" order by d.last_day desc, d.id desc limit :limit");
        return this.jdbc.sql(sql.toString())
            .param("today", today())
            .param("afterDay", afterDay)
            .param("afterId", afterId)
            .param("limit", limit)
            .query(JdbcDeputies::row)
            .list();
    }

    Optional<DeputationRow> find(String id) {
        return this.jdbc.sql(ROWS + "where d.id = :id").param("id", id).query(JdbcDeputies::row).optional();
    }

    void insert(DeputationRow row) {
        Remembered.forget();
        Deputation deputation = row.deputation();
        this.jdbc.sql("""
                insert into deputation (id, principal, deputy, first_day, last_day, kinds, campaigns, reason, named_at,
                    named_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            .params(deputation.id(), deputation.principal(), deputation.deputy(), deputation.from(), deputation.until(),
                    joined(deputation.kinds()), joined(deputation.campaigns()), row.reason(), Sql.time(row.namedAt()),
                    row.namedBy())
            .update();
    }

    /**
     * @return whether it was open until now
     */
    boolean end(String id, String actor) {
        Remembered.forget();
        return this.jdbc.sql("""
                update deputation set ended_at = :now, ended_by = :actor
                where id = :id and ended_at is null and last_day >= :today
                """)
            .param("now", Sql.time(this.clock.instant()))
            .param("actor", actor)
            .param("id", id)
            .param("today", today())
            .update() == 1;
    }

    private static DeputationRow row(ResultSet row, int number) throws SQLException {
        return new DeputationRow(deputation(row), row.getString("reason"), Sql.instant(row, "named_at"),
                row.getString("named_by"), Sql.instantOrNull(row, "ended_at"), row.getString("ended_by"));
    }

    private static Deputation deputation(ResultSet row) throws SQLException {
        return new Deputation(row.getString("id"), row.getString("principal"), row.getString("deputy"),
                row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class),
                split(row.getString("kinds")), split(row.getString("campaigns")));
    }

    private static String joined(Set<String> ids) {
        return String.join(" ", new TreeSet<>(ids));
    }

    private static Set<String> split(String ids) {
        return Arrays.stream(ids.split(" "))
            .filter((id) -> !id.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

}
