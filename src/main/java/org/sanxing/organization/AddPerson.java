package org.sanxing.organization;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/** The system administrator adds a person, who gets a password for the first sign-in. */
@UseCase
class AddPerson {

    private final Organization organization;

    private final OrganizationStore store;

    private final Credentials credentials;

    private final ApplicationEventPublisher events;

    AddPerson(Organization organization, OrganizationStore store, Credentials credentials,
            ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.credentials = credentials;
        this.events = events;
    }

    /**
     * @return the person, and the password, which is kept nowhere: to be shown once
     */
    Added execute(AddPersonCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        Person person = command.details().person(command.account());
        OrganizationInput input = OrganizationInput.check().account(person.account());
        command.details().check(input, this.store);
        input.refuseWhatIsWrong();
        if (this.organization.find(person.account()).isPresent()) {
            throw new InvalidInput("account", "account-taken");
        }
        this.store.insert(person);
        String password = this.credentials.issueInitialPassword(person.account());
        this.events.publishEvent(new OrganizationEvent.PersonAdded(command.actor(), person));
        return new Added(person, password);
    }

    record AddPersonCommand(String actor, @Nullable String account, PersonDetails details) {

    }

    record Added(Person person, String initialPassword) {

    }

}
