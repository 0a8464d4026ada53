package org.sanxing.rectification;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.RectificationHistory.MeasureSet;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The responsible party says what is done, by which standard and by when. Each time it is
 * a new set; the ones before stay.
 */
@UseCase
public class ConfirmMeasures {

    static final int MEASURES = 50;

    static final int TEXT = 5_000;

    static final int STANDARD = 2_000;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ConfirmMeasures(LedgerEntries entries, RectificationHistories records, WorkingCalendar calendar,
            ApplicationEventPublisher events, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws org.sanxing.common.Forbidden where another answers for the entry
     * @throws org.sanxing.common.Conflict where it is not being rectified, or was changed
     * @throws InvalidInput with one error per field, paths such as
     * {@code measures[0].standard}
     */
    public LedgerEntry execute(ConfirmMeasuresCommand command) {
        LedgerEntry entry = this.entries.lock(command.entryId());
        EntryPolicy.requireResponsible(entry, command.account());
        entry.require(LedgerEntry.State.RECTIFYING).requireRevision(command.revision());
        List<MeasureSet> before = this.records.measureSets(entry.id());
        List<Measure> measures = read(command.measures(), entry, before);
        this.records.addMeasures(entry.id(), before.size() + 1, measures, command.account(), this.clock.instant());
        this.events.publishEvent(EntryEvent.of("measuresConfirmed", entry, command.account())
            .with("measures", measures.stream().map(Measure::text).toList())
            .with("done", measures.stream().filter(Measure::done).count()));
        return this.entries.save(entry);
    }

    private List<Measure> read(List<Typed> typed, LedgerEntry entry, List<MeasureSet> before) {
        if (typed.isEmpty() || typed.size() > MEASURES) {
            throw new InvalidInput("measures", "ledger-measures", MEASURES);
        }
        Set<LocalDate> known = new HashSet<>();
        if (!before.isEmpty()) {
            before.get(before.size() - 1).measures().forEach((measure) -> known.add(measure.dueOn()));
        }
        List<FieldError> errors = new ArrayList<>();
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
            else if (!one.done() && dueOn.isBefore(this.calendar.today()) && !known.contains(dueOn)) {
                errors.add(FieldError.of(path + "dueOn", "ledger-date-past"));
            }
            if (dueOn != null) {
                read.add(new Measure(text, standard, dueOn, one.done()));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return read;
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
     */
    public record Typed(@Nullable String text, @Nullable String standard, @Nullable LocalDate dueOn, boolean done) {

    }

    /**
     * @param revision that the person saw; null to leave the check out
     */
    public record ConfirmMeasuresCommand(String entryId, List<Typed> measures, String account,
            @Nullable Integer revision) {

    }

}
