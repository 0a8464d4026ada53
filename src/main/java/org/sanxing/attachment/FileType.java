package org.sanxing.attachment;

import java.util.List;

/** The kinds of files that people may add. */
public enum FileType {

    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),

    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),

    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),

    PDF("application/pdf", "pdf"),

    JPG("image/jpeg", "jpg", "jpeg"),

    PNG("image/png", "png");

    private final String mediaType;

    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    public String mediaType() {
        return this.mediaType;
    }

    /** Without the dot, in lower case, the usual one first. */
    public List<String> extensions() {
        return this.extensions;
    }

    public String extension() {
        return this.extensions.get(0);
    }

    /** How it can be looked at without another program. */
    enum Look {

        PICTURE, PAGES, TEXT;

        static Look of(String mediaType) {
            return mediaType.startsWith("image/") ? PICTURE : mediaType.equals(PDF.mediaType) ? PAGES : TEXT;
        }

    }

}
