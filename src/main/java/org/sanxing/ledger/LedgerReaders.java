package org.sanxing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may read which entries (domain.md, Who may read what): the committee of the entry's
 * branch, the responsible party with head and supervisor, the author of the material, the
 * party group and the auditor, and whom a task of it has reached; the two other
 * administrators nothing.
 */
@Component
public class LedgerReaders {

    private final JdbcClient jdbc;

    private final Organization organization;

    private final TextPieces pieces;

    LedgerReaders(JdbcClient jdbc, Organization organization) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.pieces = new TextPieces(jdbc);
    }

    /**
     * To whom a task has brought it. PostgreSQL finds it in an index among other
     * conditions only in an array; H2 looks at all of an array for each row, and has none
     * of more than 65,536.
     */
    private String reached(String more) {
        String entries = "select r.entry_id from ledger_reader r where r.account = :reader" + more;
        return this.pieces.indexed() ? "e.id = any(array(" + entries + "))" : "e.id in (" + entries + ")";
    }

    void reached(String id, String account, String way, Instant now) {
        this.jdbc.sql("""
                insert into ledger_reader (entry_id, account, way, reached_at, registered_at)
                select e.id, :account, :way, :at, e.registered_at from ledger_entry e where e.id = :id
                and not exists (select 1 from ledger_reader where entry_id = :id and account = :account)""")
            .param("id", id)
            .param("account", account)
            .param("way", way)
            .param("at", Sql.time(now))
            .update();
    }

    /** Whether a task of one of these kinds has brought the person to the entry. */
    public boolean wasReached(String id, String account, Collection<String> kinds) {
        return this.jdbc
            .sql("select count(*) from ledger_reader where entry_id = :id and account = :account and way in (:kinds)")
            .param("id", id)
            .param("account", account)
            .param("kinds", kinds)
            .query(Integer.class)
            .single() > 0;
    }

    /** What the person may read, as a condition on {@code ledger_entry e}. */
    Condition of(String account) {
        Set<Role> roles = this.organization.rolesOf(account);
        if (roles.contains(Role.SYSTEM_ADMINISTRATOR) || roles.contains(Role.SECURITY_ADMINISTRATOR)) {
            return new Condition(List.of(), Map.of());
        }
        if (roles.stream().anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup())) {
            return new Condition(List.of(new Way("1 = 1", "''")), Map.of());
        }
        List<Way> ways = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String branch : this.organization.committeesOf(account)) {
            String name = ":readerBranch" + ways.size();
            ways.add(new Way("e.branch_id = " + name, name));
            parameters.put(name.substring(1), branch);
        }
        Set<String> people = new LinkedHashSet<>(Set.of(account));
        this.organization.staffOf(this.organization.departmentsInChargeOf(account))
            .forEach((person) -> people.add(person.account()));
        ways.add(new Way("e.responsible in (:readerPeople)", null));
        parameters.put("readerPeople", people);
        ways.add(new Way("e.author = :reader", null));
        ways.add(new Way(reached(""), null, " join ledger_reader r on r.entry_id = e.id and r.account = :reader",
                reached(" and r.counted = false"), ""));
        parameters.put("reader", account);
        return new Condition(ways, parameters);
    }

    /**
     * Of what has reached a person by a task alone, what is over and counted: as a table
     * like {@code ledger_entry e}, as far as other ways ask for it.
     */
    static final String COUNTED = "ledger_reader e where e.account = :reader and e.counted = true";

    /**
     * One of the ways in which a person may read entries.
     *
     * @param branch the parameter with the one branch whose entries all are read by it,
     * an empty text for all branches; null where it is another way
     * @param newest with what it finds the same in the order in which entries were
     * registered; empty where the condition does
     * @param uncounted of what a task has brought to the person, what is not counted in
     * {@link LedgerReaders#COUNTED}; null of other ways
     * @param without what is found by the ways before it, each with {@code and} before it
     */
    record Way(String sql, @Nullable String branch, String newest, @Nullable String uncounted, String without) {

        private Way(String sql, @Nullable String branch) {
            this(sql, branch, "", null, "");
        }

        /** As a condition. */
        String where() {
            return " where " + this.sql + this.without;
        }

        /** Whether it is by a task that reached the person. */
        boolean reached() {
            return this.uncounted != null;
        }

        /** Of these, what is not counted in {@link LedgerReaders#COUNTED}. */
        String notCounted() {
            return " where " + this.uncounted + this.without;
        }

        /**
         * The newest first: what is to be read begins with the first.
         * @param rest further conditions, and the order
         */
        String newestFirst(String rest) {
            return this.newest.isEmpty() ? where() + rest : this.newest + " where 1 = 1" + this.without
                    + rest.replace("order by e.registered_at", "order by r.registered_at");
        }

    }

    /**
     * @param ways of which one suffices; the databases find rows quickly by each, and by
     * all of them at once not
     */
    record Condition(List<Way> ways, Map<String, Object> parameters) {

        /** Whether it is of one person, and of nobody for whom they answer. */
        boolean isOwn() {
            return this.parameters.get("readerPeople") instanceof Set<?> people && people.size() == 1
                    && this.ways.stream().allMatch((way) -> way.branch() == null);
        }

        String sql() {
            return this.ways.isEmpty() ? "1 = 0"
                    : this.ways.stream().map(Way::sql).collect(Collectors.joining(" or ", "(", ")"));
        }

        /** The same ways, each without what is found by one before it. */
        List<Way> apart() {
            List<Way> apart = new ArrayList<>();
            StringBuilder without = new StringBuilder();
            for (Way way : this.ways) {
                apart.add(new Way(way.sql(), way.branch(), way.newest(), way.uncounted(), without.toString()));
                without.append(" and (").append(way.sql()).append(") is not true");
            }
            return apart;
        }

    }

}
