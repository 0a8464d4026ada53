package org.sanxing.tasks.usecase;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Deputation;
import org.sanxing.organization.Organization;
import org.sanxing.organization.OrganizationEvent;
import org.sanxing.organization.Person;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells both persons that one of them stands in for the other, or no longer does; whoever
 * did it knows.
 */
@Component
class TellOfDeputies implements NoticeEvents {

    private final Notifications notifications;

    private final Organization organization;

    TellOfDeputies(Notifications notifications, Organization organization) {
        this.notifications = notifications;
        this.organization = organization;
    }

    @Override
    public List<String> events() {
        return List.of("deputyNamed", "deputyEnded");
    }

    @EventListener
    void named(OrganizationEvent.DeputyNamed named) {
        tell("deputyNamed", named.actor(), named.deputation());
    }

    @EventListener
    void ended(OrganizationEvent.DeputyEnded ended) {
        tell("deputyEnded", ended.actor(), ended.deputation());
    }

    private void tell(String event, String actor, Deputation deputation) {
        Set<String> told = new LinkedHashSet<>(List.of(deputation.principal(), deputation.deputy()));
        told.remove(actor);
        this.notifications
            .notify(Notice.of(event, told, deputation.id(), "/account/deputy", name(deputation.principal()),
                    name(deputation.deputy()), deputation.until().toString(), deputation.from().toString()));
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

}
