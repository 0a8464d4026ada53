package org.sanxing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * The people, for a condition that is asked of very many rows. PostgreSQL makes a
     * list of parameters anew for each row, and compares one after the other; of what is
     * selected it makes a table once.
     */
    private String people() {
        return this.pieces.indexed() ? "select unnest(array[:readerPeople])" : ":readerPeople";
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
        String responsible = "e.responsible in (%s)";
        ways.add(new Way(responsible.formatted(":readerPeople"), responsible.formatted(people()), null, null, false,
                ""));
        parameters.put("readerPeople", people);
        ways.add(new Way("e.author = :reader", null));
        ways.add(new Way(reached(""), "", null, this::reached, this.pieces.indexed(), ""));
        parameters.put("reader", account);
        return new Condition(ways, parameters);
    }

    /** Of what has reached a person by a task, what is over and counted. */
    private static final String COUNTED = "ledger_reader e where e.account = :reader and e.counted = true";

    /**
     * One of the ways in which a person may read entries.
     *
     * @param each the same for very many rows, of which it does not hold
     * @param branch the parameter with the one branch whose entries all are read by it,
     * an empty text for all branches; null where it is another way
     * @param brought what a task has brought to the person, with a further condition on
     * {@code ledger_reader r}; null of other ways
     * @param indexed whether an index has beside {@code ledger_reader r} what the ways
     * before it ask for
     * @param without what is found by the ways before it, each with {@code and} before it
     */
    record Way(String sql, String each, @Nullable String branch, @Nullable UnaryOperator<String> brought,
            boolean indexed, String without) {

        private Way(String sql, @Nullable String branch) {
            this(sql, sql, branch, null, false, "");
        }

        /** As a condition. */
        String where() {
            return " where " + ((this.brought != null) ? this.brought.apply(known()) : this.sql) + this.without;
        }

        /** Whether it is by a task that reached the person. */
        boolean reached() {
            return this.brought != null;
        }

        /** Of these, what is not in {@link Condition#counted()}. */
        String notCounted() {
            return " where " + this.brought.apply(" and r.counted = false") + this.without;
        }

        /**
         * The newest first: what is to be read begins with the first.
         * @param rest further conditions, and the order
         */
        String newestFirst(String rest) {
            return reached()
                    ? " join ledger_reader r on r.entry_id = e.id and r.account = :reader where 1 = 1" + known()
                            + this.without + rest.replace("order by e.registered_at", "order by r.registered_at")
                    : where() + rest;
        }

        /**
         * Of what is counted it is known without a look at the entry: nearly all that has
         * reached a head is found by another way.
         */
        private String known() {
            return this.indexed ? " and (r.counted = false or (1 = 1" + this.without.replaceAll("\\be\\.", "r.") + "))"
                    : "";
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

        /**
         * How many of what has reached the person by a task alone are over and counted: a
         * sum. PostgreSQL counts them all, and by an index what each way before finds of
         * them, which is less to compare.
         */
        List<Count> counted() {
            List<Way> apart = apart();
            Way reached = apart.remove(apart.size() - 1);
            if (!reached.indexed()) {
                return List.of(new Count("count(*)", COUNTED + reached.without()));
            }
            return Stream
                .concat(Stream.of(new Count("count(*)", COUNTED)),
                        apart.stream()
                            .map((way) -> new Count("-count(*)", COUNTED + " and " + way.sql() + way.without())))
                .toList();
        }

        /** The same ways, each without what is found by one before it. */
        List<Way> apart() {
            List<Way> apart = new ArrayList<>();
            StringBuilder without = new StringBuilder();
            for (Way way : this.ways) {
                apart.add(
                        new Way(way.sql(), way.each(), way.branch(), way.brought(), way.indexed(), without.toString()));
                without.append(" and (").append(way.each()).append(") is not true");
            }
            return apart;
        }

    }

    /**
     * @param from tables with a condition
     */
    record Count(String sql, String from) {

    }

}
