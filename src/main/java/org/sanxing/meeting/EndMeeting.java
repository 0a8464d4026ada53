package org.sanxing.meeting;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.UseCase;

/**
 * The chair ends a meeting; what was not taken up stays in the task list.
 */
@UseCase
public class EndMeeting {

    private final MeetingSupport desk;

    EndMeeting(MeetingSupport desk) {
        this.desk = desk;
    }

    /**
     * @throws Forbidden for who does not chair
     * @throws Conflict where a vote is open
     */
    public Meeting execute(EndMeetingCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        if (!command.account().equals(meeting.chair()) && !this.desk.policy.leads(command.account())) {
            throw new Forbidden("meeting-chair-only");
        }
        List<AgendaItem> agenda = this.desk.meetings.agenda(meeting.id());
        if (agenda.stream().anyMatch((item) -> item.is(AgendaItem.State.OPEN))) {
            throw new Conflict("meeting-item-open").in(meeting.state().id());
        }
        Instant now = this.desk.now();
        agenda.stream()
            .filter((item) -> item.is(AgendaItem.State.LISTED))
            .forEach((item) -> this.desk.meetings.save(item.notTaken(command.account(), now)));
        Meeting saved = this.desk.meetings.save(meeting.ended(now));
        this.desk.tell(MeetingEvent.of("ended", saved, command.account()));
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record EndMeetingCommand(String meetingId, String account, @Nullable Integer revision) {

    }

}
