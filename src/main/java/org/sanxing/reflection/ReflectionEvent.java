package org.sanxing.reflection;

import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** What happened to a material. */
public sealed interface ReflectionEvent extends DomainEvent {

    private static AuditRecord record(String id, int version, String action, String actor) {
        return AuditRecord.of(id, "reflection", action, actor).version(version);
    }

    /** Somebody began a material. */
    record Begun(String reflectionId, String author, String campaignId) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return AuditRecord.of(this.reflectionId, "reflection", "created", this.author)
                .detail("campaignId", this.campaignId);
        }

    }

    /**
     * The author submitted a version.
     *
     * @param contentHash SHA-256 of what it says, so that the chain proves the text too
     * @param answers to remarks, with what they answer
     * @param attachments name and SHA-256 of each file, so that it proves the files
     */
    record Submitted(String reflectionId, String author, int version, String contentHash,
            List<Map<String, Object>> answers, List<Map<String, Object>> attachments) implements ReflectionEvent {

        /**
         * @param content the version as JSON
         */
        public static Submitted of(Reflection reflection, String content, List<Map<String, Object>> answers,
                List<Attachment> attachments) {
            return new Submitted(reflection.id(), reflection.author(), reflection.version(),
                    DigestUtils.sha256Hex(content), answers, attachments.stream().map(Attachment::proof).toList());
        }

        @Override
        public AuditRecord record() {
            return ReflectionEvent
                .record(this.reflectionId, this.version, (this.version == 1) ? "submitted" : "resubmitted", this.author)
                .detail("content", this.contentHash)
                .detail("answered", this.answers.isEmpty() ? null : this.answers)
                .detail("attachments", this.attachments.isEmpty() ? null : this.attachments);
        }

    }

    /** The author took a version back before anybody decided on it. */
    record Withdrawn(String reflectionId, String author, int version) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, "withdrawn", this.author);
        }

    }

    /**
     * A reviewer decided on a version.
     *
     * @param remarks the passages that got one, and what it says
     * @param resolved what the remarks say that it settles
     * @param more what the form asked beside, label and value
     * @param attachments name and SHA-256 of each file
     */
    record Decided(String reflectionId, int version, String level, String actor, @Nullable String onBehalfOf,
            boolean approved, @Nullable String opinion, List<Map<String, Object>> remarks, List<String> resolved,
            Map<String, Object> more, List<Map<String, Object>> attachments) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent
                .record(this.reflectionId, this.version, this.approved ? "approved" : "returned", this.actor)
                .onBehalfOf(this.onBehalfOf)
                .detail("level", this.level)
                .detail("opinion", this.opinion)
                .detail("remarks", this.remarks.isEmpty() ? null : this.remarks.size())
                .detail("remarked", this.remarks.isEmpty() ? null : this.remarks)
                .detail("resolved", this.resolved.isEmpty() ? null : this.resolved)
                .detail("more", this.more.isEmpty() ? null : this.more)
                .detail("attachments", this.attachments.isEmpty() ? null : this.attachments);
        }

    }

    /**
     * After a decision was taken back, a material is with the reviewer of that level
     * again.
     */
    record ReviewRestored(String reflectionId, int version, String level, String holder) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, "reviewRestored", AuditRecord.SYSTEM)
                .detail("level", this.level)
                .detail("to", this.holder);
        }

    }

    /** The last level has approved. */
    record Accepted(String reflectionId, int version) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, "accepted", AuditRecord.SYSTEM);
        }

    }

    /**
     * People were told of the deadline of the open task.
     *
     * @param action {@code reminded}, those who have it, or {@code escalated}, the next
     * level, where it is overdue
     */
    record DeadlineTold(String reflectionId, int version, String action, String task,
            List<String> told) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, this.action, AuditRecord.SYSTEM)
                .detail("task", this.task)
                .detail("to", this.told);
        }

    }

    /** An administrator ended the case of a material whose author has left. */
    record Ended(String reflectionId, int version, String administrator, String reason) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, "ended", this.administrator)
                .detail("opinion", this.reason);
        }

    }

    /** An administrator set the case of a material going again, where it stood. */
    record Restarted(String reflectionId, int version, String administrator,
            @Nullable String reason) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record(this.reflectionId, this.version, "restarted", this.administrator)
                .detail("opinion", this.reason);
        }

    }

    /** Somebody other than the author opened a version. */
    record Read(String reflectionId, String reader, int version) implements ReflectionEvent {

        @Override
        public AuditRecord record() {
            return ReflectionEvent.record("readings:" + this.reflectionId, this.version, "read", this.reader)
                .object("reflection", this.reflectionId);
        }

    }

}
