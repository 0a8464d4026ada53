package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.sanxing.calendar.DueTimes;
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
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
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

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    private final Organization organization;

    private final Notifications notifications;

    private final WorkingCalendar calendar;

    private final DueTimes dueTimes;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CallVote(LedgerEntries entries, RectificationHistories records, EntryPolicy policy, RectificationSettings settings,
            Organization organization, Notifications notifications, WorkingCalendar calendar, DueTimes dueTimes,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
        this.organization = organization;
        this.notifications = notifications;
        this.calendar = calendar;
        this.dueTimes = dueTimes;
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
        Instant now = this.clock.instant();
        Ballot ballot = new Ballot(Ids.next(), round.requestId(), voters.size(),
                Tally.needed(voters.size(), this.settings.majority()), now, this.calendar.endOf(dueOn),
                members.stream()
                    .map((member) -> new BallotMember(member.account(), member.entitled(), member.reason(), null, null,
                            null))
                    .toList());
        this.records.add(ballot, this.dueTimes.reminder(ballot.dueAt(), now));
        this.events.publishEvent(EntryEvent.of("voteCalled", entry, AuditRecord.SYSTEM)
            .with("to", voters)
            .with("needed", ballot.needed())
            .with("staysOut", members.stream().filter((member) -> !member.entitled()).map(Member::account).toList()));
        this.notifications.notify(Notice
            .of("voteCalled", voters, entry.id(), "/tasks?view=todo&kind=" + RectificationProcess.KIND_VOTE,
                    entry.title(), entry.number().toString(), dueOn.toString(),
                    this.organization.find(entry.responsible()).map(Person::name).orElse(entry.responsible()))
            .numbered(entry.number().toString())
            .about(entry.responsible()));
        return voters;
    }

}
