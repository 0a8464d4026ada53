package org.sanxing.rectification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.common.FieldError;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.EntryTurn.CloseOutRequested;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Item;
import org.sanxing.rectification.RectificationHistory.Request;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The responsible party asks for close-out: with evidence, and with every item of the
 * checklist met.
 */
@UseCase
public class RequestCloseOut {

    /** The form's keys that the code reads; whatever else it asks is kept beside. */
    public static final Set<String> FORM_KEYS = Set.of("conclusion", "evidence", "checklist", "checklist[].item",
            "checklist[].met");

    private static final Set<String> KNOWN = Set.of("conclusion", "evidence", "checklist");

    private static final int CONCLUSION = 20_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Checklists checklists;

    private final EntryPolicy policy;

    private final Attachments attachments;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RequestCloseOut(LedgerEntries entries, RectificationHistories records, Checklists checklists, EntryPolicy policy,
            Attachments attachments, Workflow workflow, ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.checklists = checklists;
        this.policy = policy;
        this.attachments = attachments;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified
     * @throws InvalidInput without evidence, or with an item that is not met
     */
    public LedgerEntry execute(RequestCloseOutCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireResponsible(entry, command.account());
        LedgerEntry verifying = entry.verifying();
        String conclusion = Texts.needed("conclusion", Texts.of(command.data(), "conclusion"), CONCLUSION);
        List<FieldError> errors = new ArrayList<>();
        List<Item> checklist = checklist(command.data(), this.checklists.of(entry.branchId(), entry.deadlineClass()),
                errors);
        Set<String> evidence = evidence(command.data());
        if (evidence.isEmpty()) {
            errors.add(FieldError.of("evidence", "ledger-evidence-required"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        List<String> files = this.attachments.attach(entry.id(), evidence, command.account(), "evidence")
            .stream()
            .map(Attachment::id)
            .toList();
        Request request = new Request(Ids.next(), entry.cycle(), EntryTask.attempt(entry), conclusion, checklist, files,
                Texts.others(command.data(), KNOWN), command.account(), this.clock.instant());
        this.records.add(entry.id(), request);
        this.entries.save(verifying);
        this.events.publishEvent(new CloseOutRequested(EntryEvent.of("closeOutRequested", entry, command.account())
            .with("attempt", request.attempt())
            .with("evidence", files.size())
            .with("opinion", conclusion)
            .with("more", request.more().isEmpty() ? null : request.more())));
        this.workflow.complete(command.taskId(),
                Map.ofEntries(RectificationProcess.VERIFIERS.with(this.policy.verifiers(verifying))));
        return this.entries.get(entry.id());
    }

    /** Exactly the items that are asked for, each met. */
    private static List<Item> checklist(Map<String, Object> data, List<String> asked, List<FieldError> errors) {
        List<?> rows = (data.get("checklist") instanceof List<?> list) ? list : List.of();
        Set<String> open = new LinkedHashSet<>(asked);
        List<Item> read = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Map<?, ?> filled = (rows.get(row) instanceof Map<?, ?> map) ? map : Map.of();
            String item = String.valueOf(filled.get("item"));
            String path = "checklist[" + row + "].";
            if (!open.remove(item)) {
                errors.add(FieldError.of(path + "item", "ledger-item-unknown"));
            }
            else if (!Boolean.TRUE.equals(filled.get("met"))) {
                errors.add(FieldError.of(path + "met", "ledger-item-unmet", item));
            }
            read.add(new Item(item, true));
        }
        open.forEach((item) -> errors.add(FieldError.of("checklist", "ledger-item-unmet", item)));
        return read;
    }

    private static Set<String> evidence(Map<String, Object> data) {
        Set<String> ids = new LinkedHashSet<>();
        if (data.get("evidence") instanceof List<?> list) {
            list.forEach((id) -> ids.add(String.valueOf(id)));
        }
        return ids;
    }

    /**
     * @param data {@code conclusion}, {@code evidence} and {@code checklist}, as api.md
     * gives them
     */
    public record RequestCloseOutCommand(String entryId, String taskId, Map<String, Object> data, String account) {

    }

}
