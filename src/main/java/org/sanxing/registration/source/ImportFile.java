package org.sanxing.registration.source;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CellText;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.OfficeParts;
import org.sanxing.document.SheetBook;
import org.sanxing.document.SheetBook.Cell;
import org.sanxing.document.SheetBook.Kind;
import org.sanxing.document.SheetBook.Merge;
import org.sanxing.document.SheetBook.Row;
import org.sanxing.ledger.EntrySource;
import org.sanxing.registration.source.ImportRow.CellError;

/**
 * Reads a file row by row, from the first visible sheet that has the titles in one of its
 * first rows. Columns may stand in any order; those it does not know are passed over.
 * What is registered is what people saw: a formula is refused rather than read as what it
 * gave when the file was last calculated, what Excel made a date of is refused where a
 * text belongs, and rows that a filter hides do not count.
 */
final class ImportFile {

    static final int ROWS = 10_000;

    private static final int HEADER_WITHIN = 20;

    private static final int SHOWN = 60;

    private static final Pattern DATE = Pattern
        .compile("(\\d{4})\\s*[-/.\\u5e74]\\s*(\\d{1,2})\\s*[-/.\\u6708]\\s*(\\d{1,2})\\s*\\u65e5?");

    private static final Map<String, String> CELL_CODES = Map.of("ledger-deadline-class", "ledger-cell-class",
            "ledger-date-required", "ledger-cell-date");

    private final FindingForm form;

    private final ImportPeople people;

    private final ImportVocabulary words;

    private final Predicate<String> registrar;

    /**
     * @param registrar with whom as responsible party the person may register
     */
    ImportFile(FindingForm form, ImportPeople people, ImportVocabulary words, Predicate<String> registrar) {
        this.form = form;
        this.people = people;
        this.words = words;
        this.registrar = registrar;
    }

    /**
     * @throws InvalidInput on {@code file} where it cannot be read, has no such sheet, or
     * too many rows or none
     */
    void read(Path file, Handler handler) {
        try (OfficeParts parts = new OfficeParts(file)) {
            SheetBook book = new SheetBook(parts);
            for (String sheet : book.sheets()) {
                Reading reading = new Reading(handler);
                book.rows(sheet, reading::row);
                if (reading.isFound()) {
                    return;
                }
            }
        }
        catch (IOException | XMLStreamException | IndexOutOfBoundsException | IllegalArgumentException ex) {
            // A file that does not hold together shows it in many ways.
            throw new InvalidInput("file", "ledger-import-unreadable");
        }
        throw new InvalidInput("file", "ledger-import-titles");
    }

