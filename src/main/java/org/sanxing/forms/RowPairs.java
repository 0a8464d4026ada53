package org.sanxing.forms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/**
 * Which row of a newer version is which of the older: what it says tells, not where it
 * stands, so that a problem that was moved is compared with what it was before.
 */
public final class RowPairs {

    /** Less than this in common, and it is another row. */
    private static final double SAME_ROW = 0.3;

    private RowPairs() {
    }

    /**
     * @param before the older rows
     * @param after the newer rows
     * @param alike how much two rows have in common: 0 for nothing, 1 for all
     * @return indexes of the older rows by those of the newer; what came is not there
     */
    public static <T> Map<Integer, Integer> of(List<T> before, List<T> after, ToDoubleBiFunction<T, T> alike) {
        Map<Integer, Integer> pairs = new HashMap<>();
        Set<Integer> olds = new HashSet<>();
        for (Pair pair : candidates(before, after, alike)) {
            if (!olds.contains(pair.before()) && !pairs.containsKey(pair.after())) {
                olds.add(pair.before());
                pairs.put(pair.after(), pair.before());
            }
        }
        return pairs;
    }

    /** The most alike first; of equally alike ones those that moved least. */
    private static <T> List<Pair> candidates(List<T> before, List<T> after, ToDoubleBiFunction<T, T> alike) {
        List<Pair> candidates = new ArrayList<>();
        for (int old = 0; old < before.size(); old++) {
            for (int young = 0; young < after.size(); young++) {
                double common = alike.applyAsDouble(before.get(old), after.get(young));
                if (common >= SAME_ROW) {
                    candidates.add(new Pair(old, young, common));
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
