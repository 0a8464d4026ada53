package org.sanxing.workflow;

import java.util.List;
import java.util.Locale;

import org.sanxing.common.FaultWords;

/**
 * What is wrong with a model.
 *
 * @param file its path
 * @param element id in the diagram, or path of the field; empty for the whole file
 * @param code of what is wrong, and of the remedy, in the bundle {@code faults}
 * @param arguments what both name
 */
public record Fault(String file, String element, String code, List<Object> arguments) {

    public static Fault of(String file, String element, String code, Object... arguments) {
        return new Fault(file, element, code, List.of(arguments));
    }

    /** In English, as at a start. */
    public String what() {
        return what(Locale.ENGLISH);
    }

    public String what(Locale locale) {
        return FaultWords.what(this.code, this.arguments, locale);
    }

    public String remedy() {
        return remedy(Locale.ENGLISH);
    }

    public String remedy(Locale locale) {
        return FaultWords.remedy(this.code, this.arguments, locale);
    }

    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }

    /** One line for each of the two: what is wrong, and the remedy. */
    public String in(Locale locale) {
        return this.file + (this.element.isEmpty() ? "" : ", '" + this.element + "'") + ": " + what(locale)
                + "\n    -> " + remedy(locale);
    }

}
