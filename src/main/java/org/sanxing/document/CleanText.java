package org.sanxing.document;

import java.util.regex.Pattern;

import org.sanxing.common.Texts;

/** Text that may stand in XML, whatever somebody typed or pasted. */
final class CleanText {

    private static final Pattern FORBIDDEN = Pattern
        .compile("[^\\t\\n\\x20-\\x7E\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private CleanText() {
    }

    /**
     * Line ends as {@code \n}; what XML 1.0 does not allow, as the replacement character,
     * so that it is seen that something stood there.
     */
    static String of(String text) {
        return FORBIDDEN.matcher(text.replaceAll("\\R", "\n")).replaceAll("\uFFFD");
    }

    /** In one line, for titles and marks. */
    static String line(String text) {
        return Texts.strip(of(text).replace('\n', ' '));
    }

}
