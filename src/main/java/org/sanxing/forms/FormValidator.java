package org.sanxing.forms;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Validation;

/**
 * Validates what was filled in and cleans it. One per validation.
 */
final class FormValidator {

    /** Nobody reads more, and an answer must not grow with what was sent. */
    private static final int MOST_ERRORS = 500;

    private static final int LONGEST_NAME = 60;

    private final Map<String, List<Option>> options;

    private final boolean draft;

    private final LocalDate today;

    private final List<FieldError> errors = new ArrayList<>();

    FormValidator(Map<String, List<Option>> options, boolean draft, LocalDate today) {
        this.options = options;
        this.draft = draft;
        this.today = today;
    }

    List<FieldError> errors() {
        return List.copyOf(this.errors);
    }

    Map<String, Object> validate(List<FormComponent> components, Map<String, Object> data) {
        return level(components, data, "", "", Map.of());
    }

    /**
     * @param row path of the row; empty at the top
     * @param rowLabel what errors put before the label; empty at the top
     */
    private Map<String, Object> level(List<FormComponent> components, Map<String, Object> data, String row,
            String rowLabel, Map<String, Object> outer) {
        Visibility visibility = Visibility.of(components, data, outer);
        Map<String, Object> clean = new LinkedHashMap<>();
        Map<String, FormComponent> fields = new LinkedHashMap<>();
        for (FormComponent component : FormComponent.fieldsOf(components)) {
            fields.put(component.key(), component);
            if (!visibility.hides(component)) {
                Field field = new Field(component, Values.path(row, component.key()), rowLabel + component.spoken(),
                        visibility.requires(component));
                Object value = value(field, data.get(component.key()), visibility);
                if (value != null) {
                    clean.put(component.key(), value);
                }
            }
        }
        for (String key : data.keySet()) {
            if (!fields.containsKey(key)) {
                String printable = printable(key);
                refuse(Values.path(row, printable), "unknown-field", rowLabel + printable);
            }
        }
        return clean;
    }

    private @Nullable Object value(Field field, @Nullable Object value, Visibility visibility) {
        FormComponent.Type type = field.component().type();
        Class<?> expected = switch (type) {
            case TEXTFIELD, TEXTAREA, DATE, SELECT, RADIO -> String.class;
            case CHECKBOX -> Boolean.class;
            case CHECKLIST, FILES, REPEATED_GROUP -> List.class;
            case NUMBER, TEXT, GROUP -> Object.class;
        };
        if (value != null && !expected.isInstance(value)) {
            refuse(field, "wrong-type");
            return null;
        }
        if (type == FormComponent.Type.REPEATED_GROUP) {
            return rows(field, (List<?>) value, visibility);
        }
        boolean typed = type == FormComponent.Type.TEXTFIELD || type == FormComponent.Type.TEXTAREA;
        if (value == null || (!typed && Values.isMissing(value))) {
            requireIfNeeded(field);
            return (expected == List.class) ? value : null;
        }
        return switch (type) {
            case NUMBER -> number(field, value);
            case DATE -> date(field, (String) value);
            case SELECT, RADIO -> isOption(field, value) ? value : null;
            case CHECKBOX -> checkbox(field, (Boolean) value);
            case CHECKLIST -> checklist(field, (List<?>) value);
            case FILES -> files(field, (List<?>) value);
            default -> text(field, (String) value);
        };
    }

    private @Nullable String text(Field field, String given) {
        String text = Values.normalise(given);
        String forbidden = forbiddenCharacter(text);
        if (forbidden != null) {
            refuse(field, "control-character", forbidden);
            return null;
        }
        Validation rules = field.component().validation();
        int length = Values.length(text);
        if (rules.maxLength() != null && length > rules.maxLength()) {
            refuse(field, "too-long", rules.maxLength(), length);
        }
        else if (Texts.isBlank(text)) {
            requireIfNeeded(field);
        }
        else if (!this.draft && rules.minLength() != null && length < rules.minLength()) {
            refuse(field, "too-short", rules.minLength(), length);
        }
        else if (!this.draft && rules.pattern() != null && !Pattern.compile(rules.pattern()).matcher(text).find()) {
            refuse(field, "pattern");
        }
        return text;
    }

