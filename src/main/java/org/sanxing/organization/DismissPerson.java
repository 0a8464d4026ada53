package org.sanxing.organization;

import java.util.List;
import java.util.Set;

import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A person leaves: all that was held ends, and so do sessions and tokens. What the person
 * did stays.
 */
@UseCase
class DismissPerson {

    private final Organization organization;

    private final OrganizationStore store;

    private final Credentials credentials;

    private final ApplicationEventPublisher events;

    DismissPerson(Organization organization, OrganizationStore store, Credentials credentials,
            ApplicationEventPublisher events) {
        this.organization = organization;
        this.store = store;
        this.credentials = credentials;
        this.events = events;
    }

    void execute(DismissPersonCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        this.store.lockPerson(command.account());
        Person person = this.organization.get(command.account());
        if (!person.active()) {
            throw new Conflict("person-left");
        }
        if (command.actor().equals(command.account())) {
            throw new Conflict("not-oneself");
        }
        Set<Role> held = this.organization.rolesOf(command.account());
        for (Role role : held) {
            if (role.ofAdministrators() && this.store.lockHolders(role).size() < 2) {
                throw new Conflict("last-administrator");
            }
        }
        this.store.markLeft(command.account());
        this.credentials.end(command.account());
        List<String> roles = held.stream().map(Role::id).toList();
        this.events.publishEvent(new OrganizationEvent.PersonLeft(command.actor(), command.account(), roles));
    }

    record DismissPersonCommand(String actor, String account) {

    }

}
