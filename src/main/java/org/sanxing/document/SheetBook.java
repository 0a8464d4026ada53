package org.sanxing.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.CellText;
import org.sanxing.common.Texts;

/**
 * The visible sheets of a workbook, row by row, so that the memory it takes does not grow
 * with the rows. Cells are as people see them: under a merge stands what the merge shows,
 * a number reads as its format shows it, a hint for reading a word is not part of it.
 */
public final class SheetBook {

    /** What Excel counts days from, with its leap year that never was. */
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

    private static final int DAYS_TO_1904 = 1462;

    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(1_000_000);

    private static final int COLUMNS = 16_384;

    private final OfficeParts parts;

    private final List<Sheet> sheets = new ArrayList<>();

    private final List<String> texts = new ArrayList<>();

    private final Map<Integer, String> formats = new HashMap<>();

    /** The number of the format, for each style of a cell. */
    private final List<Integer> styles = new ArrayList<>();

    private final DataFormatter shown = new DataFormatter(Locale.CHINA);

    private boolean from1904;

    SheetBook(OfficeParts parts) throws IOException, XMLStreamException {
        this.parts = parts;
        String main = parts.main();
        if (main == null) {
            throw new IOException("no main part");
        }
        OfficeParts.Related related = parts.related(main);
        parts.read(main, (xml) -> workbook(xml, related));
        parts.read(related.of("styles"), this::styles);
        parts.read(related.of("sharedStrings"), (xml) -> each(xml, "si", () -> this.texts.add(text(xml, "si"))));
    }

    private void workbook(XMLStreamReader xml, OfficeParts.Related related) throws XMLStreamException {
        each(xml, null, () -> {
            String name = xml.getLocalName();
            if (name.equals("workbookPr")) {
                this.from1904 = isOn(xml, "date1904");
            }
            else if (name.equals("sheet") && "visible".equals(attribute(xml, "state", "visible"))) {
                this.sheets.add(new Sheet(attribute(xml, "name", ""),
                        related.byId().getOrDefault(attribute(xml, "id", ""), "")));
            }
        });
    }

    private void styles(XMLStreamReader xml) throws XMLStreamException {
        boolean[] cells = new boolean[1];
        each(xml, null, () -> {
            switch (xml.getLocalName()) {
                case "numFmt" -> this.formats.put(number(xml, "numFmtId"), attribute(xml, "formatCode", ""));
                case "cellXfs" -> cells[0] = true;
                case "cellStyles" -> cells[0] = false;
                case "xf" -> {
                    if (cells[0]) {
                        this.styles.add(number(xml, "numFmtId"));
                    }
                }
                default -> {
                }
            }
        });
    }

    /** In their order. */
    public List<Sheet> sheets() {
        return this.sheets;
    }

    /**
     * @param reader gets the rows in their order until it says that it has had enough
     */
    public void rows(Sheet sheet, Predicate<Row> reader) throws IOException, XMLStreamException {
        // Merges stand behind the rows.
        TreeMap<Integer, List<CellRangeAddress>> merges = new TreeMap<>();
        BitSet hidden = new BitSet();
        this.parts.read(sheet.part(), (xml) -> each(xml, null, () -> {
            String name = xml.getLocalName();
            if (name.equals("mergeCell")) {
                CellRangeAddress merge = CellRangeAddress.valueOf(attribute(xml, "ref", ""));
                merges.computeIfAbsent(merge.getFirstRow() + 1, (row) -> new ArrayList<>()).add(merge);
            }
            else if (name.equals("col") && isOn(xml, "hidden")) {
                hidden.set(Math.max(1, number(xml, "min")) - 1, Math.min(number(xml, "max"), COLUMNS));
            }
        }));
        if (!this.parts.read(sheet.part(), new Rows(merges, hidden, reader)::read)) {
            throw new IOException("no sheet " + sheet.part());
        }
    }

