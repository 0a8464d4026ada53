package org.sanxing.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Ids;
import org.sanxing.common.OneByOne;
import org.sanxing.common.Recorded;
import org.sanxing.document.SignedPaper;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the report of each week and month once, at nine on the first working day after
 * it, and tells the party group. Any number of nodes may run it; only one makes a report.
 * What was missed meanwhile is made up for, the oldest first, but no more than the last
 * four weeks and three months; where none was ever made, only the newest. None is made of
 * the time before the first entry; of a period in which nothing happened and nothing was
 * open one is made, and nobody is told.
 */
@Component
public class MakeReports {

    static final int WEEKS = 4;

    static final int MONTHS = 3;

    private final ProgressReports reports;

    private final ProgressFigures figures;

    private final ReportDocument document;

    private final ReportSettings settings;

    private final Organization organization;

    private final Notifications notifications;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final OneByOne oneByOne;

    private final Clock clock;

    MakeReports(ProgressReports reports, ProgressFigures figures, ReportDocument document, ReportSettings settings,
            Organization organization, Notifications notifications, WorkingCalendar calendar,
            ApplicationEventPublisher events, OneByOne oneByOne, Clock clock) {
        this.reports = reports;
        this.figures = figures;
        this.document = document;
        this.settings = settings;
        this.organization = organization;
        this.notifications = notifications;
        this.calendar = calendar;
        this.events = events;
        this.oneByOne = oneByOne;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    public void sweep() {
        for (ReportPeriod.Kind kind : ReportPeriod.Kind.values()) {
            if (this.settings.makes(kind)) {
                this.oneByOne.each("the report of a " + kind.id(), (except) -> lockMissing(kind, except),
                        (period) -> period.starts().toString(), this::make);
            }
        }
    }

    /**
     * A report waits for the one before it, which would be missing for good otherwise.
     */
    private Optional<ReportPeriod> lockMissing(ReportPeriod.Kind kind, Collection<String> failed) {
        // Without the lock first: there is nothing to make nearly always.
        return (failed.isEmpty() && missing(kind).isPresent() && this.reports.lock()) ? missing(kind)
                : Optional.empty();
    }

    /** The oldest period that is to be reported on now. */
    private Optional<ReportPeriod> missing(ReportPeriod.Kind kind) {
        Optional<Instant> begun = this.reports.begun();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        int most = (kind == ReportPeriod.Kind.WEEK) ? WEEKS : MONTHS;
        Instant now = this.clock.instant();
        List<ReportPeriod> due = new ArrayList<>();
        ReportPeriod period = ReportPeriod.of(kind, this.calendar.dateOf(now)).previous();
        while (due.size() < most && period.to(this.calendar).isAfter(begun.get())) {
            if (!now.isBefore(this.calendar.morningOf(period.reportedOn(this.calendar)))) {
                due.add(0, period);
            }
            period = period.previous();
        }
        Optional<LocalDate> last = this.reports.lastReported(kind, this.calendar.dateOf(now));
        if (last.isEmpty()) {
            return due.isEmpty() ? Optional.empty() : Optional.of(due.get(due.size() - 1));
        }
        return due.stream().filter((each) -> each.starts().isAfter(last.get())).findFirst();
    }

    private void make(ReportPeriod period) {
        ProgressReport report = new ProgressReport(Ids.next(), period, this.figures.of(period), this.clock.instant());
        this.reports.add(report);
        SignedPaper paper = this.document.keep(report);
        ProgressReport.Figures total = report.total();
        this.events
            .publishEvent(new Recorded(AuditRecord.of("ledgerReports", "ledgerReport", "reportMade", AuditRecord.SYSTEM)
                .object("ledgerReport", String.valueOf(report.id()))
                .detail("kind", period.kind().id())
                .detail("starts", period.starts().toString())
                .detail("ends", period.last().toString())
                .detail("opened", total.opened())
                .detail("closed", total.closed())
                .detail("redone", total.redone())
                .detail("open", total.open())
                .detail("late", total.late())
                .detail("paper", paper.proof())));
        if (!total.isQuiet()) {
            this.notifications
                .notify(Notice.of((period.kind() == ReportPeriod.Kind.WEEK) ? "weeklyReport" : "monthlyReport",
                        this.organization.partyGroup().stream().map(Person::account).toList(),
                        "ledger-reports-" + period.kind().id(), "/ledger/reports/" + report.id(),
                        period.starts().toString(), period.last().toString(), String.valueOf(total.open()),
                        String.valueOf(total.late())));
        }
    }

}
