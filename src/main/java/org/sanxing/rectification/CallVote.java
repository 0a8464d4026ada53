package org.sanxing.rectification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Ids;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy.Member;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.BallotMember;
import org.sanxing.rectification.RectificationHistory.Round;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Calls the party group to vote on an entry: who is entitled is fixed now, with the
 * reason for each member who stays out.
 */
@UseCase
public class CallVote {

    private static final Duration FROM_NINE_TO_MIDNIGHT = Duration.ofHours(15);

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    private final TellRectificationParties tell;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CallVote(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, RectificationSettings settings,
            TellRectificationParties tell, WorkingCalendar calendar, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
        this.tell = tell;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return accounts of those who still have to vote
     * @throws Conflict where nobody is entitled
     */
    public List<String> execute(String entryId) {
        LedgerEntry entry = this.entries.lock(entryId).require(LedgerEntry.State.VOTING);
        Round round = this.records.round(entryId).orElseThrow();
        Ballot earlier = round.ballot();
        if (earlier != null && !earlier.isPutOff()) {
            return earlier.waiting();
        }
        List<Member> members = this.policy.members(entry);
        List<String> voters = members.stream().filter(Member::entitled).map(Member::account).toList();
        if (voters.isEmpty()) {
            throw new Conflict("nobody-votes").in(entry.state().id());
        }
        LocalDate dueOn = this.calendar.plusWorkingDays(this.calendar.today(), this.settings.vote());
        Instant remindAt = this.calendar.endOf(this.calendar.minusWorkingDays(dueOn, 1)).minus(FROM_NINE_TO_MIDNIGHT);
        Ballot ballot = new Ballot(Ids.next(), round.requestId(), voters.size(),
                Tally.needed(voters.size(), this.settings.majority()), this.clock.instant(), this.calendar.endOf(dueOn),
                members.stream()
                    .map((member) -> new BallotMember(member.account(), member.entitled(), member.reason(), null, null,
                            null))
                    .toList());
        this.records.add(ballot, remindAt);
        this.events.publishEvent(EntryEvent.of("voteCalled", entry, AuditRecord.SYSTEM)
            .with("to", voters)
            .with("needed", ballot.needed())
            .with("staysOut", members.stream().filter((member) -> !member.entitled()).map(Member::account).toList()));
        this.tell.voters(entry, voters, dueOn);
        return voters;
    }

}
