package org.sanxing.tasks.usecase;

import java.time.Clock;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.list.KindSettings;
import org.sanxing.tasks.list.TaskHandlers;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The system administrator allows, or no longer, to decide several tasks of a kind at
 * once.
 */
@UseCase
public class AllowBatch {

    private final KindSettings settings;

    private final TaskHandlers handlers;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    AllowBatch(KindSettings settings, TaskHandlers handlers, Organization organization,
            ApplicationEventPublisher events, Clock clock) {
        this.settings = settings;
        this.handlers = handlers;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden where the person is not the system administrator
     * @throws InvalidInput where tasks of the kind can never be decided together
     */
    public void execute(AllowBatchCommand command) {
        if (!this.organization.rolesOf(command.account()).contains(Role.SYSTEM_ADMINISTRATOR)) {
            throw new Forbidden("system-administrator-only");
        }
        TaskHandler handler = this.handlers.all().get(command.kind());
        if (handler == null || handler.batchDecisions(command.kind()).isEmpty()) {
            throw new InvalidInput("kind", "batch-impossible");
        }
        if (this.settings.batchKinds().contains(command.kind()) != command.allowed()) {
            this.settings.allowBatch(command.kind(), command.allowed(), command.account(), this.clock.instant());
            this.events.publishEvent(new BatchAllowed(command.account(), command.kind(), command.allowed()));
        }
    }

    public record AllowBatchCommand(String kind, boolean allowed, String account) {

    }

    /** Kept in the chain of the administration of tasks, which is no case. */
    record BatchAllowed(String actor, String kind, boolean allowed) implements DomainEvent {

        @Override
        public AuditRecord record() {
            return AuditRecord.of("tasks", "taskKind", this.allowed ? "batchAllowed" : "batchForbidden", this.actor)
                .object("taskKind", this.kind)
                .detail("task", this.kind);
        }

    }

}
