package org.sanxing.registration.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.CellText;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.ledger.EntrySource;
import org.sanxing.registration.source.ImportRow.CellError;

/**
 * Reads a file row by row, so that the memory it takes does not grow with the rows: from
 * the first visible sheet that has the titles in one of its first rows. Columns may stand
 * in any order; those it does not know are passed over. A formula is refused rather than
 * read as what it gave when the file was last calculated: what is registered is what
 * people saw.
 */
final class ImportFile {

    static final int ROWS = 10_000;

    private static final int HEADER_WITHIN = 20;

    private static final int SHOWN = 60;

    /** What Excel counts days from, with its leap year that never was. */
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

    private static final int DAYS_TO_1904 = 1462;

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
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            List<Sheet> sheets = workbook.getSheets()
                .filter((sheet) -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
            for (Sheet sheet : sheets) {
                if (read(sheet, workbook.isDate1904(), handler)) {
                    return;
                }
            }
        }
        catch (IOException | UncheckedIOException | ExcelReaderException | IndexOutOfBoundsException
                | IllegalArgumentException ex) {
            // The reader says in many ways that a file does not hold together.
            throw new InvalidInput("file", "ledger-import-unreadable");
        }
        throw new InvalidInput("file", "ledger-import-titles");
    }

    private boolean read(Sheet sheet, boolean from1904, Handler handler) throws IOException {
        Map<ImportColumn, Integer> columns = Map.of();
        int rows = 0;
        try (Stream<Row> stream = sheet.openStream()) {
            for (Iterator<Row> each = stream.iterator(); each.hasNext();) {
                Row row = each.next();
                if (columns.isEmpty()) {
                    columns = header(row);
                    if (columns.isEmpty() && row.getRowNum() > HEADER_WITHIN) {
                        return false;
                    }
                }
                else if (!isEmpty(row, columns)) {
                    if (++rows > ROWS) {
                        throw new InvalidInput("file", "ledger-import-rows", ROWS);
                    }
                    handler.row(row(row, columns, from1904));
                }
            }
        }
        if (!columns.isEmpty() && rows == 0) {
            throw new InvalidInput("file", "ledger-import-empty");
        }
        return !columns.isEmpty();
    }

    /** Empty where it is no row of titles. */
    private Map<ImportColumn, Integer> header(Row row) {
        Map<ImportColumn, Integer> found = new EnumMap<>(ImportColumn.class);
        for (int index = 0; index < row.getCellCount(); index++) {
            Cell cell = row.getCell(index);
            if (cell == null || cell.getType() != CellType.STRING) {
                continue;
            }
            for (ImportColumn column : ImportColumn.values()) {
                if (this.words.names(column, cell.asString())) {
                    if (found.putIfAbsent(column, index) != null) {
                        throw new InvalidInput("file", "ledger-import-twice", this.words.title(column));
                    }
                    break;
                }
            }
        }
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

    /** A number of its own alone makes no row: people fill it down in advance. */
    private static boolean isEmpty(Row row, Map<ImportColumn, Integer> columns) {
        return columns.entrySet()
            .stream()
            .filter((column) -> column.getKey() != ImportColumn.SEQUENCE)
            .map((column) -> cell(row, column.getValue()))
            .allMatch((cell) -> cell == null || cell.getType() == CellType.EMPTY
                    || (cell.getType() == CellType.STRING && Texts.isBlank(cell.asString())));
    }

    private static @Nullable Cell cell(Row row, int index) {
        return (index < row.getCellCount()) ? row.getCell(index) : null;
    }

    private ImportRow row(Row row, Map<ImportColumn, Integer> columns, boolean from1904) {
        Map<ImportColumn, String> texts = new EnumMap<>(ImportColumn.class);
        Map<ImportColumn, FieldError> wrong = new EnumMap<>(ImportColumn.class);
        columns.forEach((column, index) -> {
            Cell cell = cell(row, index);
            if (cell != null && column != ImportColumn.SEQUENCE) {
                String refused = switch (cell.getType()) {
                    case FORMULA -> "ledger-cell-formula";
                    case ERROR, BOOLEAN -> "ledger-cell-kind";
                    default -> null;
                };
                if (refused != null) {
                    wrong.put(column, FieldError.of(column.id(), refused));
                }
                texts.put(column, text(cell, column, from1904));
            }
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
            .add(new CellError(row.getRowNum(), CellText.column(columns.getOrDefault(column, 0)),
                    this.words.title(column), beginning(texts.getOrDefault(column, "")), error)));
        return new ImportRow(row.getRowNum(), typed, errors.isEmpty() ? finding : null, errors);
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

    private static String text(Cell cell, ImportColumn column, boolean from1904) {
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber();
            if (column == ImportColumn.ON && number.abs().compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
                return EPOCH.plusDays(number.longValue() + (from1904 ? DAYS_TO_1904 : 0)).toString();
            }
            return (number.scale() > -20 && number.precision() < 40) ? number.stripTrailingZeros().toPlainString()
                    : number.toString();
        }
        String text = (cell.getText() != null) ? CellText.read(cell.getText()) : "";
        return (column == ImportColumn.ON) ? date(text) : text;
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

    }

}
