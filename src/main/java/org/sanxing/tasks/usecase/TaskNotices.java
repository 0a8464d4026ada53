package org.sanxing.tasks.usecase;

import java.util.ArrayList;
import java.util.Collection;
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
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells people what was done with a task, and who stands in for whom. What somebody wrote
 * with it is not told.
 */
@Component
public class TaskNotices implements NoticeEvents {

    private final Notifications notifications;

    private final Tasks tasks;

    private final Organization organization;

    TaskNotices(Notifications notifications, Tasks tasks, Organization organization) {
        this.notifications = notifications;
        this.tasks = tasks;
        this.organization = organization;
    }

    @Override
    public List<String> events() {
        return List.of("transferred", "delegated", "handedBack", "recalled", "consulted", "opinionGiven",
                "opinionReminded", "opinionCancelled", "opinionOverdue", "copied", "urged", "takenBack", "deputyNamed",
                "deputyEnded");
    }

    /** Tells the new holder, and those who stand in for them. */
    void tellHolders(String event, String holder, WorkItem item, Actor actor) {
        tell(event, this.tasks.peopleBehind(holder, item.kind(), item.campaignId(), item.excluded()), item, actor);
    }

    /** Its message names the case, who acted, and when the task is due. */
    void tell(String event, Collection<String> recipients, WorkItem item, Actor actor) {
        this.notifications.notify(of(event, recipients, item, actor.person().name()));
    }

    public static Notice of(String event, Collection<String> recipients, WorkItem item, String name) {
        List<String> arguments = new ArrayList<>(List.of(item.title(), name));
        if (item.isOpen() && item.dueAt() != null) {
            arguments.add(item.dueAt().toString());
        }
        return Notice.of(event, recipients, item.caseId(), "/tasks/" + item.id(), arguments.toArray(String[]::new))
            .about(item.author());
    }

    /**
     * Both persons are told that one of them stands in for the other, or no longer does;
     * whoever did it knows.
     */
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
