package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A member of the party group votes, in person and once. The vote ends when its outcome
 * cannot change any more, or all have voted; where a meeting has taken it up, when it is
 * declared there.
 */
@UseCase
public class CastVote {

    public static final Set<String> FORM_KEYS = Set.of("vote", "opinion");

    /** The values of {@code vote}. */
    public static final Set<String> VOTES = Set.of("agree", "disagree", "abstain");

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final MeetingVotes meetings;

    private final Tasks tasks;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CastVote(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, MeetingVotes meetings,
            Tasks tasks, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.meetings = meetings;
        this.tasks = tasks;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for the responsible party, and for who is not entitled or no
     * longer of the party group
     * @throws Conflict where nothing is voted on, the member has voted already, or is
     * absent from the meeting that votes on it now
     * @throws InvalidInput where a vote against has no reason
     */
    public LedgerEntry execute(TaskInput input) {
        LedgerEntry entry = this.entries.lock(input.entryId());
        EntryPolicy.requireOther(entry, input.account(), null);
        entry.require(LedgerEntry.State.VOTING);
        Ballot ballot = ballot(entry);
        if (!ballot.isEntitled(input.account()) || !this.policy.isOfPartyGroup(input.account())) {
            throw new Forbidden("not-entitled-to-vote");
        }
        if (!ballot.waiting().contains(input.account())) {
            throw new Conflict("voted-already").in(entry.state().id());
        }
        boolean inMeeting = this.meetings.requireTurn(entry, input.account());
        String vote = Texts.chosen(input.data(), "vote", VOTES);
        String opinion = input.opinion("disagree".equals(vote));
        Map<String, Object> more = Texts.others(input.data(), FORM_KEYS);
        Instant now = this.clock.instant();
        this.records.addVote(ballot.id(), input.account(), vote, opinion, more, now);
        this.events.publishEvent(EntryEvent.of("voted", entry, input.account())
            .with("vote", vote)
            .with("opinion", opinion)
            .with("more", more.isEmpty() ? null : more));
        goOn(entry, ballot.voted(input.account(), vote, opinion, now), inMeeting, input.taskId());
        return this.entries.get(entry.id());
    }

    /**
     * A member who has left, or is no longer of the party group, will not vote any more:
     * that counts like a vote that is not for it. Who is entitled stays as it was.
     */
    void end(String entryId, String account, String administrator, String reason) {
        this.tasks.openTask(entryId, RectificationProcess.KIND_VOTE, account)
            .ifPresent((item) -> gone(item, administrator, reason));
    }

    private void gone(WorkItem item, String administrator, String reason) {
        LedgerEntry entry = this.entries.lock(item.caseId()).require(LedgerEntry.State.VOTING);
        Ballot ballot = ballot(entry);
        Instant now = this.clock.instant();
        this.records.addVote(ballot.id(), item.holder(), RectificationHistory.GONE, reason, Map.of(), now);
        this.events.publishEvent(
                EntryEvent.of("voteEnded", entry, administrator).with("to", item.holder()).with("opinion", reason));
        goOn(entry, ballot.voted(item.holder(), RectificationHistory.GONE, reason, now),
                this.meetings.isOpen(entry.id()), item.id());
        this.tasks.decided(item.id(), administrator, null, RectificationHistory.GONE);
    }

    private Ballot ballot(LedgerEntry entry) {
        return this.records.round(entry.id()).map(Round::ballot).orElseThrow();
    }

    private void goOn(LedgerEntry entry, Ballot now, boolean inMeeting, String taskId) {
        Tally tally = now.tally();
        boolean decided = tally.decided() && !inMeeting;
        if (decided) {
            this.records.announced(now.id(), "over");
            this.events.publishEvent(EntryEvent.of("voteDecided", entry, AuditRecord.SYSTEM)
                .with("outcome", tally.agreed() ? "agree" : "disagree")
                .with("agree", now.count("agree"))
                .with("disagree", now.count("disagree"))
                .with("abstain", now.count("abstain"))
                .with("entitled", now.entitled())
                .with("notVoted", now.waiting().isEmpty() ? null : now.waiting()));
        }
        this.workflow.complete(taskId, Map.ofEntries(RectificationProcess.VOTE_DECIDED.with(decided),
                RectificationProcess.AGREED.with(decided && tally.agreed())));
    }

}
