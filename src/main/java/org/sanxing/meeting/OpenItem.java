package org.sanxing.meeting;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.ItemSheet.Seat;

/**
 * The chair opens the vote on one item, one at a time: from now on those vote who are
 * there, and the vote ends when it is declared.
 */
@UseCase
public class OpenItem {

    private final MeetingSupport desk;

    private final MeetingOutcome outcome;

    OpenItem(MeetingSupport desk, MeetingOutcome outcome) {
        this.desk = desk;
        this.outcome = outcome;
    }

    /**
     * @throws Forbidden for who does not chair it
     * @throws Conflict where another is open, the quorum is missing, nobody can chair, or
     * there is nothing to decide any more
     */
    public Meeting execute(OpenItemCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        AgendaItem item = sheet.item().require(AgendaItem.State.LISTED);
        this.desk.meetings.agenda(meeting.id())
            .stream()
            .filter((other) -> other.is(AgendaItem.State.OPEN))
            .findFirst()
            .ifPresent((other) -> {
                throw new Conflict("meeting-another-open").in(item.state().id());
            });
        sheet.entry().require(item.isCounter() ? LedgerEntry.State.CLOSED : LedgerEntry.State.VOTING);
        sheet.requireQuorum();
        this.desk.policy.requireChair(sheet, command.account());
        String ballot = ballot(sheet);
        this.desk.meetings.save(item.opened(ballot));
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk.tell(MeetingSupport.event("itemOpened", sheet, command.account())
            .with("entitled", sheet.entitled())
            .with("needed", sheet.needed())
            .with("presentCount", sheet.present())
            .with("staysOut", sheet.out().isEmpty() ? null : sheet.out().stream().map(Seat::account).toList()));
        return saved;
    }

    private String ballot(ItemSheet sheet) {
        if (sheet.item().isCounter()) {
            String ballot = Ids.next();
            this.desk.meetings.openBallot(ballot, sheet.needed(), sheet.seats(), this.desk.now());
            return ballot;
        }
        String ballot = this.desk.meetings.openBallots(List.of(sheet.entry().id())).get(sheet.entry().id());
        if (ballot == null) {
            throw new Conflict("entry-not-voting").in(sheet.entry().state().id());
        }
        this.desk.meetings.retake(ballot, sheet.needed(), sheet.seats());
        this.outcome.expect(sheet.entry());
        return ballot;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record OpenItemCommand(String meetingId, String itemId, String account, @Nullable Integer revision) {

    }

}
