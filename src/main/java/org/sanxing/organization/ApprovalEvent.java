package org.sanxing.organization;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Something that gives rights was asked for, confirmed, refused or taken back.
 *
 * @param action {@code approvalAsked}, {@code approvalConfirmed}, {@code approvalRefused}
 * or {@code approvalTakenBack}
 * @param subject account of whom it is about, or the name of what
 * @param confirmer who decides it
 * @param newcomers accounts that got, or would get, an initial password
 * @param gives in the words of who acted
 */
public record ApprovalEvent(String action, String actor, String id, String kind, String subject, String askedBy,
        Role confirmer, List<String> newcomers, String gives, @Nullable String reason) implements DomainEvent {

    public static final String ASKED = "approvalAsked";

    public static final String CONFIRMED = "approvalConfirmed";

    public static final String REFUSED = "approvalRefused";

    public static final String TAKEN_BACK = "approvalTakenBack";

    @Override
    public AuditRecord record() {
        return AuditRecord.of("organization", "approval", this.action, this.actor)
            .object("approval", this.id)
            .detail("approvalKind", this.kind)
            .detail("name", this.subject)
            .detail("gives", this.gives)
            .detail("askedBy", this.askedBy)
            .detail("reason", this.reason);
    }

}
