package org.sanxing.meeting;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Conflict;

/**
 * A meeting of the party group on entries of the ledger.
 *
 * @param number counted within the year of its time
 * @param chair account of a member of the party group
 * @param recorder account of who takes the minutes
 * @param invited who else attends, as it is written in the minutes
 * @param cancelReason null unless it is cancelled
 */
public record Meeting(String id, int year, int number, String title, Instant meetsAt, String place, String chair,
        String recorder, String invited, State state, String calledBy, Instant calledAt, @Nullable Instant begunAt,
        @Nullable Instant endedAt, @Nullable String cancelReason, @Nullable Instant recorderSignedAt,
        @Nullable Instant chairSignedAt, int revision) {

    /** The object type of its events, and the type of its case. */
    public static final String CASE_TYPE = "closeOutMeeting";

    public static Meeting called(String id, Plan plan, String by, Instant now) {
        return new Meeting(id, plan.year(), plan.number(), plan.title(), plan.meetsAt(), plan.place(), plan.chair(),
                plan.recorder(), plan.invited(), State.CALLED, by, now, null, null, null, null, null, 0);
    }

    /** Until it begins all of it, after that who chairs and who records. */
    public Meeting changed(Plan plan) {
        require(State.CALLED, State.IN_SESSION);
        boolean all = this.state == State.CALLED;
        return new Meeting(this.id, all ? plan.year() : this.year, all ? plan.number() : this.number,
                all ? plan.title() : this.title, all ? plan.meetsAt() : this.meetsAt, all ? plan.place() : this.place,
                plan.chair(), plan.recorder(), plan.invited(), this.state, this.calledBy, this.calledAt, this.begunAt,
                this.endedAt, this.cancelReason, this.recorderSignedAt, this.chairSignedAt, this.revision);
    }

    public Meeting begun(Instant now) {
        require(State.CALLED);
        return in(State.IN_SESSION, now, null, null);
    }

    public Meeting ended(Instant now) {
        require(State.IN_SESSION);
        return in(State.ENDED, this.begunAt, now, null);
    }

    public Meeting cancelled(String reason) {
        require(State.CALLED);
        return in(State.CANCELLED, null, null, reason);
    }

    /** The minutes are signed by who recorded and by who chaired, each once. */
    public Meeting signed(String account, Instant now) {
        require(State.ENDED);
        if (signedBy(account)) {
            throw new Conflict("meeting-signed-already").in(this.state.id());
        }
        Instant recorded = account.equals(this.recorder) ? now : this.recorderSignedAt;
        Instant chaired = account.equals(this.chair) ? now : this.chairSignedAt;
        return new Meeting(this.id, this.year, this.number, this.title, this.meetsAt, this.place, this.chair,
                this.recorder, this.invited, (recorded != null && chaired != null) ? State.CONFIRMED : this.state,
                this.calledBy, this.calledAt, this.begunAt, this.endedAt, null, recorded, chaired, this.revision);
    }

    public boolean signedBy(String account) {
        return account.equals(this.recorder) && this.recorderSignedAt != null
                || account.equals(this.chair) && this.chairSignedAt != null;
    }

    /** When the first of the two signed; null before. */
    public @Nullable Instant signedAt() {
        return (this.recorderSignedAt == null
                || this.chairSignedAt != null && this.chairSignedAt.isBefore(this.recorderSignedAt))
                        ? this.chairSignedAt : this.recorderSignedAt;
    }

    public boolean is(State wanted) {
        return this.state == wanted;
    }

    /** Whether something on its agenda may still be decided. */
    public boolean isLive() {
        return is(State.CALLED) || is(State.IN_SESSION);
    }

    public boolean isOver() {
        return is(State.ENDED) || is(State.CONFIRMED);
    }

    /**
     * @throws Conflict where it is in none of these states
     */
    public Meeting require(State... wanted) {
        if (!Arrays.asList(wanted).contains(this.state)) {
            throw new Conflict("meeting-not-" + wanted[0].id()).in(this.state.id());
        }
        return this;
    }

    /**
     * @param seen revision that the person saw; null to leave the check out
     * @throws Conflict where somebody changed it since
     */
    public Meeting requireRevision(@Nullable Integer seen) {
        if (seen != null && seen != this.revision) {
            throw new Conflict("stale-revision").in(this.state.id()).with("revision", this.revision);
        }
        return this;
    }

    private Meeting in(State next, @Nullable Instant begun, @Nullable Instant ended, @Nullable String reason) {
        return new Meeting(this.id, this.year, this.number, this.title, this.meetsAt, this.place, this.chair,
                this.recorder, this.invited, next, this.calledBy, this.calledAt, begun, ended, reason, null, null,
                this.revision);
    }

    /** What is agreed on before it begins. */
    public record Plan(int year, int number, String title, Instant meetsAt, String place, String chair, String recorder,
            String invited) {

    }

    public enum State {

        CALLED, IN_SESSION, ENDED, CONFIRMED, CANCELLED;

        /** As the HTTP contract and the database write it. */
        public String id() {
            return CamelCase.of(this);
        }

        public static Optional<State> of(String id) {
            return CamelCase.find(State.class, id);
        }

    }

}
