package org.sanxing.procedure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

import org.sanxing.attachment.Attachment;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Something happened to a case.
 *
 * @param record what the chain keeps of it
 */
record CaseEvent(AuditRecord record) implements DomainEvent {

    /** Type of the cases, and of what their events are about. */
    static final String TYPE = "procedure";

    static CaseEvent of(String action, ProcedureCase about, String actor) {
        return new CaseEvent(AuditRecord.of(about.id(), TYPE, action, actor).version(about.version()));
    }

    /** What follows by itself. */
    static CaseEvent of(String action, ProcedureCase about) {
        return of(action, about, AuditRecord.SYSTEM);
    }

    static CaseEvent begun(ProcedureCase begun, Declaration declaration, String actor) {
        return new CaseEvent(AuditRecord.of(begun.id(), TYPE, "created", actor)
            .detail("procedure", declaration.name().chinese())
            .detail("from", begun.origin()));
    }

    /**
     * @param content of the version, as JSON, which the chain proves by its hash
     */
    static CaseEvent submitted(ProcedureCase submitted, String content, List<Attachment> files) {
        return of((submitted.version() == 1) ? "submitted" : "resubmitted", submitted, submitted.subject())
            .with("content", DigestUtils.sha256Hex(content))
            .with("attachments", proofs(files));
    }

    CaseEvent onBehalfOf(@Nullable String account) {
        return new CaseEvent(this.record.onBehalfOf(account));
    }

    /** Nothing where there is nothing to tell. */
    CaseEvent with(String detail, @Nullable Object value) {
        boolean empty = (value instanceof Collection<?> all && all.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
        return empty ? this : new CaseEvent(this.record.detail(detail, value));
    }

    static List<Map<String, Object>> proofs(List<Attachment> files) {
        return files.stream().map(Attachment::proof).toList();
    }

}
