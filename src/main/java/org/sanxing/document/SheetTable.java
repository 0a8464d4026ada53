package org.sanxing.document;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.CellText;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.SheetBook.Cell;
import org.sanxing.document.SheetBook.Kind;
import org.sanxing.document.SheetBook.Merge;
import org.sanxing.document.SheetBook.Row;
import org.sanxing.document.SheetBook.Sheet;

/**
 * The rows of a sheet under their titles, which stand in one of its first rows. Columns
 * may stand in any order; those it does not know are passed over, and told. What counts
 * is what people saw: a formula is refused rather than read as what it gave when the file
 * was last calculated, what Excel made a date of is refused where a text belongs, and
 * rows and columns that are hidden do not count.
 */
public final class SheetTable<C extends SheetTable.Column> {

    /** More are not read. */
    public static final int ROWS = 10_000;

    private static final int TITLES_WITHIN = 20;

    private static final int SHOWN = 60;

    /** Behind a day. */
    private static final Pattern TIME = Pattern.compile("(?<=^\\d{4}-\\d\\d-\\d\\d) .*$");

    private final Collection<C> columns;

    private final Words<C> words;

    private final Predicate<Set<C>> titles;

    /**
     * @param columns that the table has, in their order
     * @param titles whether a row in which these are found is the row of titles
     */
    public SheetTable(Collection<C> columns, Words<C> words, Predicate<Set<C>> titles) {
        this.columns = columns;
        this.words = words;
        this.titles = titles;
    }

    /**
     * @throws InvalidInput on {@code file} where it does not hold together
     */
    public static void open(Path file, Reader reader) {
        try (OfficeParts parts = new OfficeParts(file)) {
            reader.read(new SheetBook(parts));
        }
        catch (IOException | XMLStreamException | IndexOutOfBoundsException | IllegalArgumentException ex) {
            // A file that does not hold together shows it in many ways.
            throw new InvalidInput("file", "ledger-import-unreadable");
        }
    }

    /**
     * @return how many rows there are, those that are hidden left out; negative where no
     * row has the titles
     * @throws InvalidInput on {@code file} where a column is missing or there twice, or
     * there are too many rows
     */
    public int read(SheetBook book, Sheet sheet, Handler<C> handler) throws IOException, XMLStreamException {
        Reading reading = new Reading(handler);
        book.rows(sheet, reading::row);
        reading.unread.values().forEach(handler::unread);
        return reading.found.isEmpty() ? -1 : reading.rows;
    }

    /** Whether there are titles in one of the first rows of a sheet. */
    public boolean hasTitles(SheetBook book, Sheet sheet) throws IOException, XMLStreamException {
        boolean[] found = new boolean[1];
        book.rows(sheet, (row) -> {
            found[0] = this.titles.test(named(row).keySet());
            return !found[0] && row.number() <= TITLES_WITHIN;
        });
        return found[0];
    }

    private Map<C, List<Integer>> named(Row row) {
        Map<C, List<Integer>> named = new LinkedHashMap<>();
        row.own().forEach((index, cell) -> {
            if (cell.kind() == Kind.TEXT && !row.hiddenColumns().get(index)) {
                this.columns.stream()
                    .filter((column) -> this.words.names(column, cell.text()))
                    .findFirst()
                    .ifPresent((column) -> named.computeIfAbsent(column, (any) -> new ArrayList<>()).add(index));
            }
        });
        return named;
    }

