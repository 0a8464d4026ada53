package org.sanxing.procedure.web;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

import org.sanxing.attachment.SheetUpload;
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

    /** One title alone may be any word. */
    private static final int TITLES = 2;

    private static final String FILE = "file";

    private static final String NEEDED = "*";

    private static final Pattern DATE = Pattern
        .compile("(\\d{4})\\s*[-/.\\u5e74]\\s*(\\d{1,2})\\s*[-/.\\u6708]\\s*(\\d{1,2})\\s*\\u65e5?");

    private static final Pattern SEPARATOR = Pattern.compile("[,;\\n\\uff0c\\uff1b\\u3001]");

    private static final List<String> YES = List.of("\u662f", "\u221a", "true", "yes", "1");

    private static final List<String> NO = List.of("\u5426", "\u00d7", "false", "no", "0");

    private final Fields fields;

    private final Forms forms;

    private final SheetUpload upload;

    private final MessageSource messages;

    BulkSheet(Fields fields, Forms forms, SheetUpload upload, MessageSource messages) {
        this.fields = fields;
        this.forms = forms;
        this.upload = upload;
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
                sheet.width(at, new BulkColumn(field).width());
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
    Sent read(Declaration declared, String account, @Nullable MultipartFile sent) {
        return this.upload.receive(sent, (file, name) -> rows(declared, options(declared, account), file));
    }

    private Sent rows(Declaration declared, Map<String, List<FormComponent.Option>> options, Path file) {
        List<BulkColumn> columns = columns(declared).stream().map(BulkColumn::new).toList();
        SheetTable<BulkColumn> table = new SheetTable<>(columns, new Titles(),
                (titles) -> titles.size() >= Math.min(TITLES, columns.size()));
        Sent sent = new Sent(new ArrayList<>(), new ArrayList<>());
        int[] read = { -1 };
        SheetTable.open(file, (book) -> {
            for (SheetBook.Sheet sheet : book.sheets()) {
                if (read[0] < 0) {
                    read[0] = table.read(book, sheet, new Rows(options, this::reason, sent));
                }
                else if (table.hasTitles(book, sheet)) {
                    sent.unread().add(FieldError.of(FILE, "sheet-other", sheet.name()));
                }
            }
        });
        if (read[0] < 0) {
            throw new InvalidInput(FILE, "procedure-bulk-columns");
        }
        if (read[0] == 0 || read[0] > MOST) {
            throw new InvalidInput(FILE, "procedure-bulk-rows", MOST);
        }
        return sent;
    }

    private String reason(FieldError error) {
        return this.messages.getMessage("field-error." + error.code(), error.arguments().toArray(),
                LocaleContextHolder.getLocale());
    }

    /** What each row would say, and what is wrong with it. */
    List<Row> checked(Declaration declared, String account, List<Typed> rows) {
        Map<String, List<FormComponent.Option>> options = options(declared, account);
        return rows.stream().map((row) -> {
            List<String> texts = columns(declared).stream()
                .map((field) -> this.fields.text(field, row.data().get(field.key()), Locale.SIMPLIFIED_CHINESE))
                .toList();
            List<FieldError> errors = new ArrayList<>(row.wrong());
            this.forms.missing(declared.form(), row.data(), options)
                .stream()
                .filter((error) -> row.wrong().stream().noneMatch((wrong) -> wrong.field().equals(error.field())))
                .forEach(errors::add);
            return new Row(row.line(), texts, errors);
        }).toList();
    }

    /**
     * @param line where it stands in the file; 0 where no file is at hand
     * @param texts in the order of the columns
     */
    record Row(int line, List<String> texts, List<FieldError> errors) {

    }

    /**
     * @param line where it stands in the file; 0 where no file is at hand
     * @param wrong cells that cannot be read
     */
    record Typed(int line, Map<String, Object> data, List<FieldError> wrong) {

    }

    /**
     * @param unread what of the file does not count
     */
    record Sent(List<Typed> rows, List<FieldError> unread) {

    }

    private record BulkColumn(FormComponent field) implements SheetTable.Column {

        @Override
        public String id() {
            return String.valueOf(this.field.key());
        }

        @Override
        public boolean needed() {
            return false;
        }

        @Override
        public int width() {
            return this.field.multiline() ? 48 : 20;
        }

        @Override
        public boolean day() {
            return this.field.type() == FormComponent.Type.DATE;
        }

    }

    private static final class Titles implements SheetTable.Words<BulkColumn> {

        @Override
        public String title(BulkColumn column) {
            return column.field().name();
        }

        @Override
        public boolean names(BulkColumn column, String typed) {
            return SheetTable.squeezed(typed).equals(SheetTable.squeezed(title(column)));
        }

    }

    private record Rows(Map<String, List<FormComponent.Option>> options, Function<FieldError, String> reason,
            Sent sent) implements SheetTable.Handler<BulkColumn> {

        @Override
        public void row(SheetTable.Line<BulkColumn> line) {
            Map<String, Object> data = new LinkedHashMap<>();
            line.columns().keySet().forEach((column) -> {
                String text = line.text(column);
                if (!text.isEmpty()) {
                    data.put(column.id(), value(column.field(), text));
                }
            });
            this.sent.rows()
                .add(new Typed(line.number(), data,
                        line.wrong()
                            .entrySet()
                            .stream()
                            .map((wrong) -> FieldError.of(wrong.getKey().id(), "procedure-bulk-cell",
                                    line.letters(wrong.getKey()) + line.number(), wrong.getKey().field().name(),
                                    this.reason.apply(wrong.getValue())))
                            .toList()));
        }

        @Override
        public void hidden(int row) {
            this.sent.unread().add(FieldError.of(FILE, "sheet-row-hidden", row));
        }

        @Override
        public void unread(FieldError what) {
            this.sent.unread().add(what);
        }

        private Object value(FormComponent field, String text) {
            return switch (field.type()) {
                case SELECT, RADIO -> chosen(field, text);
                case CHECKLIST -> Stream.of(SEPARATOR.split(text))
                    .map(Texts::strip)
                    .filter((one) -> !one.isEmpty())
                    .map((one) -> chosen(field, one))
                    .toList();
                case CHECKBOX -> yesOrNo(text);
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

        /** What was typed where it is neither, for the form to refuse. */
        private static Object yesOrNo(String text) {
            String typed = text.toLowerCase(Locale.ROOT);
            boolean yes = YES.contains(typed);
            return (yes || NO.contains(typed)) ? yes : text;
        }

        private static Object number(String text) {
            try {
                return new BigDecimal(Texts.figures(text).replace(",", ""));
            }
            catch (NumberFormatException ex) {
                return text;
            }
        }

        private static String date(String text) {
            Matcher date = DATE.matcher(Texts.figures(text));
            return date.matches() ? "%s-%02d-%02d".formatted(date.group(1), Integer.valueOf(date.group(2)),
                    Integer.valueOf(date.group(3))) : text;
        }

    }

}
