package org.sanxing.organization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;

/** The rules on who may hold which role beside which other. */
public final class Roles {

    private Roles() {
    }

    static Optional<Role> byId(@Nullable String id) {
        return Stream.of(Role.values()).filter((role) -> role.id().equals(id)).findFirst();
    }

    /**
     * @throws Forbidden where the person is none
     */
    public static void requireSystemAdministrator(Organization organization, String actor) {
        if (!organization.rolesOf(actor).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("system-administrator-only");
        }
    }

    static void requireSecurityAdministrator(Organization organization, String actor) {
        if (!organization.rolesOf(actor).contains(Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("security-administrator-only");
        }
    }

    static void requireAdministrator(Organization organization, String actor) {
        if (organization.rolesOf(actor).stream().noneMatch(Role::ofAdministrators)) {
            throw new Forbidden("administrators-only");
        }
    }

    /**
     * The policies in order: an administrator holds nothing else and belongs nowhere; who
     * holds something in the organisation belongs to it; one rank in the party group.
     * @param inCharge whether the person heads or supervises a department
     */
    static void requireCompatible(Person person, Role role, Set<Role> held, boolean inCharge) {
        if (held.contains(role)) {
            throw new Conflict("role-held-already");
        }
        if (role.ofAdministrators()) {
            if (!held.isEmpty() || inCharge) {
                throw new Conflict("administrator-holds-nothing-else");
            }
            if (person.departmentId() != null || person.branchId() != null) {
                throw new Conflict("administrator-belongs-nowhere");
            }
            return;
        }
        if (held.stream().anyMatch(Role::ofAdministrators)) {
            throw new Conflict("administrator-holds-nothing-else");
        }
        if (person.departmentId() == null) {
            throw new Conflict("role-needs-department");
        }
        if (role.ofPartyGroup() && held.stream().anyMatch(Role::ofPartyGroup)) {
            throw new Conflict("one-rank-in-party-group");
        }
    }

    /** A role of a branch committee names the person's own branch, every other none. */
    static void requireBranch(Person person, Role role, @Nullable String branchId) {
        if (role.ofBranchCommittee()) {
            if (branchId == null) {
                throw new InvalidInput("branch", "needed");
            }
            if (!branchId.equals(person.branchId())) {
                throw new InvalidInput("branch", "not-own-branch");
            }
        }
        else if (branchId != null) {
            throw new InvalidInput("branch", "role-without-branch");
        }
    }

}
