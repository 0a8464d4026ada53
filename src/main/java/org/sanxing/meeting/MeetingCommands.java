package org.sanxing.meeting;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is typed about meetings, by the names of the fields of form and body alike; errors
 * are told by these names.
 */
final class MeetingCommands {

    private MeetingCommands() {
    }

    /**
     * Who does something in a meeting.
     *
     * @param revision that the person saw; null to leave the check out
     */
    record Doing(String meetingId, String account, @Nullable Integer revision) {

    }

    /**
     * @param title null or empty for the usual one
     * @param number counted within the year; the next one where it is missing
     * @param meetsAt ISO 8601 with offset
     * @param chair account; the party group secretary where it is missing
     * @param items the agenda, read when the meeting is called
     */
    record PlanCommand(@Nullable String title, @Nullable Integer number, @Nullable String meetsAt,
            @Nullable String place, @Nullable String chair, @Nullable String recorder, @Nullable String invited,
            @Nullable List<@Nullable ItemCommand> items) {

    }

    /**
     * @param entryId id or number
     * @param kind {@code closeOut}, unless a closing is to be taken back: {@code counter}
     * @param reason of the latter
     */
    record ItemCommand(@Nullable String entryId, @Nullable String kind, @Nullable String reason) {

    }

    record AttendanceCommand(@Nullable List<@Nullable MemberCommand> members) {

    }

    /**
     * @param reason of who is absent
     */
    record MemberCommand(@Nullable String account, @Nullable Boolean present, @Nullable String reason) {

    }

    /**
     * @param reason {@code relative}, {@code ill}, {@code suspended} or {@code other};
     * null or empty to take it back
     */
    record ExcuseCommand(@Nullable String account, @Nullable String reason, @Nullable String note) {

    }

    record ChairCommand(@Nullable String account) {

    }

    record ReasonCommand(@Nullable String reason) {

    }

    record DiscussionCommand(@Nullable String text) {

    }

    /**
     * @param account whose view it is; null for one's own
     */
    record ViewCommand(@Nullable String account, @Nullable String text) {

    }

}
