package org.sanxing.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.Tally;

/**
 * One item of an agenda with everybody who has to do with it: who is entitled and why the
 * others are not, who is there, and how they voted.
 *
 * @param report null for a counter-decision, and where nothing was voted on
 * @param needed how many must agree
 * @param outcome {@code agree}, {@code disagree} or {@code putOff}; null before
 */
public record ItemSheet(Meeting meeting, AgendaItem item, LedgerEntry entry, List<Seat> seats, @Nullable Report report,
        int needed, @Nullable String outcome, Quorum quorum) {

    /** How many are entitled to attend (应到会). */
    public int entitled() {
        return (int) this.seats.stream().filter(Seat::entitled).count();
    }

    /** How many of them are there; as it was then where it is settled. */
    public int present() {
        return (this.item.present() != null) ? this.item.present()
                : (int) this.seats.stream().filter((seat) -> seat.entitled() && seat.isPresent()).count();
    }

    public boolean quorate() {
        return this.quorum.met(present(), entitled());
    }

    /** How many must be there. */
    public int quorumNeeded() {
        return this.quorum.needed(entitled());
    }

    /** Those who are there, are entitled, and have not voted. */
    public List<String> waiting() {
        return this.seats.stream()
            .filter((seat) -> seat.entitled() && seat.isPresent() && seat.vote() == null)
            .map(Seat::account)
            .toList();
    }

    public long count(String vote) {
        return this.seats.stream().filter((seat) -> seat.entitled() && vote.equals(seat.vote())).count();
    }

    public long voted() {
        return this.seats.stream().filter((seat) -> seat.entitled() && seat.vote() != null).count();
    }

    public Tally tally() {
        return new Tally(entitled(), this.needed, (int) count("agree"), (int) voted());
    }

    public Optional<Seat> seat(String account) {
        return this.seats.stream().filter((seat) -> seat.account().equals(account)).findFirst();
    }

    /** Those who stay out, each with the reason. */
    public List<Seat> out() {
        return this.seats.stream().filter((seat) -> !seat.entitled()).toList();
    }

    /** Whether the person may chair this item: entitled and there. */
    public boolean mayChair(String account) {
        return seat(account).filter((seat) -> seat.entitled() && seat.isPresent()).isPresent();
    }

    /**
     * @throws Conflict where not enough of those entitled are there
     */
    void requireQuorum() {
        if (entitled() == 0 || !quorate()) {
            throw new Conflict("meeting-no-quorum", entitled(), quorumNeeded(), present()).in(this.item.state().id());
        }
    }

    /**
     * A member of the party group on one item.
     *
     * @param reason why the member is not entitled: {@code responsible},
     * {@code relative}, {@code ill}, {@code suspended}, {@code left} or {@code other};
     * null for who is
     * @param note on that; empty for none
     * @param present null while nobody noted it
     * @param absence why the member is absent
     * @param early whether the vote was cast before the item was opened
     * @param written what an absent member wrote; null for nothing
     */
    public record Seat(String account, boolean entitled, @Nullable String reason, String note,
            @Nullable Boolean present, @Nullable String absence, @Nullable String vote, @Nullable String opinion,
            @Nullable Instant votedAt, boolean early, @Nullable String written) {

        public boolean isPresent() {
            return Boolean.TRUE.equals(this.present);
        }

        public boolean isAbsent() {
            return Boolean.FALSE.equals(this.present);
        }

    }

    /** What the branch reports on it. */
    public record Report(String requestId, String conclusion, String opinion, String verifiedBy, int evidence) {

    }

}
