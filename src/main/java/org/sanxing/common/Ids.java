package org.sanxing.common;

import java.util.UUID;

/** The one place where identifiers are made. They are opaque to everybody else. */
public final class Ids {

    private Ids() {
    }

    /** Returns a new random identifier of 36 characters. */
    public static String next() {
        return UUID.randomUUID().toString();
    }

}