    private static void each(XMLStreamReader xml, @Nullable String name, Step step) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT && (name == null || xml.getLocalName().equals(name))) {
                step.run();
            }
        }
    }

    /** All of a text, of however many pieces, without what says how it is read aloud. */
    private static String text(XMLStreamReader xml, String end) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                if (xml.getLocalName().equals("rPh")) {
                    OfficeParts.skip(xml);
                }
                else {
                    within = xml.getLocalName().equals("t");
                }
            }
            else if (event == XMLStreamReader.END_ELEMENT) {
                within = false;
                if (xml.getLocalName().equals(end)) {
                    break;
                }
            }
            else if (within && xml.hasText()) {
                text.append(xml.getText());
            }
        }
        return CellText.read(text.toString());
    }

    private static String attribute(XMLStreamReader xml, String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return (value != null) ? value : otherwise;
    }

    private static int number(XMLStreamReader xml, String name) {
        return Integer.parseInt(attribute(xml, name, "0"));
    }

    private static boolean isOn(XMLStreamReader xml, String name) {
        return List.of("1", "true").contains(attribute(xml, name, ""));
    }

    private Cell numeric(String written, int style) {
        int format = (style < this.styles.size()) ? this.styles.get(style) : 0;
        String code = this.formats.getOrDefault(format, BuiltinFormats.getBuiltinFormat(format));
        BigDecimal number = new BigDecimal(Texts.strip(written));
        boolean day = number.signum() >= 0 && number.compareTo(LAST_DAY) < 0;
        // Those from 27 and 50 on are dates where Excel speaks Chinese.
        boolean date = (format >= 27 && format <= 36) || (format >= 50 && format <= 58)
                || DateUtil.isADateFormat(format, code);
        if (day && date) {
            return new Cell(Kind.DATE, moment(number), moment(number));
        }
        boolean plain = format == 0 || code == null || code.equals("@") || code.equalsIgnoreCase("General");
        String text = !plain ? this.shown.formatRawCellContents(number.doubleValue(), format, code)
                : (number.scale() > -20 && number.precision() < 40) ? number.stripTrailingZeros().toPlainString()
                        : number.toString();
        return new Cell(Kind.NUMBER, text, day ? moment(number) : text);
    }

    private String moment(BigDecimal serial) {
        LocalDate day = EPOCH.plusDays(serial.longValue() + (this.from1904 ? DAYS_TO_1904 : 0));
        long seconds = Math.round(serial.remainder(BigDecimal.ONE).doubleValue() * 24 * 60 * 60);
        LocalDateTime moment = day.atStartOfDay().plusSeconds(seconds);
        LocalTime time = moment.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        return (serial.compareTo(BigDecimal.ONE) < 0) ? time.toString()
                : (seconds == 0) ? day.toString() : moment.toLocalDate() + " " + time;
    }

    /**
     * @param name as its tab shows it
     */
    public record Sheet(String name, String part) {

    }

    public enum Kind {

        TEXT, NUMBER, DATE, FORMULA, ERROR, BOOLEAN

    }

    /**
     * A cell with something in it.
     *
     * @param text as it is shown
     * @param moment the day, and the time if there is one, that a number or date is; what
     * is shown where it can be none
     */
    public record Cell(Kind kind, String text, String moment) {

    }

    /**
     * @param number as Excel counts it
     * @param hidden by a filter or by hand
     * @param own what stands in its cells, by column from 0; those under a merge that
     * begins elsewhere left out
     * @param merges that go through it
     * @param hiddenColumns of the sheet, from 0
     */
    public record Row(int number, boolean hidden, Map<Integer, Cell> own, List<Merge> merges, BitSet hiddenColumns) {

        /** The merge in which the cell of the column is; null for none. */
        public @Nullable Merge merge(int column) {
            return this.merges.stream()
                .filter((merge) -> merge.range().containsColumn(column))
                .findFirst()
                .orElse(null);
        }

    }

    /**
     * @param cell what it shows; null for nothing
     */
    public record Merge(CellRangeAddress range, @Nullable Cell cell) {

    }

    @FunctionalInterface
    private interface Step {

        void run() throws XMLStreamException;

    }

    /** Reads one sheet. */
    private final class Rows {

        private final TreeMap<Integer, List<CellRangeAddress>> waiting;

        private final BitSet hiddenColumns;

        private final Predicate<Row> reader;

        private final List<Merge> open = new ArrayList<>();

        Rows(TreeMap<Integer, List<CellRangeAddress>> waiting, BitSet hiddenColumns, Predicate<Row> reader) {
            this.waiting = waiting;
            this.hiddenColumns = hiddenColumns;
            this.reader = reader;
        }

        void read(XMLStreamReader xml) throws XMLStreamException {
            int last = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("row")) {
                    String written = xml.getAttributeValue(null, "r");
                    last = (written != null) ? Integer.parseInt(written) : last + 1;
                    boolean hidden = isOn(xml, "hidden");
                    if (!this.reader.test(merged(last, hidden, cells(xml)))) {
                        return;
                    }
                }
            }
        }

        private Row merged(int number, boolean hidden, Map<Integer, Cell> cells) {
            this.open.removeIf((merge) -> merge.range().getLastRow() + 1 < number);
            for (Iterator<List<CellRangeAddress>> begun = this.waiting.headMap(number, true).values().iterator(); begun
                .hasNext();) {
                begun.next().stream().filter((range) -> range.getLastRow() + 1 >= number).forEach((range) -> {
                    // Where its first row is not written at all, it shows nothing.
                    boolean here = range.getFirstRow() + 1 == number;
                    this.open.add(new Merge(range, here ? cells.get(range.getFirstColumn()) : null));
                });
                begun.remove();
            }
            Row row = new Row(number, hidden, cells, List.copyOf(this.open), this.hiddenColumns);
            cells.keySet().removeIf((column) -> {
                Merge merge = row.merge(column);
                return merge != null
                        && (merge.range().getFirstRow() + 1 != number || merge.range().getFirstColumn() != column);
            });
            return row;
        }

        private Map<Integer, Cell> cells(XMLStreamReader xml) throws XMLStreamException {
            Map<Integer, Cell> cells = new HashMap<>();
            int column = -1;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("row")) {
                    break;
                }
                if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("c")) {
                    String written = xml.getAttributeValue(null, "r");
                    column = (written != null) ? new CellAddress(written).getColumn() : column + 1;
                    Cell cell = cell(xml, attribute(xml, "t", "n"), number(xml, "s"));
                    if (cell != null) {
                        cells.put(column, cell);
                    }
                }
            }
            return cells;
        }

        private @Nullable Cell cell(XMLStreamReader xml, String type, int style) throws XMLStreamException {
            String value = "";
            boolean formula = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("c")) {
                    break;
                }
                if (event == XMLStreamReader.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "f" -> formula = true;
                        case "v" -> value = xml.getElementText();
                        case "is" -> value = text(xml, "is");
                        default -> {
                        }
                    }
                }
            }
            if (formula) {
                return new Cell(Kind.FORMULA, value.isEmpty() ? "" : plain(type, value, style).text(), "");
            }
            return value.isEmpty() ? null : plain(type, value, style);
        }

        private Cell plain(String type, String value, int style) {
            return switch (type) {
                case "n" -> numeric(value, style);
                case "s" -> of(Kind.TEXT, SheetBook.this.texts.get(Integer.parseInt(value)));
                case "d" -> of(Kind.DATE, value.replaceFirst("T00:00(:00(\\.0+)?)?Z?$", "").replace('T', ' '));
                case "b" -> of(Kind.BOOLEAN, value.equals("1") ? "TRUE" : "FALSE");
                case "e" -> of(Kind.ERROR, value);
                default -> of(Kind.TEXT, CellText.read(value));
            };
        }

        private Cell of(Kind kind, String text) {
            return new Cell(kind, text, text);
        }

    }

}
