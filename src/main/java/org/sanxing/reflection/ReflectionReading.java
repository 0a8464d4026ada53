package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;

import org.springframework.stereotype.Component;

/** Says what was filled in by the labels of its form, whatever the form asks. */
@Component
public class ReflectionReading {

    private final ReflectionForms forms;

    ReflectionReading(ReflectionForms forms) {
        this.forms = forms;
    }

    /**
     * @param form text of the form it was filled into
     * @return label and value, in the order of the form; options by their labels, rows as
     * lists of such maps; files are left out
     */
    public Map<String, Object> labelled(String form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        FormSchema schema = this.forms.read(form);
        return labelled(schema.fields(), data, options);
    }

    private Map<String, Object> labelled(List<FormComponent> fields, Map<?, ?> data,
            Map<String, List<FormComponent.Option>> options) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (FormComponent field : fields) {
            Object value = (field.key() != null) ? data.get(field.key()) : null;
            // Files have links of their own.
            if (value != null && field.type() != FormComponent.Type.FILES) {
                shown.put(field.label().isBlank() ? String.valueOf(field.key()) : field.label(),
                        shown(field, value, options));
            }
        }
        return shown;
    }

    private Object shown(FormComponent field, Object value, Map<String, List<FormComponent.Option>> options) {
        if (field.type() == FormComponent.Type.REPEATED_GROUP && value instanceof List<?> rows) {
            List<Object> shown = new ArrayList<>();
            List<FormComponent> columns = new FormSchema(String.valueOf(field.key()), field.components()).fields();
            rows.forEach((row) -> shown.add(labelled(columns, (Map<?, ?>) row, options)));
            return shown;
        }
        if (value instanceof List<?> values) {
            return values.stream().map((each) -> label(field, each, options)).toList();
        }
        return label(field, value, options);
    }

    private static Object label(FormComponent field, @Nullable Object value,
            Map<String, List<FormComponent.Option>> options) {
        List<FormComponent.Option> known = (field.valuesKey() != null)
                ? options.getOrDefault(field.valuesKey(), List.of()) : field.options();
        return known.stream()
            .filter((option) -> option.value().equals(value))
            .map(FormComponent.Option::label)
            .findFirst()
            .map(Object.class::cast)
            .orElse((value != null) ? value : "");
    }

}
