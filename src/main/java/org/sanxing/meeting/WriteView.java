package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.meeting.ItemSheet.Seat;

/**
 * Keeps what an absent member wrote on an item: by the member, or by recorder or chair.
 * It is shown, and not counted.
 */
@UseCase
public class WriteView {

    private final MeetingSupport desk;

    WriteView(MeetingSupport desk) {
        this.desk = desk;
    }

    private static final int TEXT = 5_000;

    /**
     * @throws Forbidden for anybody else
     * @throws Conflict where the member is there
     */
    public Meeting execute(WriteViewCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision())
            .require(Meeting.State.IN_SESSION, Meeting.State.CALLED);
        String member = (command.member() != null) ? command.member() : command.account();
        if (!member.equals(command.account())) {
            this.desk.policy.requireRecorder(meeting, command.account());
        }
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        Seat seat = sheet.seat(member).orElseThrow(() -> new InvalidInput("account", "meeting-not-a-member"));
        if (!seat.entitled()) {
            throw new Forbidden("not-entitled-to-vote");
        }
        sheet.item().require(AgendaItem.State.LISTED, AgendaItem.State.OPEN);
        if (seat.isPresent()) {
            throw new Conflict("meeting-member-present").in(sheet.item().state().id());
        }
        String text = Texts.optional("text", command.text(), TEXT);
        this.desk.meetings.write(sheet.item().id(), member, text, command.account(), this.desk.now());
        this.desk.tell(MeetingSupport.event("viewWritten", sheet, command.account()).with("to", member).with("opinion", text));
        return meeting;
    }

    /**
     * @param member whose view it is; null for one's own
     * @param revision that the person saw; null to leave the check out
     */
    public record WriteViewCommand(String meetingId, String itemId, @Nullable String member, @Nullable String text,
            String account, @Nullable Integer revision) {

    }

}
