package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.sanxing.forms.FieldView;
import org.sanxing.forms.FormComponent.Option;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.FormView;
import org.sanxing.forms.RowView;

/**
 * What a version says, field by field in the order of the form it was written in.
 */
public record VersionReading(List<Part> parts) {

    /** Reads what was filled into a form; what the form hides is left out. */
    public static VersionReading of(FormSchema form, Map<String, Object> data, Map<String, List<Option>> options) {
        List<Part> parts = new ArrayList<>();
        read(FormView.of(form, data, options).nodes(), parts);
        return new VersionReading(List.copyOf(parts));
    }

    private static void read(List<FieldView> fields, List<Part> parts) {
        for (FieldView field : fields) {
            if (field.is("GROUP")) {
                read(field.children(), parts);
            }
            else if (field.is("REPEATED_GROUP")) {
                parts.add(new Rows(String.valueOf(field.component().key()), field.component().rowTitle(),
                        field.rows().stream().map(VersionReading::values).toList()));
            }
            else if (!field.is("TEXT") && !field.hidden() && !field.component().hidden()) {
                parts.add(value(field));
            }
        }
    }

    private static List<Value> values(RowView row) {
        List<Part> parts = new ArrayList<>();
        read(row.fields(), parts);
        return parts.stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
    }

    private static Value value(FieldView field) {
        String key = String.valueOf(field.component().key());
        String label = field.component().name();
        if (field.is("CHECKBOX")) {
            return new Value(key, label, String.valueOf(field.checked()), Kind.FLAG);
        }
        boolean chosen = !field.options().isEmpty() || field.value() instanceof List<?>;
        return new Value(key, label, chosen ? String.join("\n", field.chosenLabels()) : field.text(),
                field.component().multiline() ? Kind.TEXT : Kind.SHORT);
    }

    public enum Kind {

        /** Compared down to the character. */
        TEXT,

        /** A word, figure or choice: the same or another. */
        SHORT,

        /** {@code true} or {@code false}. */
        FLAG

    }

    public sealed interface Part {

        String key();

    }

    /**
     * @param text as it is read; of a choice its label, of several one a line
     */
    public record Value(String key, String label, String text, Kind kind) implements Part {

    }

    /**
     * @param title what a row is called
     */
    public record Rows(String key, String title, List<List<Value>> rows) implements Part {

        /** The long texts of each row, by which it is known again. */
        List<String> texts() {
            return this.rows.stream()
                .map((row) -> String.join("\n",
                        row.stream().filter((value) -> value.kind() == Kind.TEXT).map(Value::text).toList()))
                .toList();
        }

    }

}
