package org.sanxing.dossier.signs;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * One thing to look at. It decides nothing.
 *
 * @param kind {@code sameFile}, {@code sameFileBefore}, {@code sameText},
 * {@code olderFile}, {@code likeBefore} or {@code likeAfter}
 * @param entry the other entry; null where it is about none
 * @param file name of the piece of evidence
 * @param percent that is alike
 * @param on the date that matters: since when the evidence holds, when the other entry
 * was closed or registered
 * @param since when the problem was found
 */
public record Sign(String kind, @Nullable Other entry, @Nullable String file, @Nullable Integer percent,
        @Nullable LocalDate on, @Nullable LocalDate since) {

    /** The same file is evidence for another entry. */
    public static final String SAME_FILE = "sameFile";

    /** The same file was evidence for this entry in an earlier cycle. */
    public static final String SAME_FILE_BEFORE = "sameFileBefore";

    /** The conclusion is nearly that of another entry. */
    public static final String SAME_TEXT = "sameText";

    /** What the evidence shows held before the problem was found. */
    public static final String OLDER_FILE = "olderFile";

    /** It was registered soon after a like one was closed. */
    public static final String LIKE_BEFORE = "likeBefore";

    /** A like one was registered soon after it was closed. */
    public static final String LIKE_AFTER = "likeAfter";

    /**
     * @param id null where the reader may not read it; then nothing else of it is told
     * @param otherDepartment whether its responsible party belongs to another department
     */
    public record Other(@Nullable String id, @Nullable String number, @Nullable String title, boolean otherDepartment) {

    }

}
