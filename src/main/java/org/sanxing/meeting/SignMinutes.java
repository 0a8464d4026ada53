package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.UseCase;

/**
 * Recorder and chair each confirm the minutes of a meeting that has ended.
 */
@UseCase
public class SignMinutes {

    private final MeetingSupport desk;

    SignMinutes(MeetingSupport desk) {
        this.desk = desk;
    }

    public Meeting execute(SignMinutesCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision());
        this.desk.policy.requireRecorder(meeting, command.account());
        Meeting saved = this.desk.meetings.save(meeting.signed(command.account(), this.desk.now()));
        this.desk.tell(MeetingEvent.of("signed", saved, command.account()));
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record SignMinutesCommand(String meetingId, String account, @Nullable Integer revision) {

    }

}
