package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;

/**
 * Names who chairs one item, where the chair must stay out of it.
 */
@UseCase
public class ChooseChair {

    private final MeetingSupport desk;

    ChooseChair(MeetingSupport desk) {
        this.desk = desk;
    }

    /**
     * @throws InvalidInput for who is not entitled on it or not there
     */
    public Meeting execute(ChooseChairCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        if (!this.desk.policy.records(meeting, command.account())) {
            this.desk.policy.requireManager(meeting, command.account());
        }
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        String chosen = (command.chair() != null) ? command.chair() : "";
        if (!sheet.mayChair(chosen)) {
            throw new InvalidInput("chair", "meeting-item-chair");
        }
        this.desk.meetings.save(sheet.item().chairedBy(chosen));
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk.tell(MeetingSupport.event("chairChosen", sheet, command.account()).with("to", chosen));
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record ChooseChairCommand(String meetingId, String itemId, @Nullable String chair, String account,
            @Nullable Integer revision) {

    }

}
