package org.sanxing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.report.ProgressReport.Figures;
import org.sanxing.report.ProgressReport.Late;
import org.sanxing.report.ProgressReport.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts what happened in a period and what stood open at its end, from rows that are
 * only ever added, so that it comes to the same whenever it is counted. Intervals are
 * half-open. The number of statements does not depend on how much there is.
 */
@Repository
class ProgressFigures {

    /** How many late entries a report lists at most; all of them are counted. */
    static final int LISTED = 500;

    private static final String HAPPENED = """
            select f.branch_id, f.figure, count(*) as times from (
                select e.branch_id, 'opened' as figure from ledger_entry e
                where e.registered_at >= :from and e.registered_at < :to
                union all
                select e.branch_id, 'reopened' from ledger_reopening r join ledger_entry e on e.id = r.entry_id
                where r.reopened_at >= :from and r.reopened_at < :to
                union all
                select c.branch_id, case when c.days_late > 0 then 'closedLate' else 'closedInTime' end
                from ledger_closing c
                where c.closed_at >= :from and c.closed_at < :to
                union all
                select e.branch_id, 'redone' from ledger_redo d join ledger_entry e on e.id = d.entry_id
                where d.redone_at >= :from and d.redone_at < :to
                union all
                select e.branch_id, 'extended' from ledger_extension_end g
                join ledger_extension x on x.id = g.extension_id join ledger_entry e on e.id = x.entry_id
                where g.decision = 'grant' and g.decided_at >= :from and g.decided_at < :to
                union all
                select e.branch_id, 'voided' from ledger_amendment a join ledger_entry e on e.id = a.entry_id
                where a.action = 'void' and a.made_at >= :from and a.made_at < :to
            ) f group by f.branch_id, f.figure""";

    /** Entries whose deadline or whose being open has changed since {@code :to}. */
    private static final String CHANGED = """
            select entry_id from ledger_deadline where set_at >= :to
                union select entry_id from ledger_closing where closed_at >= :to
                union select entry_id from ledger_reopening where reopened_at >= :to
                union select entry_id from ledger_amendment where action = 'void' and made_at >= :to""";

    /**
     * Entries that stood open at {@code :to}, with the deadline in force then: what is
     * open and has not changed since, and of what has, what its history says. All other
     * history need not be read. H2 finds a union anew for each row that is compared with
     * it, a table once.
     */
    private static final String STOOD_OPEN = " from (" + """
            select e.id, e.branch_id, e.branch_code, e.sequence_year, e.sequence_number, e.due_on from ledger_entry e
            where e.state not in ('closed', 'void') and e.registered_at < :to
            and not exists (select 1 from (CHANGED) c where c.entry_id = e.id)
            union all
            select e.id, e.branch_id, e.branch_code, e.sequence_year, e.sequence_number, d.due_on
            from ledger_entry e join ledger_deadline d on d.entry_id = e.id
            where e.id in (select c.entry_id from (CHANGED) c) and e.registered_at < :to and d.set_at < :to
            and not exists (select 1 from ledger_deadline n where n.entry_id = e.id and n.set_at < :to
                and (n.set_at > d.set_at or (n.set_at = d.set_at and n.id > d.id)))
            and not exists (select 1 from ledger_amendment a
                where a.entry_id = e.id and a.action = 'void' and a.made_at < :to)
            and (select count(*) from ledger_closing c where c.entry_id = e.id and c.closed_at < :to)
                <= (select count(*) from ledger_reopening r where r.entry_id = e.id and r.reopened_at < :to)
            """.replace("CHANGED", CHANGED) + ") o";

    private static final String BY_NUMBER = " order by o.branch_code, o.sequence_year, o.sequence_number";

    private final JdbcClient jdbc;

    private final Organization organization;

    private final WorkingCalendar calendar;

    ProgressFigures(JdbcClient jdbc, Organization organization, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.organization = organization;
        this.calendar = calendar;
    }

    /** Of a period that is over. */
    ProgressReport.Content of(ReportPeriod period) {
        return count(period, period.to(this.calendar), period.endsBefore());
    }

    /** Of a period so far: before a moment in it. */
    ProgressReport.Content soFar(ReportPeriod period, Instant now) {
        return count(period, now, this.calendar.dateOf(now));
    }

    /**
     * @param today what was due before is late
     */
    private ProgressReport.Content count(ReportPeriod period, Instant to, LocalDate today) {
        Map<String, Map<String, Integer>> happened = new HashMap<>();
        this.jdbc.sql(HAPPENED)
            .param("from", Sql.time(period.from(this.calendar)))
            .param("to", Sql.time(to))
            .query((row) -> {
                happened.computeIfAbsent(row.getString("branch_id"), (id) -> new HashMap<>())
                    .put(row.getString("figure"), row.getInt("times"));
            });
        Map<String, int[]> open = Rows.by("branch_id",
                this.jdbc
                    .sql("select o.branch_id, count(*) as all_open, "
                            + "sum(case when o.due_on < :today then 1 else 0 end) as late, "
                            + "sum(case when o.due_on >= :today and o.due_on >= :nextFrom and o.due_on < :nextTo "
                            + "then 1 else 0 end) as due_next" + STOOD_OPEN + " group by o.branch_id")
                    .param("to", Sql.time(to))
                    .param("today", today)
                    .param("nextFrom", period.endsBefore())
                    .param("nextTo", period.next().endsBefore()),
                (row, index) -> new int[] { row.getInt("all_open"), row.getInt("late"), row.getInt("due_next") });
        List<Line> lines = this.organization.branches()
            .stream()
            .map((branch) -> new Line(branch.id(), branch.name(),
                    figures(happened.getOrDefault(branch.id(), Map.of()),
                            open.getOrDefault(branch.id(), new int[] { 0, 0, 0 }))))
            .toList();
        return new ProgressReport.Content(lines, late(to, today));
    }

    private static Figures figures(Map<String, Integer> happened, int[] open) {
        int late = happened.getOrDefault("closedLate", 0);
        return new Figures(happened.getOrDefault("opened", 0), happened.getOrDefault("reopened", 0),
                happened.getOrDefault("closedInTime", 0) + late, late, happened.getOrDefault("redone", 0),
                happened.getOrDefault("extended", 0), happened.getOrDefault("voided", 0), open[0], open[1], open[2]);
    }

    private List<Late> late(Instant to, LocalDate today) {
        List<Row> rows = this.jdbc
            .sql("select e.id, e.entry_number as number, e.title, e.branch_id, e.responsible, o.due_on from (select o.*"
                    + STOOD_OPEN + " where o.due_on < :today" + BY_NUMBER + " fetch first " + LISTED
                    + " rows only) o join ledger_entry e on e.id = o.id" + BY_NUMBER)
            .param("to", Sql.time(to))
            .param("today", today)
            .query(Rows.of(Row.class))
            .list();
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Person> people = this.organization.findAll(rows.stream().map(Row::responsible).distinct().toList());
        Map<String, String> departments = new HashMap<>();
        this.organization.departments()
            .forEach((Department department) -> departments.put(department.id(), department.name()));
        return rows.stream().map((row) -> {
            Person responsible = people.get(row.responsible());
            String department = (responsible != null) ? departments.getOrDefault(responsible.departmentId(), "") : "";
            return new Late(row.id(), row.number(), row.title(), row.branchId(), department, row.dueOn(),
                    (int) ChronoUnit.DAYS.between(row.dueOn(), today));
        }).toList();
    }

    private record Row(String id, String number, String title, String branchId, String responsible, LocalDate dueOn) {

    }

}
