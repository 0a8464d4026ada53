package org.sanxing.organization;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The system administrator gives a person who forgot the password a new one. Not another
 * administrator: whoever knows the password of two holds two of the separated roles.
 */
@UseCase
class ResetPassword {

    private final Organization organization;

    private final Credentials credentials;

    private final ApplicationEventPublisher events;

    ResetPassword(Organization organization, Credentials credentials, ApplicationEventPublisher events) {
        this.organization = organization;
        this.credentials = credentials;
        this.events = events;
    }

    /**
     * @return the password, which is kept nowhere: to be shown once
     */
    String execute(ResetPasswordCommand command) {
        Roles.requireSystemAdministrator(this.organization, command.actor());
        Person person = this.organization.get(command.account());
        if (!person.active()) {
            throw new Conflict("person-left");
        }
        if (this.organization.rolesOf(command.account()).stream().anyMatch(Role::ofAdministrators)) {
            throw new Forbidden("administrators-keep-their-passwords");
        }
        String password = this.credentials.issueInitialPassword(command.account());
        this.events.publishEvent(new OrganizationEvent.PasswordReset(command.actor(), command.account()));
        return password;
    }

    record ResetPasswordCommand(String actor, String account) {

    }

}
