package org.sanxing.common;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** The key of the last row of a page, as an opaque string that survives a URL. */
public final class Cursor {

    private static final char SEPARATOR = '\u001f';

    private Cursor() {
    }

    public static String encode(List<String> key) {
        byte[] bytes = String.join(String.valueOf(SEPARATOR), key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param cursor as {@link #encode} made it; null or blank for the first page
     * @param parts how many values the key has
     * @return the values, or empty for the first page
     * @throws InvalidInput on field {@code cursor} where it was not made for this list
     */
    public static Optional<List<String>> decode(@Nullable String cursor, int parts) {
        if (Texts.isBlank(cursor)) {
            return Optional.empty();
        }
        List<String> key = new ArrayList<>();
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            key.addAll(List.of(text.split(String.valueOf(SEPARATOR), -1)));
        }
        catch (IllegalArgumentException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
        if (key.size() != parts) {
            throw new InvalidInput("cursor", "cursor");
        }
        return Optional.of(key);
    }

    /**
     * One of the values as what it stands for.
     * @param parse e.g. {@code Instant::parse}
     * @throws InvalidInput on field {@code cursor} where it was not made for this list
     */
    public static <T> T value(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        }
        catch (DateTimeException | NumberFormatException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

}
