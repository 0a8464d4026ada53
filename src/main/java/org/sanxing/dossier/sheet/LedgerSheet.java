package org.sanxing.dossier.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.CellText;
import org.sanxing.common.Progress;
import org.sanxing.common.Recorded;
import org.sanxing.common.Texts;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.ledger.LedgerQuery;
import org.sanxing.ledger.LedgerSearch;
import org.sanxing.lookback.LookBacks;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the ledger as Excel while it is read: part after part, in the order of the
 * numbers, so that the memory it takes does not grow with the rows. Texts are written as
 * texts, whatever they begin with; dates and numbers as such. In Chinese like the ledger
 * itself, whoever takes it.
 */
@Component
class LedgerSheet {

    private static final int PART = 1000;

    private static final String DATE = "yyyy-mm-dd";

    private final LedgerSearch search;

    private final SheetFacts facts;

    private final LookBacks lookBacks;

    private final LedgerNames.Source names;

    private final Organization organization;

    private final MessageSource messages;

    private final ApplicationEventPublisher events;

    LedgerSheet(LedgerSearch search, SheetFacts facts, LookBacks lookBacks, LedgerNames.Source names,
            Organization organization, MessageSource messages, ApplicationEventPublisher events) {
        this.search = search;
        this.facts = facts;
        this.lookBacks = lookBacks;
        this.names = names;
        this.organization = organization;
        this.messages = messages;
        this.events = events;
    }

    /**
     * Puts on record that somebody takes the ledger out, before the first row goes out:
     * whoever breaks off the download has had its beginning.
     * @return how many rows there are
     */
    @Transactional
    int record(LedgerQuery.Parameters parameters, String account) {
        Map<String, String> filters = parameters.filters();
        int rows = (int) this.search.count(parameters.query(), account);
        this.events.publishEvent(new Recorded(AuditRecord.of("exports", "ledgerExport", "ledgerExported", account)
            .detail("rows", rows)
            .detail("filters", filters.isEmpty() ? null : filters)));
        return rows;
    }

    /**
     * @param rows how many there are, to say how far it is
     */
    void write(LedgerQuery query, String reader, OutputStream out, int rows) throws IOException {
        Progress.at("sheet.export", 0, rows);
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(say("sheet.name"));
            head(sheet);
            Rows written = new Rows(sheet);
            this.search.each(query, reader, PART, (part) -> {
                written.add(part);
                Progress.at("sheet.export", written.row, rows);
            });
        }
        catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    private void head(Worksheet sheet) {
        for (SheetColumn column : SheetColumn.values()) {
            sheet.inlineString(0, column.ordinal(), say("sheet.column." + column.id()));
            sheet.width(column.ordinal(), column.width());
            sheet.style(0, column.ordinal())
                .bold()
                .wrapText(true)
                .fillColor("E9ECEF")
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .borderStyle("thin")
                .set();
        }
        sheet.freezePane(2, 1);
        sheet.repeatRows(0);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToHeight((short) 0);
    }

