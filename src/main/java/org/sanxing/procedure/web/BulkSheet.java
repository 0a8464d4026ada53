package org.sanxing.procedure.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

import org.sanxing.attachment.CheckedFile;
import org.sanxing.attachment.FileCheck;
import org.sanxing.attachment.FileType;
import org.sanxing.common.CellText;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.document.SheetBook;
import org.sanxing.document.SheetTable;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.Forms;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Fields;

/**
 * A sheet with a column for each field of a procedure's form, as a template and as it
 * comes back filled in.
 */
@Component
class BulkSheet {

    /** More than a year of anything; all of them are one transaction. */
    static final int MOST = 200;

    private static final int HEADER_WITHIN = 10;

    private static final String FILE = "file";

    private static final long UNPACKED = 60L * 1024 * 1024;

    private static final String NEEDED = "*";

    private static final Pattern DATE = Pattern
        .compile("(\\d{4})\\s*[-/.\\u5e74]\\s*(\\d{1,2})\\s*[-/.\\u6708]\\s*(\\d{1,2})\\s*\\u65e5?");

    private static final Pattern SEPARATOR = Pattern.compile("[,;\\n\\uff0c\\uff1b\\u3001]");

    private final Fields fields;

    private final Forms forms;

    private final FileCheck check;

    private final MessageSource messages;

    BulkSheet(Fields fields, Forms forms, FileCheck check, MessageSource messages) {
        this.fields = fields;
        this.forms = forms;
        this.check = check;
        this.messages = messages;
    }

    /** Those that a cell can hold. */
    static List<FormComponent> columns(Declaration declared) {
        return declared.form()
            .fields()
            .stream()
            .filter((field) -> field.type() != FormComponent.Type.FILES
                    && field.type() != FormComponent.Type.REPEATED_GROUP && !field.hidden() && !field.readOnly())
            .toList();
    }

    private static String title(FormComponent field) {
        return field.name() + (field.validation().required() ? NEEDED : "");
    }

