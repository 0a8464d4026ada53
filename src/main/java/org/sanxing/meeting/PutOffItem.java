package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.rectification.RectificationHistories;

/**
 * The chair puts an item off, with a reason. Where its vote was open, it ends without a
 * result, and the party group is called to vote anew.
 */
@UseCase
public class PutOffItem {

    private final MeetingSupport desk;

    private final RectificationHistories records;

    private final MeetingOutcome effect;

    PutOffItem(MeetingSupport desk, RectificationHistories records, MeetingOutcome effect) {
        this.desk = desk;
        this.records = records;
        this.effect = effect;
    }

    /**
     * @throws Forbidden for who does not chair
     * @throws Conflict where it is settled
     * @throws org.sanxing.common.InvalidInput without a reason
     */
    public Meeting execute(PutOffItemCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        if (!this.desk.policy.putsOff(sheet, command.account())) {
            throw new Forbidden("meeting-chair-only");
        }
        AgendaItem item = sheet.item().require(AgendaItem.State.LISTED, AgendaItem.State.OPEN);
        String reason = Texts.needed("reason", command.reason(), Texts.REASON);
        boolean open = item.is(AgendaItem.State.OPEN);
        this.desk.meetings.save(item.putOff(sheet.present(), reason, command.account(), this.desk.now()));
        Meeting saved = this.desk.meetings.save(meeting);
        this.desk.tell(MeetingSupport.event("itemPutOff", sheet, command.account()).with("opinion", reason));
        this.desk.tell(
                this.desk.event("putOffInMeeting", sheet.entry(), meeting, command.account()).with("opinion", reason));
        if (open) {
            this.records.declared(String.valueOf(item.ballotId()), "putOff");
            if (!item.isCounter()) {
                this.effect.of(sheet.entry(), false, true);
            }
        }
        return saved;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record PutOffItemCommand(String meetingId, String itemId, @Nullable String reason, String account,
            @Nullable Integer revision) {

    }

}
