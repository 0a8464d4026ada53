package org.sanxing.common;

import java.io.Serializable;
import java.util.List;

/**
 * What a page says after an action succeeded: what happened and what happens next. Put
 * into the flash attributes under {@link #ATTRIBUTE}; the layout shows it.
 *
 * @param key message key
 * @param arguments what the message names, in order
 */
public record Confirmation(String key, List<Object> arguments) implements Serializable {

    public static final String ATTRIBUTE = "flash";

    public static Confirmation of(String key, Object... arguments) {
        return new Confirmation(key, List.of(arguments));
    }

}
