package org.sanxing.common;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * What is wrong with a model, and the remedy, in the words of the bundle {@code faults}.
 */
public final class FaultWords {

    private static final String REMEDY = ".remedy";

    private FaultWords() {
    }

    public static String what(String code, List<Object> arguments, Locale locale) {
        ResourceBundle words = words(locale);
        return filled(words.getString(code), arguments, words);
    }

    /** Codes with a dot share that of the word before it, where they have none. */
    public static String remedy(String code, List<Object> arguments, Locale locale) {
        ResourceBundle words = words(locale);
        return filled(
                words.getString(
                        (words.containsKey(code + REMEDY) ? code : code.substring(0, code.indexOf('.'))) + REMEDY),
                arguments, words);
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle("faults", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Models are full of braces and quotes: only {@code {0}} and so on are replaced. */
    private static String filled(String pattern, List<Object> arguments, ResourceBundle words) {
        String text = pattern;
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", said(arguments.get(i), words));
        }
        return text;
    }

    /** Of what there is none to choose from the remedy is that there be one. */
    private static String said(Object argument, ResourceBundle words) {
        if (argument instanceof Collection<?> several) {
            return several.isEmpty() ? words.getString("none")
                    : several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return argument.toString();
    }

}
