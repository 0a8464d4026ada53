package org.sanxing.reflection;

import java.util.Set;

/**
 * A few hashes of stretches of a text, from which it cannot be read: two texts that share
 * 19 letters, ideographs or digits in a row always share one. For modules that look for
 * copies among texts of their own.
 */
public interface Fingerprints {

    /**
     * The hashes of a text, each once; a text too short to have stretches has one for the
     * whole of it, and none where it says nothing.
     */
    Set<Long> of(String text);

    /** Changes where the hashes of a text do: what is kept of them is then made anew. */
    int method();

}
