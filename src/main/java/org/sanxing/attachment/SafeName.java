package org.sanxing.attachment;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes of what somebody calls a file a name that can be shown and saved anywhere:
 * without a path, without what cannot be seen or turns the direction of reading, without
 * what Windows forbids, and no longer than 200 characters. Chinese stays as it is.
 */
final class SafeName {

    static final int LONGEST = 200;

    private static final int LONGEST_EXTENSION = 10;

    private static final String NAMELESS = "file";

    private static final Set<Integer> FORBIDDEN = Set.of((int) '"', (int) '\'', (int) '`', (int) '<', (int) '>',
            (int) '|', (int) ':', (int) '*', (int) '?', (int) '%');

    private static final Pattern RESERVED = Pattern
        .compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])");

    private SafeName() {
    }

    static String of(@Nullable String claimed) {
        String name = (claimed != null) ? claimed : "";
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = visible(Normalizer.normalize(name, Normalizer.Form.NFC));
        name = name.substring(0, end(name, 0));
        String extension = extension(name);
        String base = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        base = trimmed(base);
        if (base.isEmpty()) {
            base = NAMELESS;
        }
        int dot = base.indexOf('.');
        if (RESERVED.matcher(((dot < 0) ? base : base.substring(0, dot)).strip()).matches()) {
            base = "_" + base;
        }
        int most = LONGEST - (extension.isEmpty() ? 0 : extension.length() + 1);
        if (base.codePointCount(0, base.length()) > most) {
            base = trimmed(base.substring(0, base.offsetByCodePoints(0, most)));
        }
        return extension.isEmpty() ? base : base + "." + extension;
    }

    /** What stands behind the last dot; empty where that is no extension. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = (dot < 0) ? "" : name.substring(dot + 1);
        boolean plain = extension.length() <= LONGEST_EXTENSION && extension.matches("[A-Za-z0-9]+");
        return plain ? extension : "";
    }

    private static String visible(String name) {
        StringBuilder visible = new StringBuilder();
        name.codePoints().forEach((point) -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED ->
                    {
                }
                default -> visible.appendCodePoint(FORBIDDEN.contains(point) ? '_' : point);
            }
        });
        return visible.toString();
    }

    /**
     * Without white space and dots around it: Windows drops them, hidden files begin so.
     */
    private static String trimmed(String name) {
        int start = 0;
        while (start < name.length() && droppable(name.charAt(start))) {
            start++;
        }
        return name.substring(start, end(name, start));
    }

    private static int end(String name, int start) {
        int end = name.length();
        while (end > start && droppable(name.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean droppable(char letter) {
        return letter == '.' || Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

}
