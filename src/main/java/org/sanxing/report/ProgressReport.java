package org.sanxing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How far the ledger got in a period. It counts what happened, and what stood open at its
 * end; nobody is ranked (formats.md, What public offices are told not to do): branches
 * stand in their fixed order, entries in that of their numbers.
 *
 * @param id null for one that is not made yet
 * @param madeAt when its figures were taken
 */
public record ProgressReport(@Nullable String id, ReportPeriod period, Content content, Instant madeAt) {

    public Figures total() {
        return this.content.branches().stream().map(Line::figures).reduce(Figures.NONE, Figures::plus);
    }

    /** What of it concerns some branches alone. */
    ProgressReport of(Set<String> branchIds) {
        return new ProgressReport(this.id, this.period,
                new Content(
                        this.content.branches().stream().filter((line) -> branchIds.contains(line.branchId())).toList(),
                        this.content.late().stream().filter((late) -> branchIds.contains(late.branchId())).toList()),
                this.madeAt);
    }

    /**
     * What is kept of a report.
     *
     * @param late the entries that were late at its end, the first
     * {@value ProgressFigures#LISTED} by number
     */
    public record Content(List<Line> branches, List<Late> late) {

        public Content {
            branches = List.copyOf(branches);
            late = List.copyOf(late);
        }

    }

    /** The figures of a branch. */
    public record Line(String branchId, String branch, Figures figures) {

    }

    /**
     * An entry that was late.
     *
     * @param department of its responsible party
     * @param daysLate calendar days, counted to the day after the period, or to today in
     * one that lasts
     */
    public record Late(String entryId, String number, String title, String branchId, String department, LocalDate dueOn,
            int daysLate) {

    }

    /**
     * How many entries. One that is closed, reopened and closed again within the period
     * was closed twice, so that what stood open before and what was opened and reopened,
     * less what was closed and voided, is what stands open.
     *
     * @param opened registered
     * @param reopened after they had been closed
     * @param closed in all
     * @param closedLate of these, after their deadline
     * @param redone how often they were found not good enough
     * @param extended how often a deadline was put off
     * @param open at its end
     * @param late of these, those whose deadline had passed
     * @param dueNext of these, those whose deadline lies in the next period
     */
    public record Figures(int opened, int reopened, int closed, int closedLate, int redone, int extended, int voided,
            int open, int late, int dueNext) {

        /** All of them, in the order of a table; nothing is sorted by them. */
        static final List<String> COLUMNS = List.of("opened", "reopened", "closed", "closedLate", "redone", "extended",
                "voided", "open", "late", "dueNext");

        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(this.opened + other.opened, this.reopened + other.reopened, this.closed + other.closed,
                    this.closedLate + other.closedLate, this.redone + other.redone, this.extended + other.extended,
                    this.voided + other.voided, this.open + other.open, this.late + other.late,
                    this.dueNext + other.dueNext);
        }

        /**
         * @param column by the name of a component
         */
        public int of(String column) {
            return List
                .of(this.opened, this.reopened, this.closed, this.closedLate, this.redone, this.extended, this.voided,
                        this.open, this.late, this.dueNext)
                .get(COLUMNS.indexOf(column));
        }

        /** Whether there is nothing to tell. */
        boolean isQuiet() {
            return equals(NONE);
        }

    }

}
