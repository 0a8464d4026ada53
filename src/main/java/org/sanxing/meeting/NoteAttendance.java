package org.sanxing.meeting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.Meetings.Attendance;

/**
 * Recorder or chair notes who is there; who is not has a reason.
 */
@UseCase
public class NoteAttendance {

    private final MeetingSupport desk;

    NoteAttendance(MeetingSupport desk) {
        this.desk = desk;
    }

    private static final int REASON = 200;

    /**
     * @throws InvalidInput for who is not of the party group, and without a reason
     */
    public Meeting execute(NoteAttendanceCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        this.desk.policy.requireRecorder(meeting, command.account());
        List<String> expected = this.desk.meetings.attendance(meeting.id()).stream().map(Attendance::account).toList();
        List<String> present = new ArrayList<>();
        List<Map<String, Object>> absent = new ArrayList<>();
        for (int row = 0; row < command.noted().size(); row++) {
            Noted noted = command.noted().get(row);
            if (!expected.contains(noted.account())) {
                throw new InvalidInput("members[" + row + "].account", "meeting-not-a-member");
            }
            String reason = noted.present() ? null
                    : Texts.needed("members[" + row + "].reason", noted.reason(), REASON).strip();
            this.desk.meetings.note(meeting.id(),
                    new Attendance(noted.account(), 0, noted.present(), reason, command.account(), this.desk.now()));
            if (reason == null) {
                present.add(noted.account());
            }
            else {
                absent.add(Map.of("account", noted.account(), "reason", reason));
            }
        }
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk.tell(MeetingEvent.of("attendanceNoted", saved, command.account())
            .with("present", present)
            .with("absent", absent.isEmpty() ? null : absent));
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record NoteAttendanceCommand(String meetingId, List<Noted> noted, String account,
            @Nullable Integer revision) {

    }

    /**
     * @param reason of who is absent
     */
    public record Noted(@Nullable String account, boolean present, @Nullable String reason) {

    }

}
