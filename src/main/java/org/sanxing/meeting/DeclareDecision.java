package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.ReopenEntry.ReopenEntryCommand;
import org.sanxing.rectification.ReopenEntry;

/**
 * The chair declares what was decided on an item, once all have voted who are there. It
 * takes effect at once: the entry is closed or goes back, or a closing is taken back.
 */
@UseCase
public class DeclareDecision {

    private final MeetingSupport desk;

    private final RectificationHistories records;

    private final ReopenEntry reopenEntry;

    private final MeetingOutcome effect;

    DeclareDecision(MeetingSupport desk, RectificationHistories records, ReopenEntry reopenEntry, MeetingOutcome effect) {
        this.desk = desk;
        this.records = records;
        this.reopenEntry = reopenEntry;
        this.effect = effect;
    }

    /**
     * @throws Forbidden for who does not chair it
     * @throws Conflict where it is not open, was declared meanwhile, somebody who is
     * there has not voted, or the quorum is missing
     */
    public Meeting execute(DeclareDecisionCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        AgendaItem item = sheet.item().require(AgendaItem.State.OPEN);
        this.desk.policy.requireChair(sheet, command.account());
        LedgerEntry entry = sheet.entry()
            .require(item.isCounter() ? LedgerEntry.State.CLOSED : LedgerEntry.State.VOTING);
        sheet.requireQuorum();
        if (!sheet.waiting().isEmpty()) {
            throw new Conflict("meeting-votes-missing", sheet.waiting().size()).in(item.state().id())
                .with("awaited", this.desk.people(sheet.waiting()));
        }
        boolean agreed = sheet.tally().agreed();
        String outcome = agreed ? "agree" : "disagree";
        this.records.declared(String.valueOf(item.ballotId()), outcome);
        this.desk.meetings.save(item.decided(sheet.present(), command.account(), this.desk.now()));
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk
            .tell(counted(MeetingSupport.event(item.isCounter() ? "counterDecided" : "itemDecided", sheet, command.account()),
                    sheet, outcome));
        EntryEvent told = this.desk.event(item.isCounter() ? "counterDecided" : "decidedInMeeting", entry, meeting,
                command.account());
        this.desk.tell(told.with("outcome", outcome)
            .with("agree", sheet.count("agree"))
            .with("disagree", sheet.count("disagree"))
            .with("abstain", sheet.count("abstain"))
            .with("entitled", sheet.entitled())
            .with("presentCount", sheet.present()));
        if (!item.isCounter()) {
            this.effect.of(entry, agreed, false);
        }
        else if (agreed) {
            this.reopenEntry.execute(
                    new ReopenEntryCommand(entry.id(), ReopenEntry.COUNTER_DECISION, item.reason(), command.account()));
        }
        return saved;
    }

    private static MeetingEvent counted(MeetingEvent event, ItemSheet sheet, String outcome) {
        return event.with("outcome", outcome)
            .with("agree", sheet.count("agree"))
            .with("disagree", sheet.count("disagree"))
            .with("abstain", sheet.count("abstain"))
            .with("entitled", sheet.entitled())
            .with("needed", sheet.needed())
            .with("presentCount", sheet.present());
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record DeclareDecisionCommand(String meetingId, String itemId, String account, @Nullable Integer revision) {

    }

}
