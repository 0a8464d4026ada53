package org.sanxing.tasks.usecase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.sanxing.notification.Notice;
import org.sanxing.notification.NoticeEvents;
import org.sanxing.notification.Notifications;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** Tells people what was done with a task. What somebody wrote with it is not told. */
@Component
public class TaskNotices implements NoticeEvents {

    private final Notifications notifications;

    private final Tasks tasks;

    TaskNotices(Notifications notifications, Tasks tasks) {
        this.notifications = notifications;
        this.tasks = tasks;
    }

    @Override
    public List<String> events() {
        return List.of("transferred", "delegated", "handedBack", "recalled", "consulted", "opinionGiven",
                "opinionReminded", "opinionCancelled", "opinionOverdue", "copied", "urged", "takenBack");
    }

    /** Tells the new holder, and those who stand in for them. */
    void tellHolders(String event, String holder, WorkItem item, Actor actor) {
        tell(event, this.tasks.peopleBehind(holder, item.kind(), item.campaignId(), item.excluded()), item, actor);
    }

    /** Its message names the case, who acted, and when the task is due. */
    void tell(String event, Collection<String> recipients, WorkItem item, Actor actor) {
        tell(event, recipients, item, actor.person().name());
    }

    public void tell(String event, Collection<String> recipients, WorkItem item, String name) {
        this.notifications.notify(of(event, recipients, item, name));
    }

    public static Notice of(String event, Collection<String> recipients, WorkItem item, String name) {
        List<String> arguments = new ArrayList<>(List.of(item.title(), name));
        if (item.isOpen() && item.dueAt() != null) {
            arguments.add(item.dueAt().toString());
        }
        return Notice.of(event, recipients, item.caseId(), "/tasks/" + item.id(), arguments.toArray(String[]::new));
    }

}
