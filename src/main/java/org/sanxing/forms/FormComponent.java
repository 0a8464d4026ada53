package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One component of a form.
 *
 * @param key name of its value; of a repeated group its {@code path}; null for a text
 * block and for a group
 * @param id of the component within the file
 * @param label as written in the file; empty where none
 * @param description help below the label; empty where none
 * @param options of a select, radio or checklist; empty where {@code valuesKey} is set
 * @param valuesKey name of the options that the caller gives; null where the file has
 * them
 * @param hide condition under which it is neither shown nor validated nor kept; null for
 * never
 * @param components of a group or repeated group
 * @param text of a text block
 * @param properties custom properties of the component, as Camunda Modeler keeps them
 */
public record FormComponent(String id, Type type, @Nullable String key, String label, String description,
        Validation validation, List<Option> options, @Nullable String valuesKey, @Nullable Condition hide,
        List<FormComponent> components, String text, boolean readOnly, @Nullable Object defaultValue,
        Map<String, String> properties) {

    public enum Type {

        TEXTFIELD, TEXTAREA, NUMBER, DATE, SELECT, RADIO, CHECKBOX, CHECKLIST, TEXT, GROUP, REPEATED_GROUP

    }

    /**
     * @param minLength in code points; null for none
     * @param maxLength in code points; null for none
     * @param minItems rows of a repeated group (property {@code minItems}); 0 for none
     * @param maxItems rows of a repeated group (property {@code maxItems}); null for none
     */
    public record Validation(boolean required, @Nullable Integer minLength, @Nullable Integer maxLength,
            @Nullable String pattern, @Nullable BigDecimal min, @Nullable BigDecimal max, int minItems,
            @Nullable Integer maxItems) {

    }

    public record Option(String value, String label) {

    }

    static List<FormComponent> fieldsOf(List<FormComponent> components) {
        List<FormComponent> fields = new ArrayList<>();
        for (FormComponent component : components) {
            if (component.type() == Type.GROUP) {
                fields.addAll(fieldsOf(component.components()));
            }
            else if (component.type() != Type.TEXT) {
                fields.add(component);
            }
        }
        return fields;
    }

}
