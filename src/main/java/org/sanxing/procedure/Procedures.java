package org.sanxing.procedure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

/** The catalogue: the procedures that there are, and who may start which. */
@Component
public class Procedures {

    /** Words of who may start a procedure, beside {@code role:<id>}. */
    private static final Map<String, BiPredicate<Organization, String>> STARTERS = Map.of("all",
            (organization, account) -> true, "heads",
            (organization,
                    account) -> organization.departments().stream().anyMatch((one) -> account.equals(one.head())),
            "supervisors",
            (organization,
                    account) -> organization.departments().stream().anyMatch((one) -> account.equals(one.supervisor())),
            "committee", (organization, account) -> !organization.committeesOf(account).isEmpty(), "group",
            (organization, account) -> organization.rolesOf(account).stream().anyMatch(Role::ofPartyGroup));

    private final Declarations declarations;

    private final Organization organization;

    Procedures(Declarations declarations, Organization organization) {
        this.declarations = declarations;
        this.organization = organization;
    }

    public static Set<String> starters() {
        return STARTERS.keySet();
    }

    /** By group and key. */
    public List<Declaration> all() {
        return this.declarations.all()
            .stream()
            .sorted(Comparator.comparing((Declaration declared) -> declared.group().chinese())
                .thenComparing(Declaration::key))
            .toList();
    }

    /** Those that are offered no more, by key: their cases can be read, and go on. */
    public List<Declaration> gone() {
        return this.declarations.gone()
            .stream()
            .filter((declaration) -> !isOffered(declaration))
            .sorted(Comparator.comparing(Declaration::key))
            .toList();
    }

    /** All that have cases, or may have. */
    public List<Declaration> known() {
        return Stream.concat(all().stream(), gone().stream()).toList();
    }

    /**
     * In force, or else as it was last.
     * @throws NotFound where there was never one of this key
     */
    public Declaration get(String key) {
        return this.declarations.known()
            .filter((declaration) -> declaration.key().equals(key))
            .findFirst()
            .orElseThrow(() -> new NotFound("procedure"));
    }

    /** Whether the models in force have it. */
    public boolean isOffered(Declaration declaration) {
        return this.declarations.find(declaration.key()).isPresent();
    }

    /** Never one of the three administrators. */
    public boolean mayStart(Declaration declaration, String account) {
        return isOffered(declaration) && this.organization.rolesOf(account).stream().noneMatch(Role::ofAdministrators)
                && declaration.starters().stream().anyMatch((word) -> is(word, account));
    }

    /**
     * @throws Conflict where the models in force have it no more
     * @throws Forbidden where the person may not
     */
    public void requireStarter(Declaration declaration, String account) {
        if (!isOffered(declaration)) {
            throw new Conflict("procedure-ended");
        }
        if (!mayStart(declaration, account)) {
            throw new Forbidden("not-a-starter");
        }
    }

    private boolean is(String word, String account) {
        return STARTERS
            .getOrDefault(word, (organization,
                    of) -> organization.rolesOf(of).stream().anyMatch((role) -> word.equals("role:" + role.id())))
            .test(this.organization, account);
    }

}
