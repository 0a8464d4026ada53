package org.sanxing.forms;

import java.util.List;
import java.util.Map;

import org.sanxing.common.FieldError;

/**
 * What the fragment {@code forms/form :: fields(view)} draws: the form, what stands in it
 * and what is wrong with it.
 *
 * @param errors empty where nothing was refused
 */
public record FormView(FormSchema form, Map<String, Object> data, Map<String, List<FormComponent.Option>> options,
        List<FieldError> errors) {

    public static FormView of(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return new FormView(form, data, options, List.of());
    }

    public FormView with(Map<String, Object> typed, List<FieldError> refused) {
        return new FormView(this.form, typed, this.options, refused);
    }

}
