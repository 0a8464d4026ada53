package org.sanxing.meeting;

import java.util.Map;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.forms.Forms;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.rectification.RectificationRecords;
import org.sanxing.rectification.process.RectificationProcess;
import org.sanxing.rectification.usecase.CastVote.CastVoteCommand;
import org.sanxing.rectification.usecase.CastVote;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

/**
 * A member who is there votes on the item that is open. On a close-out it is the vote of
 * the member's task, given by another way; a counter-decision has no task.
 */
@UseCase
public class VoteInMeeting {

    private final Desk desk;

    private final VotesInMeetings turns;

    private final RectificationRecords records;

    private final EntryPolicy group;

    private final CastVote castVote;

    private final Tasks tasks;

    private final Forms forms;

    private final Workflow workflow;

    VoteInMeeting(Desk desk, VotesInMeetings turns, RectificationRecords records, EntryPolicy group, CastVote castVote,
            Tasks tasks, Forms forms, Workflow workflow) {
        this.desk = desk;
        this.turns = turns;
        this.records = records;
        this.group = group;
        this.castVote = castVote;
        this.tasks = tasks;
        this.forms = forms;
        this.workflow = workflow;
    }

    private static final int OPINION = 5_000;

    /**
     * @throws Forbidden for who is not entitled
     * @throws Conflict where the item is not open, the member is absent or has voted, or
     * it is not the chair's turn yet
     * @throws InvalidInput where a vote against has no reason
     */
    public void execute(VoteInMeetingCommand command) {
        Meeting meeting = this.desk.meetings.find(command.meetingId())
            .filter((found) -> this.desk.policy.reads(found, command.account()))
            .orElseThrow(() -> new NotFound("meeting"))
            .require(Meeting.State.IN_SESSION);
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        sheet.item().require(AgendaItem.State.OPEN);
        if (sheet.item().isCounter()) {
            counter(sheet, command);
        }
        else {
            closeOut(sheet.entry(), command);
        }
    }

    private void closeOut(LedgerEntry entry, VoteInMeetingCommand command) {
        WorkItem task = this.tasks.openTask(entry.id(), RectificationProcess.KIND_VOTE, command.account()).orElse(null);
        String taskId = (task != null) ? task.id() : "";
        Map<String, Object> data = (task != null)
                ? this.forms.validate(this.forms.read(RectificationProcess.KIND_VOTE, this.workflow.taskForm(taskId)),
                        command.data(), Map.of())
                : command.data();
        if (task == null && this.records.of(entry.id())
            .ballots()
            .stream()
            .anyMatch((ballot) -> !ballot.over() && ballot.isEntitled(command.account())
                    && ballot.waiting().contains(command.account()))) {
            throw new Conflict("meeting-task-missing").in(entry.state().id());
        }
        this.castVote.execute(new CastVoteCommand(entry.id(), taskId, data, command.account()));
        this.tasks.decided(taskId, command.account(), null, Texts.of(data, "vote"));
    }

    private void counter(ItemSheet sheet, VoteInMeetingCommand command) {
        String account = command.account();
        Seat seat = sheet.seat(account)
            .filter(Seat::entitled)
            .filter((one) -> this.group.isOfPartyGroup(account))
            .orElseThrow(() -> new Forbidden("not-entitled-to-vote"));
        if (seat.vote() != null) {
            throw new Conflict("voted-already").in(sheet.entry().state().id());
        }
        this.turns.requireTurn(sheet, account);
        String vote = Texts.of(command.data(), "vote");
        if (!CastVote.VOTES.contains(vote)) {
            throw new InvalidInput("vote", "meeting-vote");
        }
        String opinion = Texts.optional("opinion", Texts.of(command.data(), "opinion"), OPINION);
        if ("disagree".equals(vote) && opinion.isBlank()) {
            throw new InvalidInput("opinion", "ledger-opinion-required");
        }
        this.records.addVote(String.valueOf(sheet.item().ballotId()), account, vote, opinion, Map.of(),
                this.desk.now());
        this.desk.tell(this.desk.event("counterVoted", sheet.entry(), sheet.meeting(), account)
            .with("vote", vote)
            .with("opinion", opinion));
    }

    /**
     * @param data {@code vote} and {@code opinion}, and what else the form of the task
     * asks
     */
    public record VoteInMeetingCommand(String meetingId, String itemId, Map<String, Object> data, String account) {

    }

}
