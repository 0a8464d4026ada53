package org.sanxing.document;

import java.util.List;
import java.util.function.Function;

import org.dhatim.fastexcel.Worksheet;

/** What a file to be filled in has for the table that will be read of it. */
public final class SheetTemplate {

    private SheetTemplate() {
    }

    /**
     * The row of titles, and cells below it in which what is typed stays as it is.
     * @param rows how many of them
     */
    public static <C extends SheetTable.Column> void titles(Worksheet sheet, List<C> columns, SheetTable.Words<C> words,
            int rows) {
        for (int at = 0; at < columns.size(); at++) {
            C column = columns.get(at);
            sheet.value(0, at, title(column, words));
            sheet.width(at, column.width());
            sheet.style(0, at).bold().wrapText(true).fillColor("E9ECEF").borderStyle("thin").set();
            if (column.day()) {
                sheet.range(1, at, rows, at).style().format("yyyy-mm-dd").set();
            }
            else if (column.counts()) {
                sheet.range(1, at, rows, at).style().format("@").wrapText(true).verticalAlignment("top").set();
            }
        }
        sheet.freezePane(0, 1);
    }

    private static <C extends SheetTable.Column> String title(C column, SheetTable.Words<C> words) {
        return words.title(column) + (column.needed() ? "*" : "");
    }

    /** Says what belongs into each column. */
    public static <C extends SheetTable.Column> void how(Worksheet sheet, List<String> notes, List<C> columns,
            SheetTable.Words<C> words, Function<C, String> how) {
        sheet.width(0, 18);
        sheet.width(1, 90);
        int row = 0;
        for (String line : notes) {
            sheet.value(row++, 0, line);
        }
        row++;
        for (C column : columns) {
            sheet.value(row, 0, title(column, words));
            sheet.value(row, 1, how.apply(column));
            sheet.style(row, 0).bold().verticalAlignment("top").set();
            sheet.style(row, 1).wrapText(true).set();
            row++;
        }
    }

}