    private String say(String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, Locale.SIMPLIFIED_CHINESE);
    }

    /** Writes parts below each other. */
    private final class Rows {

        private final Worksheet sheet;

        private final Map<String, String> supervisors = new HashMap<>();

        private final Map<String, Person> people = new HashMap<>();

        /** Read once; but for the people, who are met on the way. */
        private final LedgerNames known;

        private int row;

        Rows(Worksheet sheet) {
            this.sheet = sheet;
            LedgerNames names = LedgerSheet.this.names.with(List.of());
            this.known = new LedgerNames(this.people, names.branches(), names.departments(), names.campaigns(),
                    names.categories());
        }

        void add(List<LedgerEntry> part) {
            List<String> ids = part.stream().map(LedgerEntry::id).toList();
            Map<String, SheetFacts.Facts> facts = LedgerSheet.this.facts.of(ids);
            Map<String, String> lookBacks = LedgerSheet.this.lookBacks.outcomes(ids);
            Set<String> met = part.stream().map(LedgerEntry::responsible).collect(Collectors.toSet());
            met.removeAll(this.people.keySet());
            this.people.putAll(LedgerSheet.this.organization.findAll(met));
            int first = this.row + 1;
            for (LedgerEntry entry : part) {
                add(entry, facts.get(entry.id()), lookBacks.get(entry.id()));
            }
            style(first, SheetColumn.SEQUENCE, SheetColumn.NOTE).wrapText(true).verticalAlignment("top").set();
            style(first, SheetColumn.DUE, SheetColumn.DUE).format(DATE).set();
            style(first, SheetColumn.CLOSED, SheetColumn.CLOSED).format(DATE).set();
            try {
                this.sheet.flush();
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        private void add(LedgerEntry entry, SheetFacts.Facts facts, @Nullable String lookBack) {
            this.row++;
            number(SheetColumn.SEQUENCE, this.row);
            text(SheetColumn.NUMBER, entry.number().toString());
            text(SheetColumn.SOURCE, source(entry));
            text(SheetColumn.CATEGORY, this.known.category(entry.category()));
            text(SheetColumn.MANIFESTATION, entry.manifestation());
            text(SheetColumn.ROOT_CAUSE, entry.rootCause());
            text(SheetColumn.DEADLINE_CLASS, say("ledger.deadlineClass." + entry.deadlineClass().id()));
            text(SheetColumn.GOAL, numbered(facts.standards));
            text(SheetColumn.MEASURES, facts.measures.isEmpty() ? entry.measure() : numbered(facts.measures));
            text(SheetColumn.SUPERVISOR, supervisor(entry.departmentId()));
            text(SheetColumn.DEPARTMENT, this.known.department(entry.departmentId()));
            text(SheetColumn.RESPONSIBLE, this.known.name(entry.responsible()));
            date(SheetColumn.DUE, entry.dueOn());
            text(SheetColumn.PROGRESS,
                    (facts.progress != null) ? say("sheet.progress", facts.percent, facts.progress) : "");
            text(SheetColumn.COMPLETION, completion(entry, facts));
            text(SheetColumn.EVIDENCE, numbered(facts.evidence));
            text(SheetColumn.ACCEPTANCE, acceptance(facts));
            date(SheetColumn.CLOSED, facts.closedOn);
            text(SheetColumn.LOOK_BACK, (lookBack != null) ? say("sheet.lookBack." + lookBack) : "");
            text(SheetColumn.NOTE, note(entry, facts));
        }

        private String source(LedgerEntry entry) {
            EntrySource source = entry.source();
            List<@Nullable String> parts = new ArrayList<>();
            parts.add(say("ledger.source." + source.kind()));
            parts.add(source.ofMaterial() ? this.known.campaign(entry.campaignId()) : source.name());
            source.details()
                .forEach((field, text) -> parts.add(field.equals("item") ? say("sources.entry.item", text) : text));
            return parts.stream().filter((part) -> !Texts.isBlank(part)).collect(Collectors.joining("\n"));
        }

        private String completion(LedgerEntry entry, SheetFacts.Facts facts) {
            String state = say("ledger.state." + entry.state().id());
            return (facts.conclusion != null) ? say("sheet.completion", state, facts.conclusion) : state;
        }

        private String acceptance(SheetFacts.Facts facts) {
            if (facts.decision == null) {
                return "";
            }
            String decision = say(facts.refused ? "ledger.redo.vote" : "ledger.verification." + facts.decision);
            return Texts.isBlank(facts.opinion) ? decision : say("sheet.completion", decision, facts.opinion);
        }

        private String note(LedgerEntry entry, SheetFacts.Facts facts) {
            List<String> notes = new ArrayList<>();
            if (entry.cycle() > 1) {
                notes.add(say("ledger.entry.cycle", entry.cycle()));
            }
            if (entry.redoCount() > 0) {
                notes.add(say("ledger.entry.redo", entry.redoCount()));
            }
            if (entry.recurring()) {
                notes.add(say("ledger.recurring.true"));
            }
            if (facts.daysLate > 0) {
                notes.add(say("sheet.late", facts.daysLate));
            }
            return String.join("\n", notes);
        }

        private String numbered(List<String> texts) {
            if (texts.size() <= 1) {
                return String.join("", texts);
            }
            StringBuilder all = new StringBuilder();
            for (int at = 0; at < texts.size(); at++) {
                all.append((at > 0) ? "\n" : "").append(say("sheet.item", at + 1, texts.get(at)));
            }
            return all.toString();
        }

        private String supervisor(@Nullable String departmentId) {
            return (departmentId != null) ? this.supervisors.computeIfAbsent(departmentId,
                    (id) -> LedgerSheet.this.organization.supervisorOf(id).map(Person::name).orElse("")) : "";
        }

        private void number(SheetColumn column, int number) {
            this.sheet.value(this.row, column.ordinal(), number);
        }

        private void date(SheetColumn column, java.time.@Nullable LocalDate date) {
            if (date != null) {
                this.sheet.value(this.row, column.ordinal(), date);
            }
        }

        private void text(SheetColumn column, String text) {
            if (!text.isEmpty()) {
                this.sheet.inlineString(this.row, column.ordinal(), CellText.of(text));
            }
        }

        /** Of all rows of a part at once. */
        private StyleSetter style(int first, SheetColumn from, SheetColumn to) {
            return this.sheet.range(first, from.ordinal(), this.row, to.ordinal()).style();
        }

    }

}
