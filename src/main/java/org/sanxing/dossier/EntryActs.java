package org.sanxing.dossier;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.sanxing.lookback.BeginLookBack.BeginLookBackCommand;
import org.sanxing.lookback.BeginLookBack;
import org.sanxing.rectification.AskExtension.AskExtensionCommand;
import org.sanxing.rectification.AskExtension;
import org.sanxing.rectification.ConfirmMeasures.ConfirmMeasuresCommand;
import org.sanxing.rectification.ConfirmMeasures;
import org.sanxing.rectification.CorrectEntry.CorrectEntryCommand;
import org.sanxing.rectification.CorrectEntry;
import org.sanxing.rectification.ReassignEntry.ReassignEntryCommand;
import org.sanxing.rectification.ReassignEntry;
import org.sanxing.rectification.ReportProgress.ReportProgressCommand;
import org.sanxing.rectification.ReportProgress;
import org.sanxing.rectification.VoidEntry.VoidEntryCommand;
import org.sanxing.rectification.VoidEntry;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What is done with an entry beside its tasks, as its page and the API send it. */
@Component
class EntryActs {

    private final ConfirmMeasures confirmMeasures;

    private final ReportProgress reportProgress;

    private final AskExtension askExtension;

    private final CorrectEntry correctEntry;

    private final ReassignEntry reassignEntry;

    private final VoidEntry voidEntry;

    private final BeginLookBack beginLookBack;

    EntryActs(ConfirmMeasures confirmMeasures, ReportProgress reportProgress, AskExtension askExtension,
            CorrectEntry correctEntry, ReassignEntry reassignEntry, VoidEntry voidEntry, BeginLookBack beginLookBack) {
        this.confirmMeasures = confirmMeasures;
        this.reportProgress = reportProgress;
        this.askExtension = askExtension;
        this.correctEntry = correctEntry;
        this.reassignEntry = reassignEntry;
        this.voidEntry = voidEntry;
        this.beginLookBack = beginLookBack;
    }

    void measures(String id, Measures given, String account, @Nullable Integer revision) {
        List<ConfirmMeasures.Typed> typed = new ArrayList<>();
        for (Measure one : given.rows()) {
            String path = "measures[" + typed.size() + "]";
            if (one == null) {
                throw new InvalidInput(path, "ledger-text-required");
            }
            typed.add(new ConfirmMeasures.Typed(one.text(), one.standard(), date(path + ".dueOn", one.dueOn()),
                    one.done(path + ".state")));
        }
        this.confirmMeasures.execute(new ConfirmMeasuresCommand(id, typed, account, revision));
    }

    void progress(String id, Progress given, String account) {
        this.reportProgress.execute(new ReportProgressCommand(id, given.text(), given.percent(), account));
    }

    void extension(String id, Extension given, String account) {
        this.askExtension.execute(new AskExtensionCommand(id, date("to", given.to()), given.reason(), account));
    }

    void correct(String id, Correction given, String account, @Nullable Integer revision) {
        this.correctEntry.execute(new CorrectEntryCommand(id, given.title(), given.manifestation(), given.rootCause(),
                given.deadlineClass(), given.reason(), account, revision));
    }

    void reassign(String id, Reassignment given, String account, @Nullable Integer revision) {
        this.reassignEntry
            .execute(new ReassignEntryCommand(id, given.responsible(), given.reason(), account, revision));
    }

    void voided(String id, Reason given, String account, @Nullable Integer revision) {
        this.voidEntry.execute(new VoidEntryCommand(id, given.reason(), account, revision));
    }

    void lookBack(String id, Reason given, String account) {
        this.beginLookBack.execute(new BeginLookBackCommand(id, given.reason(), account));
    }

    private static @Nullable LocalDate date(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(typed.strip());
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
     * @param state {@code open} or {@code done}; null for open
     */
    record Measure(@Nullable String text, @Nullable String standard, @Nullable String dueOn, @Nullable String state) {

        private static final String DONE = "done";

        static Measure of(org.sanxing.rectification.RectificationHistory.Measure measure) {
            return new Measure(measure.text(), measure.standard(), measure.dueOn().toString(),
                    measure.done() ? DONE : null);
        }

        public boolean done() {
            return DONE.equals(this.state);
        }

        private boolean done(String field) {
            if (this.state != null && !done() && !this.state.equals("open")) {
                throw new InvalidInput(field, "ledger-measure-state");
            }
            return done();
        }

        private boolean isEmpty() {
            return !done() && Stream.of(this.text, this.standard, this.dueOn).noneMatch(StringUtils::hasText);
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
