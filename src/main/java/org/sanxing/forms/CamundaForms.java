package org.sanxing.forms;

import java.util.List;
import java.util.Map;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.springframework.stereotype.Component;

@Component
final class CamundaForms implements Forms {

    @Override
    public FormSchema read(String name, String json) {
        return new FormReader(name).read(json);
    }

    @Override
    public Map<String, Object> validate(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return validated(form, data, new FormValidator(options, false));
    }

    @Override
    public Map<String, Object> validateDraft(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return validated(form, data, new FormValidator(options, true));
    }

    @Override
    public List<FieldError> missing(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        FormValidator validator = new FormValidator(options, false);
        validator.validate(form.components(), data);
        return validator.errors();
    }

    @Override
    public Map<String, Object> bind(FormSchema form, Map<String, String[]> parameters) {
        return new FormBinder(parameters).bind(form.components(), "");
    }

    private static Map<String, Object> validated(FormSchema form, Map<String, Object> data, FormValidator validator) {
        Map<String, Object> clean = validator.validate(form.components(), data);
        if (!validator.errors().isEmpty()) {
            throw new InvalidInput(validator.errors());
        }
        return clean;
    }

}
