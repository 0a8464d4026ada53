package org.sanxing.registration.source;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.SheetBook;
import org.sanxing.document.SheetTable;
import org.sanxing.document.SheetTable.Line;
import org.sanxing.ledger.EntrySource;
import org.sanxing.organization.NamedPeople;
import org.sanxing.registration.source.ImportRow.CellError;

/**
 * Reads a file row by row, from the first visible sheet that has the titles.
 */
final class ImportFile {

    /** One title alone may be any word. */
    private static final int TITLES = 3;

    private static final Pattern DATE = Pattern
        .compile("(\\d{4})\\s*[-/.\\u5e74]\\s*(\\d{1,2})\\s*[-/.\\u6708]\\s*(\\d{1,2})\\s*\\u65e5?");

    private static final Map<String, String> CELL_CODES = Map.of("ledger-deadline-class", "ledger-cell-class",
            "ledger-date-required", "ledger-cell-date");

    private final FindingForm form;

    private final NamedPeople people;

    private final ImportVocabulary words;

    private final Predicate<String> registrar;

    /**
     * @param registrar with whom as responsible party the person may register
     */
    ImportFile(FindingForm form, NamedPeople people, ImportVocabulary words, Predicate<String> registrar) {
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
        boolean[] found = new boolean[1];
        SheetTable<ImportColumn> table = new SheetTable<>(EnumSet.allOf(ImportColumn.class), this.words,
                (titles) -> titles.contains(ImportColumn.MANIFESTATION) && titles.size() >= TITLES);
        SheetTable.open(file, (book) -> {
            for (SheetBook.Sheet sheet : book.sheets()) {
                if (found[0]) {
                    if (table.hasTitles(book, sheet)) {
                        handler.unread(FieldError.of("file", "sheet-other", sheet.name()));
                    }
                    continue;
                }
                int rows = table.read(book, sheet, new SheetTable.Handler<>() {

                    @Override
                    public void row(Line<ImportColumn> row) {
                        handler.row(ImportFile.this.row(row));
                    }

                    @Override
                    public void hidden(int row) {
                        handler.hidden(row);
                    }

                    @Override
                    public void unread(FieldError what) {
                        handler.unread(what);
                    }

                });
                if (rows == 0) {
                    throw new InvalidInput("file", "ledger-import-empty");
                }
                found[0] = rows > 0;
            }
        });
        if (!found[0]) {
            throw new InvalidInput("file", "ledger-import-titles");
        }
    }

    private ImportRow row(Line<ImportColumn> row) {
        Map<ImportColumn, String> texts = row.texts();
        Map<ImportColumn, FieldError> wrong = new TreeMap<>(row.wrong());
        texts.computeIfPresent(ImportColumn.ON, (column, moment) -> date(moment));
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
        wrong.forEach((column, error) -> errors.add(new CellError(row.number(), row.letters(column),
                this.words.title(column), SheetTable.beginning(texts.getOrDefault(column, "")), error)));
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

    /** Gets the rows in their order. */
    interface Handler {

        void row(ImportRow row);

        /**
         * One with something in it that the file hides: nobody saw it, it does not count.
         */
        default void hidden(int row) {
        }

        /** A column or a sheet that does not count. */
        default void unread(FieldError what) {
        }

    }

}
