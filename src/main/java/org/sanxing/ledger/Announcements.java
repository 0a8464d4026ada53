package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** Neither the deadline has passed, nor has what is announced next come. */
    public boolean isStillToCome(LocalDate dueOn, Announcement next, Instant now) {
        return next.at().isAfter(now) && !now.isAfter(this.calendar.endOf(dueOn));
    }

    private Announcement next(LocalDate dueOn, Instant after, Instant now) {
        boolean late = now.isAfter(this.calendar.endOf(dueOn));
        LocalDate overdueOn = dueOn.plusDays(1);
        List<Announcement> once = new ArrayList<>();
        for (int days : late ? List.<Integer>of() : this.settings.reminders()) {
            once.add(new Announcement(REMINDER, this.calendar.morningOf(dueOn.minusDays(days))));
        }
        once.add(new Announcement(OVERDUE, this.calendar.morningOf(overdueOn)));
        LocalDate escalated = overdueOn.plusDays(this.settings.escalateAfter());
        while (!this.calendar.morningOf(escalated).isAfter(after)
                || !this.calendar.morningOf(escalated.plusDays(this.settings.escalateEvery())).isAfter(now)) {
            escalated = escalated.plusDays(this.settings.escalateEvery());
        }
        return once.stream()
            .filter((one) -> one.at().isAfter(after))
            .min(Comparator.comparing(Announcement::at))
            .orElse(new Announcement(ESCALATION, this.calendar.morningOf(escalated)));
    }

    /**
     * @param step {@code reminder}, {@code overdue} or {@code escalation}
     */
    public record Announcement(String step, Instant at) {

    }

}
