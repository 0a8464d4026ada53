package org.sanxing.meeting;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CamelCase;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.ledger.LedgerEntry;

/**
 * One entry on the agenda of a meeting.
 *
 * @param cycle in which the entry was when it was put there
 * @param reason why the closing is to be taken back; empty for a close-out
 * @param ballotId the vote, once it was opened
 * @param chair who chairs this item; null for the chair of the meeting
 * @param discussion what was said, as the recorder writes it
 * @param present how many of those entitled were there when it was settled
 * @param settledReason why it was put off, or what became of the entry meanwhile
 */
public record AgendaItem(String id, String meetingId, int line, Kind kind, String entryId, int cycle, String reason,
        String proposedBy, State state, @Nullable String ballotId, @Nullable String chair, String discussion,
        @Nullable Integer present, @Nullable String settledReason, @Nullable String settledBy,
        @Nullable Instant settledAt) {

    static AgendaItem listed(String meetingId, int line, Kind kind, LedgerEntry entry, String reason, String by) {
        return new AgendaItem(Ids.next(), meetingId, line, kind, entry.id(), entry.cycle(), reason, by, State.LISTED,
                null, null, "", null, null, null, null);
    }

    AgendaItem opened(String ballot) {
        require(State.LISTED);
        return with(State.OPEN, ballot, this.chair, this.discussion);
    }

    AgendaItem decided(int presentNow, String by, Instant now) {
        require(State.OPEN);
        return settled(State.DECIDED, presentNow, null, by, now);
    }

    AgendaItem putOff(int presentNow, String why, String by, Instant now) {
        require(State.LISTED, State.OPEN);
        return settled(State.PUT_OFF, presentNow, why, by, now);
    }

    /** The entry is not what it was any more. */
    AgendaItem lapsed(String why, String by, Instant now) {
        require(State.LISTED, State.OPEN);
        return settled(State.LAPSED, null, why, by, now);
    }

    /** The meeting ended before it came to it. */
    AgendaItem notTaken(String by, Instant now) {
        require(State.LISTED);
        return settled(State.NOT_TAKEN, null, null, by, now);
    }

    AgendaItem chairedBy(String account) {
        require(State.LISTED, State.OPEN);
        return with(this.state, this.ballotId, account, this.discussion);
    }

    AgendaItem discussed(String text) {
        return with(this.state, this.ballotId, this.chair, text);
    }

    public boolean is(State wanted) {
        return this.state == wanted;
    }

    public boolean isCounter() {
        return this.kind == Kind.COUNTER;
    }

    /** Whether something may still be decided on it. */
    public boolean isLive() {
        return is(State.LISTED) || is(State.OPEN);
    }

    /**
     * @throws Conflict where it is in none of these states
     */
    AgendaItem require(State... wanted) {
        if (!Arrays.asList(wanted).contains(this.state)) {
            throw new Conflict(
                    is(State.OPEN) || is(State.LISTED) ? "meeting-item-not-" + wanted[0].id() : "meeting-item-settled")
                .in(this.state.id())
                .by(this.settledBy, this.settledAt);
        }
        return this;
    }

    private AgendaItem settled(State next, @Nullable Integer presentNow, @Nullable String why, String by, Instant now) {
        return new AgendaItem(this.id, this.meetingId, this.line, this.kind, this.entryId, this.cycle, this.reason,
                this.proposedBy, next, this.ballotId, this.chair, this.discussion, presentNow, why, by, now);
    }

    private AgendaItem with(State next, @Nullable String ballot, @Nullable String chairs, String said) {
        return new AgendaItem(this.id, this.meetingId, this.line, this.kind, this.entryId, this.cycle, this.reason,
                this.proposedBy, next, ballot, chairs, said, this.present, this.settledReason, this.settledBy,
                this.settledAt);
    }

    public enum Kind {

        /** Whether an entry that was verified is closed. */
        CLOSE_OUT,

        /** Whether the closing of an entry is taken back. */
        COUNTER;

        public String id() {
            return CamelCase.of(this);
        }

        public static Optional<Kind> of(String id) {
            return CamelCase.find(Kind.class, id);
        }

    }

    public enum State {

        LISTED, OPEN, DECIDED, PUT_OFF, LAPSED, NOT_TAKEN;

        public String id() {
            return CamelCase.of(this);
        }

        static Optional<State> of(String id) {
            return CamelCase.find(State.class, id);
        }

    }

}
