package org.sanxing.document;

import org.jspecify.annotations.Nullable;

/** A file that is no Word document, or one that does not hold together. */
public class UnreadableWord extends Exception {

    UnreadableWord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
