package org.sanxing.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** Turns the fields of a page into data. */
final class FormBinder {

    private static final int MOST_INDEX_DIGITS = 9;

    private final Map<String, String[]> parameters;

    FormBinder(Map<String, String[]> parameters) {
        this.parameters = parameters;
    }

    Map<String, Object> bind(List<FormComponent> components, String row) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (FormComponent field : FormComponent.fieldsOf(components)) {
            Object value = value(field, Values.path(row, field.key()));
            if (value != null) {
                data.put(field.key(), value);
            }
        }
        return data;
    }

    private @Nullable Object value(FormComponent field, String path) {
        String[] values = this.parameters.get(path);
        if (field.type() == FormComponent.Type.REPEATED_GROUP) {
            return rows(field, path);
        }
        // A browser sends nothing at all for a box that is not ticked.
        if (field.type() == FormComponent.Type.CHECKBOX) {
            return values != null && Arrays.stream(values).anyMatch((value) -> value.equals("true"));
        }
        if (field.type() == FormComponent.Type.CHECKLIST || field.type() == FormComponent.Type.FILES) {
            return (values != null) ? Arrays.stream(values).filter((value) -> !value.isEmpty()).toList() : List.of();
        }
        if (values == null || values.length == 0) {
            return null;
        }
        if (field.type() == FormComponent.Type.NUMBER) {
            BigDecimal number = Values.number(values[0]);
            return (number != null) ? number : values[0];
        }
        return Values.normalise(values[0]);
    }

    private List<Object> rows(FormComponent group, String path) {
        TreeSet<Integer> indexes = new TreeSet<>();
        String prefix = path + "[";
        for (String name : this.parameters.keySet()) {
            int end = name.startsWith(prefix) ? name.indexOf(']', prefix.length()) : -1;
            if (end > 0) {
                String index = name.substring(prefix.length(), end);
                if (index.length() <= MOST_INDEX_DIGITS && index.matches("0|[1-9][0-9]*")) {
                    indexes.add(Integer.parseInt(index));
                }
            }
        }
        List<Object> rows = new ArrayList<>();
        for (int index : indexes) {
            rows.add(bind(group.components(), path + "[" + index + "]"));
        }
        return rows;
    }

}
