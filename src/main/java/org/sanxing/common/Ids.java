package org.sanxing.common;

import java.util.regex.Pattern;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

/** The one place where identifiers are made. They are opaque to everybody else. */
public final class Ids {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {
    }

    /**
     * Returns a new identifier of 36 characters that nobody can guess: version 7 of RFC
     * 9562. What is made one after the other lies together in the database (ADR 116).
     */
    public static String next() {
        return GENERATOR.generate().toString();
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

}
