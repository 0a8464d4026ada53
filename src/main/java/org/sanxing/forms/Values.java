package org.sanxing.forms;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/** What a value of a form is, whether it came from a page, from JSON or from a draft. */
final class Values {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");

    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Far beyond any real figure; keeps 1e999999999 from filling the memory. */
    private static final int MOST_DIGITS = 60;

    /** As long as 2026-12-07: no year beyond four digits. */
    private static final int DATE = 10;

    private Values() {
    }

    static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /** Line ends as {@code \n}, all else as it is. */
    static String normalise(String text) {
        return (text.indexOf('\r') < 0) ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static boolean isMissing(@Nullable Object value) {
        if (value instanceof String text) {
            return Texts.isBlank(text);
        }
        if (value instanceof Collection<?> items) {
            return items.isEmpty();
        }
        return value == null;
    }

    /** The number that a JSON number or a numeric text is; null where it is none. */
    static @Nullable BigDecimal number(@Nullable Object value) {
        BigDecimal number = null;
        if (value instanceof BigDecimal decimal) {
            number = decimal;
        }
        else if (value instanceof BigInteger integer) {
            number = new BigDecimal(integer);
        }
        else if (value instanceof Number || value instanceof String) {
            String text = Texts.figures(value.toString());
            number = (text.length() <= MOST_DIGITS && NUMBER.matcher(text).matches()) ? new BigDecimal(text) : null;
        }
        boolean fits = number != null && number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS;
        return fits ? number : null;
    }

    /** The day that a text names; null where there is no such day. */
    static @Nullable LocalDate date(String text) {
        try {
            String date = Texts.figures(text);
            return (date.length() == DATE) ? LocalDate.parse(date) : null;
        }
        catch (DateTimeParseException ex) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    static @Nullable Map<String, Object> row(@Nullable Object value) {
        return (value instanceof Map<?, ?>) ? (Map<String, Object>) value : null;
    }

    /** Path of a field within a row or at the top. */
    static String path(String row, String key) {
        return row.isEmpty() ? key : row + "." + key;
    }

    /** The id in a page of what stands at a path; forms.js makes the same. */
    static String id(String path) {
        return "f-" + path.replace("].", "-").replace("]", "").replace('[', '-').replace('.', '-');
    }

}
