package org.sanxing.lookback;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectifyEntry;
import org.sanxing.rectification.TaskInput;
import org.sanxing.rectification.TurnEntry;
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

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final TurnEntry turnEntry;

    private final Attachments attachments;

    private final WorkingCalendar calendar;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RecordLookBack(LedgerEntries entries, LookBacks lookBacks, TurnEntry turnEntry, Attachments attachments,
            WorkingCalendar calendar, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.turnEntry = turnEntry;
        this.attachments = attachments;
        this.calendar = calendar;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden for the responsible party, also as somebody's
     * deputy
     * @throws org.sanxing.common.Conflict where the entry is not closed
     * @throws InvalidInput where a relapse has no opinion, or a file is dated in the
     * future
     */
    public LedgerEntry execute(TaskInput input) {
        LedgerEntry entry = this.entries.lock(input.entryId());
        EntryPolicy.requireOther(entry, input.account(), input.onBehalfOf());
        entry.require(LedgerEntry.State.CLOSED);
        LookBack open = this.lookBacks.of(entry.id())
            .stream()
            .filter((one) -> one.state() == LookBack.State.OPEN)
            .findFirst()
            .orElseThrow(() -> new NotFound("lookback"));
        String outcome = Texts.chosen(input.data(), "outcome", OUTCOMES);
        String opinion = input.opinion(outcome.equals(LookBack.End.RELAPSED));
        List<Attachment> files = this.attachments.attach(entry.id(), input.evidence(), input.account(), "evidence");
        RectifyEntry.requireNotFuture(files, this.calendar.today());
        LookBack.End end = new LookBack.End(outcome, opinion, Texts.others(input.data(), FORM_KEYS),
                files.stream().map(Attachment::id).toList(), input.account(), input.onBehalfOf(), this.clock.instant());
        this.lookBacks.end(open.id(), end);
        this.events.publishEvent(EntryEvent.of("lookedBack", entry, input.account(), input.onBehalfOf())
            .with("outcome", end.outcome())
            .with("opinion", opinion)
            .with("evidence", files.isEmpty() ? null : files.size())
            .with("attachments", files.isEmpty() ? null : files.stream().map(Attachment::proof).toList())
            .with("more", end.more().isEmpty() ? null : end.more()));
        this.workflow.complete(input.taskId(), Map.ofEntries(LookBackProcess.OUTCOME.with(end.outcome())));
        return this.entries.get(entry.id());
    }

    /** What {@link #execute} would refuse, but for what the form says itself. */
    List<FieldError> alsoWrong(TaskInput input) {
        List<FieldError> errors = new ArrayList<>(
                input.wrongOpinion(LookBack.End.RELAPSED.equals(input.data().get("outcome"))));
        errors.addAll(RectifyEntry.future(this.attachments.of(input.entryId())
            .stream()
            .filter((file) -> input.evidence().contains(file.id()))
            .toList(), this.calendar.today()));
        return errors;
    }

    /** Opens the entry again, as the look-back found; a step of the diagram. */
    public void reopen(String lookBackId) {
        LookBack done = this.lookBacks.get(lookBackId);
        LookBack.End end = done.end();
        if (end == null || !end.outcome().equals(LookBack.End.RELAPSED)) {
            throw new IllegalStateException("Look-back " + lookBackId + " found no relapse");
        }
        this.turnEntry.reopen(done.entryId(), TurnEntry.RELAPSE, end.opinion(), end.decidedBy());
    }

}