    /** Empty where it is no row of titles. */
    private Map<C, Integer> titles(Row row) {
        Map<C, Integer> found = new LinkedHashMap<>();
        Map<C, List<Integer>> named = named(row);
        for (C column : this.columns) {
            List<Integer> at = named.getOrDefault(column, List.of());
            if (at.size() > 1) {
                throw new InvalidInput("file", "ledger-import-twice", this.words.title(column));
            }
            if (!at.isEmpty()) {
                found.put(column, at.get(0));
            }
        }
        if (!this.titles.test(found.keySet())) {
            return Map.of();
        }
        List<String> missing = new ArrayList<>();
        for (C column : this.columns) {
            if (column.needed() && !found.containsKey(column)) {
                missing.add(this.words.title(column));
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidInput("file", "ledger-import-missing", String.join(" / ", missing));
        }
        return found;
    }

    private Line<C> line(Row row, Map<C, Integer> columns, int titles) {
        Map<C, String> texts = new LinkedHashMap<>();
        Map<C, FieldError> wrong = new LinkedHashMap<>();
        columns.forEach((column, index) -> {
            Merge merge = row.merge(index);
            boolean covered = merge != null && merge.range().getFirstRow() >= titles;
            Cell cell = covered ? merge.cell() : row.own().get(index);
            if (cell == null || !column.counts()) {
                return;
            }
            boolean several = covered && columns.entrySet()
                .stream()
                .anyMatch((other) -> other.getKey() != column && other.getKey().counts()
                        && merge.range().containsColumn(other.getValue()));
            String refused = switch (cell.kind()) {
                case FORMULA -> "ledger-cell-formula";
                case ERROR, BOOLEAN -> "ledger-cell-kind";
                case DATE -> column.day() ? null : "ledger-cell-became-date";
                default -> null;
            };
            if (refused != null) {
                wrong.put(column, FieldError.of(column.id(), refused));
            }
            else if (several) {
                wrong.put(column, FieldError.of(column.id(), "ledger-cell-merged", merge.range().formatAsString()));
            }
            texts.put(column, column.day() ? TIME.matcher(cell.moment()).replaceFirst("") : cell.text());
        });
        return new Line<>(row.number(), columns, texts, wrong);
    }

    /**
     * The beginning of what stands in a cell, to be shown beside what is wrong with it.
     */
    public static String beginning(String text) {
        String line = Texts.strip(text).replace('\n', ' ');
        return (line.codePointCount(0, line.length()) <= SHOWN) ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "\u2026";
    }

    /**
     * Whether somebody who typed this meant that word, or one of the others.
     * @param also with commas between them
     */
    public static boolean isCalled(String typed, String word, String also) {
        String plain = plain(typed);
        return plain.equals(plain(word))
                || Arrays.stream(also.split(",")).map(SheetTable::plain).anyMatch(plain::equals);
    }

    /** Without spaces, marks of what is needed, and what stands in brackets. */
    private static String plain(String typed) {
        return squeezed(typed).replaceAll("\\(.*?\\)", "");
    }

    /** Without spaces and marks of what is needed. */
    public static String squeezed(String typed) {
        return Normalizer.normalize(Texts.strip(typed), Normalizer.Form.NFKC)
            .replaceAll("[*\\s]", "")
            .toLowerCase(Locale.ROOT);
    }

    /** Reads one workbook. */
    @FunctionalInterface
    public interface Reader {

        void read(SheetBook book) throws IOException, XMLStreamException;

    }

    /** A column that the table knows. */
    public interface Column {

        String id();

        /** Whether the table cannot do without it. */
        boolean needed();

        /** In characters, in a file that is to be filled in. */
        int width();

        /** Whether a day belongs there. */
        default boolean day() {
            return false;
        }

        /** Whether what stands there is read at all, and makes a row. */
        default boolean counts() {
            return true;
        }

    }

    /** What the columns are called. */
    public interface Words<C> {

        String title(C column);

        /** Whether it may be called so. */
        boolean names(C column, String typed);

    }

    /** Gets the rows in their order. */
    public interface Handler<C> {

        void row(Line<C> row);

        /**
         * One with something in it that the file hides: nobody saw it, it does not count.
         */
        void hidden(int row);

        /**
         * After the rows: a column with something in it that does not count.
         * @param what says which, and why
         */
        void unread(FieldError what);

    }

    /**
     * @param number as Excel counts it
     * @param columns where each column stands, from 0
     * @param texts of the cells that have any
     * @param wrong what cannot be read, for whoever reads the texts to add to
     */
    public record Line<C>(int number, Map<C, Integer> columns, Map<C, String> texts, Map<C, FieldError> wrong) {

        public String text(C column) {
            return Texts.strip(this.texts.getOrDefault(column, ""));
        }

        /** Letters of the column, the first one's where the table does not have it. */
        public String letters(C column) {
            return CellText.column(this.columns.getOrDefault(column, 0));
        }

    }

    /** One sheet, as far as it was read. */
    private final class Reading {

        private final Handler<C> handler;

        private Map<C, Integer> found = Map.of();

        private Map<Integer, Cell> titles = Map.of();

        private int titlesAt;

        private int rows;

        private final Map<Integer, FieldError> unread = new TreeMap<>();

        Reading(Handler<C> handler) {
            this.handler = handler;
        }

        boolean row(Row row) {
            if (this.found.isEmpty()) {
                this.found = titles(row);
                this.titles = row.own();
                this.titlesAt = row.number();
                return !this.found.isEmpty() || row.number() <= TITLES_WITHIN;
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
            this.handler.row(line(row, this.found, this.titlesAt));
            row.own().forEach((index, cell) -> {
                if (!this.found.containsValue(index) && !Texts.isBlank(cell.text())) {
                    this.unread.computeIfAbsent(index, (any) -> unread(row, index));
                }
            });
            return true;
        }

        private FieldError unread(Row row, int index) {
            Cell title = this.titles.get(index);
            String named = (title != null) ? beginning(title.text()) : "";
            return FieldError.of("file",
                    row.hiddenColumns().get(index) ? "sheet-column-hidden"
                            : named.isEmpty() ? "sheet-column-untitled" : "sheet-column-unknown",
                    CellText.column(index), named);
        }

        /** A number of its own alone makes no row: people fill it down in advance. */
        private boolean isEmpty(Row row) {
            for (Map.Entry<C, Integer> column : this.found.entrySet()) {
                @Nullable Cell cell = row.own().get(column.getValue());
                if (column.getKey().counts() && cell != null
                        && (cell.kind() != Kind.TEXT || !Texts.isBlank(cell.text()))) {
                    return false;
                }
            }
            return true;
        }

    }

}
