package org.sanxing.attachment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A file in a case.
 *
 * @param sha256 of its content, in hexadecimal; the same content is stored once
 * @param name safe to be shown and offered for download
 * @param size in bytes
 * @param effectiveOn the day from which what it shows holds; null where nobody said
 * @param attachedAt when it became part of something submitted; null before, while it is
 * its uploader's alone
 */
public record Attachment(String id, String caseId, String sha256, String name, String mediaType, long size,
        String uploadedBy, Instant uploadedAt, @Nullable LocalDate effectiveOn, @Nullable Instant attachedAt) {

    private static final long KILOBYTE = 1024;

    public boolean isAttached() {
        return this.attachedAt != null;
    }

    /** Whether a small picture of it can be shown. */
    public boolean isPicture() {
        return FileType.Look.of(this.mediaType) == FileType.Look.PICTURE;
    }

    /** What the API shows of it beside the text it belongs to. */
    public Described json() {
        return new Described(this.id, this.name, this.mediaType, this.size, this.sha256);
    }

    /** What the chain keeps of it: enough to prove the file. */
    public Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("id", this.id);
        proof.put("name", this.name);
        proof.put("sha256", this.sha256);
        return proof;
    }

    /** E.g. {@code 1.2 MB}. */
    public String readableSize() {
        if (this.size < KILOBYTE) {
            return this.size + " B";
        }
        double kilobytes = (double) this.size / KILOBYTE;
        return (kilobytes < KILOBYTE) ? String.format(Locale.ROOT, "%.0f KB", kilobytes)
                : String.format(Locale.ROOT, "%.1f MB", kilobytes / KILOBYTE);
    }

    /**
     * @param size in bytes
     */
    public record Described(String id, String name, String mediaType, long size, String sha256) {

    }

}
