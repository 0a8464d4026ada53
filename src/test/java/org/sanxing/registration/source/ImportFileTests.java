package org.sanxing.registration.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.document.WordFile;
import org.sanxing.ledger.EntrySource;
import org.sanxing.organization.NamedPeople;
import org.sanxing.organization.Person;
import org.sanxing.registration.source.ImportRow.CellError;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** What is read of a workbook: no more, no less and nothing else than what people see. */
class ImportFileTests {

    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private final List<ImportRow> rows = new ArrayList<>();

    private final List<Integer> hidden = new ArrayList<>();

    private final List<FieldError> unread = new ArrayList<>();

    @TempDir
    Path folder;

    private void read(byte[] workbook) throws IOException {
        Path file = Files.write(this.folder.resolve("a.xlsx"), workbook);
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages-registration", "messages-ledger", "messages-document");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        NamedPeople people = new NamedPeople(List.of(new Person("staff2", "职工", "", "d", "b", null, true)));
        new ImportFile(new FindingForm(LocalDate.of(2026, 11, 28), people.all(), null), people,
                new ImportVocabulary(messages), (account) -> true)
            .read(file, new ImportFile.Handler() {

                @Override
                public void row(ImportRow row) {
                    ImportFileTests.this.rows.add(row);
                }

                @Override
                public void hidden(int row) {
                    ImportFileTests.this.hidden.add(row);
                }

                @Override
                public void unread(FieldError what) {
                    ImportFileTests.this.unread.add(what);
                }

            });
    }

