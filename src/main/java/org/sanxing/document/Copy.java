package org.sanxing.document;

import java.time.Instant;

/**
 * A copy that somebody took out of the system.
 *
 * @param caseType e.g. {@code reflection}
 * @param title of the case when it was taken
 * @param version 0 for a draft
 * @param opinions whether what was said on it is part of it
 */
public record Copy(TraceCode code, String account, Instant takenAt, String caseType, String caseId, String title,
        int version, Way way, boolean opinions) {

    /** How it was taken. */
    public enum Way {

        WORD, PRINT,
        /** To be filed: without a mark. */
        FILING;

        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

    }

}
