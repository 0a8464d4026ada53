package org.sanxing.meeting;

import java.util.Map;

import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.forms.Forms;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.rectification.CastVote;
import org.sanxing.rectification.TaskInput;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

/**
 * A member who is there votes on the item that is open. On a close-out it is the vote of
 * the member's task, given by another way; a counter-decision has no task.
 */
@UseCase
class VoteInMeeting {

    private final MeetingSupport support;

    private final MeetingView.Source views;

    private final VotesInMeetings turns;

    private final RectificationHistories histories;

    private final EntryPolicy group;

    private final CastVote castVote;

    private final Tasks tasks;

    private final Forms forms;

    private final Workflow workflow;

    VoteInMeeting(MeetingSupport support, MeetingView.Source views, VotesInMeetings turns,
            RectificationHistories histories, EntryPolicy group, CastVote castVote, Tasks tasks, Forms forms,
            Workflow workflow) {
        this.support = support;
        this.views = views;
        this.turns = turns;
        this.histories = histories;
        this.group = group;
        this.castVote = castVote;
        this.tasks = tasks;
        this.forms = forms;
        this.workflow = workflow;
    }

    /**
     * @param data {@code vote} and {@code opinion}, and what else the form of the task
     * asks
     * @throws Forbidden for who is not entitled
     * @throws Conflict where the item is not open, the member is absent or has voted, or
     * it is not the chair's turn yet
     * @throws InvalidInput where a vote against has no reason
     */
    void execute(String meetingId, String itemId, Map<String, Object> data, String account) {
        Meeting meeting = this.views.readable(meetingId, account).require(Meeting.State.IN_SESSION);
        ItemSheet sheet = this.support.sheet(meeting, itemId);
        sheet.item().require(AgendaItem.State.OPEN);
        if (sheet.item().isCounter()) {
            counter(sheet, data, account);
        }
        else {
            closeOut(sheet.entry(), data, account);
        }
    }

    private void closeOut(LedgerEntry entry, Map<String, Object> data, String account) {
        WorkItem task = this.tasks.openTask(entry.id(), RectificationProcess.KIND_VOTE, account).orElse(null);
        String taskId = (task != null) ? task.id() : "";
        Map<String, Object> valid = (task != null) ? this.forms.validate(
                this.forms.read(RectificationProcess.KIND_VOTE, this.workflow.taskForm(taskId)), data, Map.of()) : data;
        if (task == null && this.histories.round(entry.id())
            .map(Round::ballot)
            .filter((ballot) -> !ballot.over() && ballot.waiting().contains(account))
            .isPresent()) {
            throw new Conflict("meeting-task-missing").in(entry.state().id());
        }
        this.castVote.execute(new TaskInput(entry.id(), taskId, valid, account, null));
        this.tasks.decided(taskId, account, null, Texts.of(valid, "vote"));
    }

    private void counter(ItemSheet sheet, Map<String, Object> data, String account) {
        Seat seat = sheet.seat(account)
            .filter(Seat::entitled)
            .filter((one) -> this.group.isOfPartyGroup(account))
            .orElseThrow(() -> new Forbidden("not-entitled-to-vote"));
        if (seat.vote() != null) {
            throw new Conflict("voted-already").in(sheet.entry().state().id());
        }
        this.turns.requireTurn(sheet, account);
        String vote = Texts.of(data, "vote");
        if (!CastVote.VOTES.contains(vote)) {
            throw new InvalidInput("vote", "meeting-vote");
        }
        String opinion = TaskInput.opinion(data, "disagree".equals(vote));
        this.histories.addVote(String.valueOf(sheet.item().ballotId()), account, vote, opinion, Map.of(),
                this.support.now());
        this.support.tell(this.support.event("counterVoted", sheet.entry(), sheet.meeting(), account)
            .with("vote", vote)
            .with("opinion", opinion));
    }

}
