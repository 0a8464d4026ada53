package org.sanxing.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.sanxing.calendar.Calendars;
import org.sanxing.ledger.Announcements.Announcement;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of a deadline on 22 December 2026, always at nine in the morning. */
class AnnouncementsTests {

    private static final LocalDate DUE = LocalDate.of(2026, 12, 22);

    private final Announcements announcements = new Announcements(
            Calendars.shipped(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC)),
            new RectificationSettings(5, 5, 3, 5, List.of(7, 1), 1, 7, 50));

    private static String said(Announcement announcement) {
        return announcement.step() + " " + announcement.at().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate();
    }

    @Test
    void remindsTwiceThenTellsAndThenEscalatesEveryWeek() {
        Announcement next = this.announcements.first(DUE, Instant.parse("2026-11-23T02:00:00Z"));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(said(next));
            assertThat(next.at().toString()).contains("T00:59:59");
            next = this.announcements.after(next, DUE, next.at());
        }
        assertThat(all).containsExactly("reminder 2026-12-15", "reminder 2026-12-21", "overdue 2026-12-23",
                "escalation 2026-12-24", "escalation 2026-12-31", "escalation 2027-01-07");
    }

    @Test
    void leavesOutRemindersOfWhatIsSoonerThanTheyAre() {
        assertThat(said(this.announcements.first(DUE, Instant.parse("2026-12-18T02:00:00Z"))))
            .isEqualTo("reminder 2026-12-21");
        assertThat(said(this.announcements.first(DUE, Instant.parse("2026-12-22T02:00:00Z"))))
            .isEqualTo("overdue 2026-12-23");
    }

    @Test
    void makesUpForWhatWasMissedButOnce() {
        Announcement first = this.announcements.first(DUE, Instant.parse("2026-11-23T02:00:00Z"));
        Instant late = Instant.parse("2027-01-10T02:00:00Z");
        Announcement overdue = this.announcements.after(first, DUE, late);
        assertThat(said(overdue)).isEqualTo("overdue 2026-12-23");
        Announcement escalation = this.announcements.after(overdue, DUE, late);
        assertThat(said(escalation)).isEqualTo("escalation 2027-01-07");
        assertThat(said(this.announcements.after(escalation, DUE, late))).isEqualTo("escalation 2027-01-14");
    }

}
