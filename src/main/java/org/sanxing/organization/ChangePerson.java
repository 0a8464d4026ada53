package org.sanxing.organization;

import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** The system administrator changes what is known of a person; the account never. */
@UseCase
class ChangePerson {

    private final Organization organization;

    private final OrganizationStore store;

    private final ApplicationEventPublisher events;

    ChangePerson(Organization organization, OrganizationStore store, ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.events = events;
    }

    Person execute(ChangePersonCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        this.store.lockPerson(command.account());
        Person before = this.organization.get(command.account());
        if (!before.active()) {
            throw new Conflict("person-left");
        }
        OrganizationInput input = OrganizationInput.check();
        command.details().check(input, this.store);
        input.refuseWhatIsWrong();
        Person after = command.details().person(command.account());
        Set<Role> held = this.organization.rolesOf(command.account());
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
        this.store.update(after, command.revision());
        this.events.publishEvent(new OrganizationEvent.PersonChanged(command.actor(), before, after));
        return after;
    }

    /**
     * @param revision the one that was seen; null where it does not matter
     */
    record ChangePersonCommand(String actor, String account, PersonDetails details, @Nullable Integer revision) {

    }

}
