package org.sanxing.meeting;

import java.nio.charset.StandardCharsets;

import org.sanxing.common.NotFound;
import org.sanxing.common.UseCase;
import org.sanxing.document.Copy;
import org.sanxing.document.CopyMarks;
import org.sanxing.document.CopyRegister;
import org.sanxing.document.OfficialWord;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The minutes of a meeting as somebody takes them out of the system, as Word. */
@UseCase
class MinutesFile {

    private static final String FORBIDDEN = "[\\p{Cntrl}\\\\/:*?\"<>|]";

    private final Meetings meetings;

    private final MeetingPolicy policy;

    private final Minutes minutes;

    private final CopyRegister copies;

    private final CopyMarks marks;

    private final MeetingTexts texts;

    private final OfficialWord word;

    MinutesFile(Meetings meetings, MeetingPolicy policy, Minutes minutes, CopyRegister copies, CopyMarks marks,
            MeetingTexts texts, OfficialWord word) {
        this.meetings = meetings;
        this.policy = policy;
        this.minutes = minutes;
        this.copies = copies;
        this.marks = marks;
        this.texts = texts;
        this.word = word;
    }

    /**
     * Puts on record who takes them, and marks them; until the meeting has ended they are
     * a draft.
     * @throws NotFound where the person may not see the meeting
     */
    ResponseEntity<byte[]> take(String meetingId, String account) {
        Meeting meeting = this.meetings.find(meetingId)
            .filter((found) -> this.policy.reads(found, account))
            .orElseThrow(() -> new NotFound("meeting"));
        String label = this.texts.label(meeting);
        Copy copy = this.copies.take(account, Meeting.CASE_TYPE, meeting.id(), label, meeting.isOver() ? 1 : 0,
                Copy.Way.WORD, true);
        String fileName = this.texts.say("meeting.minutes.file", label).replaceAll(FORBIDDEN, " ").strip() + ".docx";
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(fileName, StandardCharsets.UTF_8).build().toString())
            .body(this.word.write(this.minutes.of(meeting).marked(this.marks.of(copy))));
    }

}
