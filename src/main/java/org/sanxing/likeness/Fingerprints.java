package org.sanxing.likeness;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

/**
 * A few hashes of stretches of a text, from which it cannot be read: two texts that share
 * 19 letters, ideographs or digits in a row always share one. For modules that look for
 * copies among texts of their own.
 */
@Component
public class Fingerprints {

    Fingerprints() {
    }

    /**
     * The hashes of a text, each once; a text too short to have stretches has one for the
     * whole of it, and none where it says nothing.
     */
    public Set<Long> of(String text) {
        PlainText plain = PlainText.of(text);
        if (plain.size() >= Winnowing.STRETCH) {
            return Winnowing.fingerprints(List.of(plain));
        }
        return (plain.size() == 0) ? Set.of() : Set.of((long) Arrays.hashCode(plain.points()));
    }

    /** Changes where the hashes of a text do: what is kept of them is then made anew. */
    public int method() {
        return Winnowing.METHOD;
    }

}
