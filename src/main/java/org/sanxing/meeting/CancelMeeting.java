package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;

/**
 * Cancels a meeting that has not begun, with a reason; its entries stay where they are.
 */
@UseCase
public class CancelMeeting {

    private final MeetingSupport desk;

    CancelMeeting(MeetingSupport desk) {
        this.desk = desk;
    }

    public Meeting execute(CancelMeetingCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision());
        this.desk.policy.requireManager(meeting, command.account());
        meeting.require(Meeting.State.CALLED);
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        Meeting saved = this.desk.meetings.save(meeting.cancelled(reason));
        this.desk.tell(MeetingEvent.of("cancelled", saved, command.account()).with("opinion", reason));
        this.desk.notify("meetingCancelled", saved, command.account(), this.desk.meetings.agenda(saved.id()).size());
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record CancelMeetingCommand(String meetingId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
