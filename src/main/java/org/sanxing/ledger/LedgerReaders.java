package org.sanxing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
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

    LedgerReaders(JdbcClient jdbc, Organization organization) {
        this.jdbc = jdbc;
        this.organization = organization;
    }

    void reached(String id, String account, String way, Instant now) {
        this.jdbc.sql("""
                insert into ledger_reader (entry_id, account, way, reached_at) select :id, :account, :way, :at
                where not exists (select 1 from ledger_reader where entry_id = :id and account = :account)""")
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
            return new Condition("1 = 0", Map.of());
        }
        if (roles.stream().anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup())) {
            return new Condition("1 = 1", Map.of());
        }
        List<String> ways = new ArrayList<>(List.of("e.responsible = :reader", "e.author = :reader",
                "exists (select 1 from ledger_reader r where r.entry_id = e.id and r.account = :reader)"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("reader", account);
        Set<String> branches = this.organization.committeesOf(account);
        if (!branches.isEmpty()) {
            ways.add("e.branch_id in (:readerBranches)");
            parameters.put("readerBranches", branches);
        }
        Set<String> departments = this.organization.departmentsInChargeOf(account);
        List<String> people = departments.isEmpty() ? List.of()
                : this.organization.staff()
                    .stream()
                    .filter((person) -> person.departmentId() != null && departments.contains(person.departmentId()))
                    .map(Person::account)
                    .toList();
        if (!people.isEmpty()) {
            ways.add("e.responsible in (:readerPeople)");
            parameters.put("readerPeople", people);
        }
        return new Condition("(" + String.join(" or ", ways) + ")", parameters);
    }

    record Condition(String sql, Map<String, Object> parameters) {

    }

}
