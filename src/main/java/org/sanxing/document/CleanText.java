package org.sanxing.document;

/** Text that may stand in XML, whatever somebody typed or pasted. */
final class CleanText {

    private CleanText() {
    }

    /**
     * Line ends as {@code \n}; what XML 1.0 does not allow, as the replacement character,
     * so that it is seen that something stood there.
     */
    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\r') {
                if (i >= text.length() || text.charAt(i) != '\n') {
                    clean.append('\n');
                }
            }
            else if (point == 0x0B || point == 0x0C || point == 0x85 || point == 0x2028 || point == 0x2029) {
                clean.append('\n');
            }
            else {
                clean.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
            }
        }
        return clean.toString();
    }

    /** In one line, for titles and marks. */
    static String line(String text) {
        return of(text).replace('\n', ' ').strip();
    }

    private static boolean isAllowed(int point) {
        return point == '\t' || point == '\n' || (point >= 0x20 && point <= 0x7E) || (point >= 0xA0 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
    }

}
