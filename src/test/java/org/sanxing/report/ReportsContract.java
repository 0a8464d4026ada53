package org.sanxing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.sanxing.calendar.Calendars;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.OneByOne;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.document.OfficialWord;
import org.sanxing.document.SignedPapers;
import org.sanxing.ledger.ModuleDatabase;
import org.sanxing.notification.Notice;
import org.sanxing.report.ProgressReport.Figures;
import org.sanxing.report.ProgressReport.Late;
import org.sanxing.report.ReportPeriod.Kind;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is counted, and when it is reported, on a real database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ReportsContract {

    private static final List<String> TABLES = List.of("signed_paper", "ledger_report", "ledger_deadline",
            "ledger_closing", "ledger_reopening", "ledger_redo", "ledger_extension_end", "ledger_extension",
            "ledger_amendment", "ledger_entry");

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    private final ModuleDatabase database;

    private final ProgressFigures figures;

    private final ProgressReports reports;

    private final MakeReports makeReports;

    private final ReadReports readReports;

    private int sequence;

    ReportsContract(boolean postgres) {
        this.database = new ModuleDatabase(postgres,
                List.of("V80__ledger.sql", "V141__registered_for.sql", "V200__rectification.sql", "V205__reopening.sql",
                        "V240__ledger_reports.sql", "V982__signed_papers.sql", "V1132__growth_of_reports.sql"),
                List.of(new ReportSettings(true, true), words()), ProgressFigures.class, ProgressReports.class,
                ReportDocument.class, SignedPapers.class, OfficialWord.class, MakeReports.class, ReadReports.class,
                OneByOne.class);
        this.figures = this.database.get(ProgressFigures.class);
        this.reports = this.database.get(ProgressReports.class);
        this.makeReports = this.database.get(MakeReports.class);
        this.readReports = this.database.get(ReadReports.class);
    }

    private static ResourceBundleMessageSource words() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setDefaultEncoding("UTF-8");
        words.setBasename("messages-report");
        return words;
    }

    @AfterAll
    void stop() throws Exception {
        this.database.close();
    }

    @BeforeEach
    void clear() {
        TABLES.forEach((table) -> this.database.jdbc.sql("delete from " + table).update());
        this.database.notices.clear();
        this.database.events.clear();
        this.database.now.set(ModuleDatabase.START);
    }

    private static Instant at(String shanghai) {
        return LocalDateTime.parse(shanghai).atZone(Calendars.SHANGHAI).toInstant();
    }

    private Figures week(LocalDate day) {
        return total(ReportPeriod.of(Kind.WEEK, day));
    }

    private Figures total(ReportPeriod period) {
        return new ProgressReport(null, period, this.figures.of(period), Instant.EPOCH).total();
    }

    private Row entry(String branch, String registered, String dueOn) {
        return new Row(branch, at(registered), LocalDate.parse(dueOn));
    }

    @Test
    void countsFromMidnightToMidnight() {
        entry("b1", "2026-11-15T23:59:59.999999", "2027-03-01");
        entry("b1", "2026-11-16T00:00:00", "2027-03-01");
        entry("b1", "2026-11-22T23:59:59.999999", "2027-03-01");
        entry("b1", "2026-11-23T00:00:00", "2027-03-01");
        assertThat(week(WEEK)).isEqualTo(new Figures(2, 0, 0, 0, 0, 0, 0, 3, 0, 0));
        assertThat(week(WEEK.minusWeeks(1)).opened()).isOne();
        assertThat(week(WEEK.plusWeeks(1)).opened()).isOne();
        assertThat(total(ReportPeriod.of(Kind.MONTH, WEEK))).isEqualTo(new Figures(4, 0, 0, 0, 0, 0, 0, 4, 0, 0));
    }

    @Test
    void countsAWeekOverTheNewYearInOne() {
        entry("b1", "2026-12-31T10:00:00", "2027-01-03").close("2027-01-04T00:00:00", 1);
        entry("b1", "2027-01-01T10:00:00", "2027-01-08");
        entry("b2", "2026-12-28T00:00:00", "2026-12-30").close("2027-01-03T23:00:00", 4);
        assertThat(week(LocalDate.of(2027, 1, 1))).isEqualTo(new Figures(3, 0, 1, 1, 0, 0, 0, 2, 1, 1));
        assertThat(total(ReportPeriod.of(Kind.MONTH, LocalDate.of(2026, 12, 31))))
            .isEqualTo(new Figures(2, 0, 0, 0, 0, 0, 0, 2, 1, 1));
        assertThat(total(ReportPeriod.of(Kind.MONTH, LocalDate.of(2027, 1, 1))))
            .isEqualTo(new Figures(1, 0, 2, 2, 0, 0, 0, 1, 1, 0));
    }

    @Test
    void countsWhatIsClosedReopenedAndClosedAgainTwice() {
        Row entry = entry("b1", "2026-11-02T10:00:00", "2026-11-30").close("2026-11-16T09:00:00", 0)
            .reopen("2026-11-17T09:00:00", "2026-12-17");
        assertThat(week(WEEK)).isEqualTo(new Figures(0, 1, 1, 0, 0, 0, 0, 1, 0, 0));
        entry.close("2026-11-20T09:00:00", 0);
        assertThat(week(WEEK)).isEqualTo(new Figures(0, 1, 2, 0, 0, 0, 0, 0, 0, 0));
        entry.reopen("2026-11-23T09:00:00", "2026-12-23");
        assertThat(week(WEEK)).as("what came later").isEqualTo(new Figures(0, 1, 2, 0, 0, 0, 0, 0, 0, 0));
        assertThat(week(WEEK.plusWeeks(1))).isEqualTo(new Figures(0, 1, 0, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void countsEachRedo() {
        entry("b1", "2026-11-02T10:00:00", "2026-11-17").redo("2026-11-16T09:00:00", "2026-11-20")
            .redo("2026-11-19T09:00:00", "2026-11-27")
            .redo("2026-11-26T09:00:00", "2026-12-04");
        assertThat(week(WEEK)).isEqualTo(new Figures(0, 0, 0, 0, 2, 0, 0, 1, 0, 1));
        assertThat(week(WEEK.plusWeeks(1)).redone()).isOne();
    }

    @Test
    void leavesOutWhatWasVoided() {
        entry("b1", "2026-11-16T09:00:00", "2026-11-17").voided("2026-11-18T09:00:00");
        entry("b1", "2026-11-16T09:00:00", "2026-11-17").voided("2026-11-23T00:00:00");
        assertThat(week(WEEK)).isEqualTo(new Figures(2, 0, 0, 0, 0, 0, 1, 1, 1, 0));
        assertThat(week(WEEK.plusWeeks(1))).isEqualTo(new Figures(0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void goesByTheDeadlineThatWasInForceThen() {
        entry("b1", "2026-11-02T10:00:00", "2026-11-18").extend("2026-11-19T10:00:00", "2026-11-26", "grant");
        entry("b1", "2026-11-02T10:00:00", "2026-11-18").extend("2026-11-23T10:00:00", "2026-12-26", "grant");
        entry("b1", "2026-11-02T10:00:00", "2026-11-22").extend("2026-11-19T10:00:00", "2026-12-26", "refuse");
        entry("b1", "2026-11-02T10:00:00", "2026-11-23");
        assertThat(week(WEEK)).isEqualTo(new Figures(0, 0, 0, 0, 0, 1, 0, 4, 2, 2));
        List<Late> late = this.figures.of(ReportPeriod.of(Kind.WEEK, WEEK)).late();
        assertThat(late).extracting(Late::dueOn)
            .containsExactly(LocalDate.of(2026, 11, 18), LocalDate.of(2026, 11, 22));
        assertThat(late).extracting(Late::daysLate).containsExactly(5, 1);
        assertThat(late).extracting(Late::department).containsOnly("综合科");
        assertThat(week(WEEK.plusWeeks(1)).extended()).isOne();
    }

    @Test
    void tellsHowFarThePeriodGotSoFar() {
        entry("b1", "2026-11-16T09:00:00", "2026-11-18");
        entry("b1", "2026-11-18T09:00:00", "2026-11-25");
        ReportPeriod week = ReportPeriod.of(Kind.WEEK, WEEK);
        ProgressReport.Content sofar = this.figures.soFar(week, at("2026-11-18T08:00:00"));
        assertThat(new ProgressReport(null, week, sofar, Instant.EPOCH).total())
            .isEqualTo(new Figures(1, 0, 0, 0, 0, 0, 0, 1, 0, 0));
        sofar = this.figures.soFar(week, at("2026-11-19T00:00:00"));
        assertThat(new ProgressReport(null, week, sofar, Instant.EPOCH).total())
            .isEqualTo(new Figures(2, 0, 0, 0, 0, 0, 0, 2, 1, 1));
    }

    @Test
    void keepsBranchesInTheirOrderAndEntriesInThatOfTheirNumbers() {
        entry("b2", "2026-11-16T09:00:00", "2026-11-17");
        entry("b2", "2026-11-16T09:00:00", "2026-11-17");
        entry("b1", "2026-11-16T10:00:00", "2026-11-18");
        ProgressReport.Content content = this.figures.of(ReportPeriod.of(Kind.WEEK, WEEK));
        assertThat(content.branches()).extracting(ProgressReport.Line::branch).containsExactly("第一党支部", "第二党支部");
        assertThat(content.branches()).extracting((line) -> line.figures().open()).containsExactly(1, 2);
        assertThat(content.late()).extracting(Late::branchId).containsExactly("b1", "b2", "b2");
    }

    /**
     * Whatever happens in whatever order: each period comes to what a plain recount says,
     * what was open and came to it less what went is what is open, and it comes to the
     * same whenever it is counted.
     */
    @Test
    void comesToTheSameAsAPlainRecount() {
        long seed = Long.getLong("sanxing.report.seed", 1);
        System.out.println("Seed of the figures of reports: " + seed);
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        Map<LocalDate, ProgressReport.Content> counted = new TreeMap<>();
        LocalDate monday = LocalDate.of(2026, 11, 30);
        for (int day = 0; day < 42; day++) {
            LocalDate date = monday.plusDays(day);
            for (int i = 0; i < 4; i++) {
                String moment = date + "T" + List.of("00:00:00", "08:00:01", "23:59:59").get(random.nextInt(3));
                String due = date.plusDays(random.nextInt(12)).toString();
                if (random.nextInt(3) == 0 || rows.isEmpty()) {
                    rows.add(entry(random.nextBoolean() ? "b1" : "b2", moment, due));
                    continue;
                }
                Row row = rows.get(random.nextInt(rows.size()));
                if (!at(moment).isAfter(row.last) || row.isVoid) {
                    continue;
                }
                if (row.isClosed()) {
                    row.reopen(moment, due);
                }
                else {
                    switch (random.nextInt(5)) {
                        case 0, 1 -> row.close(moment, random.nextInt(2));
                        case 2 -> row.redo(moment, due);
                        case 3 -> row.extend(moment, due, random.nextBoolean() ? "grant" : "refuse");
                        default -> row.voided(moment);
                    }
                }
            }
            if (date.plusDays(1).getDayOfWeek() == java.time.DayOfWeek.MONDAY) {
                counted.put(date, this.figures.of(ReportPeriod.of(Kind.WEEK, date)));
            }
        }
        Figures before = Figures.NONE;
        for (Map.Entry<LocalDate, ProgressReport.Content> week : counted.entrySet()) {
            ReportPeriod period = ReportPeriod.of(Kind.WEEK, week.getKey());
            assertThat(this.figures.of(period)).as("counted later").isEqualTo(week.getValue());
            for (ProgressReport.Line line : week.getValue().branches()) {
                assertThat(line.figures()).as("%s of %s", period, line.branch())
                    .isEqualTo(recount(rows, period, line.branchId()));
            }
            Figures now = total(period);
            assertThat(before.open() + now.opened() + now.reopened() - now.closed() - now.voided())
                .isEqualTo(now.open());
            assertThat(week.getValue().late()).hasSize(now.late());
            before = now;
        }
    }

    private static Figures recount(List<Row> rows, ReportPeriod period, String branch) {
        int[] f = new int[10];
        Instant from = period.starts().atStartOfDay(Calendars.SHANGHAI).toInstant();
        Instant to = period.endsBefore().atStartOfDay(Calendars.SHANGHAI).toInstant();
        for (Row row : rows) {
            if (!row.branch.equals(branch)) {
                continue;
            }
            boolean open = false;
            LocalDate due = LocalDate.MAX;
            for (Happened one : row.happened) {
                if (!one.when().isBefore(to)) {
                    break;
                }
                int within = one.when().isBefore(from) ? 0 : 1;
                switch (one.what()) {
                    case "opened" -> f[0] += within;
                    case "reopened" -> f[1] += within;
                    case "closed" -> f[2] += within;
                    case "closedLate" -> {
                        f[2] += within;
                        f[3] += within;
                    }
                    case "redone" -> f[4] += within;
                    case "extended" -> f[5] += within;
                    case "voided" -> f[6] += within;
                    default -> throw new IllegalStateException(one.what());
                }
                open = !Set.of("closed", "closedLate", "voided").contains(one.what());
                due = (one.due() != null) ? one.due() : due;
            }
            if (open) {
                f[7]++;
                f[8] += due.isBefore(period.endsBefore()) ? 1 : 0;
                f[9] += !due.isBefore(period.endsBefore()) && due.isBefore(period.next().endsBefore()) ? 1 : 0;
            }
        }
        return new Figures(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]);
    }

    @Test
    void reportsEachPeriodOnceAtNineOnTheFirstWorkingDay() {
        entry("b1", "2026-09-21T10:00:00", "2026-10-21");
        sweepAt("2026-10-05T10:00:00");
        assertThat(made()).containsExactly("week 2026-09-21");
        sweepAt("2026-10-08T08:59:58");
        assertThat(made()).hasSize(1);
        sweepAt("2026-10-08T09:00:00");
        assertThat(made()).containsExactlyInAnyOrder("week 2026-09-21", "week 2026-09-28", "month 2026-09-01");
        sweepAt("2026-10-08T09:01:00");
        assertThat(made()).hasSize(3);
        sweepAt("2026-10-12T09:00:00");
        assertThat(made()).contains("week 2026-10-05").hasSize(4);
        assertThat(this.database.notices).extracting(Notice::event)
            .containsExactly("weeklyReport", "weeklyReport", "monthlyReport", "weeklyReport");
        assertThat(this.database.notices.get(1).recipients()).containsExactly("leader1", "leader2", "leader3");
        assertThat(this.database.notices.get(1).arguments()).containsExactly("2026-09-28", "2026-10-04", "1", "0");
        assertThat(this.database.actions()).hasSize(4).containsOnly("ledgerReport reportMade");
        assertThat(this.database.events.get(0).actor()).isEqualTo("system");
    }

    @Test
    void makesUpForTheLatestThatWereMissed() {
        entry("b1", "2026-03-02T10:00:00", "2026-04-21");
        sweepAt("2026-03-16T10:00:00");
        assertThat(made()).as("only the newest at first").containsExactly("week 2026-03-09");
        sweepAt("2026-07-01T10:00:00");
        assertThat(made()).containsExactlyInAnyOrder("week 2026-03-09", "week 2026-06-01", "week 2026-06-08",
                "week 2026-06-15", "week 2026-06-22", "month 2026-06-01");
        sweepAt("2026-12-01T10:00:00");
        assertThat(made()).contains("month 2026-09-01", "month 2026-10-01", "month 2026-11-01")
            .doesNotContain("month 2026-08-01");
    }

    @Test
    void goesOnAfterAClockWasAYearAhead() {
        entry("b1", "2026-03-02T10:00:00", "2026-04-21");
        sweepAt("2027-03-16T10:00:00");
        assertThat(made()).containsExactlyInAnyOrder("week 2027-03-08", "month 2027-02-01");
        sweepAt("2026-03-16T10:00:00");
        assertThat(made()).contains("week 2026-03-09");
        sweepAt("2026-03-23T10:00:00");
        assertThat(made()).contains("week 2026-03-16");
    }

    @Test
    void reportsNothingOfTheTimeBeforeTheFirstEntryAndTellsNobodyOfNothing() {
        sweepAt("2026-11-23T10:00:00");
        assertThat(made()).isEmpty();
        entry("b1", "2026-11-23T10:00:00", "2026-12-21").close("2026-11-24T10:00:00", 0);
        sweepAt("2026-11-23T11:00:00");
        assertThat(made()).isEmpty();
        sweepAt("2026-12-07T10:00:00");
        assertThat(made()).containsExactlyInAnyOrder("week 2026-11-30", "month 2026-11-01");
        assertThat(this.database.notices).extracting(Notice::event).containsExactly("monthlyReport");
    }

    @Test
    void onlyOneNodeMakesAReport() throws Exception {
        entry("b1", "2026-09-21T10:00:00", "2026-10-21");
        sweepAt("2026-10-05T10:00:00");
        this.database.notices.clear();
        this.database.now.set(at("2026-11-02T10:00:00"));
        int nodes = 4;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            Callable<Void> node = () -> {
                together.await();
                this.makeReports.sweep();
                return null;
            };
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                running.add(threads.submit(node));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        }
        finally {
            threads.shutdownNow();
        }
        // Who finds the lock taken leaves what is missing to the next sweep.
        this.makeReports.sweep();
        assertThat(made()).hasSize(6).doesNotHaveDuplicates();
        assertThat(this.database.notices).hasSize(5);
    }

    @Test
    void isReadByThePartyGroupTheAuditorAndEachBranchForItself() {
        entry("b1", "2026-11-16T09:00:00", "2026-11-17");
        entry("b2", "2026-11-16T09:00:00", "2026-11-17");
        entry("b2", "2026-11-16T09:00:00", "2026-11-17");
        sweepAt("2026-11-23T10:00:00");
        String id = String.valueOf(this.readReports.page("leader1", 10, null).items().get(0).id());
        for (String reader : List.of("leader1", "leader3", "auditor")) {
            assertThat(this.readReports.get(id, reader).total().late()).as(reader).isEqualTo(3);
            assertThat(this.readReports.current(Kind.WEEK, reader).total().open()).isEqualTo(3);
        }
        ProgressReport own = this.readReports.get(id, "organiser2");
        assertThat(own.content().branches()).extracting(ProgressReport.Line::branchId).containsExactly("b2");
        assertThat(own.content().late()).hasSize(2);
        assertThat(own.total().late()).isEqualTo(2);
        assertThat(this.readReports.page("secretary1", 10, null).items().get(0).total().open()).isOne();
        assertThat(this.readReports.current(Kind.MONTH, "discipline1").total().opened()).isOne();
        for (String other : List.of("staff1", "head1", "supervisor1", "sysadmin", "secadmin")) {
            assertThatExceptionOfType(NotFound.class).as(other).isThrownBy(() -> this.readReports.get(id, other));
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> this.readReports.page(other, 10, null));
            assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> this.readReports.current(Kind.WEEK, other));
        }
    }

    @Test
    void pagesThroughWhatWasMade() {
        entry("b1", "2026-03-02T10:00:00", "2026-04-21");
        sweepAt("2026-03-16T10:00:00");
        sweepAt("2026-07-01T10:00:00");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<ProgressReport> page = this.reports.page(2, cursor);
            page.items().forEach((report) -> seen.add(report.period().endsBefore().toString()));
            cursor = page.next();
        }
        while (cursor != null);
        assertThat(seen).hasSize(6).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void takesAsManyStatementsForManyEntriesAsForOne() {
        entry("b1", "2026-11-16T09:00:00", "2026-11-17");
        long few = this.database.statements(() -> week(WEEK));
        for (int i = 0; i < 40; i++) {
            entry((i % 2 == 0) ? "b1" : "b2", "2026-11-16T09:00:00", "2026-11-17").redo("2026-11-18T09:00:00",
                    "2026-11-20");
        }
        assertThat(this.database.statements(() -> week(WEEK))).isEqualTo(few).isLessThan(6);
    }

    private void sweepAt(String shanghai) {
        this.database.now.set(at(shanghai));
        this.makeReports.sweep();
    }

    private List<String> made() {
        return this.database.jdbc.sql("select kind, starts_on from ledger_report order by made_at, starts_on")
            .query((row, index) -> row.getString(1) + " " + row.getObject(2, LocalDate.class))
            .list();
    }

    private record Happened(String what, Instant when, @Nullable LocalDate due) {

    }

    /** An entry, and what happens to it, as the use cases write it. */
    private final class Row {

        private final String id = Ids.next();

        private final String branch;

        private final List<Happened> happened = new ArrayList<>();

        private Instant last;

        private int cycle = 1;

        private int closings;

        private boolean isVoid;

        Row(String branch, Instant registered, LocalDate due) {
            this.branch = branch;
            int number = ++ReportsContract.this.sequence;
            String code = branch.equals("b1") ? "ZB1" : "ZB2";
            sql("insert into ledger_entry (id, entry_number, branch_id, branch_code, sequence_year, sequence_number, "
                    + "title, manifestation, root_cause, measure, source_kind, responsible, deadline_class, due_on, "
                    + "state, cycle_number, redo_count, recurring, registered_by, registered_at, revision) "
                    + "values (?, ?, ?, ?, 2026, ?, '标题', '', '', '', 'ownCheck', 'staff1', 'short', ?, "
                    + "'rectifying', 1, 0, false, 'secretary1', ?, 0)", this.id, code + "-2026-" + number, branch, code,
                    number, due, Sql.time(registered));
            this.last = registered;
            happened("opened", registered, due);
            deadline(due, registered, "registered");
        }

        private void sql(String sql, Object... parameters) {
            ReportsContract.this.database.jdbc.sql(sql).params(parameters).update();
        }

        private void happened(String what, Instant when, @Nullable LocalDate due) {
            this.happened.add(new Happened(what, when, due));
            this.last = when;
        }

        private void deadline(LocalDate due, Instant when, String reason) {
            sql("insert into ledger_deadline (id, entry_id, cycle_number, deadline_class, due_on, reason, set_by, "
                    + "set_at) values (?, ?, ?, 'short', ?, ?, 'system', ?)", Ids.next(), this.id, this.cycle, due,
                    reason, Sql.time(when));
            sql("update ledger_entry set due_on = ? where id = ?", due, this.id);
        }

        boolean isClosed() {
            return this.closings == this.cycle;
        }

        Row close(String moment, int daysLate) {
            LocalDate on = LocalDateTime.parse(moment).toLocalDate();
            sql("insert into ledger_closing (id, entry_id, cycle_number, request_id, closed_on, due_on, first_due_on, "
                    + "days_used, days_late, closed_at, branch_id) values (?, ?, ?, 'request', ?, ?, ?, 1, ?, ?, ?)",
                    Ids.next(), this.id, this.cycle, on, on, on, daysLate, Sql.time(at(moment)), this.branch);
            sql("update ledger_entry set state = 'closed', closed_on = ? where id = ?", on, this.id);
            this.closings++;
            happened((daysLate > 0) ? "closedLate" : "closed", at(moment), null);
            return this;
        }

        Row reopen(String moment, String due) {
            this.cycle++;
            sql("insert into ledger_reopening (entry_id, cycle_number, cause, reason, reopened_by, reopened_at) "
                    + "values (?, ?, 'relapse', 'reason', 'secretary1', ?)", this.id, this.cycle, Sql.time(at(moment)));
            sql("update ledger_entry set state = 'rectifying', closed_on = null, cycle_number = ? where id = ?",
                    this.cycle, this.id);
            happened("reopened", at(moment), LocalDate.parse(due));
            deadline(LocalDate.parse(due), at(moment), "reopened");
            return this;
        }

        Row redo(String moment, String due) {
            sql("insert into ledger_redo (id, entry_id, cycle_number, request_id, stage, reason, days_used, due_on, "
                    + "redone_at) values (?, ?, ?, 'request', 'vote', 'reason', 1, ?, ?)", Ids.next(), this.id,
                    this.cycle, LocalDate.parse(due), Sql.time(at(moment)));
            happened("redone", at(moment), LocalDate.parse(due));
            deadline(LocalDate.parse(due), at(moment), "redo");
            return this;
        }

        Row extend(String moment, String due, String decision) {
            String extension = Ids.next();
            sql("insert into ledger_extension (id, entry_id, cycle_number, due_before, wanted_on, reason, asked_by, "
                    + "asked_at) values (?, ?, ?, ?, ?, 'reason', 'staff1', ?)", extension, this.id, this.cycle,
                    LocalDate.parse(due), LocalDate.parse(due), Sql.time(at(moment)));
            sql("insert into ledger_extension_end (extension_id, decision, opinion, more, decided_by, decided_at) "
                    + "values (?, ?, '', '{}', 'secretary1', ?)", extension, decision, Sql.time(at(moment)));
            if (decision.equals("grant")) {
                happened("extended", at(moment), LocalDate.parse(due));
                deadline(LocalDate.parse(due), at(moment), "extended");
            }
            return this;
        }

        Row voided(String moment) {
            sql("insert into ledger_amendment (id, entry_id, action, field, value_before, value_after, reason, "
                    + "made_by, made_at) values (?, ?, 'void', 'state', 'rectifying', 'void', 'reason', 'secretary1', "
                    + "?)", Ids.next(), this.id, Sql.time(at(moment)));
            sql("update ledger_entry set state = 'void' where id = ?", this.id);
            this.isVoid = true;
            happened("voided", at(moment), null);
            return this;
        }

    }

}
