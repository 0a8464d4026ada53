package org.sanxing.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.notification.NoticeEvents;
import org.springframework.stereotype.Component;

/**
 * Tells people that what they have is due on another date since the calendar was changed:
 * one notice for each of them, however many there are.
 */
@Component
public class MovedDeadlines implements NoticeEvents {

    private static final String ONE = "deadlineMoved";

    private static final String SEVERAL = "deadlinesMoved";

    private final Notifications notifications;

    MovedDeadlines(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public List<String> events() {
        return List.of(ONE, SEVERAL);
    }

    public void tell(List<Moved> moved) {
        Map<String, List<Moved>> byPerson = new LinkedHashMap<>();
        moved.forEach((one) -> one.people()
            .forEach((person) -> byPerson.computeIfAbsent(person, (each) -> new ArrayList<>()).add(one)));
        byPerson.forEach((person, theirs) -> {
            Moved first = theirs.get(0);
            this.notifications.notify((theirs.size() == 1)
                    ? Notice.of(ONE, List.of(person), first.caseId(), first.link(), first.title(), first.before(),
                            first.after())
                    : Notice.of(SEVERAL, List.of(person), "calendar", "/tasks", String.valueOf(theirs.size())));
        });
    }

    /**
     * @param people who have it
     * @param before a date or a moment in ISO form, as {@code after}
     */
    public record Moved(Collection<String> people, String caseId, String link, String title, String before,
            String after) {

    }

}
