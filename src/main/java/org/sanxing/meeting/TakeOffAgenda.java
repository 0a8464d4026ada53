package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.UseCase;

/**
 * Takes an entry off the agenda of a meeting that has not begun.
 */
@UseCase
public class TakeOffAgenda {

    private final MeetingSupport desk;

    TakeOffAgenda(MeetingSupport desk) {
        this.desk = desk;
    }

    public Meeting execute(TakeOffAgendaCommand command) {
        Meeting meeting = this.desk.lock(command.meetingId(), command.account(), command.revision())
            .require(Meeting.State.CALLED);
        this.desk.policy.requireManager(meeting, command.account());
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        this.desk.meetings.remove(sheet.item());
        this.desk.tell(MeetingSupport.event("takenOffAgenda", sheet, command.account()));
        this.desk.tell(this.desk.event("takenOffAgenda", sheet.entry(), meeting, command.account()));
        return this.desk.meetings.save(meeting);
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record TakeOffAgendaCommand(String meetingId, String itemId, String account, @Nullable Integer revision) {

    }

}
