package org.sanxing.lookback;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.ReopenEntry.ReopenEntryCommand;
import org.sanxing.rectification.ReopenEntry;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The branch has looked at a closed entry again: it holds, or the problem is back and the
 * entry is opened again.
 */
@UseCase
public class RecordLookBack {

    public static final Set<String> FORM_KEYS = Set.of("outcome", "opinion", "evidence");

    /** The values of {@code outcome}. */
    public static final Set<String> OUTCOMES = Set.of(LookBack.End.CONSOLIDATED, LookBack.End.RELAPSED);

    private static final int OPINION = 5_000;

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final ReopenEntry reopenEntry;

    private final Attachments attachments;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecordLookBack(LedgerEntries entries, LookBacks lookBacks, ReopenEntry reopenEntry, Attachments attachments,
            Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.reopenEntry = reopenEntry;
        this.attachments = attachments;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for the responsible party, also as somebody's
     * deputy
     * @throws org.sanxing.common.Conflict where the entry is not closed
     * @throws InvalidInput where a relapse has no opinion
     */
    public LedgerEntry execute(RecordLookBackCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireOther(entry, command.account(), command.onBehalfOf());
        entry.require(LedgerEntry.State.CLOSED);
        LookBack open = this.lookBacks.of(entry.id())
            .stream()
            .filter((one) -> one.state() == LookBack.State.OPEN)
            .findFirst()
            .orElseThrow(() -> new NotFound("lookback"));
        String outcome = Texts.chosen(command.data(), "outcome", OUTCOMES);
        boolean relapsed = outcome.equals(LookBack.End.RELAPSED);
        String opinion = Texts.optional("opinion", Texts.of(command.data(), "opinion"), OPINION);
        if (relapsed && opinion.isBlank()) {
            throw new InvalidInput("opinion", "ledger-opinion-required");
        }
        List<String> files = this.attachments.attach(entry.id(), chosen(command.data()), command.account(), "evidence")
            .stream()
            .map(Attachment::id)
            .toList();
        LookBack.End end = new LookBack.End(outcome, opinion, Texts.others(command.data(), FORM_KEYS), files,
                command.account(), command.onBehalfOf(), this.clock.instant());
        this.lookBacks.end(open.id(), end);
        this.events.publishEvent(EntryEvent.of("lookedBack", entry, command.account(), command.onBehalfOf())
            .with("outcome", end.outcome())
            .with("opinion", opinion)
            .with("evidence", files.isEmpty() ? null : files.size())
            .with("more", end.more().isEmpty() ? null : end.more()));
        this.workflow.complete(command.taskId(), Map.ofEntries(LookBackProcess.OUTCOME.with(end.outcome())));
        return this.entries.get(entry.id());
    }

    /** Opens the entry again, as the look-back found; a step of the diagram. */
    public void reopen(String lookBackId) {
        LookBack done = this.lookBacks.get(lookBackId);
        LookBack.End end = done.end();
        if (end == null || !end.outcome().equals(LookBack.End.RELAPSED)) {
            throw new IllegalStateException("Look-back " + lookBackId + " found no relapse");
        }
        this.reopenEntry
            .execute(new ReopenEntryCommand(done.entryId(), ReopenEntry.RELAPSE, end.opinion(), end.decidedBy()));
    }

    private static Set<String> chosen(Map<String, Object> data) {
        Set<String> ids = new LinkedHashSet<>();
        if (data.get("evidence") instanceof List<?> list) {
            list.forEach((id) -> ids.add(String.valueOf(id)));
        }
        return ids;
    }

    /**
     * @param data {@code outcome} and {@code opinion}, as api.md gives them
     */
    public record RecordLookBackCommand(String entryId, String taskId, Map<String, Object> data, String account,
            @Nullable String onBehalfOf) {

    }

}
