package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which row of a newer version is which of the older: what it says tells, not where it
 * stands, so that a problem that was moved is compared with what it was before.
 */
final class RowPairs {

    /** Less than this in common, and it is another row. */
    private static final double SAME_ROW = 0.3;

    private RowPairs() {
    }

    /**
     * @param before text of each older row
     * @param after text of each newer row
     * @return indexes of the older rows by those of the newer; what came is not there
     */
    static Map<Integer, Integer> of(List<String> before, List<String> after) {
        Map<Integer, Integer> pairs = new HashMap<>();
        Set<Integer> olds = new HashSet<>();
        for (Pair pair : candidates(before, after)) {
            if (!olds.contains(pair.before()) && !pairs.containsKey(pair.after())) {
                olds.add(pair.before());
                pairs.put(pair.after(), pair.before());
            }
        }
        return pairs;
    }

    /** The most alike first; of equally alike ones those that moved least. */
    private static List<Pair> candidates(List<String> before, List<String> after) {
        List<Pair> candidates = new ArrayList<>();
        for (int old = 0; old < before.size(); old++) {
            for (int young = 0; young < after.size(); young++) {
                double alike = alike(before.get(old), after.get(young));
                if (alike >= SAME_ROW) {
                    candidates.add(new Pair(old, young, alike));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::alike)
            .reversed()
            .thenComparingInt((pair) -> Math.abs(pair.before() - pair.after())));
        return candidates;
    }

    private static double alike(String before, String after) {
        if (before.equals(after)) {
            return 1;
        }
        // Few rows have most characters in common: only those are compared in full.
        return (inCommon(before, after) < SAME_ROW * Math.max(before.length(), after.length())) ? 0
                : TextDiff.likeness(before, after);
    }

    /** How many characters both have, wherever they stand: never less than are alike. */
    private static int inCommon(String one, String other) {
        Map<Character, Integer> left = new HashMap<>();
        for (char character : one.toCharArray()) {
            left.merge(character, 1, Integer::sum);
        }
        int common = 0;
        for (char character : other.toCharArray()) {
            Integer more = left.get(character);
            if (more != null && more > 0) {
                left.put(character, more - 1);
                common++;
            }
        }
        return common;
    }

    private record Pair(int before, int after, double alike) {

    }

}
