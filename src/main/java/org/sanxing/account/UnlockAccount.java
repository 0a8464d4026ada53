package org.sanxing.account;

import java.util.List;
import java.util.Set;

import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Lets somebody try the password again at once. The security administrator does it for
 * everybody, the system administrator for the security administrator; where it is an
 * administrator who is helped, the auditor is told.
 */
@UseCase
class UnlockAccount implements NoticeEvents {

    private static final String NOTICE = "administratorUnlocked";

    private final SignInLimits limits;

    private final Organization organization;

    private final Notifications notifications;

    private final ApplicationEventPublisher events;

    UnlockAccount(SignInLimits limits, Organization organization, Notifications notifications,
            ApplicationEventPublisher events) {
        this.limits = limits;
        this.organization = organization;
        this.notifications = notifications;
        this.events = events;
    }

    void execute(String actor, String account) {
        if (!mayHelp(actor, account)) {
            throw new Forbidden("unlocking-not-allowed");
        }
        if (actor.equals(account)) {
            throw new Forbidden("not-oneself");
        }
        Person person = this.organization.find(account).orElseThrow(() -> new NotFound("person"));
        this.limits.unlock(account);
        this.events.publishEvent(new AccountEvent.AccountUnlocked(actor, account));
        if (this.organization.rolesOf(account).stream().anyMatch(Role::ofAdministrators)) {
            List<String> auditors = this.organization.holdersOf(Role.AUDITOR)
                .stream()
                .map(Person::account)
                .filter((auditor) -> !auditor.equals(account))
                .toList();
            this.notifications.notify(Notice.of(NOTICE, auditors, "account:" + account, "/trace/events?q=" + account,
                    this.organization.get(actor).name(), person.name()));
        }
    }

    boolean mayHelp(String actor, String account) {
        Set<Role> held = this.organization.rolesOf(actor);
        return held.contains(Role.SECURITY_ADMINISTRATOR) || (held.contains(Role.SYSTEM_ADMINISTRATOR)
                && this.organization.rolesOf(account).contains(Role.SECURITY_ADMINISTRATOR));
    }

    @Override
    public List<String> events() {
        return List.of(NOTICE);
    }

}
