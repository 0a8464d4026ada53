package org.sanxing.rectification;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.WorkItemFacts;
import org.springframework.stereotype.Component;

/** The task of the branch. */
@Component
class VerifyRectificationHandler extends EntryTask {

    private final VerifyRectification verifyRectification;

    private final RectificationSettings settings;

    VerifyRectificationHandler(Shared shared, VerifyRectification verifyRectification, RectificationSettings settings) {
        super(shared, RectificationProcess.KIND_VERIFY, VerifyRectification.FORM_KEYS,
                Map.of("decision", VerifyRectification.DECISIONS));
        this.verifyRectification = verifyRectification;
        this.settings = settings;
    }

    @Override
    public WorkItemFacts describe(String kind, String entryId) {
        LedgerEntry entry = entry(entryId);
        return facts(entry, attempt(entry), this.settings.verification());
    }

    @Override
    public Optional<String> rightfulHolder(WorkItem item) {
        return verifiers(item);
    }

    @Override
    public List<FieldError> alsoWrong(WorkItem item, Map<String, Object> data, Actor actor) {
        try {
            return ("redo".equals(data.get("decision"))
                    && this.verifyRectification.isPast(LocalDate.parse(Texts.of(data, "dueOn"))))
                            ? List.of(FieldError.of("dueOn", "ledger-date-past")) : List.of();
        }
        catch (DateTimeException ex) {
            // No date, or none that the form takes.
            return List.of();
        }
    }

    @Override
    public Outcome complete(WorkItem item, Map<String, Object> data, Actor actor) {
        LedgerEntry after = this.verifyRectification.execute(TaskInput.of(item, data, actor));
        return outcome(item, data, after,
                (after.state() == LedgerEntry.State.VOTING) ? "ledger.flash.verified" : "ledger.flash.redo");
    }

}
