package org.sanxing.meeting;

import java.util.List;
import java.util.Map;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.meeting.MeetingCommands.ReasonCommand;
import org.sanxing.organization.Person;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.rectification.TurnEntry;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.Workflow;

/**
 * The chair opens the vote on one item of an agenda at a time, and declares what was
 * decided, which takes effect at once; or puts the item off.
 */
@UseCase
class DecideItem {

    private final MeetingSupport support;

    private final RectificationHistories histories;

    private final TurnEntry turnEntry;

    private final Workflow workflow;

    private final CaseRepair repair;

    private final EntryPolicy entryPolicy;

    DecideItem(MeetingSupport support, RectificationHistories histories, TurnEntry turnEntry, Workflow workflow,
            CaseRepair repair, EntryPolicy entryPolicy) {
        this.support = support;
        this.histories = histories;
        this.turnEntry = turnEntry;
        this.workflow = workflow;
        this.repair = repair;
        this.entryPolicy = entryPolicy;
    }

    /**
     * From now on those vote who are there, and the vote ends when it is declared.
     * @throws Forbidden for who does not chair it
     * @throws Conflict where another is open, the quorum is missing, nobody can chair, or
     * there is nothing to decide any more
     */
    void open(Doing doing, String itemId) {
        Meeting meeting = this.support.inSession(doing);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        AgendaItem item = sheet.item().require(AgendaItem.State.LISTED);
        if (this.support.meetings.agenda(meeting.id()).stream().anyMatch((other) -> other.is(AgendaItem.State.OPEN))) {
            throw new Conflict("meeting-another-open").in(item.state().id());
        }
        requireDecidable(sheet);
        sheet.requireQuorum();
        this.support.policy.requireChair(sheet, doing.account());
        this.support.meetings.save(item.opened(ballot(sheet)));
        this.support.meetings.save(meeting);
        this.support.tell(MeetingSupport.event("itemOpened", sheet, doing.account())
            .with("entitled", sheet.entitled())
            .with("needed", sheet.needed())
            .with("presentCount", sheet.present())
            .with("staysOut", sheet.out().isEmpty() ? null : sheet.out().stream().map(Seat::account).toList()));
    }

    private String ballot(ItemSheet sheet) {
        if (sheet.item().isCounter()) {
            String ballot = Ids.next();
            this.support.meetings.openBallot(ballot, sheet.needed(), sheet.seats(), this.support.now());
            return ballot;
        }
        LedgerEntry entry = sheet.entry();
        String ballot = this.support.meetings.openBallots(List.of(entry.id())).get(entry.id());
        if (ballot == null) {
            throw new Conflict("entry-not-voting").in(entry.state().id());
        }
        this.support.meetings.retake(ballot, sheet.needed(), sheet.seats());
        // A case that began on a diagram without meetings goes on, at the same place, on
        // the newest one, or it would not wait for what is declared.
        if (!this.workflow.awaits(RectificationProcess.MSG_DECISION_DECLARED, entry.id())) {
            this.repair.startAt(RectificationProcess.KEY, entry.id(), RectificationProcess.TASK_CALL_VOTE,
                    Map.ofEntries(RectificationProcess.RESPONSIBLE.with(entry.responsible()),
                            RectificationProcess.VERIFIERS.with(this.entryPolicy.verifiers(entry))));
        }
        return ballot;
    }

