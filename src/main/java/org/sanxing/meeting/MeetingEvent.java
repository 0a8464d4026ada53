package org.sanxing.meeting;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** Something was done in or for a meeting; told in its story. */
public record MeetingEvent(AuditRecord record) implements DomainEvent {

    /**
     * @param action past tense, e.g. {@code itemDecided}
     */
    public static MeetingEvent of(String action, Meeting meeting, String actor) {
        return new MeetingEvent(AuditRecord.of(meeting.id(), Meeting.CASE_TYPE, action, actor));
    }

    /** A detail that is null or empty is left out. */
    public MeetingEvent with(String name, @Nullable Object detail) {
        return new MeetingEvent(this.record.detail(name, "".equals(detail) ? null : detail));
    }

}
