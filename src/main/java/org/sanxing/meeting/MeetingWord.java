package org.sanxing.meeting;

import java.nio.charset.StandardCharsets;

import org.sanxing.document.OfficialWord;
import org.sanxing.meeting.TakeMinutes.TakenMinutes;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Minutes as they go over the wire. */
@Component
class MeetingWord {

    private final TakeMinutes takeMinutes;

    private final OfficialWord word;

    MeetingWord(TakeMinutes takeMinutes, OfficialWord word) {
        this.takeMinutes = takeMinutes;
        this.word = word;
    }

    ResponseEntity<byte[]> minutes(String meetingId, String account) {
        TakenMinutes taken = this.takeMinutes.execute(meetingId, account);
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                        .filename(taken.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString())
            .body(this.word.write(taken.document()));
    }

}
