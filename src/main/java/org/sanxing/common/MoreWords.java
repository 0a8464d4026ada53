package org.sanxing.common;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Users' words that are in no bundle, as they come with the models of an office. A module
 * registers one; it is asked for what no bundle has.
 */
public interface MoreWords {

    /** Null where it is none of its words. */
    @Nullable String find(String code, Locale locale);

}
