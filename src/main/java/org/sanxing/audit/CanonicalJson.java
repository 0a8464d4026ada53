package org.sanxing.audit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The detail of an event as text: the same content always gives the same text. Keys are
 * sorted, nothing is indented, and control characters and lone surrogates are escaped, so
 * that every database keeps the text as it is.
 */
final class CanonicalJson {

    private static final JsonMapper READER = JsonMapper.builder().build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {
    };

    private CanonicalJson() {
    }

    static String write(Map<String, ?> content) {
        StringBuilder out = new StringBuilder();
        append(out, content);
        return out.toString();
    }

    /** Returns the content; text that is no JSON object stands under {@code raw}. */
    static Map<String, Object> read(String text) {
        try {
            return READER.readValue(text, OBJECT);
        }
        catch (JacksonException ex) {
            return Map.of("raw", text);
        }
    }

    private static void append(StringBuilder out, @Nullable Object content) {
        if (content == null) {
            out.append("null");
        }
        else if (content instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
            if (sorted.size() != map.size()) {
                throw new IllegalArgumentException("Two keys of an audit detail are the same text");
            }
            out.append('{');
            String comma = "";
            for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                out.append(comma);
                quote(out, entry.getKey());
                out.append(':');
                append(out, entry.getValue());
                comma = ",";
            }
            out.append('}');
        }
        else if (content instanceof Collection<?> items) {
            out.append('[');
            String comma = "";
            for (Object item : items) {
                out.append(comma);
                append(out, item);
                comma = ",";
            }
            out.append(']');
        }
        else if (content instanceof Boolean || content instanceof Integer || content instanceof Long
                || content instanceof Short || content instanceof BigInteger) {
            out.append(content);
        }
        else if (content instanceof BigDecimal number) {
            out.append(number.toPlainString());
        }
        else if (content instanceof Double number && Double.isFinite(number)) {
            out.append(new BigDecimal(number.toString()).toPlainString());
        }
        else if (content instanceof CharSequence || content instanceof Enum<?> || content instanceof TemporalAccessor) {
            quote(out, content.toString());
        }
        else {
            throw new IllegalArgumentException("An audit detail holds text, numbers, booleans, lists and maps, not "
                    + content.getClass().getName());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            }
            else if (Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            }
            else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            }
            else {
                out.append(c);
            }
        }
        out.append('"');
    }

}
