package org.sanxing.procedure;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

/** The catalogue: the procedures that there are, and who may start which. */
@Component
public class Procedures {

    /** Words of who may start a procedure or read its cases, beside {@code role:<id>}. */
    public static final Set<String> STARTERS = Set.of("all", "heads", "supervisors", "committee", "group");

    private final Declarations declarations;

    private final Organization organization;

    Procedures(Declarations declarations, Organization organization) {
        this.declarations = declarations;
        this.organization = organization;
    }

    /** By group and key. */
    public List<Declaration> all() {
        return this.declarations.all()
            .stream()
            .sorted(Comparator.comparing((Declaration declared) -> declared.group().chinese())
                .thenComparing(Declaration::key))
            .toList();
    }

    /**
     * @throws NotFound where the models in force have none of this key
     */
    public Declaration get(String key) {
        return this.declarations.find(key).orElseThrow(() -> new NotFound("procedure"));
    }

    /** Never one of the three administrators. */
    public boolean mayStart(Declaration declaration, String account) {
        return this.organization.rolesOf(account).stream().noneMatch(Role::ofAdministrators)
                && declaration.starters().stream().anyMatch((word) -> is(word, account));
    }

    /**
     * @throws Forbidden where the person may not
     */
    void requireStarter(Declaration declaration, String account) {
        if (!mayStart(declaration, account)) {
            throw new Forbidden("not-a-starter");
        }
    }

    private boolean is(String word, String account) {
        return switch (word) {
            case "all" -> true;
            case "heads" -> this.organization.departments().stream().anyMatch((one) -> account.equals(one.head()));
            case "supervisors" ->
                this.organization.departments().stream().anyMatch((one) -> account.equals(one.supervisor()));
            case "committee" -> !this.organization.committeesOf(account).isEmpty();
            case "group" -> this.organization.rolesOf(account).stream().anyMatch(Role::ofPartyGroup);
            default -> this.organization.rolesOf(account).stream().anyMatch((role) -> word.equals("role:" + role.id()));
        };
    }

}
