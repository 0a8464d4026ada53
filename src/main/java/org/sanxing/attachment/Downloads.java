package org.sanxing.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends a file so that no browser shows it in our name: always as a download, under its
 * name, as what it was found to be.
 */
@Component
class Downloads {

    private static final String PLAIN = "!#$&+-.^_`|~";

    private final AttachmentContents contents;

    Downloads(AttachmentContents contents) {
        this.contents = contents;
    }

    void send(Attachment attachment, HttpServletResponse response) throws IOException {
        response.setContentType(attachment.mediaType());
        response.setContentLengthLong(attachment.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(attachment.name()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        this.contents.write(attachment.sha256(), attachment.size(), response.getOutputStream());
    }

    /**
     * The name as RFC 6266 has it, and in plain letters for whoever does not know that.
     */
    static String disposition(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
            .forEach((point) -> plain
                .append((point < 0x20 || point > 0x7e || point == '"' || point == '\\' || point == '%') ? '_'
                        : (char) point));
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xFF);
            boolean kept = (letter < 0x80) && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
            encoded.append(kept ? String.valueOf(letter) : String.format("%%%02X", each & 0xFF));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

}
