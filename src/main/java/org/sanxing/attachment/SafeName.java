package org.sanxing.attachment;

import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/**
 * Makes of what somebody calls a file a name that can be shown and saved anywhere:
 * without a path, without what cannot be seen or turns the direction of reading, without
 * what Windows forbids, and no longer than 200 characters. Chinese stays as it is.
 */
final class SafeName {

    static final int LONGEST = 200;

    private static final int LONGEST_EXTENSION = 10;

    private static final String NAMELESS = "file";

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]");

    private static final Pattern FORBIDDEN = Pattern.compile("[\"'`<>|:*?%]");

    /** White space and dots: Windows drops them at the end, hidden files begin so. */
    private static final Pattern AT_THE_END = Pattern.compile("[.\\p{Z}]+\\z");

    private static final Pattern AROUND = Pattern.compile("\\A[.\\p{Z}]+|[.\\p{Z}]+\\z");

    private static final Pattern RESERVED = Pattern
        .compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])");

    private SafeName() {
    }

    static String of(@Nullable String claimed) {
        String name = (claimed != null) ? claimed : "";
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("");
        name = AT_THE_END.matcher(FORBIDDEN.matcher(name).replaceAll("_")).replaceAll("");
        String extension = extension(name);
        String base = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        base = AROUND.matcher(base).replaceAll("");
        if (base.isEmpty()) {
            base = NAMELESS;
        }
        int dot = base.indexOf('.');
        if (RESERVED.matcher(Texts.strip((dot < 0) ? base : base.substring(0, dot))).matches()) {
            base = "_" + base;
        }
        int most = LONGEST - (extension.isEmpty() ? 0 : extension.length() + 1);
        if (base.codePointCount(0, base.length()) > most) {
            base = AROUND.matcher(base.substring(0, base.offsetByCodePoints(0, most))).replaceAll("");
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

}
