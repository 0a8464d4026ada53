package org.sanxing.document;

/** A file that is no Word document, or one that does not hold together. */
public class UnreadableWord extends Exception {

    public UnreadableWord(String message, Throwable cause) {
        super(message, cause);
    }

    public UnreadableWord(String message) {
        super(message);
    }

}
