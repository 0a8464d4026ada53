package org.sanxing.procedure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.tasks.Tasks;

/**
 * Who may read a case: its subject; and once it was submitted those whom it has reached,
 * those who stand in for the one who has it now, the auditor, and whom the procedure
 * names. What is only drafted is its subject's alone.
 */
@Component
public class CaseReaders {

    /**
     * Words of who reads besides; the first four are said for the reader of the model.
     */
    public static final Set<String> WORDS = Set.of("subject", "reached", "auditor", "addressees", "heads", "committee",
            "group", "all");

    private final CaseStore cases;

    private final Declarations declarations;

    private final Organization organization;

    private final Tasks tasks;

    CaseReaders(CaseStore cases, Declarations declarations, Organization organization, Tasks tasks) {
        this.cases = cases;
        this.declarations = declarations;
        this.organization = organization;
        this.tasks = tasks;
    }

    boolean mayRead(ProcedureCase of, String account) {
        if (account.equals(of.subject())) {
            return true;
        }
        if (!of.isSubmitted()) {
            return false;
        }
        Set<Role> roles = this.organization.rolesOf(account);
        if (roles.contains(Role.AUDITOR)) {
            return true;
        }
        if (roles.stream().anyMatch(Role::ofAdministrators)) {
            return false;
        }
        Set<String> named = named(of.procedure());
        return named.contains("all") || (named.contains("group") && roles.stream().anyMatch(Role::ofPartyGroup))
                || (named.contains("heads") && of.departmentId() != null
                        && this.organization.departmentsInChargeOf(account).contains(of.departmentId()))
                || (named.contains("committee") && of.branchId() != null
                        && this.organization.committeesOf(account).contains(of.branchId()))
                || this.cases.hasReached(of.id(), account) || this.tasks.isWith(of.id(), account);
    }

    private Set<String> named(String procedure) {
        return this.declarations.known()
            .filter((declared) -> declared.key().equals(procedure))
            .findFirst()
            .map(Declaration::readers)
            .orElse(Set.of());
    }

    /**
     * The case, where the person may see it.
     * @throws NotFound where not: as if it did not exist
     */
    ProcedureCase readable(String id, String account) {
        return this.cases.find(id).filter((found) -> mayRead(found, account)).orElseThrow(() -> new NotFound("case"));
    }

    /**
     * @throws NotFound where the person may not see it
     * @throws Forbidden where it is somebody else's
     */
    void requireSubject(ProcedureCase of, String account) {
        if (!mayRead(of, account)) {
            throw new NotFound("case");
        }
        if (!account.equals(of.subject())) {
            throw new Forbidden("not-your-case");
        }
    }

    /**
     * The ways of {@link #mayRead} for many rows {@code c} of a procedure at once, each
     * without what is found by one before it; those who stand in find theirs in the task
     * list.
     */
    List<Way> ways(String procedure, String account, Map<String, Object> parameters) {
        parameters.put("account", account);
        Set<Role> roles = this.organization.rolesOf(account);
        Set<String> named = named(procedure);
        boolean administers = roles.stream().anyMatch(Role::ofAdministrators);
        if (roles.contains(Role.AUDITOR) || (!administers && (named.contains("all")
                || (named.contains("group") && roles.stream().anyMatch(Role::ofPartyGroup))))) {
            return List.of(new Way("(c.subject = :account or c.version > 0)", List.of()));
        }
        List<Way> ways = new ArrayList<>(List.of(new Way("c.subject = :account", List.of())));
        if (administers) {
            return ways;
        }
        Map<String, Collection<String>> places = new HashMap<>();
        if (named.contains("heads")) {
            places.put("department_id", this.organization.departmentsInChargeOf(account));
        }
        if (named.contains("committee")) {
            places.put("branch_id", this.organization.committeesOf(account));
        }
        StringBuilder others = new StringBuilder("c.version > 0 and c.subject <> :account");
        places.forEach((column, ids) -> {
            if (!ids.isEmpty()) {
                ways.add(new Way(others + " and c." + column + " in (:" + column + ")", List.of()));
                others.append(" and (c." + column + " in (:" + column + ")) is not true");
                parameters.put(column, ids);
            }
        });
        ways.add(new Way(others.toString(), List.of(NamedCases
            .in("select r.case_id from procedure_reader r where r.account = :account", Map.of("account", account)))));
        return ways;
    }

    /**
     * @param condition on a row {@code c}
     * @param named among which it is, too
     */
    record Way(String condition, List<NamedCases> named) {

    }

}
