package org.sanxing.report;

import java.nio.charset.StandardCharsets;

import org.sanxing.document.OfficialWord;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Reports as Word files over the wire. */
@Component
class ReportFiles {

    private final ReportDocument document;

    private final OfficialWord word;

    ReportFiles(ReportDocument document, OfficialWord word) {
        this.document = document;
        this.word = word;
    }

    ResponseEntity<byte[]> download(ProgressReport report) {
        return ResponseEntity.ok()
            .contentType(MediaType.parseMediaType(OfficialWord.MEDIA_TYPE))
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                        .filename(this.document.fileName(report), StandardCharsets.UTF_8)
                        .build()
                        .toString())
            .body(this.word.write(this.document.of(report)));
    }

}
