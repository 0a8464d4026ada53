package org.sanxing.forms;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Recent;
import org.sanxing.common.Texts;

import org.springframework.stereotype.Component;

/**
 * Reads forms, validates what was filled in, and turns the fields of a page into the same
 * data that the API takes: strings, booleans, {@code BigDecimal}, lists and maps.
 */
@Component
public class Forms {

    private static final int KEPT = 500;

    /** By their text: people fill in the same few forms all the time. */
    private final Map<String, FormSchema> known = Recent.most(KEPT);

    private final Clock clock;

    private final ZoneId zone;

    public Forms(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * @param name of the file, for the message
     * @param json text of the {@code .form} file
     * @throws UnsupportedForm naming file and component key where something is not
     * supported
     */
    public FormSchema read(String name, String json) {
        FormSchema form = this.known.get(json);
        if (form == null) {
            form = new FormReader(name).read(json);
            this.known.put(json, form);
        }
        return form;
    }

    /**
     * Validates a submission and returns it cleaned: line ends as {@code \n}, hidden
     * fields left out, everything else to the character as it came.
     * @param options for the fields with a {@code valuesKey}, by that key
     * @throws InvalidInput with one error per field, paths such as
     * {@code problems[0].cause}
     */
    public Map<String, Object> validate(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return validated(form, data, validator(options, false));
    }

    /**
     * Validates a draft: as {@link #validate}, but what is required may be missing, and
     * what is not finished (too short, not yet of the pattern) or is over by now (a date)
     * may stay so.
     */
    public Map<String, Object> validateDraft(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        return validated(form, data, validator(options, true));
    }

    private FormValidator validator(Map<String, List<FormComponent.Option>> options, boolean draft) {
        return new FormValidator(options, draft, LocalDate.ofInstant(this.clock.instant(), this.zone));
    }

    private static Map<String, Object> validated(FormSchema form, Map<String, Object> data, FormValidator validator) {
        Map<String, Object> clean = validator.validate(form.components(), data);
        if (!validator.errors().isEmpty()) {
            throw new InvalidInput(validator.errors());
        }
        return clean;
    }

    /**
     * What is still missing before {@link #validate} would accept it; empty if nothing.
     */
    public List<FieldError> missing(FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options) {
        FormValidator validator = validator(options, false);
        validator.validate(form.components(), data);
        return validator.errors();
    }

    /** A date as forms take it; null where it is none. */
    public static @Nullable LocalDate date(String text) {
        return Values.date(Texts.strip(text));
    }

    /** A number as forms take it; null where it is none. */
    public static @Nullable BigDecimal number(String text) {
        return Values.number(Texts.strip(text));
    }

    /**
     * Binds the fields of a page ({@code problems[0].cause=…}) to data. Rows come out
     * renumbered without gaps; fields that the form does not know are ignored.
     */
    public Map<String, Object> bind(FormSchema form, Map<String, String[]> parameters) {
        return new FormBinder(parameters).bind(form.components(), "");
    }

}
