package org.sanxing.meeting;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Something was done in or for a meeting; told in its story.
 *
 * @param action past tense, e.g. {@code itemDecided}
 */
public record MeetingEvent(String action, String meetingId, String actor,
        Map<String, Object> details) implements DomainEvent {

    public static MeetingEvent of(String action, Meeting meeting, String actor) {
        return new MeetingEvent(action, meeting.id(), actor, Map.of());
    }

    /** A detail that is null or empty is left out. */
    public MeetingEvent with(String name, @Nullable Object detail) {
        if (detail == null || "".equals(detail)) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(this.details);
        more.put(name, detail);
        return new MeetingEvent(this.action, this.meetingId, this.actor, more);
    }

    @Override
    public AuditRecord record() {
        AuditRecord record = AuditRecord.of(this.meetingId, Meeting.CASE_TYPE, this.action, this.actor);
        for (Map.Entry<String, Object> detail : this.details.entrySet()) {
            record = record.detail(detail.getKey(), detail.getValue());
        }
        return record;
    }

}
