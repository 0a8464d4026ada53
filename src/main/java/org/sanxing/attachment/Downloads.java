package org.sanxing.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;

import org.sanxing.common.NotFound;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Sends a file so that no browser takes it for a page of ours: as a download, or as a
 * picture or pages to be looked at, under its name, as what it was found to be.
 */
@Component
class Downloads {

    private final AttachmentContents contents;

    Downloads(AttachmentContents contents) {
        this.contents = contents;
    }

    void send(Attachment attachment, HttpServletResponse response) throws IOException {
        write(attachment, disposition("attachment", attachment.name()), "sandbox; default-src 'none'", response);
    }

    /**
     * Shows a picture or a PDF in a page of ours. The browser's own reader of PDFs needs
     * its styles, and does not start in a sandbox; a PDF with a script is not taken in.
     * @throws NotFound where it is neither
     */
    void show(Attachment attachment, HttpServletResponse response) throws IOException {
        String policy = switch (FileType.Look.of(attachment.mediaType())) {
            case PICTURE -> "sandbox; default-src 'none'";
            case PAGES -> "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
            case TEXT -> throw new NotFound("attachment");
        };
        write(attachment, disposition("inline", attachment.name()), policy, response);
    }

    private void write(Attachment attachment, String disposition, String policy, HttpServletResponse response)
            throws IOException {
        response.setContentType(attachment.mediaType());
        response.setContentLengthLong(attachment.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        this.contents.write(attachment.sha256(), attachment.size(), response.getOutputStream());
    }

    /**
     * The name as RFC 6266 has it, and in plain letters for whoever does not know that.
     */
    static String disposition(String kind, String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }

}
