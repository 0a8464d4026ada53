package org.sanxing.organization;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Somebody who left is back: the same account with all that it did, without roles and
 * positions, and with a new password. Where the department or branch has been closed
 * meanwhile, the person belongs nowhere until the administrator says where.
 */
@UseCase
class TakeBackPerson {

    private final Organization organization;

    private final OrganizationStore store;

    private final Credentials credentials;

    private final ApplicationEventPublisher events;

    TakeBackPerson(Organization organization, OrganizationStore store, Credentials credentials,
            ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.credentials = credentials;
        this.events = events;
    }

    /**
     * @return the password, which is kept nowhere: to be shown once
     */
    String execute(TakeBackPersonCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        this.store.lockPerson(command.account());
        Person person = this.organization.get(command.account());
        if (person.active()) {
            throw new Conflict("person-here");
        }
        boolean open = person.departmentId() != null && this.store.activeDepartment(person.departmentId())
                && person.branchId() != null && this.store.activeBranch(person.branchId());
        this.store.markReturned(command.account(), open);
        String password = this.credentials.issueInitialPassword(command.account());
        this.events.publishEvent(new OrganizationEvent.PersonReturned(command.actor(), command.account()));
        return password;
    }

    record TakeBackPersonCommand(String actor, String account) {

    }

}