    /**
     * Once all have voted who are there: the entry is closed or goes back, or a closing
     * is taken back.
     * @throws Forbidden for who does not chair it
     * @throws Conflict where it is not open, was declared meanwhile, somebody who is
     * there has not voted, or the quorum is missing
     */
    void declare(Doing doing, String itemId) {
        Meeting meeting = this.support.inSession(doing);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        AgendaItem item = sheet.item().require(AgendaItem.State.OPEN);
        this.support.policy.requireChair(sheet, doing.account());
        requireDecidable(sheet);
        sheet.requireQuorum();
        if (!sheet.waiting().isEmpty()) {
            throw new Conflict("meeting-votes-missing", sheet.waiting().size()).in(item.state().id())
                .with("awaited",
                        this.support.organization.findAll(sheet.waiting()).values().stream().map(Person::ref).toList());
        }
        boolean agreed = sheet.tally().agreed();
        String outcome = agreed ? "agree" : "disagree";
        LedgerEntry entry = sheet.entry();
        List<String> away = sheet.entitled(Seat::isAbsent);
        List<String> absent = away.isEmpty() ? null : away;
        this.histories.declared(String.valueOf(item.ballotId()), outcome);
        this.support.meetings.save(item.decided(sheet.present(), doing.account(), this.support.now()));
        this.support.meetings.save(meeting);
        this.support
            .tell(MeetingSupport.event(item.isCounter() ? "counterDecided" : "itemDecided", sheet, doing.account())
                .with("outcome", outcome)
                .with("agree", sheet.count("agree"))
                .with("disagree", sheet.count("disagree"))
                .with("abstain", sheet.count("abstain"))
                .with("entitled", sheet.entitled())
                .with("needed", sheet.needed())
                .with("presentCount", sheet.present())
                .with("absentees", absent));
        this.support.tell(this.support
            .event(item.isCounter() ? "counterDecided" : "decidedInMeeting", entry, meeting, doing.account())
            .with("outcome", outcome)
            .with("agree", sheet.count("agree"))
            .with("disagree", sheet.count("disagree"))
            .with("abstain", sheet.count("abstain"))
            .with("entitled", sheet.entitled())
            .with("presentCount", sheet.present())
            .with("absentees", absent));
        if (!item.isCounter()) {
            goOn(entry, agreed, false);
        }
        else if (agreed) {
            this.turnEntry.reopen(entry.id(), TurnEntry.COUNTER_DECISION, item.reason(), doing.account());
        }
    }

    /**
     * Where its vote was open, it ends without a result, and the party group is called to
     * vote anew.
     * @throws Forbidden for who does not chair
     * @throws Conflict where it is settled
     * @throws InvalidInput without a reason
     */
    void putOff(Doing doing, String itemId, ReasonCommand typed) {
        Meeting meeting = this.support.inSession(doing);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        if (!this.support.policy.putsOff(sheet, doing.account())) {
            throw new Forbidden("meeting-chair-only");
        }
        AgendaItem item = sheet.item().require(AgendaItem.State.LISTED, AgendaItem.State.OPEN);
        String reason = Texts.needed("reason", typed.reason(), Texts.REASON);
        this.support.meetings.save(item.putOff(sheet.present(), reason, doing.account(), this.support.now()));
        this.support.meetings.save(meeting);
        this.support.tell(MeetingSupport.event("itemPutOff", sheet, doing.account()).with("opinion", reason));
        this.support.tell(
                this.support.event("putOffInMeeting", sheet.entry(), meeting, doing.account()).with("opinion", reason));
        if (item.is(AgendaItem.State.OPEN)) {
            this.histories.declared(String.valueOf(item.ballotId()), "putOff");
            if (!item.isCounter()) {
                goOn(sheet.entry(), false, true);
            }
        }
    }

    private static void requireDecidable(ItemSheet sheet) {
        sheet.entry().require(sheet.item().isCounter() ? LedgerEntry.State.CLOSED : LedgerEntry.State.VOTING);
    }

    /**
     * Takes what was declared on a close-out to the procedure of the entry.
     * @throws IllegalStateException where the case does not wait for it
     */
    private void goOn(LedgerEntry entry, boolean agreed, boolean putOff) {
        if (!this.workflow.correlate(RectificationProcess.MSG_DECISION_DECLARED, entry.id(),
                Map.ofEntries(RectificationProcess.AGREED.with(agreed), RectificationProcess.PUT_OFF.with(putOff)))) {
            throw new IllegalStateException("Entry " + entry.id() + " waits for no meeting");
        }
    }

}
