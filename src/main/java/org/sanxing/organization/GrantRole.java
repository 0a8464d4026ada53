package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** The security administrator grants a role; nobody grants to themselves. */
@UseCase
class GrantRole {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    GrantRole(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    void execute(GrantRoleCommand command) {
        Roles.requireSecurityAdministrator(this.organization, command.actor());
        String account = OrganizationInput.trimmed(command.account());
        String branchId = OrganizationInput.trimmed(command.branchId());
        Role role = Roles.byId(command.role()).orElseThrow(() -> new InvalidInput("role", "unknown"));
        if (account == null) {
            throw new InvalidInput("account", "needed");
        }
        if (account.equals(command.actor())) {
            throw new Forbidden("not-oneself");
        }
        this.store.lockPerson(account);
        Person person = this.organization.find(account)
            .filter(Person::active)
            .orElseThrow(() -> new InvalidInput("account", "unknown"));
        Roles.requireCompatible(person, role, this.organization.rolesOf(account), this.store.inCharge(account));
        Roles.requireBranch(person, role, branchId);
        String seat = OrganizationStore.seat(role, branchId);
        if (seat != null) {
            this.store.holderOf(seat).ifPresent((holder) -> {
                throw new Conflict("seat-taken", this.organization.get(holder).name()).with("holder", holder);
            });
        }
        this.store.grant(account, role, branchId, command.actor());
        this.events.publishEvent(new OrganizationEvent.RoleGranted(command.actor(), account, role, branchId));
    }

    /**
     * @param branchId the branch of a committee's role; null for every other
     */
    record GrantRoleCommand(String actor, @Nullable String account, @Nullable String role, @Nullable String branchId) {

    }

}
