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
 * Lets somebody try the password again at once, or sign in without the second factor. The
 * security administrator does it for everybody, the system administrator for the security
 * administrator; where it is an administrator who is helped, the auditor is told.
 */
@UseCase
class HelpBackIn implements NoticeEvents {

    private static final String NOTICE = "administratorUnlocked";

    private static final String FACTOR_NOTICE = "administratorFactorRemoved";

    private final SignInLimits limits;

    private final SecondFactors factors;

    private final Organization organization;

    private final Notifications notifications;

    private final ApplicationEventPublisher events;

    HelpBackIn(SignInLimits limits, SecondFactors factors, Organization organization, Notifications notifications,
            ApplicationEventPublisher events) {
        this.limits = limits;
        this.factors = factors;
        this.organization = organization;
        this.notifications = notifications;
        this.events = events;
    }

    void unlock(String actor, String account) {
        Person person = require(actor, account);
        this.limits.unlock(account);
        this.events.publishEvent(new AccountEvent.AccountUnlocked(actor, account));
        tell(NOTICE, actor, person);
    }

    /** Somebody has lost the app and the codes for that day. */
    void removeSecondFactor(String actor, String account) {
        Person person = require(actor, account);
        this.factors.remove(actor, account);
        tell(FACTOR_NOTICE, actor, person);
    }

    private Person require(String actor, String account) {
        if (!mayHelp(actor, account)) {
            throw new Forbidden("unlocking-not-allowed");
        }
        if (actor.equals(account)) {
            throw new Forbidden("not-oneself");
        }
        return this.organization.find(account).orElseThrow(() -> new NotFound("person"));
    }

    private void tell(String notice, String actor, Person person) {
        if (this.organization.rolesOf(person.account()).stream().noneMatch(Role::ofAdministrators)) {
            return;
        }
        List<String> auditors = this.organization.holdersOf(Role.AUDITOR)
            .stream()
            .map(Person::account)
            .filter((auditor) -> !auditor.equals(person.account()))
            .toList();
        this.notifications.notify(Notice.of(notice, auditors, "account:" + person.account(),
                "/trace/events?q=" + person.account(), this.organization.get(actor).name(), person.name()));
    }

    boolean mayHelp(String actor, String account) {
        Set<Role> held = this.organization.rolesOf(actor);
        return held.contains(Role.SECURITY_ADMINISTRATOR) || (held.contains(Role.SYSTEM_ADMINISTRATOR)
                && this.organization.rolesOf(account).contains(Role.SECURITY_ADMINISTRATOR));
    }

    @Override
    public List<String> events() {
        return List.of(NOTICE, FACTOR_NOTICE);
    }

}