    void template(Declaration declared, String account, OutputStream out) throws IOException {
        Map<String, List<FormComponent.Option>> options = options(declared, account);
        try (Workbook workbook = new Workbook(out, "Sanxing", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(declared.name().chinese());
            Worksheet lists = workbook
                .newWorksheet(this.messages.getMessage("procedure.bulk.lists", null, Locale.SIMPLIFIED_CHINESE));
            List<FormComponent> columns = columns(declared);
            for (int at = 0; at < columns.size(); at++) {
                FormComponent field = columns.get(at);
                sheet.inlineString(0, at, CellText.of(title(field)));
                sheet.width(at, field.multiline() ? 48 : 20);
                sheet.style(0, at).bold().wrapText(true).fillColor("E9ECEF").borderStyle("thin").set();
                sheet.range(1, at, MOST, at)
                    .style()
                    .format((field.type() == FormComponent.Type.DATE) ? "yyyy-mm-dd" : "@")
                    .wrapText(true)
                    .set();
                List<FormComponent.Option> offered = field.choices(options);
                lists.inlineString(0, at, CellText.of(field.name()));
                lists.width(at, 24);
                for (int row = 0; row < offered.size(); row++) {
                    lists.inlineString(row + 1, at, CellText.of(offered.get(row).label()));
                }
                if (!offered.isEmpty()) {
                    sheet.range(1, at, MOST, at)
                        .validateWithList(lists.range(1, at, offered.size(), at))
                        .allowBlank(true)
                        .showErrorMessage(false);
                }
            }
            sheet.freezePane(0, 1);
        }
    }

    private Map<String, List<FormComponent.Option>> options(Declaration declared, String account) {
        return this.fields.options(declared.form(), declared.key(), account, null);
    }

    /**
     * @throws InvalidInput where it is no Excel file, or not of this procedure
     */
    List<Map<String, Object>> read(Declaration declared, String account, @Nullable MultipartFile sent) {
        if (sent == null || sent.isEmpty()) {
            throw new InvalidInput(FILE, "no-file");
        }
        try {
            Path file = Files.createTempFile("sanxing-bulk", ".xlsx");
            try {
                sent.transferTo(file);
                CheckedFile checked = this.check.check(file, sent.getOriginalFilename(), FILE);
                if (checked.type() != FileType.XLSX || checked.unpacked() > UNPACKED) {
                    throw new InvalidInput(FILE, "procedure-bulk-type");
                }
                return rows(declared, options(declared, account), file);
            }
            finally {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<Map<String, Object>> rows(Declaration declared, Map<String, List<FormComponent.Option>> options,
            Path file) {
        Reading reading = new Reading(columns(declared), options);
        SheetTable.open(file, (book) -> {
            if (!book.sheets().isEmpty()) {
                book.rows(book.sheets().get(0), reading::row);
            }
        });
        if (reading.titles.isEmpty()) {
            throw new InvalidInput(FILE, "procedure-bulk-columns");
        }
        if (reading.rows.isEmpty() || reading.rows.size() > MOST) {
            throw new InvalidInput(FILE, "procedure-bulk-rows", MOST);
        }
        return reading.rows;
    }

    /** What each row would say, and what is wrong with it. */
    List<Row> checked(Declaration declared, String account, List<Map<String, Object>> rows) {
        Map<String, List<FormComponent.Option>> options = options(declared, account);
        return rows.stream().map((data) -> {
            List<String> texts = columns(declared).stream()
                .map((field) -> this.fields.text(field, data.get(field.key()), Locale.SIMPLIFIED_CHINESE))
                .toList();
            return new Row(texts, this.forms.missing(declared.form(), data, options));
        }).toList();
    }

    /**
     * @param texts in the order of the columns
     */
    record Row(List<String> texts, List<FieldError> errors) {

    }

    private static final class Reading {

        private final List<FormComponent> columns;

        private final Map<String, List<FormComponent.Option>> options;

        /** The fields, by the columns of the sheet in which they stand. */
        private final Map<Integer, FormComponent> titles = new LinkedHashMap<>();

        private final List<Map<String, Object>> rows = new ArrayList<>();

        Reading(List<FormComponent> columns, Map<String, List<FormComponent.Option>> options) {
            this.columns = columns;
            this.options = options;
        }

        boolean row(SheetBook.Row row) {
            if (row.hidden()) {
                return true;
            }
            if (this.titles.isEmpty()) {
                row.own()
                    .forEach((at, cell) -> this.columns.stream()
                        .filter((field) -> Texts.strip(cell.text()).replace(NEEDED, "").equals(field.name()))
                        .findFirst()
                        .ifPresent((field) -> this.titles.put(at, field)));
                return row.number() < HEADER_WITHIN || !this.titles.isEmpty();
            }
            Map<String, Object> data = new LinkedHashMap<>();
            this.titles.forEach((at, field) -> {
                SheetBook.Cell cell = row.own().get(at);
                if (cell != null && !Texts.isBlank(cell.text())) {
                    data.put(String.valueOf(field.key()),
                            value(field, (field.type() == FormComponent.Type.DATE && cell.kind() == SheetBook.Kind.DATE)
                                    ? cell.moment() : Texts.strip(cell.text())));
                }
            });
            if (!data.isEmpty()) {
                this.rows.add(data);
            }
            return this.rows.size() <= MOST;
        }

        private Object value(FormComponent field, String text) {
            return switch (field.type()) {
                case SELECT, RADIO -> chosen(field, text);
                case CHECKLIST -> Stream.of(SEPARATOR.split(text))
                    .map(Texts::strip)
                    .filter((one) -> !one.isEmpty())
                    .map((one) -> chosen(field, one))
                    .toList();
                case CHECKBOX ->
                    List.of("\u662f", "\u221a", "true", "yes", "1").contains(text.toLowerCase(Locale.ROOT));
                case NUMBER -> number(text);
                case DATE -> date(text);
                default -> text;
            };
        }

        /** By its label, by what stands before the post of a person, or by its value. */
        private String chosen(FormComponent field, String text) {
            List<FormComponent.Option> offered = field.choices(this.options);
            List<String> named = offered.stream()
                .filter((option) -> option.label().split(" \u00b7 ", 2)[0].equals(text))
                .map(FormComponent.Option::value)
                .toList();
            return offered.stream()
                .filter((option) -> option.label().equals(text))
                .map(FormComponent.Option::value)
                .findFirst()
                .or(() -> (named.size() == 1) ? Optional.of(named.get(0)) : Optional.empty())
                .orElse(text);
        }

        private static Object number(String text) {
            try {
                return new BigDecimal(text);
            }
            catch (NumberFormatException ex) {
                return text;
            }
        }

        private static String date(String text) {
            Matcher date = DATE.matcher(text);
            return date.matches() ? "%s-%02d-%02d".formatted(date.group(1), Integer.valueOf(date.group(2)),
                    Integer.valueOf(date.group(3))) : text;
        }

    }

}