    /** Empty where it is no row of titles. */
    private Map<ImportColumn, Integer> header(Row row) {
        Map<ImportColumn, Integer> found = new EnumMap<>(ImportColumn.class);
        row.own().forEach((index, cell) -> {
            for (ImportColumn column : ImportColumn.values()) {
                if (cell.kind() == Kind.TEXT && this.words.names(column, cell.text())) {
                    if (found.putIfAbsent(column, index) != null) {
                        throw new InvalidInput("file", "ledger-import-twice", this.words.title(column));
                    }
                    break;
                }
            }
        });
        if (!found.containsKey(ImportColumn.MANIFESTATION) || found.size() < 3) {
            return Map.of();
        }
        List<String> missing = new ArrayList<>();
        for (ImportColumn column : ImportColumn.values()) {
            if (column.needed() && !found.containsKey(column)) {
                missing.add(this.words.title(column));
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidInput("file", "ledger-import-missing", String.join(" / ", missing));
        }
        return found;
    }

    private ImportRow row(Row row, Map<ImportColumn, Integer> columns, int titles) {
        Map<ImportColumn, String> texts = new EnumMap<>(ImportColumn.class);
        Map<ImportColumn, FieldError> wrong = new EnumMap<>(ImportColumn.class);
        columns.forEach((column, index) -> {
            Merge merge = row.merges().get(index);
            boolean covered = merge != null && merge.range().getFirstRow() >= titles;
            Cell cell = covered ? merge.cell() : row.own().get(index);
            if (cell == null || column == ImportColumn.SEQUENCE) {
                return;
            }
            boolean several = covered && columns.entrySet()
                .stream()
                .anyMatch((other) -> other.getKey() != column && other.getKey() != ImportColumn.SEQUENCE
                        && merge.range().containsColumn(other.getValue()));
            String refused = switch (cell.kind()) {
                case FORMULA -> "ledger-cell-formula";
                case ERROR, BOOLEAN -> "ledger-cell-kind";
                case DATE -> (column != ImportColumn.ON) ? "ledger-cell-became-date" : null;
                default -> null;
            };
            if (refused != null) {
                wrong.put(column, FieldError.of(column.id(), refused));
            }
            else if (several) {
                wrong.put(column, FieldError.of(column.id(), "ledger-cell-merged", merge.range().formatAsString()));
            }
            texts.put(column, (column == ImportColumn.ON) ? date(cell.moment()) : cell.text());
        });
        Map<String, String> typed = typed(texts, wrong);
        List<FieldError> found = new ArrayList<>();
        Finding finding = this.form.read(typed, found);
        for (FieldError error : found) {
            ImportColumn column = ImportColumn.of(error.field()).orElse(ImportColumn.KIND);
            wrong.putIfAbsent(column, new FieldError(error.field(), CELL_CODES.getOrDefault(error.code(), error.code()),
                    error.arguments()));
        }
        if (finding != null && wrong.isEmpty() && !this.registrar.test(finding.responsible())) {
            wrong.put(ImportColumn.RESPONSIBLE, FieldError.of(FindingForm.RESPONSIBLE, "ledger-own-finding"));
        }
        List<CellError> errors = new ArrayList<>();
        wrong.forEach((column, error) -> errors
            .add(new CellError(row.number(), CellText.column(columns.getOrDefault(column, 0)), this.words.title(column),
                    beginning(texts.getOrDefault(column, "")), error)));
        return new ImportRow(row.number(), typed, errors.isEmpty() ? finding : null, errors);
    }

    private static Set<String> fieldsOf(String kind) {
        return switch (kind) {
            case EntrySource.INSPECTION -> Set.of(FindingForm.KIND, FindingForm.INSPECTION, FindingForm.DOCUMENT,
                    FindingForm.SOURCE_CATEGORY, FindingForm.ITEM, FindingForm.FOUND_ON);
            case EntrySource.SELF_CHECK -> Set.of(FindingForm.KIND, FindingForm.CHECK, FindingForm.FOUND_ON);
            default -> Set.of(FindingForm.KIND, FindingForm.FROM, FindingForm.CHANNEL, FindingForm.RECEIVED_ON);
        };
    }

    private Map<String, String> typed(Map<ImportColumn, String> texts, Map<ImportColumn, FieldError> wrong) {
        String kind = this.words.kindOf(Texts.strip(texts.getOrDefault(ImportColumn.KIND, "")));
        Map<String, String> typed = new LinkedHashMap<>();
        for (ImportColumn column : ImportColumn.values()) {
            column.fields()
                .filter((field) -> !field.startsWith("source.") || fieldsOf(kind).contains(field))
                .forEach((field) -> typed.put(field, texts.getOrDefault(column, "")));
        }
        typed.put(FindingForm.KIND, kind);
        typed.put(FindingForm.CLASS, this.words.classOf(typed.get(FindingForm.CLASS)));
        typed.remove(FindingForm.RESPONSIBLE);
        String person = Texts.strip(texts.getOrDefault(ImportColumn.RESPONSIBLE, ""));
        List<String> accounts = this.people.called(person);
        if (accounts.size() == 1) {
            typed.put(FindingForm.RESPONSIBLE, accounts.get(0));
        }
        else if (!wrong.containsKey(ImportColumn.RESPONSIBLE)) {
            wrong.put(ImportColumn.RESPONSIBLE,
                    person.isEmpty() ? FieldError.of(FindingForm.RESPONSIBLE, "ledger-text-required")
                            : accounts.isEmpty() ? FieldError.of(FindingForm.RESPONSIBLE, "ledger-cell-person")
                                    : FieldError.of(FindingForm.RESPONSIBLE, "ledger-cell-people",
                                            String.join(" / ", accounts)));
        }
        return typed;
    }

    /** As the API writes a date; what was typed where it is none. */
    static String date(String typed) {
        Matcher date = DATE.matcher(Texts.strip(Normalizer.normalize(typed, Normalizer.Form.NFKC)));
        if (!date.matches()) {
            return typed;
        }
        try {
            return LocalDate
                .of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)), Integer.parseInt(date.group(3)))
                .toString();
        }
        catch (DateTimeException ex) {
            return typed;
        }
    }

    private static String beginning(String text) {
        String line = Texts.strip(text).replace('\n', ' ');
        return (line.codePointCount(0, line.length()) <= SHOWN) ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "\u2026";
    }

    /** Gets the rows in their order. */
    interface Handler {

        void row(ImportRow row);

        /**
         * One with something in it that the file hides: nobody saw it, it does not count.
         */
        default void hidden(int row) {
        }

    }

    /** One sheet, as far as it was read. */
    private final class Reading {

        private final Handler handler;

        private Map<ImportColumn, Integer> columns = Map.of();

        private int titles;

        private int rows;

        Reading(Handler handler) {
            this.handler = handler;
        }

        boolean row(Row row) {
            if (this.columns.isEmpty()) {
                this.columns = header(row);
                this.titles = row.number();
                return !this.columns.isEmpty() || row.number() <= HEADER_WITHIN;
            }
            if (isEmpty(row)) {
                return true;
            }
            if (row.hidden()) {
                this.handler.hidden(row.number());
                return true;
            }
            if (++this.rows > ROWS) {
                throw new InvalidInput("file", "ledger-import-rows", ROWS);
            }
            this.handler.row(ImportFile.this.row(row, this.columns, this.titles));
            return true;
        }

        /** A number of its own alone makes no row: people fill it down in advance. */
        private boolean isEmpty(Row row) {
            return this.columns.entrySet()
                .stream()
                .filter((column) -> column.getKey() != ImportColumn.SEQUENCE)
                .map((column) -> row.own().get(column.getValue()))
                .allMatch((cell) -> cell == null || (cell.kind() == Kind.TEXT && Texts.isBlank(cell.text())));
        }

        boolean isFound() {
            if (!this.columns.isEmpty() && this.rows == 0) {
                throw new InvalidInput("file", "ledger-import-empty");
            }
            return !this.columns.isEmpty();
        }

    }

}
