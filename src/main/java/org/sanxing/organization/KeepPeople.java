package org.sanxing.organization;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.organization.OrganizationForms.PersonForm;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The system administrator keeps the list of people. Who is new, gets a new password or
 * comes back is confirmed first ({@link Approvals}), and gets the password there.
 */
@UseCase
class KeepPeople {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    KeepPeople(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    /** Adds a person, who cannot sign in before there is a password. */
    Person add(String actor, PersonForm form) {
        Person person = check(actor, form);
        this.store.insert(person);
        this.events.publishEvent(OrganizationEvent.personAdded(actor, person));
        return person;
    }

    /** Refuses who cannot be added. */
    Person check(String actor, PersonForm form) {
        Roles.requireSystemAdministrator(this.organization, actor);
        Person person = form.person(Objects.requireNonNullElse(form.account(), ""));
        form.check(OrganizationInput.check().account(person.account()), this.store);
        if (this.organization.find(person.account()).isPresent()) {
            throw new InvalidInput("account", "account-taken");
        }
        return person;
    }

    /**
     * Changes what is known of a person; the account never.
     * @param revision the one that was seen; null where it does not matter
     */
    Person change(String actor, String account, PersonForm form, @Nullable Integer revision) {
        Person before = checkChange(actor, account, form, revision);
        Person after = form.person(account);
        this.store.update(after, revision);
        this.events.publishEvent(OrganizationEvent.personChanged(actor, before, after));
        return after;
    }

    /**
     * Refuses what a person cannot become.
     * @return the person as it is
     */
    Person checkChange(String actor, String account, PersonForm form, @Nullable Integer revision) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockPerson(account);
        Person before = this.organization.get(account);
        if (!before.active()) {
            throw new Conflict("person-left");
        }
        form.check(OrganizationInput.check(), this.store);
        Person after = form.person(account);
        Set<Role> held = this.organization.rolesOf(account);
        if (after.departmentId() != null && held.stream().anyMatch(Role::ofAdministrators)) {
            throw new Conflict("administrator-belongs-nowhere");
        }
        if (after.departmentId() == null && (held.stream().anyMatch((role) -> !role.ofAdministrators())
                || this.store.inCharge(before.account()))) {
            throw new Conflict("role-needs-department");
        }
        if (held.stream().anyMatch(Role::ofBranchCommittee) && !Objects.equals(before.branchId(), after.branchId())) {
            throw new Conflict("committee-member-changes-branch");
        }
        if (revision != null && this.store.person(account).filter((row) -> row.revision() == revision).isEmpty()) {
            throw new Conflict("organization-changed");
        }
        return before;
    }

    /** Says that a person who forgot the password gets a new one. */
    void resetPassword(String actor, String account) {
        checkReset(actor, account);
        this.events.publishEvent(OrganizationEvent.passwordReset(actor, account));
    }

    /** The password of one of the three administrators is a matter of the other two. */
    void checkReset(String actor, String account) {
        if (!holds(account, Role.SYSTEM_ADMINISTRATOR)) {
            Roles.requireSystemAdministrator(this.organization, actor);
        }
        else if (!holds(actor, Role.SECURITY_ADMINISTRATOR)) {
            throw new Forbidden("reset-by-security-administrator");
        }
        if (!this.organization.get(account).active()) {
            throw new Conflict("person-left");
        }
    }

    Role confirmerOfReset(String account) {
        return (holds(account, Role.SYSTEM_ADMINISTRATOR) || holds(account, Role.SECURITY_ADMINISTRATOR)) ? Role.AUDITOR
                : Role.SECURITY_ADMINISTRATOR;
    }

    private boolean holds(String account, Role role) {
        return this.organization.rolesOf(account).contains(role);
    }

    /**
     * Somebody who left is back: the same account with all that it did, without roles and
     * positions, and with a new password. Where the department or branch has been closed
     * meanwhile, the person belongs nowhere until the administrator says where.
     */
    void takeBack(String actor, String account) {
        Person person = checkReturn(actor, account);
        boolean open = person.departmentId() != null && this.store.activeDepartment(person.departmentId())
                && person.branchId() != null && this.store.activeBranch(person.branchId());
        this.store.markReturned(account, open);
        this.events.publishEvent(OrganizationEvent.personReturned(actor, account));
    }

    Person checkReturn(String actor, String account) {
        Roles.requireSystemAdministrator(this.organization, actor);
        this.store.lockPerson(account);
        Person person = this.organization.get(account);
        if (person.active()) {
            throw new Conflict("person-here");
        }
        return person;
    }

}
