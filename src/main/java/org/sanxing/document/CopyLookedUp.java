package org.sanxing.document;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * The auditor asked whose copy it is.
 *
 * @param typed what was asked for
 * @param found whether there is such a copy
 */
public record CopyLookedUp(String auditor, String typed, boolean found) implements DomainEvent {

    private static final int LONGEST = 60;

    @Override
    public AuditRecord record() {
        String asked = CleanText.line(this.typed);
        return AuditRecord.of("copies", "copy", "copyLookedUp", this.auditor)
            .detail("code",
                    asked.substring(0,
                            asked.offsetByCodePoints(0, Math.min(LONGEST, asked.codePointCount(0, asked.length())))))
            .detail("found", this.found);
    }

}
