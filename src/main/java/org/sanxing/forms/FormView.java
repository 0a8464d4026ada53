package org.sanxing.forms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;

/**
 * What the fragment {@code forms/form :: fields(view)} draws: the form, what stands in it
 * and what is wrong with it.
 *
 * @param errors empty where nothing was refused
 */
public record FormView(FormSchema form, Map<String, Object> data, Map<String, List<FormComponent.Option>> options,
        List<FieldError> errors) {

    private static final String NEW_ROW = "new";

    public static FormView of(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return new FormView(form, data, options, List.of());
    }

    public FormView with(Map<String, Object> typed, List<FieldError> refused) {
        return new FormView(this.form, typed, this.options, refused);
    }

    /** The components to draw, in order. */
    public List<FieldView> nodes() {
        return level(this.form.components(), this.data, "", Map.of());
    }

    /**
     * The components to draw but the fields with these keys, which the page draws
     * elsewhere.
     */
    public List<FieldView> nodesBut(List<String> keys) {
        return but(nodes(), Set.copyOf(keys));
    }

    private static List<FieldView> but(List<FieldView> nodes, Set<String> keys) {
        return nodes.stream()
            .filter((node) -> node.component().key() == null || !keys.contains(node.component().key()))
            .map((node) -> node.children().isEmpty() ? node : node.with(but(node.children(), keys)))
            .filter((node) -> !node.is("GROUP") || !node.children().isEmpty())
            .toList();
    }

    /** The field with this key; null where the form has none. */
    public @Nullable FieldView node(String key) {
        return FieldView.flatten(nodes(), new ArrayList<>())
            .stream()
            .filter((field) -> key.equals(field.component().key()))
            .findFirst()
            .orElse(null);
    }

    /** One row of a repeated group; null where there are not so many. */
    public @Nullable RowView row(String key, int index) {
        FieldView group = node(key);
        return (group != null && index >= 0 && index < group.rows().size()) ? group.rows().get(index) : null;
    }

    /** Id of the element to which the summary of errors links. */
    public String idOf(FieldError error) {
        return Values.id(error.field());
    }

    private List<FieldView> level(List<FormComponent> components, Map<String, Object> values, String row,
            Map<String, Object> outer) {
        Visibility visibility = Visibility.of(components, withDefaults(components, values), outer);
        return components.stream().map((component) -> field(component, values, row, visibility)).toList();
    }

    private FieldView field(FormComponent component, Map<String, Object> values, String row, Visibility visibility) {
        String key = component.key();
        String path = Values.path(row, (key != null) ? key : component.id());
        Object value = (key == null) ? null : values.containsKey(key) ? values.get(key) : component.defaultValue();
        List<FieldView> children = component.components()
            .isEmpty() || component.type() == FormComponent.Type.REPEATED_GROUP ? List.of()
                    : component.components().stream().map((child) -> field(child, values, row, visibility)).toList();
        List<RowView> rows = List.of();
        RowView newRow = null;
        if (component.type() == FormComponent.Type.REPEATED_GROUP) {
            rows = rows(component, value, path, visibility);
            newRow = row(component, -1, Map.of(), path, visibility);
        }
        return new FieldView(component, path, Values.id(path), value,
                (key != null) ? this.errors.stream().filter((error) -> error.field().equals(path)).toList() : List.of(),
                component.choices(this.options), visibility.hides(component), visibility.requires(component), children,
                rows, newRow);
    }

    private List<RowView> rows(FormComponent group, @Nullable Object value, String path, Visibility visibility) {
        List<RowView> rows = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (Object item : items) {
                Map<String, Object> row = Values.row(item);
                rows.add(row(group, rows.size(), (row != null) ? row : Map.of(), path, visibility));
            }
        }
        else if (group.repetition() != null) {
            while (rows.size() < group.repetition().initialRows()) {
                rows.add(row(group, rows.size(), Map.of(), path, visibility));
            }
        }
        return rows;
    }

    private RowView row(FormComponent group, int index, Map<String, Object> values, String groupPath,
            Visibility visibility) {
        String path = groupPath + "[" + ((index < 0) ? NEW_ROW : String.valueOf(index)) + "]";
        boolean invalid = this.errors.stream()
            .anyMatch((error) -> error.field().equals(path) || error.field().startsWith(path + "."));
        return new RowView(group, index, path, Values.id(path),
                level(group.components(), values, path, visibility.scope()), invalid);
    }

    private static Map<String, Object> withDefaults(List<FormComponent> components, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>();
        for (FormComponent field : FormComponent.fieldsOf(components)) {
            all.put(field.key(), values.containsKey(field.key()) ? values.get(field.key()) : field.defaultValue());
        }
        return all;
    }

}
