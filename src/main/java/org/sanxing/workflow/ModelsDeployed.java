package org.sanxing.workflow;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Other models than before are in force.
 *
 * @param deploymentId the engine's id
 */
record ModelsDeployed(String deploymentId, Models models) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("models", "models", "deployed", AuditRecord.SYSTEM)
            .object("deployment", this.deploymentId)
            .detail("files", this.models.hashes());
    }

}
