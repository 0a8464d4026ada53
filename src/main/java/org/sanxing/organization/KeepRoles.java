package org.sanxing.organization;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationForms.RoleForm;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The security administrator revokes roles, and grants them once they are confirmed
 * ({@link Approvals}).
 */
@UseCase
class KeepRoles {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    KeepRoles(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    /** Nobody grants to themselves. */
    void grant(String actor, RoleForm form) {
        Role role = check(actor, form);
        String account = Objects.requireNonNull(form.account());
        this.store.grant(account, role, form.branch(), actor);
        this.events.publishEvent(OrganizationEvent.roleGranted(actor, account, role, form.branch()));
    }

    /** Refuses what cannot be granted. */
    Role check(String actor, RoleForm form) {
        Roles.requireSecurityAdministrator(this.organization, actor);
        String account = form.account();
        String branchId = form.branch();
        Role role = Roles.byId(form.role()).orElseThrow(() -> new InvalidInput("role", "unknown"));
        if (account == null) {
            throw new InvalidInput("account", "needed");
        }
        if (account.equals(actor)) {
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
        return role;
    }

    /**
     * The last holder of an administrator's role keeps it, or nobody could grant it
     * again.
     */
    void revoke(String actor, @Nullable String account, @Nullable String roleId) {
        Roles.requireSecurityAdministrator(this.organization, actor);
        Role role = Roles.byId(roleId).orElseThrow(() -> new InvalidInput("role", "unknown"));
        if (account == null) {
            throw new InvalidInput("account", "needed");
        }
        this.store.lockPerson(account);
        if (role.ofAdministrators() && this.store.lockHolders(role).size() < 2) {
            throw new Conflict("last-administrator");
        }
        String branchId = role.ofBranchCommittee()
                ? this.organization.committeesOf(account).stream().findFirst().orElse(null) : null;
        if (this.store.revoke(account, role) == 0) {
            throw new NotFound("role");
        }
        this.events.publishEvent(OrganizationEvent.roleRevoked(actor, account, role, branchId));
    }

}
