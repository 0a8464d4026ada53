package org.sanxing.common;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as a cell of Excel holds it, and back. */
public final class CellText {

    /** What Excel takes in one cell. */
    static final int LONGEST = 32_767;

    /** {@code _x000D_} in a file stands for the character of that number. */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** The beginning of what would be taken for one. */
    private static final Pattern LIKE_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final char CUT = '\u2026';

    private CellText() {
    }

    /**
     * What can be written: without what XML does not allow, with line ends as {@code \n},
     * and, where it is too long, cut with a mark at its end. Whoever writes it writes it
     * as a text, never as a formula, whatever it begins with.
     */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point == '\r') {
                if (at >= text.length() || text.charAt(at) != '\n') {
                    clean.append('\n');
                }
            }
            else if (point == '\t' || point == '\n' || (point >= 0x20 && point <= 0xD7FF)
                    || (point >= 0xE000 && point <= 0xFFFD) || point >= 0x10000) {
                clean.appendCodePoint(point);
            }
        }
        String whole = (clean.indexOf("_x") >= 0) ? LIKE_ESCAPE.matcher(clean).replaceAll("_x005F_") : clean.toString();
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int end = LONGEST - 1;
        if (Character.isHighSurrogate(whole.charAt(end - 1))) {
            end--;
        }
        return whole.substring(0, end) + CUT;
    }

    /** What somebody typed into the cell. */
    public static String read(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        Matcher matcher = ESCAPE.matcher(text);
        StringBuilder read = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(read,
                    Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(matcher.group(1), 16))));
        }
        return matcher.appendTail(read).toString();
    }

    /** The letters of a column, counted from 0, as Excel shows them. */
    public static String column(int index) {
        StringBuilder letters = new StringBuilder();
        for (int left = index; left >= 0; left = left / 26 - 1) {
            letters.insert(0, (char) ('A' + left % 26));
        }
        return letters.toString();
    }

}
