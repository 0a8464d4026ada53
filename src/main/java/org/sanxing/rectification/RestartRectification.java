package org.sanxing.rectification;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.tasks.Cases;
import org.sanxing.workflow.CaseRepair;
import org.springframework.context.ApplicationEventPublisher;

/** Entries on their way, and setting one going again that stands still. */
@UseCase
class RestartRectification implements Cases {

    private final LedgerEntries entries;

    private final EntryPolicy policy;

    private final CaseRepair repair;

    private final ApplicationEventPublisher events;

    RestartRectification(LedgerEntries entries, EntryPolicy policy, CaseRepair repair,
            ApplicationEventPublisher events) {
        this.entries = entries;
        this.policy = policy;
        this.repair = repair;
        this.events = events;
    }

    @Override
    public List<OpenCase> open(@Nullable String after, int limit) {
        return this.entries.notOver(after, limit).stream().map(RestartRectification::openCase).toList();
    }

    @Override
    public Optional<OpenCase> find(String id) {
        return this.entries.find(id).filter((entry) -> !entry.state().isOver()).map(RestartRectification::openCase);
    }

    private static OpenCase openCase(LedgerEntry entry) {
        return new OpenCase(entry.id(), entry.number() + " " + entry.title(), entry.responsible(),
                entry.registeredAt());
    }

    @Override
    public void restart(String id, String administrator, @Nullable String reason) {
        LedgerEntry entry = this.entries.lock(id).requireOpen();
        String element = switch (entry.state()) {
            case RECTIFYING -> RectificationProcess.TASK_NOTIFY_RESPONSIBLE;
            case VERIFYING -> RectificationProcess.TASK_NOTIFY_VERIFIERS;
            case VOTING -> RectificationProcess.TASK_CALL_VOTE;
            default -> throw new Conflict("entry-is-over").in(entry.state().id());
        };
        this.repair.startAt(RectificationProcess.KEY, id, element,
                Map.ofEntries(RectificationProcess.RESPONSIBLE.with(entry.responsible()),
                        RectificationProcess.VERIFIERS.with(this.policy.verifiers(entry))));
        this.events.publishEvent(EntryEvent.of("restarted", entry, administrator).with("opinion", reason));
    }

}
