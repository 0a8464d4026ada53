package org.sanxing.meeting;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.common.DomainEvent;
import org.sanxing.common.NotFound;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.meeting.MeetingCommands.Doing;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What all actions in a meeting need: it is locked first, then the entry concerned. */
@Component
class MeetingSupport {

    final Meetings meetings;

    final ItemSheets sheets;

    final MeetingPolicy policy;

    final LedgerEntries entries;

    final Organization organization;

    private final MeetingTexts texts;

    private final Notifications notifications;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    MeetingSupport(Meetings meetings, ItemSheets sheets, MeetingPolicy policy, LedgerEntries entries,
            Organization organization, MeetingTexts texts, Notifications notifications,
            ApplicationEventPublisher events, Clock clock) {
        this.meetings = meetings;
        this.sheets = sheets;
        this.policy = policy;
        this.entries = entries;
        this.organization = organization;
        this.texts = texts;
        this.notifications = notifications;
        this.events = events;
        this.clock = clock;
    }

    Instant now() {
        return this.clock.instant();
    }

    /**
     * Locks a meeting.
     * @throws NotFound where the person may not see it
     */
    Meeting lock(Doing doing) {
        Meeting meeting = this.meetings.lock(doing.meetingId());
        if (!this.policy.reads(meeting, doing.account())) {
            throw new NotFound("meeting");
        }
        return meeting.requireRevision(doing.revision());
    }

    /** The same where it is in session. */
    Meeting inSession(Doing doing) {
        return lock(doing).require(Meeting.State.IN_SESSION);
    }

    /** Locks the entry of an item, and reads the item after that. */
    ItemSheet sheet(Meeting meeting, String itemId) {
        this.entries.lock(this.meetings.item(meeting, itemId).entryId());
        return this.sheets.of(meeting, this.meetings.item(meeting, itemId));
    }

    void tell(DomainEvent event) {
        this.events.publishEvent(event);
    }

    /** What happened to an entry in a meeting, in the entry's own story. */
    EntryEvent event(String action, LedgerEntry entry, Meeting meeting, String account) {
        return EntryEvent.of(action, entry, account).with("name", this.texts.label(meeting));
    }

    /** What happened to an item, in the meeting's story. */
    static MeetingEvent event(String action, ItemSheet sheet, String account) {
        return event(action, sheet.meeting(), sheet.entry(), account);
    }

    static MeetingEvent event(String action, Meeting meeting, LedgerEntry entry, String account) {
        return MeetingEvent.of(action, meeting, account)
            .with("number", entry.number().toString())
            .with("title", entry.title());
    }

    void notify(String event, Meeting meeting, String account) {
        notify(event, meeting, account, this.meetings.agenda(meeting.id()).size());
    }

    /** Tells the party group and the recorder, but for who did it. */
    void notify(String event, Meeting meeting, String account, int items) {
        Set<String> told = new LinkedHashSet<>(this.organization.partyGroup().stream().map(Person::account).toList());
        told.add(meeting.recorder());
        told.remove(account);
        this.notifications.notify(Notice.of(event, List.copyOf(told), meeting.id(), "/ledger/meetings/" + meeting.id(),
                this.texts.label(meeting), this.texts.moment(meeting.meetsAt()), meeting.place(),
                String.valueOf(items)));
    }

}
