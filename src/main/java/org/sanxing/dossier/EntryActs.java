package org.sanxing.dossier;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.lookback.PlanLookBack;
import org.sanxing.rectification.Extensions;
import org.sanxing.rectification.KeepEntry;
import org.sanxing.rectification.KeepEntry.CorrectEntryCommand;
import org.sanxing.rectification.RectifyEntry;
import org.springframework.stereotype.Component;

/** What is done with an entry beside its tasks, as its page and the API send it. */
@Component
class EntryActs {

    private static final String DONE = "done";

    private static final String DROPPED = "dropped";

    static final List<String> STATES = List.of("open", DONE, DROPPED);

    private final RectifyEntry rectifyEntry;

    private final Extensions extensions;

    private final KeepEntry keepEntry;

    private final PlanLookBack planLookBack;

    EntryActs(RectifyEntry rectifyEntry, Extensions extensions, KeepEntry keepEntry, PlanLookBack planLookBack) {
        this.rectifyEntry = rectifyEntry;
        this.extensions = extensions;
        this.keepEntry = keepEntry;
        this.planLookBack = planLookBack;
    }

    void measures(String id, Measures given, String account, @Nullable Integer revision) {
        List<RectifyEntry.Typed> typed = new ArrayList<>();
        for (Measure one : given.rows()) {
            String path = "measures[" + typed.size() + "]";
            if (one == null) {
                throw new InvalidInput(path, "ledger-text-required");
            }
            typed.add(new RectifyEntry.Typed(one.text(), one.standard(), date(path + ".dueOn", one.dueOn()),
                    one.is(DONE, path + ".state"), one.is(DROPPED, path + ".state"), one.reason()));
        }
        this.rectifyEntry.confirmMeasures(id, typed, account, revision);
    }

    void progress(String id, Progress given, String account) {
        this.rectifyEntry.reportProgress(id, given.text(), given.percent(), account);
    }

    void extension(String id, Extension given, String account) {
        this.extensions.ask(id, date("to", given.to()), given.reason(), account);
    }

    void correct(String id, Correction given, String account, @Nullable Integer revision) {
        this.keepEntry.correct(new CorrectEntryCommand(id, given.title(), given.manifestation(), given.rootCause(),
                given.deadlineClass(), given.reason(), account, revision));
    }

    void reassign(String id, Reassignment given, String account, @Nullable Integer revision) {
        this.keepEntry.reassign(id, given.responsible(), given.reason(), account, revision);
    }

    void voided(String id, Reason given, String account, @Nullable Integer revision) {
        this.keepEntry.voided(id, given.reason(), account, revision);
    }

    void lookBack(String id, Reason given, String account) {
        this.planLookBack.begin(id, given.reason(), account);
    }

    private static @Nullable LocalDate date(String field, @Nullable String typed) {
        if (Texts.isBlank(typed)) {
            return null;
        }
        try {
            return LocalDate.parse(Texts.figures(Texts.strip(typed)));
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput(field, "ledger-date-required");
        }
    }

    record Measures(@Nullable List<@Nullable Measure> measures) {

        List<@Nullable Measure> rows() {
            return (this.measures != null) ? this.measures : List.of();
        }

        /** Without the rows at the end in which nothing was typed. */
        Measures filled() {
            int filled = rows().size();
            while (filled > 0 && (rows().get(filled - 1) == null || rows().get(filled - 1).isEmpty())) {
                filled--;
            }
            return new Measures(rows().subList(0, filled));
        }

    }

    /**
     * @param state {@code open}, {@code done} or {@code dropped}; null for open
     * @param reason why it is dropped
     */
    record Measure(@Nullable String text, @Nullable String standard, @Nullable String dueOn, @Nullable String state,
            @Nullable String reason) {

        static Measure of(org.sanxing.rectification.RectificationHistory.Measure measure) {
            return new Measure(measure.text(), measure.standard(), measure.dueOn().toString(), measure.state(),
                    measure.droppedBecause());
        }

        private boolean is(String wanted, String field) {
            if (this.state != null && !STATES.contains(this.state)) {
                throw new InvalidInput(field, "ledger-measure-state");
            }
            return wanted.equals(this.state);
        }

        private boolean isEmpty() {
            return !DONE.equals(this.state)
                    && Stream.of(this.text, this.standard, this.dueOn, this.reason).allMatch(Texts::isBlank);
        }

    }

    record Progress(@Nullable String text, @Nullable Integer percent) {

    }

    record Extension(@Nullable String to, @Nullable String reason) {

    }

    record Correction(@Nullable String title, @Nullable String manifestation, @Nullable String rootCause,
            @Nullable String deadlineClass, @Nullable String reason) {

    }

    record Reassignment(@Nullable String responsible, @Nullable String reason) {

    }

    record Reason(@Nullable String reason) {

    }

}
