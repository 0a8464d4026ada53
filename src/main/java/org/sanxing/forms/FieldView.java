package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormComponent.Type;

/**
 * One component of a form as the fragments draw it.
 *
 * @param path name of its input, e.g. {@code problems[0].cause}; of a text block or group
 * its id
 * @param value that stands in it, the default value where there are no data yet
 * @param errors why it was refused
 * @param hidden whether its condition hides it now
 * @param required whether it is required now
 * @param children of a group
 * @param rows of a repeated group
 * @param newRow of a repeated group: the row that the script copies
 */
public record FieldView(FormComponent component, String path, String id, @Nullable Object value,
        List<FieldError> errors, List<Option> options, boolean hidden, boolean required, List<FieldView> children,
        List<RowView> rows, @Nullable RowView newRow) {

    private static final int MOST_SEGMENTS = 3;

    public boolean is(String type) {
        return this.component.type().name().equals(type);
    }

    /** Radio options few enough to be drawn as one row of large buttons. */
    public boolean segmented() {
        return this.component.type() == Type.RADIO && this.options.size() <= MOST_SEGMENTS;
    }

    public boolean invalid() {
        return !this.errors.isEmpty();
    }

    /** The value as an input holds it. */
    public String text() {
        if (this.value instanceof BigDecimal) {
            BigDecimal number = Values.number(this.value);
            return (number != null) ? number.toPlainString() : this.value.toString();
        }
        boolean plain = this.value instanceof String || this.value instanceof Number || this.value instanceof Boolean;
        return plain ? Values.normalise(String.valueOf(this.value)) : "";
    }

    /** The lines of a long text, each a paragraph of a document. */
    public List<String> paragraphs() {
        return List.of(text().split("\n", -1));
    }

    /** Whether the author indented it, so that the page must not do it again. */
    public boolean indented(String line) {
        return !line.isEmpty() && (Character.isSpaceChar(line.charAt(0)) || line.charAt(0) == '\t');
    }

    /** The value as the content of a {@code textarea}, whose first line end is eaten. */
    public String area() {
        return "\n" + text();
    }

    /** Length in code points, as it is counted against the limit. */
    public int length() {
        return Values.length(text());
    }

    public boolean tooLong() {
        Integer maxLength = this.component.validation().maxLength();
        return maxLength != null && length() > maxLength;
    }

    public boolean checked() {
        return Boolean.TRUE.equals(this.value);
    }

    public boolean chosen(Option option) {
        return (this.value instanceof List<?> chosen) ? chosen.contains(option.value())
                : option.value().equals(this.value);
    }

    /** The values to be carried by hidden inputs. */
    public List<String> carried() {
        if (this.value instanceof List<?> chosen) {
            return chosen.stream().map(String::valueOf).toList();
        }
        return (this.value == null && !is("TEXTFIELD") && !is("TEXTAREA")) ? List.of() : List.of(text());
    }

    /**
     * Labels of what is chosen; the bare value where there is no such option any more.
     */
    public List<String> chosenLabels() {
        Stream<?> values = (this.value instanceof List<?> chosen) ? chosen.stream() : Stream.of(text());
        return values.map(String::valueOf)
            .filter((chosen) -> !chosen.isEmpty())
            .map((chosen) -> Option.of(this.options, chosen).map(Option::spoken).orElse(chosen))
            .toList();
    }

    /**
     * The files that are chosen; one that there is no more has no label.
     */
    public List<Option> files() {
        if (!(this.value instanceof List<?> chosen)) {
            return List.of();
        }
        return chosen.stream()
            .map(String::valueOf)
            .map((id) -> Option.of(this.options, id).orElse(new Option(id, "")))
            .toList();
    }

    /** Whether there is nothing in it that a reader could see. */
    public boolean empty() {
        return (this.component.type() == Type.CHECKBOX) ? this.value == null
                : (this.component.type() == Type.REPEATED_GROUP) ? this.rows.isEmpty() : Values.isMissing(this.value);
    }

    /** Whether its value, or one in its rows, is required and missing. */
    boolean lacksValue() {
        if (this.hidden) {
            return false;
        }
        if (this.component.type() == Type.REPEATED_GROUP) {
            return this.rows.stream().anyMatch(RowView::incomplete);
        }
        return this.required && (is("CHECKBOX") ? !checked() : Values.isMissing(this.value));
    }

    /**
     * Ids of what describes it, for {@code aria-describedby}; null where nothing does.
     */
    public @Nullable String describedBy() {
        String ids = Stream
            .of(this.component.description().isEmpty() ? null : this.id + "-help",
                    invalid() ? this.id + "-error" : null,
                    (this.component.validation().maxLength() != null) ? this.id + "-count" : null)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
        return ids.isEmpty() ? null : ids;
    }

    /** Whether the person may add another row, move and remove rows. */
    public boolean rowsChange() {
        FormComponent.Repetition repetition = this.component.repetition();
        return repetition != null && repetition.allowAddRemove() && !this.component.readOnly();
    }

    /** The same group with other children. */
    FieldView with(List<FieldView> others) {
        return new FieldView(this.component, this.path, this.id, this.value, this.errors, this.options, this.hidden,
                this.required, others, this.rows, this.newRow);
    }

    static List<FieldView> flatten(List<FieldView> fields, List<FieldView> into) {
        for (FieldView field : fields) {
            if (field.is("GROUP")) {
                flatten(field.children(), into);
            }
            else if (!field.is("TEXT")) {
                into.add(field);
            }
        }
        return into;
    }

}
