package org.sanxing.document;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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
 * may stand in any order; those it does not know are passed over. What counts is what
 * people saw: a formula is refused rather than read as what it gave when the file was
 * last calculated, what Excel made a date of is refused where a text belongs, and rows
 * that a filter hides do not count.
 */
public final class SheetTable<C extends Enum<C> & SheetTable.Column> {

    /** More are not read. */
    public static final int ROWS = 10_000;

    private static final int TITLES_WITHIN = 20;

    private static final int SHOWN = 60;

    private final Class<C> type;

    private final Set<C> columns;

    private final Words<C> words;

    private final Predicate<Set<C>> titles;

    /**
     * @param columns those of the type that the table has
     * @param titles whether a row in which these are found is the row of titles
     */
    public SheetTable(Class<C> type, Set<C> columns, Words<C> words, Predicate<Set<C>> titles) {
        this.type = type;
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
        return reading.found.isEmpty() ? -1 : reading.rows;
    }

    /** Empty where it is no row of titles. */
    private Map<C, Integer> titles(Row row) {
        Map<C, Integer> found = new EnumMap<>(this.type);
        row.own().forEach((index, cell) -> {
            for (C column : this.columns) {
                if (cell.kind() == Kind.TEXT && this.words.names(column, cell.text())) {
                    if (found.putIfAbsent(column, index) != null) {
                        throw new InvalidInput("file", "ledger-import-twice", this.words.title(column));
                    }
                    break;
                }
            }
        });
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
        Map<C, String> texts = new EnumMap<>(this.type);
        Map<C, FieldError> wrong = new EnumMap<>(this.type);
        columns.forEach((column, index) -> {
            Merge merge = row.merges().get(index);
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
            texts.put(column, column.day() ? cell.moment() : cell.text());
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

        private int titlesAt;

        private int rows;

        Reading(Handler<C> handler) {
            this.handler = handler;
        }

        boolean row(Row row) {
            if (this.found.isEmpty()) {
                this.found = titles(row);
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
            return true;
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
