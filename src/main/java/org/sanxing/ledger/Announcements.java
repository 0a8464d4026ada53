package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.springframework.stereotype.Component;

/**
 * When what is told of the deadline of an entry: reminders some days before, that it is
 * overdue, and then, again and again, to those above. Each at nine in the morning.
 */
@Component
public class Announcements {

    public static final String REMINDER = "reminder";

    public static final String OVERDUE = "overdue";

    public static final String ESCALATION = "escalation";

    private final WorkingCalendar calendar;

    private final RectificationSettings settings;

    Announcements(WorkingCalendar calendar, RectificationSettings settings) {
        this.calendar = calendar;
        this.settings = settings;
    }

    /** What comes first of a deadline that is set. */
    public Announcement first(LocalDate dueOn, Instant now) {
        return next(dueOn, now, now);
    }

    /**
     * What comes after an announcement. What was missed meanwhile is made up for, but for
     * reminders of what is overdue, and for all but the newest of what comes every week.
     */
    public Announcement after(Announcement announced, LocalDate dueOn, Instant now) {
        return next(dueOn, announced.at(), now);
    }

    private Announcement next(LocalDate dueOn, Instant after, Instant now) {
        boolean late = now.isAfter(this.calendar.endOf(dueOn));
        Announcement next = null;
        for (int days : late ? List.<Integer>of() : this.settings.reminders()) {
            next = earlier(next, new Announcement(REMINDER, this.calendar.morningOf(dueOn.minusDays(days))), after);
        }
        LocalDate overdueOn = dueOn.plusDays(1);
        next = earlier(next, new Announcement(OVERDUE, this.calendar.morningOf(overdueOn)), after);
        LocalDate escalated = overdueOn.plusDays(this.settings.escalateAfter());
        while (!this.calendar.morningOf(escalated).isAfter(after)
                || !this.calendar.morningOf(escalated.plusDays(this.settings.escalateEvery())).isAfter(now)) {
            escalated = escalated.plusDays(this.settings.escalateEvery());
        }
        Announcement escalation = new Announcement(ESCALATION, this.calendar.morningOf(escalated));
        return (next != null) ? next : escalation;
    }

    private static @Nullable Announcement earlier(@Nullable Announcement one, Announcement other, Instant after) {
        if (!other.at().isAfter(after)) {
            return one;
        }
        return (one == null || other.at().isBefore(one.at())) ? other : one;
    }

    /**
     * @param step {@code reminder}, {@code overdue} or {@code escalation}
     */
    public record Announcement(String step, Instant at) {

    }

}
