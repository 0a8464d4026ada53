package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The security administrator revokes a role; the last holder of an administrator's role
 * keeps it, or nobody could grant it again.
 */
@UseCase
class RevokeRole {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    RevokeRole(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    void execute(RevokeRoleCommand command) {
        Roles.requireSecurityAdministrator(this.organization, command.actor());
        Role role = Roles.byId(command.role()).orElseThrow(() -> new InvalidInput("role", "unknown"));
        if (command.account() == null) {
            throw new InvalidInput("account", "needed");
        }
        String account = command.account();
        this.store.lockPerson(account);
        if (role.ofAdministrators() && this.store.lockHolders(role).size() < 2) {
            throw new Conflict("last-administrator");
        }
        String branchId = role.ofBranchCommittee()
                ? this.organization.committeesOf(account).stream().findFirst().orElse(null) : null;
        if (this.store.revoke(account, role) == 0) {
            throw new NotFound("role");
        }
        this.events.publishEvent(new OrganizationEvent.RoleRevoked(command.actor(), account, role, branchId));
    }

    record RevokeRoleCommand(String actor, @Nullable String account, @Nullable String role) {

    }

}