    private void readCase(String name) throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/cases/" + name)) {
            read(file.readAllBytes());
        }
    }

    private void readChanged(UnaryOperator<String> sheet, Object[]... rows) throws IOException {
        read(Sheets.parts(Sheets.xlsx(rows)).change(SHEET, sheet).bytes());
    }

    private static Object[] row(Object item) {
        Object[] row = Sheets.row(1, "漏发通知", "staff2");
        row[5] = item;
        return row;
    }

    private String item() {
        assertThat(this.rows).singleElement().satisfies((row) -> assertThat(row.errors()).isEmpty());
        return this.rows.get(0).typed().get(FindingForm.ITEM);
    }

    private List<CellError> errors() {
        return this.rows.stream().flatMap((row) -> row.errors().stream()).toList();
    }

    @Test
    void whatAMergeShowsCountsForEveryRowUnderIt() throws IOException {
        readCase("xlsx-merged-optional.xlsx");

        assertThat(this.rows)
            .extracting((row) -> row.finding().statement().manifestation(),
                    (row) -> ((EntrySource.SelfCheck) row.finding().source()).discoveredOn(),
                    (row) -> row.finding().statement().category(), (row) -> row.finding().statement().measure())
            .containsExactly(tuple("甲表现", LocalDate.of(2026, 11, 20), "责任心不强", "措施1"),
                    tuple("乙表现", LocalDate.of(2026, 11, 20), "责任心不强", "措施1"));
    }

    @Test
    void whatIsMergedAcrossColumnsIsNamed() throws IOException {
        readChanged((sheet) -> sheet.replace("</sheetData>",
                "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"K2:L2\"/></mergeCells>"), row("1"));

        assertThat(errors()).extracting(CellError::cell, (error) -> error.error().code())
            .containsExactly(tuple("K2", "ledger-cell-merged"), tuple("L2", "ledger-cell-merged"));
        assertThat(errors().get(0).error().arguments()).containsExactly("K2:L2");
    }

    @Test
    void titlesThatAreMergedDownwardsFillNoRow() throws IOException {
        readChanged((sheet) -> sheet.replace("</sheetData>",
                "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"F1:F2\"/></mergeCells>"), row(null));

        assertThat(item()).isEmpty();
    }

    @Test
    void whatExcelMadeADateOfIsNoText() throws IOException {
        readCase("xlsx-date-cell-in-text-column.xlsx");

        assertThat(errors()).singleElement().satisfies((error) -> {
            assertThat(error.cell()).isEqualTo("E2");
            assertThat(error.error().code()).isEqualTo("ledger-cell-became-date");
            assertThat(error.content()).isEqualTo("2026-03-01");
        });
    }

    @Test
    void aDateIsReadHoweverItIsKept() throws IOException {
        readCase("xlsx-iso-date.xlsx");
        Object[] row = row("1");
        row[7] = LocalDate.of(2026, 11, 20);
        read(Sheets.xlsx(row));
        readChanged((sheet) -> sheet.replaceFirst("(<c r=\"H2\"[^>]*><v>)(\\d+)(\\.0)?<", "$1$2.354<"), row);

        assertThat(this.rows).hasSize(3)
            .allSatisfy((each) -> assertThat(each.typed()).containsEntry(FindingForm.FOUND_ON, "2026-11-20"));
    }

    @Test
    void hiddenRowsDoNotCountAndAreTold() throws IOException {
        readCase("xlsx-hidden-row.xlsx");

        assertThat(this.rows).extracting((row) -> row.finding().statement().manifestation()).containsExactly("看得见");
        assertThat(this.hidden).containsExactly(3);
    }

    @Test
    void columnsThatAreHiddenOrUnknownDoNotCountAndAreTold() throws IOException {
        readChanged((sheet) -> sheet
            .replace("<sheetData>", "<cols><col min=\"6\" max=\"6\" width=\"9\" hidden=\"1\"/></cols><sheetData>")
            .replaceFirst("(?s)</row>", "<c r=\"Q1\" t=\"inlineStr\"><is><t>备注</t></is></c></row>")
            .replaceFirst("(?s)</row></sheetData>",
                    "<c r=\"P2\"><v>7</v></c><c r=\"Q2\"><v>8</v></c></row></sheetData>"),
                row("CX-3"));

        assertThat(item()).isEmpty();
        assertThat(this.unread).containsExactly(FieldError.of("file", "sheet-column-hidden", "F", "条目号"),
                FieldError.of("file", "sheet-column-untitled", "P", ""),
                FieldError.of("file", "sheet-column-unknown", "Q", "备注"));
    }

    @Test
    void aSecondSheetWithTheTitlesIsTold() throws IOException {
        WordFile file = Sheets.parts(Sheets.xlsx(row("1")));
        file.part("xl/worksheets/sheet2.xml", file.part(SHEET));
        file.change("xl/workbook.xml", (part) -> part.replace("</sheets>",
                "<sheet name=\"秘书科\" sheetId=\"2\" r:id=\"rIdX\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets>"));
        file.change("xl/_rels/workbook.xml.rels", (part) -> part.replace("</Relationships>",
                "<Relationship Id=\"rIdX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>"));
        read(file.bytes());

        assertThat(this.rows).hasSize(1);
        assertThat(this.unread).containsExactly(FieldError.of("file", "sheet-other", "秘书科"));
    }

    @Test
    void aMergeOfTheWholeSheetTakesNoTime() throws IOException {
        readChanged(
                (sheet) -> sheet
                    .replace("</sheetData>",
                            "<row/>".repeat(200_000)
                                    + "</sheetData><mergeCells><mergeCell ref=\"A3:XFD1048576\"/></mergeCells>"),
                row("1"));

        assertThat(item()).isEqualTo("1");
    }

    @Test
    void aRowOfBlankCharactersIsEmpty() throws IOException {
        readCase("xlsx-nbsp-only-row.xlsx");

        assertThat(this.rows).hasSize(1);
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "短期, short", "短期（1个月）, short", "' 中 期 ', medium", "立行立改（5个工作日）, immediate", "长期：6个月, long",
            "LONG, long", "短期或中期, ''", "短期（或中期）, ''", "短期/中期, ''", "短期、长期, ''", "非短期, ''", "短期或更久, ''", "尽快, ''" })
    void aClassIsOneOfThem(String typed, String read) throws IOException {
        Object[] row = row("1");
        row[13] = typed;
        read(Sheets.xlsx(row));

        if (read.isEmpty()) {
            assertThat(errors()).extracting((error) -> error.error().code()).containsExactly("ledger-cell-class");
        }
        else {
            assertThat(this.rows.get(0).finding().statement().deadlineClass().id()).isEqualTo(read);
        }
    }

    @Test
    void hintsForReadingAreNoText() throws IOException {
        String hint = "<rPh sb=\"0\" eb=\"1\"><t>ti</t></rPh><phoneticPr fontId=\"1\"/>";
        WordFile shared = Sheets.parts(Sheets.xlsx(row("CX-3")));
        String texts = "xl/sharedStrings.xml";
        read(shared.change(texts, (part) -> part.replace("CX-3</t>", "CX-3</t>" + hint)).bytes());
        assertThat(shared.part(texts)).contains("ti</t>");
        assertThat(item()).isEqualTo("CX-3");
        this.rows.clear();

        readChanged(
                (sheet) -> sheet.replaceFirst("<c r=\"F2\"[^>]*>.*?</c>",
                        "<c r=\"F2\" t=\"inlineStr\"><is><r><t>CX</t></r><r><t>-3</t></r>" + hint + "</is></c>"),
                row("x"));
        assertThat(item()).isEqualTo("CX-3");
    }

    @Test
    void aNumberReadsAsItIsShown() throws IOException {
        String cell = "<c r=\"F2\" s=\"%d\"><v>%s</v></c>";
        WordFile file = Sheets.parts(Sheets.xlsx(row("x")));
        file.change("xl/styles.xml",
                (part) -> "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"000\"/></numFmts><cellXfs>"
                        + "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
        for (String[] each : new String[][] { { "1", "7", "007" }, { "2", "0.5", "50%" },
                { "0", "20260001234567", "20260001234567" }, { "0", "3.10", "3.1" } }) {
            this.rows.clear();
            read(file
                .change(SHEET,
                        (sheet) -> sheet.replaceFirst("<c r=\"F2\"[^>]*>.*?</c>",
                                cell.formatted(Integer.parseInt(each[0]), each[1])))
                .bytes());
            assertThat(item()).isEqualTo(each[2]);
        }
    }

    @Test
    void strictWorkbooksAreRead() throws IOException {
        WordFile file = Sheets.parts(Sheets.xlsx(row("三")));
        for (String part : List.of("xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "_rels/.rels",
                "xl/_rels/workbook.xml.rels", "xl/styles.xml")) {
            file.change(part,
                    (text) -> text
                        .replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                "http://purl.oclc.org/ooxml/spreadsheetml/main")
                        .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                "http://purl.oclc.org/ooxml/officeDocument/relationships"));
        }
        read(file.bytes());

        assertThat(item()).isEqualTo("三");
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "<c r=\"F2\" t=\"s\"><v>9999</v></c>", "<c r=\"F2\" t=\"n\"><v>x</v></c>", "<c r=\"F2\">" })
    void whatDoesNotHoldTogetherIsSaidToBeSo(String cell) {
        assertThatThrownBy(() -> readChanged((sheet) -> sheet.replaceFirst("<c r=\"F2\"[^>]*>.*?</c>", cell), row("x")))
            .isInstanceOfSatisfying(InvalidInput.class,
                    (refused) -> assertThat(refused.errors().get(0).code()).isEqualTo("ledger-import-unreadable"));
    }

}
