package org.sanxing.meeting;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.Tally;

/**
 * One item of an agenda with everybody who has to do with it: who is entitled and why the
 * others are not, who is there, and how they voted.
 *
 * @param entry as it was when the minutes were signed, once they are
 * @param corrections of it since then
 * @param report null for a counter-decision, and where nothing was voted on
 * @param needed how many must agree
 * @param outcome {@code agree}, {@code disagree} or {@code putOff}; null before
 */
public record ItemSheet(Meeting meeting, AgendaItem item, LedgerEntry entry, List<Amendment> corrections,
        List<Seat> seats, @Nullable Report report, int needed, @Nullable String outcome, Quorum quorum) {

    /** How many are entitled to attend (应到会). */
    public int entitled() {
        return entitled((seat) -> true).size();
    }

    /** How many of them are there; as it was then where it is settled. */
    public int present() {
        return (this.item.present() != null) ? this.item.present() : entitled(Seat::isPresent).size();
    }

    public boolean quorate() {
        return this.quorum.met(present(), entitled());
    }

    /** How many must be there. */
    public int quorumNeeded() {
        return this.quorum.needed(entitled());
    }

    /** Accounts of those who are entitled and of whom something holds. */
    List<String> entitled(Predicate<Seat> holds) {
        return this.seats.stream().filter(Seat::entitled).filter(holds).map(Seat::account).toList();
    }

    /** Those who are there, are entitled, and have not voted. */
    public List<String> waiting() {
        return entitled((seat) -> seat.isPresent() && seat.vote() == null);
    }

    public long count(String vote) {
        return entitled((seat) -> vote.equals(seat.vote())).size();
    }

    public long voted() {
        return entitled((seat) -> seat.vote() != null).size();
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

    /** Accounts of those who appear in it. */
    Stream<String> accounts() {
        return Stream
            .concat(Stream.of(this.entry.responsible(), this.item.proposedBy(), this.item.settledBy(),
                    this.item.chair(), (this.report != null) ? this.report.verifiedBy() : null),
                    this.seats.stream().map(Seat::account))
            .filter(Objects::nonNull);
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

    /**
     * What the branch reports on it.
     *
     * @param measures as they were when close-out was asked for
     */
    public record Report(String requestId, String conclusion, String opinion, String verifiedBy, int evidence,
            List<Measure> measures) {

    }

}
