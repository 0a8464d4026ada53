package org.sanxing.common;

import java.util.UUID;
import java.util.regex.Pattern;

/** The one place where identifiers are made. They are opaque to everybody else. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {
    }

    /** Returns a new random identifier of 36 characters. */
    public static String next() {
        return UUID.randomUUID().toString();
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

}