    private @Nullable BigDecimal number(Field field, Object value) {
        if (!(value instanceof Number) && !(value instanceof String)) {
            refuse(field, "wrong-type");
            return null;
        }
        BigDecimal number = Values.number(value);
        if (number == null) {
            refuse(field, "not-a-number");
            return null;
        }
        Validation rules = field.component().validation();
        if (rules.min() != null && number.compareTo(rules.min()) < 0) {
            refuse(field, "too-small", rules.min().toPlainString());
        }
        else if (rules.max() != null && number.compareTo(rules.max()) > 0) {
            refuse(field, "too-large", rules.max().toPlainString());
        }
        else if (rules.decimalDigits() != null && number.stripTrailingZeros().scale() > rules.decimalDigits()) {
            refuse(field, "too-many-decimals", rules.decimalDigits());
        }
        return number;
    }

    private @Nullable String date(Field field, String text) {
        LocalDate date = Values.date(text);
        if (date == null) {
            refuse(field, "not-a-date");
            return null;
        }
        if (!this.draft && field.component().validation().notPast() && date.isBefore(this.today)) {
            refuse(field, "passed-date", this.today.toString());
        }
        return date.toString();
    }

    private Boolean checkbox(Field field, Boolean ticked) {
        if (!ticked) {
            requireIfNeeded(field);
        }
        return ticked;
    }

    private @Nullable List<?> checklist(Field field, List<?> chosen) {
        for (Object item : chosen) {
            if (!(item instanceof String)) {
                refuse(field, "wrong-type");
                return null;
            }
            if (!isOption(field, item)) {
                return null;
            }
        }
        return List.copyOf(chosen);
    }

    /** Each once; as ids, or as the API shows files: with an id among the rest. */
    private @Nullable List<?> files(Field field, List<?> files) {
        List<?> chosen = checklist(field,
                files.stream()
                    .map((item) -> (item instanceof Map<?, ?> file && file.get("id") != null) ? file.get("id") : item)
                    .distinct()
                    .toList());
        Integer most = field.component().validation().maxItems();
        if (chosen != null && most != null && chosen.size() > most) {
            refuse(field, "too-many-items", most, chosen.size());
        }
        return chosen;
    }

    private @Nullable List<Map<String, Object>> rows(Field field, @Nullable List<?> value, Visibility visibility) {
        FormComponent group = field.component();
        List<?> rows = (value != null) ? value : List.of();
        Validation rules = group.validation();
        int least = Math.max(rules.minItems(), field.required() ? 1 : 0);
        if (!this.draft && rows.size() < least) {
            refuse(field, "too-few-items", least, rows.size());
        }
        if (rules.maxItems() != null && rows.size() > rules.maxItems()) {
            refuse(field, "too-many-items", rules.maxItems(), rows.size());
            return null;
        }
        List<Map<String, Object>> clean = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String path = field.path() + "[" + i + "]";
            String label = RowView.label(parentLabel(field), group, i);
            Map<String, Object> row = Values.row(rows.get(i));
            if (row == null) {
                refuse(path, "wrong-type", label);
            }
            else {
                clean.add(level(group.components(), row, path, label + " · ", visibility.scope()));
            }
        }
        return (value != null) ? clean : null;
    }

    private static String parentLabel(Field field) {
        return field.label().substring(0, field.label().length() - field.component().spoken().length());
    }

    private boolean isOption(Field field, Object value) {
        boolean known = Option.of(field.component().choices(this.options), value).isPresent();
        if (!known) {
            refuse(field, "unknown-option");
        }
        return known;
    }

    private void requireIfNeeded(Field field) {
        if (field.required() && !this.draft) {
            refuse(field, "required");
        }
    }

    private void refuse(Field field, String code, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(more));
        arguments.add(0, field.label());
        refuse(field.path(), code, arguments.toArray());
    }

    private void refuse(String path, String code, Object... arguments) {
        if (this.errors.size() < MOST_ERRORS) {
            this.errors.add(FieldError.of(path, code, arguments));
        }
    }

    /**
     * The first character that nobody can type: a control character other than tab and
     * line end, or half of a pair of surrogates.
     */
    private static @Nullable String forbiddenCharacter(String text) {
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            boolean control = Character.getType(point) == Character.CONTROL && point != '\t' && point != '\n';
            if (control || Character.getType(point) == Character.SURROGATE) {
                return String.format(Locale.ROOT, "U+%04X", point);
            }
            i += Character.charCount(point);
        }
        return null;
    }

    /** A name that somebody made up, fit to be repeated in an answer. */
    private static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints()
            .limit(LONGEST_NAME)
            .map((point) -> (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) ? 0xFFFD
                    : point)
            .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /**
     * @param label with the row before it
     */
    private record Field(FormComponent component, String path, String label, boolean required) {

    }

}
