package org.sanxing.workflow;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a model.
 *
 * @param file its path
 * @param element id in the diagram, or path of the field; empty for the whole file
 * @param what is wrong, in English
 * @param remedy what to change, in English
 * @param code of both in the bundle {@code faults}; null where they are in English only
 * @param arguments what both name
 */
public record Fault(String file, String element, String what, String remedy, @Nullable String code,
        List<Object> arguments) {

    private static final String REMEDY = ".remedy";

    public Fault(String file, String element, String what, String remedy) {
        this(file, element, what, remedy, null, List.of());
    }

    /**
     * With the words of the bundle {@code faults}: {@code <code>} and
     * {@code <code>.remedy}.
     */
    public static Fault of(String file, String element, String code, Object... arguments) {
        List<Object> named = List.of(arguments);
        return new Fault(file, element, say(code, named, Locale.ENGLISH), say(code + REMEDY, named, Locale.ENGLISH),
                code, named);
    }

    /** Whether it can be said in this language. */
    public boolean speaks(Locale locale) {
        return this.code != null || locale.getLanguage().equals("en");
    }

    public String what(Locale locale) {
        return (this.code != null) ? say(this.code, this.arguments, locale) : this.what;
    }

    public String remedy(Locale locale) {
        return (this.code != null) ? say(this.code + REMEDY, this.arguments, locale) : this.remedy;
    }

    /** Models are full of braces and quotes: only {@code {0}} and so on are replaced. */
    private static String say(String key, List<Object> arguments, Locale locale) {
        String text = ResourceBundle
            .getBundle("faults", locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
            .getString(key);
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments.get(i)));
        }
        return text;
    }

    /** One line for each of the two: what is wrong, and the remedy. */
    @Override
    public String toString() {
        return this.file + (this.element.isEmpty() ? "" : ", '" + this.element + "'") + ": " + this.what + "\n    -> "
                + this.remedy;
    }

}
