package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Person;

/**
 * Begins a meeting: from now on its agenda stays, and who is there is noted.
 */
@UseCase
public class BeginMeeting {

    private final MeetingSupport desk;

    BeginMeeting(MeetingSupport desk) {
        this.desk = desk;
    }

    /**
     * @throws Conflict where it has begun, or has nothing on its agenda
     */
    public Meeting execute(BeginMeetingCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision());
        if (!this.desk.policy.records(meeting, command.account())) {
            this.desk.policy.requireManager(meeting, command.account());
        }
        Meeting begun = meeting.begun(this.desk.now());
        if (this.desk.meetings.agenda(meeting.id()).stream().noneMatch(AgendaItem::isLive)) {
            throw new Conflict("meeting-without-agenda").in(meeting.state().id());
        }
        this.desk.meetings.expect(meeting.id(),
                this.desk.organization.partyGroup().stream().map(Person::account).toList());
        Meeting saved = this.desk.meetings.save(begun);
        this.desk.tell(MeetingEvent.of("begun", saved, command.account()));
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record BeginMeetingCommand(String meetingId, String account, @Nullable Integer revision) {

    }

}
