package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;

/**
 * One problem of the ledger, with its file (一问题一档案).
 *
 * @param departmentId of the person whose problem it is
 * @param category the id of a category of the campaign, or one in words; null for none
 * @param author who wrote the material that it comes from; null for other sources
 * @param measure as it was registered; empty where there was none
 * @param responsible who must put it right
 * @param cycle counts from 1; reopening starts the next
 * @param redoCount how often it was found not good enough
 */
public record LedgerEntry(String id, LedgerNumber number, String branchId, @Nullable String departmentId,
        @Nullable String campaignId, @Nullable String category, String title, String manifestation, String rootCause,
        String measure, Source source, @Nullable String author, String responsible, DeadlineClass deadlineClass,
        LocalDate dueOn, State state, int cycle, int redoCount, boolean recurring, String registeredBy,
        Instant registeredAt, int revision) {

    /** Opens the file of a problem that the branch has registered. */
    public static LedgerEntry open(LedgerNumber number, Origin origin, String title, String rootCause,
            DeadlineClass deadlineClass, String responsible, String registeredBy, Instant now,
            WorkingCalendar calendar) {
        LocalDate dueOn = deadlineClass.dueOn(calendar.dateOf(now), calendar);
        return new LedgerEntry(Ids.next(), number, origin.branchId(), origin.departmentId(), origin.campaignId(),
                origin.category(), title, origin.manifestation(), rootCause, origin.measure(), origin.source(),
                origin.author(), responsible, deadlineClass, dueOn, State.RECTIFYING, 1, 0, false, registeredBy, now,
                0);
    }

    /** Opens the file of a problem that the branch found itself or was told of. */
    public static LedgerEntry open(LedgerNumber number, String branchId, @Nullable String departmentId, Finding found,
            String registeredBy, Instant now, LocalDate dueOn) {
        return new LedgerEntry(Ids.next(), number, branchId, departmentId, found.campaignId(), found.category(),
                found.title(), found.manifestation(), found.rootCause(), found.measure(), found.source(), null,
                found.responsible(), found.deadlineClass(), dueOn, State.RECTIFYING, 1, 0, false, registeredBy, now, 0);
    }

    public boolean isOverdue(LocalDate today) {
        return !this.state.isOver() && this.dueOn.isBefore(today);
    }

    /** Close-out is asked for; the branch verifies. */
    public LedgerEntry verifying() {
        return require(State.RECTIFYING).in(State.VERIFYING);
    }

    /** Verified; the party group decides. */
    public LedgerEntry voting() {
        return require(State.VERIFYING).in(State.VOTING);
    }

    public LedgerEntry closed() {
        return require(State.VOTING).in(State.CLOSED);
    }

    /** Not good enough: back to the responsible party, with another time limit. */
    public LedgerEntry redone(LocalDate dueOn) {
        if (this.state != State.VERIFYING && this.state != State.VOTING) {
            throw new Conflict("entry-not-decided-on").in(this.state.id());
        }
        return in(State.RECTIFYING).with(this.redoCount + 1, this.responsible, dueOn);
    }

    public LedgerEntry putOffTo(LocalDate date) {
        return requireOpen().with(this.redoCount, this.responsible, date);
    }

    /**
     * The next cycle of a closed entry; what its closing was stays in its file.
     * @param again whether the problem came back
     */
    public LedgerEntry reopened(LocalDate date, boolean again) {
        require(State.CLOSED);
        return new LedgerEntry(this.id, this.number, this.branchId, this.departmentId, this.campaignId, this.category,
                this.title, this.manifestation, this.rootCause, this.measure, this.source, this.author,
                this.responsible, this.deadlineClass, date, State.RECTIFYING, this.cycle + 1, this.redoCount,
                this.recurring || again, this.registeredBy, this.registeredAt, this.revision);
    }

    /** Given to another responsible party. */
    public LedgerEntry givenTo(String account) {
        return requireOpen().with(this.redoCount, account, this.dueOn);
    }

    public LedgerEntry voided() {
        return requireOpen().in(State.VOID);
    }

    public LedgerEntry corrected(String newTitle, String newManifestation, String newRootCause,
            DeadlineClass newClass) {
        requireOpen();
        return new LedgerEntry(this.id, this.number, this.branchId, this.departmentId, this.campaignId, this.category,
                newTitle, newManifestation, newRootCause, this.measure, this.source, this.author, this.responsible,
                newClass, this.dueOn, this.state, this.cycle, this.redoCount, this.recurring, this.registeredBy,
                this.registeredAt, this.revision);
    }

    /**
     * @throws Conflict where it is in another state
     */
    public LedgerEntry require(State wanted) {
        if (this.state != wanted) {
            throw new Conflict("entry-not-" + wanted.id()).in(this.state.id());
        }
        return this;
    }

    /**
     * @throws Conflict where it is closed or void
     */
    public LedgerEntry requireOpen() {
        if (this.state.isOver()) {
            throw new Conflict("entry-is-over").in(this.state.id());
        }
        return this;
    }

    /**
     * @param seen revision that the person saw; null to leave the check out
     * @throws Conflict where somebody changed it since
     */
    public LedgerEntry requireRevision(@Nullable Integer seen) {
        if (seen != null && seen != this.revision) {
            throw new Conflict("stale-revision").in(this.state.id()).with("revision", this.revision);
        }
        return this;
    }

    private LedgerEntry in(State next) {
        return new LedgerEntry(this.id, this.number, this.branchId, this.departmentId, this.campaignId, this.category,
                this.title, this.manifestation, this.rootCause, this.measure, this.source, this.author,
                this.responsible, this.deadlineClass, this.dueOn, next, this.cycle, this.redoCount, this.recurring,
                this.registeredBy, this.registeredAt, this.revision);
    }

    private LedgerEntry with(int redos, String account, LocalDate date) {
        return new LedgerEntry(this.id, this.number, this.branchId, this.departmentId, this.campaignId, this.category,
                this.title, this.manifestation, this.rootCause, this.measure, this.source, this.author, account,
                this.deadlineClass, date, this.state, this.cycle, redos, this.recurring, this.registeredBy,
                this.registeredAt, this.revision);
    }

    /**
     * A problem as the branch registers it itself.
     *
     * @param category the id of a category of the campaign, or one in words; null for
     * none
     * @param measure empty where there is none yet
     */
    public record Finding(Source source, @Nullable String campaignId, @Nullable String category, String title,
            String manifestation, String rootCause, String measure, DeadlineClass deadlineClass, String responsible) {

    }

    /** What the material says of the problem. */
    public record Origin(String branchId, String departmentId, String campaignId, String category, String manifestation,
            String measure, Source source, String author) {

    }

    /**
     * Where a problem was found (domain.md, Sources of a ledger entry); what does not
     * belong to its kind is null.
     *
     * @param version of the material that was registered
     * @param problem index within it, from 0
     * @param inspection which inspection from above
     * @param document number of what it wrote
     * @param category within that
     * @param item number of the item within that
     * @param check which check of the organ's own
     * @param from whose opinion it is
     * @param channel by which it came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(String kind, @Nullable String reflectionId, @Nullable Integer version,
            @Nullable Integer problem, @Nullable String inspection, @Nullable String document,
            @Nullable String category, @Nullable String item, @Nullable String check, @Nullable String from,
            @Nullable String channel, @Nullable LocalDate foundOn, @Nullable LocalDate receivedOn) {

        public static final String REFLECTION = "reflection";

        public static final String INSPECTION = "inspection";

        public static final String SELF_CHECK = "selfCheck";

        public static final String OPINION = "opinion";

        /** The kinds that a branch registers itself. */
        public static final List<String> FOUND = List.of(INSPECTION, SELF_CHECK, OPINION);

        public Source(String kind, String reflectionId, int version, int problem) {
            this(kind, reflectionId, version, problem, null, null, null, null, null, null, null, null, null);
        }

        /**
         * What the branch found or was told.
         * @param name which inspection, which check, or from whom
         * @param on when it was found or received
         */
        public static Source found(String kind, @Nullable String name, @Nullable String document,
                @Nullable String category, @Nullable String item, @Nullable String channel, @Nullable LocalDate on) {
            return switch (kind) {
                case INSPECTION ->
                    new Source(kind, null, null, null, name, document, category, item, null, null, null, on, null);
                case SELF_CHECK ->
                    new Source(kind, null, null, null, null, null, null, null, name, null, null, on, null);
                default -> new Source(kind, null, null, null, null, null, null, null, null, name, channel, null, on);
            };
        }

        /** Which inspection, which check, or from whom; null for a material. */
        public @Nullable String name() {
            return (this.inspection != null) ? this.inspection : (this.check != null) ? this.check : this.from;
        }

        /** When it was found or received; null for a material. */
        public @Nullable LocalDate discoveredOn() {
            return (this.foundOn != null) ? this.foundOn : this.receivedOn;
        }

        public boolean ofMaterial() {
            return REFLECTION.equals(this.kind);
        }

    }

    public enum State {

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

        public static Optional<State> of(String id) {
            return Arrays.stream(values()).filter((state) -> state.id.equals(id)).findFirst();
        }

    }

}
