package org.sanxing.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Forbidden;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

/**
 * Who reads which reports, by the rule for ledger entries (domain.md, Who may read what):
 * the party group and the auditor all of them; the committee of a branch the lines of its
 * own branch, and no total over others; nobody else. Responsible parties and supervisors
 * see their entries in the ledger, and no figures of others.
 */
@UseCase
public class ReadReports {

    private final ProgressReports reports;

    private final ProgressFigures figures;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Clock clock;

    ReadReports(ProgressReports reports, ProgressFigures figures, Organization organization, WorkingCalendar calendar,
            Clock clock) {
        this.reports = reports;
        this.figures = figures;
        this.organization = organization;
        this.calendar = calendar;
        this.clock = clock;
    }

    public boolean mayRead(String account) {
        Set<Role> roles = this.organization.rolesOf(account);
        return !isAdministrator(roles) && (readsAll(roles) || !this.organization.committeesOf(account).isEmpty());
    }

    /**
     * The one that ended last first.
     * @throws Forbidden for who reads none
     */
    public Page<ProgressReport> page(String account, int limit, @Nullable String cursor) {
        UnaryOperator<ProgressReport> scope = scope(account).orElseThrow(() -> new Forbidden("reports-not-yours"));
        return this.reports.page(limit, cursor).map(scope);
    }

    /**
     * @throws NotFound where there is none, or not for this person
     */
    public ProgressReport get(String id, String account) {
        UnaryOperator<ProgressReport> scope = scope(account).orElseThrow(() -> new NotFound("ledger-report"));
        return this.reports.find(id).map(scope).orElseThrow(() -> new NotFound("ledger-report"));
    }

    /**
     * The period that lasts, so far.
     * @throws Forbidden for who reads none
     */
    public ProgressReport current(ReportPeriod.Kind kind, String account) {
        UnaryOperator<ProgressReport> scope = scope(account).orElseThrow(() -> new Forbidden("reports-not-yours"));
        Instant now = this.clock.instant();
        ReportPeriod period = ReportPeriod.of(kind, this.calendar.dateOf(now));
        return scope.apply(new ProgressReport(null, period, this.figures.soFar(period, now), now));
    }

    /** When the week that lasts is reported. */
    LocalDate nextMade() {
        return ReportPeriod.of(ReportPeriod.Kind.WEEK, this.calendar.today()).reportedOn(this.calendar);
    }

    /** Whether the person reads whole reports. */
    boolean readsAll(String account) {
        return readsAll(this.organization.rolesOf(account));
    }

    /** What of a report the person sees; empty for who reads none. */
    private Optional<UnaryOperator<ProgressReport>> scope(String account) {
        if (!mayRead(account)) {
            return Optional.empty();
        }
        Set<String> branches = this.organization.committeesOf(account);
        return Optional.of(readsAll(this.organization.rolesOf(account)) ? UnaryOperator.identity()
                : (report) -> report.of(branches));
    }

    private static boolean isAdministrator(Set<Role> roles) {
        return roles.contains(Role.SYSTEM_ADMINISTRATOR) || roles.contains(Role.SECURITY_ADMINISTRATOR);
    }

    private static boolean readsAll(Set<Role> roles) {
        return roles.stream().anyMatch((role) -> role == Role.AUDITOR || role.ofPartyGroup());
    }

}
