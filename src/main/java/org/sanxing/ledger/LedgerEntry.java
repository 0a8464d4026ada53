package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Conflict;

/**
 * One problem of the ledger, with its file (一问题一档案): what never changes of it, what a
 * correction changes, and what the work on it changes.
 */
public record LedgerEntry(Identity identity, Statement statement, Course course, int revision) {

    /** Opens the file of a problem. */
    public static LedgerEntry open(Identity identity, Statement statement, String responsible, LocalDate dueOn) {
        return new LedgerEntry(identity, statement, new Course(responsible, dueOn, State.RECTIFYING, 1, 0, false), 0);
    }

    public String id() {
        return this.identity.id();
    }

    public LedgerNumber number() {
        return this.identity.number();
    }

    public String branchId() {
        return this.identity.branchId();
    }

    public @Nullable String departmentId() {
        return this.identity.departmentId();
    }

    public @Nullable String campaignId() {
        return this.identity.campaignId();
    }

    public EntrySource source() {
        return this.identity.source();
    }

    public @Nullable String author() {
        return this.identity.author();
    }

    public String registeredBy() {
        return this.identity.registeredBy();
    }

    public Instant registeredAt() {
        return this.identity.registeredAt();
    }

    public String title() {
        return this.statement.title();
    }

    public String manifestation() {
        return this.statement.manifestation();
    }

    public String rootCause() {
        return this.statement.rootCause();
    }

    public String measure() {
        return this.statement.measure();
    }

    public @Nullable String category() {
        return this.statement.category();
    }

    public DeadlineClass deadlineClass() {
        return this.statement.deadlineClass();
    }

    /**
     * Whether it is what the responsible party wrote of themselves, which goes with them.
     */
    public boolean isPersonal() {
        return responsible().equals(author());
    }

    public String responsible() {
        return this.course.responsible();
    }

    public LocalDate dueOn() {
        return this.course.dueOn();
    }

    public State state() {
        return this.course.state();
    }

    public int cycle() {
        return this.course.cycle();
    }

    public int redoCount() {
        return this.course.redoCount();
    }

    public boolean recurring() {
        return this.course.recurring();
    }

    public boolean isOverdue(LocalDate today) {
        return !state().isOver() && dueOn().isBefore(today);
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
        if (state() != State.VERIFYING && state() != State.VOTING) {
            throw new Conflict("entry-not-decided-on").in(state().id());
        }
        return on(new Course(responsible(), dueOn, State.RECTIFYING, cycle(), redoCount() + 1, recurring()));
    }

    public LedgerEntry putOffTo(LocalDate date) {
        return requireOpen().on(new Course(responsible(), date, state(), cycle(), redoCount(), recurring()));
    }

    /**
     * The next cycle of a closed entry; what its closing was stays in its file.
     * @param again whether the problem came back
     */
    public LedgerEntry reopened(LocalDate date, boolean again) {
        return require(State.CLOSED)
            .on(new Course(responsible(), date, State.RECTIFYING, cycle() + 1, redoCount(), recurring() || again));
    }

    /** Given to another responsible party, whose department answers for it with them. */
    public LedgerEntry givenTo(String account, @Nullable String departmentId) {
        requireOpen();
        return new LedgerEntry(
                new Identity(id(), number(), branchId(), departmentId, campaignId(), source(), author(), registeredBy(),
                        registeredAt()),
                this.statement, new Course(account, dueOn(), state(), cycle(), redoCount(), recurring()),
                this.revision);
    }

    /**
     * The same under another title and with another responsible party, to be shown so.
     */
    public LedgerEntry as(String title, String responsible) {
        return new LedgerEntry(this.identity,
                new Statement(title, manifestation(), rootCause(), measure(), category(), deadlineClass()),
                new Course(responsible, dueOn(), state(), cycle(), redoCount(), recurring()), this.revision);
    }

    public LedgerEntry voided() {
        return requireOpen().in(State.VOID);
    }

    public LedgerEntry corrected(String newTitle, String newManifestation, String newRootCause,
            DeadlineClass newClass) {
        requireOpen();
        return new LedgerEntry(this.identity,
                new Statement(newTitle, newManifestation, newRootCause, measure(), category(), newClass), this.course,
                this.revision);
    }

    /**
     * @throws Conflict where it is in another state
     */
    public LedgerEntry require(State wanted) {
        if (state() != wanted) {
            throw new Conflict("entry-not-" + wanted.id()).in(state().id());
        }
        return this;
    }

    /**
     * @throws Conflict where it is closed or void
     */
    public LedgerEntry requireOpen() {
        if (state().isOver()) {
            throw new Conflict("entry-is-over").in(state().id());
        }
        return this;
    }

    /**
     * @param seen revision that the person saw; null to leave the check out
     * @throws Conflict where somebody changed it since
     */
    public LedgerEntry requireRevision(@Nullable Integer seen) {
        if (seen != null && seen != this.revision) {
            throw new Conflict("stale-revision").in(state().id()).with("revision", this.revision);
        }
        return this;
    }

    private LedgerEntry in(State next) {
        return on(new Course(responsible(), dueOn(), next, cycle(), redoCount(), recurring()));
    }

    private LedgerEntry on(Course next) {
        return new LedgerEntry(this.identity, this.statement, next, this.revision);
    }

    /**
     * What an entry is registered with and keeps.
     *
     * @param departmentId of the responsible party; another one brings theirs
     * @param author who wrote the material that it comes from; null for other sources
     */
    public record Identity(String id, LedgerNumber number, String branchId, @Nullable String departmentId,
            @Nullable String campaignId, EntrySource source, @Nullable String author, String registeredBy,
            Instant registeredAt) {

    }

    /**
     * What the problem is.
     *
     * @param measure as it was registered; empty where there was none
     * @param category the id of a category of the campaign, or one in words; null for
     * none
     */
    public record Statement(String title, String manifestation, String rootCause, String measure,
            @Nullable String category, DeadlineClass deadlineClass) {

    }

    /**
     * How the work on it stands.
     *
     * @param responsible who must put it right
     * @param cycle counts from 1; reopening starts the next
     * @param redoCount how often it was found not good enough
     */
    public record Course(String responsible, LocalDate dueOn, State state, int cycle, int redoCount,
            boolean recurring) {

    }

    public enum State {

        RECTIFYING, VERIFYING, VOTING, CLOSED, VOID;

        /** As the HTTP contract and the database write it. */
        public String id() {
            return CamelCase.of(this);
        }

        /** Whether nothing more is done on it, so that it cannot be late. */
        public boolean isOver() {
            return this == CLOSED || this == VOID;
        }

        public static Optional<State> of(String id) {
            return CamelCase.find(State.class, id);
        }

    }

}
