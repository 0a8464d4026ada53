package org.sanxing.forms;

import java.util.List;
import java.util.Map;

/**
 * Reads forms, validates what was filled in, and turns the fields of a page into the same
 * data that the API takes: strings, booleans, {@code BigDecimal}, lists and maps.
 */
public interface Forms {

    /**
     * @param name of the file, for the message
     * @param json text of the {@code .form} file
     * @throws UnsupportedForm naming file and component key where something is not
     * supported
     */
    FormSchema read(String name, String json);

    /**
     * Validates a submission and returns it cleaned: line ends as {@code \n}, hidden
     * fields left out, everything else to the character as it came.
     * @param options for the fields with a {@code valuesKey}, by that key
     * @throws org.sanxing.common.InvalidInput with one error per field, paths such as
     * {@code problems[0].cause}
     */
    Map<String, Object> validate(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options);

    /**
     * Validates a draft: as {@link #validate}, but what is required may be missing, and
     * what is not finished (too short, not yet of the pattern) may stay so.
     */
    Map<String, Object> validateDraft(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options);

    /**
     * What is still missing before {@link #validate} would accept it; empty if nothing.
     */
    List<org.sanxing.common.FieldError> missing(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options);

    /**
     * Binds the fields of a page ({@code problems[0].cause=…}) to data. Rows come out
     * renumbered without gaps; fields that the form does not know are ignored.
     */
    Map<String, Object> bind(FormSchema form, Map<String, String[]> parameters);

}
