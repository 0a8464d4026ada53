package org.sanxing.meeting;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialDocument;

/** Somebody takes the minutes of a meeting out of the system, as Word. */
@UseCase
public class TakeMinutes {

    private static final String FORBIDDEN = "[\\p{Cntrl}\\\\/:*?\"<>|]";

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final Minutes minutes;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final MeetingTexts words;

    TakeMinutes(Meetings meetings, MeetingPolicy policy, Minutes minutes, CopyRegister copies, CopyMarks marks,
            MeetingTexts words) {
        this.meetings = meetings;
        this.policy = policy;
        this.minutes = minutes;
        this.copies = copies;
        this.marks = marks;
        this.words = words;
    }

    /**
     * Puts on record who takes them, and marks them; until the meeting has ended they are
     * a draft.
     * @throws NotFound where the person may not see the meeting
     */
    public TakenMinutes execute(String meetingId, String account) {
        Meeting meeting = this.meetings.find(meetingId)
            .filter((found) -> this.policy.reads(found, account))
            .orElseThrow(() -> new NotFound("meeting"));
        Copy copy = this.copies.take(account, Meeting.CASE_TYPE, meeting.id(), this.words.label(meeting),
                meeting.isOver() ? 1 : 0, Copy.Way.WORD, true);
        return new TakenMinutes(this.minutes.of(meeting).marked(this.marks.of(copy)),
                this.words.say("meeting.minutes.file", this.words.label(meeting)).replaceAll(FORBIDDEN, " ").strip()
                        + ".docx");
    }

    public record TakenMinutes(OfficialDocument document, String fileName) {

    }

}
