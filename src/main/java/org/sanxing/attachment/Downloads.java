package org.sanxing.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Sends a file so that no browser shows it in our name: always as a download, under its
 * name, as what it was found to be.
 */
@Component
class Downloads {

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
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''"
                + UriUtils.encode(name, StandardCharsets.UTF_8);
    }

}
