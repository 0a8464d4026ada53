package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;

/**
 * Recorder or chair writes what was said on an item, until the meeting ends.
 */
@UseCase
public class WriteDiscussion {

    private final MeetingSupport desk;

    WriteDiscussion(MeetingSupport desk) {
        this.desk = desk;
    }

    private static final int TEXT = 10_000;

    public Meeting execute(WriteDiscussionCommand command) {
        Meeting meeting = this.desk.inSession(command.meetingId(), command.account(), command.revision());
        this.desk.policy.requireRecorder(meeting, command.account());
        String text = Texts.optional("discussion", command.text(), TEXT);
        ItemSheet sheet = this.desk.sheet(meeting, command.itemId());
        this.desk.meetings.save(sheet.item().discussed(text));
        this.desk.tell(MeetingSupport.event("discussionWritten", sheet, command.account()).with("opinion", text));
        return meeting;
    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record WriteDiscussionCommand(String meetingId, String itemId, @Nullable String text, String account,
            @Nullable Integer revision) {

    }

}
