package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Ids;

/**
 * One problem of the ledger, with its file (一问题一档案).
 *
 * @param departmentId of the person whose problem it is
 * @param author who wrote the material that it comes from
 * @param responsible who must put it right
 * @param cycle counts from 1; a relapse starts the next
 * @param redoCount how often it was found not good enough
 */
record LedgerEntry(String id, LedgerNumber number, String branchId, @Nullable String departmentId,
        @Nullable String campaignId, @Nullable String category, String title, String manifestation, String rootCause,
        String measure, Source source, @Nullable String author, String responsible, DeadlineClass deadlineClass,
        LocalDate dueOn, State state, int cycle, int redoCount, boolean recurring, String registeredBy,
        Instant registeredAt, int revision) {

    /** Opens the file of a problem that the branch has registered. */
    static LedgerEntry open(LedgerNumber number, Origin origin, Registration.Entry entry, String registeredBy,
            Instant now, WorkingCalendar calendar) {
        LocalDate dueOn = entry.deadlineClass().dueOn(calendar.dateOf(now), calendar);
        return new LedgerEntry(Ids.next(), number, origin.branchId(), origin.departmentId(), origin.campaignId(),
                origin.category(), entry.title(), origin.manifestation(), entry.rootCause(), origin.measure(),
                origin.source(), origin.author(), entry.responsible(), entry.deadlineClass(), dueOn, State.RECTIFYING,
                1, 0, false, registeredBy, now, 0);
    }

    public boolean isOverdue(LocalDate today) {
        return !this.state.isOver() && this.dueOn.isBefore(today);
    }

    /** What the material says of the problem. */
    record Origin(String branchId, String departmentId, String campaignId, String category, String manifestation,
            String measure, Source source, String author) {

    }

    /**
     * Where a problem was found.
     *
     * @param kind {@code reflection}
     * @param version of the material that was registered
     * @param problem index within it, from 0
     */
    record Source(String kind, String reflectionId, int version, int problem) {

        static final String REFLECTION = "reflection";

    }

    enum State {

        RECTIFYING("rectifying"), VERIFYING("verifying"), VOTING("voting"), CLOSED("closed"), VOID("void");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** As the HTTP contract and the database write it. */
        public String id() {
            return this.id;
        }

        /** Whether nothing more is done on it, so that it cannot be late. */
        public boolean isOver() {
            return this == CLOSED || this == VOID;
        }

        static Optional<State> of(String id) {
            return Arrays.stream(values()).filter((state) -> state.id.equals(id)).findFirst();
        }

    }

}
