package org.sanxing.meeting;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.meeting.Meetings.Excused;

/**
 * Recorder or chair says why a member does not count as entitled on an item, until it is
 * opened; or takes that back.
 */
@UseCase
public class ExcuseMember {

    private final MeetingSupport desk;

    ExcuseMember(MeetingSupport desk) {
        this.desk = desk;
    }

    /** Why a member may not count, but for what the system knows itself. */
    public static final List<String> REASONS = List.of("relative", "ill", "suspended", "other");

    private static final int NOTE = 200;

    /**
     * @throws InvalidInput for who is not of the party group, and for another reason
     */
    public Meeting execute(ExcuseMemberCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        this.desk.policy.requireRecorder(meeting, command.account());
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        sheet.item().require(AgendaItem.State.LISTED);
        Seat seat = sheet.seat((command.member() != null) ? command.member() : "")
            .orElseThrow(() -> new InvalidInput("account", "meeting-not-a-member"));
        String reason = (command.reason() != null) ? command.reason() : "";
        String note = "";
        if (reason.isEmpty()) {
            this.desk.meetings.entitle(sheet.item().id(), seat.account());
        }
        else if (!REASONS.contains(reason)) {
            throw new InvalidInput("reason", "meeting-excuse");
        }
        else {
            note = ("other".equals(reason) ? Texts.needed("note", command.note(), NOTE)
                    : Texts.optional("note", command.note(), NOTE))
                .strip();
            this.desk.meetings.excuse(sheet.item().id(), new Excused(seat.account(), reason, note), command.account(),
                    this.desk.now());
        }
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk.tell(MeetingSupport.event(reason.isEmpty() ? "memberEntitled" : "memberExcused", sheet, command.account())
            .with("to", seat.account())
            .with("excuse", reason)
            .with("opinion", note));
        return saved;
    }

    /**
     * @param reason one of {@link #REASONS}; null or empty to take it back
     * @param revision that the person saw; null to leave the check out
     */
    public record ExcuseMemberCommand(String meetingId, String itemId, @Nullable String member, @Nullable String reason,
            @Nullable String note, String account, @Nullable Integer revision) {

    }

}
