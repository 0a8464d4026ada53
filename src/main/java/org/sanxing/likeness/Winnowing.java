package org.sanxing.likeness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses a few of the hashes of all stretches of a text so that two texts which share
 * {@link #LEAST} characters in a row always share a chosen one (Schleimer, Wilkerson,
 * Aiken: Winnowing, 2003): of each {@link #WINDOW} stretches that begin one after the
 * other the one with the smallest hash.
 */
final class Winnowing {

    /** Changes where the hashes of a text do: the index is then made anew. */
    static final int METHOD = 1;

    /** Characters of a stretch that is hashed. */
    static final int STRETCH = 12;

    static final int WINDOW = 8;

    /** What is alike from this length on is found, and nothing shorter counts. */
    static final int LEAST = STRETCH + WINDOW - 1;

    private static final long BASE = 0x100000001b3L;

    private Winnowing() {
    }

    /** The hash of each stretch, by where it begins. */
    static long[] hashes(PlainText text) {
        int count = Math.max(0, text.size() - STRETCH + 1);
        long[] hashes = new long[count];
        long top = 1;
        for (int i = 1; i < STRETCH; i++) {
            top *= BASE;
        }
        long rolling = 0;
        for (int i = 0; i < text.size(); i++) {
            if (i >= STRETCH) {
                rolling -= top * (text.points()[i - STRETCH] + 1);
            }
            rolling = rolling * BASE + text.points()[i] + 1;
            if (i >= STRETCH - 1) {
                hashes[i - STRETCH + 1] = mixed(rolling);
            }
        }
        return hashes;
    }

    /** Spreads what the rolling hash leaves alike in its lower bits. */
    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** Where the chosen stretches begin, in order. */
    static List<Integer> chosen(long[] hashes) {
        List<Integer> chosen = new ArrayList<>();
        int last = -1;
        for (int from = 0; from + Math.min(WINDOW, hashes.length) <= hashes.length && hashes.length > 0; from++) {
            int to = Math.min(from + WINDOW, hashes.length);
            int smallest = to - 1;
            for (int i = to - 2; i >= from; i--) {
                if (hashes[i] < hashes[smallest]) {
                    smallest = i;
                }
            }
            if (smallest > last) {
                chosen.add(smallest);
                last = smallest;
            }
        }
        return chosen;
    }

    /** The chosen hashes of texts, each once. */
    static Set<Long> fingerprints(Iterable<PlainText> texts) {
        Set<Long> fingerprints = new HashSet<>();
        for (PlainText text : texts) {
            long[] hashes = hashes(text);
            chosen(hashes).forEach((at) -> fingerprints.add(hashes[at]));
        }
        return fingerprints;
    }

    /** The hashes of all stretches of a text, chosen or not. */
    static Set<Long> all(PlainText text) {
        return Arrays.stream(hashes(text)).boxed().collect(Collectors.toSet());
    }

}
