package org.sanxing.organization;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import static org.sanxing.organization.OrganizationInput.trimmed;

/**
 * Departments, branches and people to be added at once, as somebody wrote them: each
 * refers to others, written there or known already, by what they are called.
 *
 * @param file where it was written
 */
public record ImportedOrganization(String file, List<Unit> departments, List<Cell> branches, List<Newcomer> people) {

    /** Whether anybody gets anything; what nobody is in gives nothing. */
    @JsonIgnore
    boolean givesRights() {
        return !this.people.isEmpty()
                || this.departments.stream().anyMatch((one) -> one.head() != null || one.supervisor() != null);
    }

    /**
     * A department; one that is known is named again so that it gets a head or
     * supervisor.
     *
     * @param parent null at the top, or where it is known already
     */
    public record Unit(@Nullable String name, @Nullable String parent, @Nullable String head,
            @Nullable String supervisor) {

        public Unit {
            name = trimmed(name);
            parent = trimmed(parent);
            head = trimmed(head);
            supervisor = trimmed(supervisor);
        }

    }

    /** A branch. */
    public record Cell(@Nullable String name, @Nullable String code) {

        public Cell {
            name = trimmed(name);
            code = trimmed(code);
        }

    }

    /**
     * Somebody new.
     *
     * @param roles ids
     */
    public record Newcomer(@Nullable String account, @Nullable String name, @Nullable String post,
            @Nullable String department, @Nullable String branch, @Nullable String email, List<String> roles) {

        public Newcomer {
            account = trimmed(account);
            name = trimmed(name);
            post = trimmed(post);
            department = trimmed(department);
            branch = trimmed(branch);
            email = trimmed(email);
        }

    }

}
