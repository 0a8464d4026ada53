package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.reflection.Alike;

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
                double alike = Alike.of(before.get(old), after.get(young));
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

    private record Pair(int before, int after, double alike) {

    }

}
