package org.sanxing.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.attachment.Attachment;
import org.sanxing.attachment.Attachments;
import org.sanxing.calendar.WorkingCalendar;
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
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.RectificationHistory.MeasureSet;
import org.sanxing.rectification.RectificationHistory.Progress;
import org.sanxing.rectification.RectificationHistory.Request;
import org.sanxing.workflow.Workflow;
import org.springframework.context.ApplicationEventPublisher;

/** What the responsible party does with an entry, beside asking for more time. */
@UseCase
public class RectifyEntry {

    /** The form's keys that the code reads; whatever else it asks is kept beside. */
    public static final Set<String> FORM_KEYS = Set.of("conclusion", "evidence", "checklist", "checklist[].item",
            "checklist[].met");

    private static final Set<String> KNOWN = Set.of("conclusion", "evidence", "checklist");

    private static final int MEASURES = 50;

    private static final int TEXT = 5_000;

    private static final int STANDARD = 2_000;

    private static final int ALL = 100;

    private static final int CONCLUSION = 20_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Checklists checklists;

    private final EntryPolicy policy;

    private final WorkingCalendar calendar;

    private final Attachments attachments;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    RectifyEntry(LedgerEntries entries, RectificationHistories records, Checklists checklists, EntryPolicy policy,
            WorkingCalendar calendar, Attachments attachments, Workflow workflow, ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.records = records;
        this.checklists = checklists;
        this.policy = policy;
        this.calendar = calendar;
        this.attachments = attachments;
        this.workflow = workflow;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is done, by which standard and by when. Each time it is a new set; the ones
     * before stay. What is not carried out any more is marked so, with the reason, not
     * left out.
     * @param revision that the person saw; null to leave the check out
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified, or was changed
     * @throws InvalidInput with one error per field, paths such as
     * {@code measures[0].standard}
     */
    public void confirmMeasures(String entryId, List<Typed> typed, String account, @Nullable Integer revision) {
        LedgerEntry entry = this.entries.lock(entryId);
        EntryPolicy.requireResponsible(entry, account);
        entry.require(LedgerEntry.State.RECTIFYING).requireRevision(revision);
        List<MeasureSet> before = this.records.measureSets(entry.id());
        List<Measure> measures = read(typed, entry, before);
        this.records.addMeasures(entry.id(), before.size() + 1, measures, account, this.clock.instant());
        this.events.publishEvent(EntryEvent.of("measuresConfirmed", entry, account)
            .with("measures", measures.stream().map(Measure::recorded).toList())
            .with("done", measures.stream().filter(Measure::done).count()));
        this.entries.save(entry);
    }

    private List<Measure> read(List<Typed> typed, LedgerEntry entry, List<MeasureSet> before) {
        if (typed.isEmpty() || typed.size() > MEASURES) {
            throw new InvalidInput("measures", "ledger-measures", MEASURES);
        }
        List<Measure> current = before.isEmpty() ? List.of() : before.get(before.size() - 1).measures();
        Set<LocalDate> known = current.stream().map(Measure::dueOn).collect(Collectors.toSet());
        List<FieldError> errors = new ArrayList<>(leftOut(typed, current));
        List<Measure> read = new ArrayList<>();
        for (int row = 0; row < typed.size(); row++) {
            Typed one = typed.get(row);
            String path = "measures[" + row + "].";
            String text = text(path + "text", one.text(), TEXT, errors);
            String standard = text(path + "standard", one.standard(), STANDARD, errors);
            LocalDate dueOn = one.dueOn();
            if (dueOn == null) {
                errors.add(FieldError.of(path + "dueOn", "ledger-date-required"));
            }
            else if (dueOn.isAfter(entry.dueOn())) {
                errors.add(FieldError.of(path + "dueOn", "ledger-measure-after-due", entry.dueOn().toString()));
            }
            else if (one.isOpen() && dueOn.isBefore(this.calendar.today()) && !known.contains(dueOn)) {
                errors.add(FieldError.of(path + "dueOn", "ledger-date-past"));
            }
            String dropped = one.dropped() ? text(path + "reason", one.reason(), STANDARD, errors) : null;
            if (dueOn != null) {
                read.add(new Measure(text, standard, dueOn, one.done(), dropped));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return read;
    }

    /** Where there are fewer than before: those that stood open and are there no more. */
    private static List<FieldError> leftOut(List<Typed> typed, List<Measure> current) {
        if (typed.size() >= current.size()) {
            return List.of();
        }
        Set<String> texts = typed.stream()
            .map((one) -> Texts.strip(String.valueOf(one.text())))
            .collect(Collectors.toSet());
        return current.stream()
            .filter((measure) -> measure.isOpen() && !texts.contains(Texts.strip(measure.text())))
            .map((measure) -> FieldError.of("measures", "ledger-measure-left-out", measure.text()))
            .toList();
    }

    private static String text(String path, @Nullable String typed, int limit, List<FieldError> errors) {
        try {
            return Texts.needed(path, typed, limit);
        }
        catch (InvalidInput refused) {
            errors.addAll(refused.errors());
            return "";
        }
    }

    /**
     * @param dueOn null where none was given
     * @param dropped whether it is not carried out any more
     * @param reason for that
     */
    public record Typed(@Nullable String text, @Nullable String standard, @Nullable LocalDate dueOn, boolean done,
            boolean dropped, @Nullable String reason) {

        boolean isOpen() {
            return !this.done && !this.dropped;
        }

    }

    /**
     * How far it has come.
     * @param percent 0 to 100
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified
     * @throws InvalidInput where the text is missing or the percentage none
     */
    public void reportProgress(String entryId, @Nullable String typed, @Nullable Integer percent, String account) {
        LedgerEntry entry = this.entries.lock(entryId);
        EntryPolicy.requireResponsible(entry, account);
        entry.require(LedgerEntry.State.RECTIFYING);
        String text = Texts.needed("text", typed, TEXT);
        if (percent == null || percent < 0 || percent > ALL) {
            throw new InvalidInput("percent", "ledger-percent");
        }
        Instant now = this.clock.instant();
        this.records.add(entry.id(), new Progress(entry.cycle(), text, percent, account, now));
        this.events.publishEvent(
                EntryEvent.of("progressReported", entry, account).with("percent", percent).with("opinion", text));
        this.entries.save(entry);
    }

    /**
     * Asks for close-out: with every measure done or dropped with a reason, with evidence
     * that is not dated in the future, and with every item of the checklist met.
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified
     * @throws InvalidInput where a measure is open or none is confirmed, without
     * evidence, or with an item that is not met
     */
    public LedgerEntry requestCloseOut(TaskInput input) {
        LedgerEntry entry = this.entries.lock(input.entryId());
        EntryPolicy.requireResponsible(entry, input.account());
        LedgerEntry verifying = entry.verifying();
        String conclusion = Texts.needed("conclusion", Texts.of(input.data(), "conclusion"), CONCLUSION);
        List<Measure> measures = this.records.measures(entry.id());
        List<FieldError> errors = new ArrayList<>();
        List<Item> checklist = unready(entry, input, measures, errors);
        if (!errors.isEmpty()) {
            errors.addAll(future(chosen(entry, input), this.calendar.today()));
            throw new InvalidInput(errors);
        }
        List<Attachment> files = this.attachments.attach(entry.id(), input.evidence(), input.account(), "evidence");
        requireNotFuture(files, this.calendar.today());
        Request request = new Request(Ids.next(), entry.cycle(), EntryTask.attempt(entry), conclusion, checklist,
                files.stream().map(Attachment::id).toList(), Texts.others(input.data(), KNOWN), input.account(),
                this.clock.instant());
        this.records.add(entry.id(), request);
        this.entries.save(verifying);
        this.events.publishEvent(new CloseOutRequested(EntryEvent.of("closeOutRequested", entry, input.account())
            .with("attempt", request.attempt())
            .with("evidence", files.size())
            .with("attachments", files.stream().map(Attachment::proof).toList())
            .with("checklist", checklist.stream().map(Item::item).toList())
            .with("measures", measures.stream().map(Measure::recorded).toList())
            .with("opinion", conclusion)
            .with("more", request.more().isEmpty() ? null : request.more())));
        this.workflow.complete(input.taskId(),
                Map.ofEntries(RectificationProcess.VERIFIERS.with(this.policy.verifiers(verifying))));
        return this.entries.get(entry.id());
    }

    /** What stands in the way of closing, but for what the form says itself. */
    List<FieldError> unready(TaskInput input) {
        LedgerEntry entry = this.entries.get(input.entryId());
        List<FieldError> errors = new ArrayList<>();
        unready(entry, input, this.records.measures(entry.id()), errors);
        errors.addAll(future(chosen(entry, input), this.calendar.today()));
        return errors;
    }

    private List<Attachment> chosen(LedgerEntry entry, TaskInput input) {
        return this.attachments.of(entry.id()).stream().filter((file) -> input.evidence().contains(file.id())).toList();
    }

    /** The items of the checklist, and in errors what stands in the way of closing. */
    private List<Item> unready(LedgerEntry entry, TaskInput input, List<Measure> measures, List<FieldError> errors) {
        errors.addAll(unfinished(measures));
        List<Item> checklist = checklist(input.data(), this.checklists.of(entry.branchId(), entry.deadlineClass()),
                errors);
        if (input.evidence().isEmpty()) {
            errors.add(FieldError.of("evidence", "ledger-evidence-required"));
        }
        return checklist;
    }

    /** The measures that stand in the way of closing. */
    private static List<FieldError> unfinished(List<Measure> measures) {
        if (measures.isEmpty()) {
            return List.of(FieldError.of("measures", "ledger-measures-unconfirmed"));
        }
        return IntStream.range(0, measures.size())
            .filter((row) -> measures.get(row).isOpen())
            .mapToObj((row) -> FieldError.of("measures[" + row + "]", "ledger-measure-open", row + 1,
                    measures.get(row).text()))
            .toList();
    }

    /**
     * @throws InvalidInput naming each file that shows what does not hold yet
     */
    public static void requireNotFuture(List<Attachment> files, LocalDate today) {
        List<FieldError> errors = future(files, today);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    /** One for each file that shows what does not hold yet. */
    public static List<FieldError> future(List<Attachment> files, LocalDate today) {
        return files.stream()
            .filter((file) -> file.effectiveOn() != null && file.effectiveOn().isAfter(today))
            .map((file) -> FieldError.of("evidence", "ledger-evidence-future", file.name(),
                    String.valueOf(file.effectiveOn())))
            .toList();
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

}
