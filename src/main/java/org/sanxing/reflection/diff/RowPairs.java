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

    /**
     * Dice's coefficient of the pairs of neighbouring characters: 0 for none, 1 for all.
     */
    private static double alike(String before, String after) {
        if (before.equals(after)) {
            return 1;
        }
        if (before.length() < 2 || after.length() < 2) {
            return 0;
        }
        Map<Integer, Integer> left = new HashMap<>();
        for (int i = 1; i < before.length(); i++) {
            left.merge(pair(before, i), 1, Integer::sum);
        }
        int common = 0;
        for (int i = 1; i < after.length(); i++) {
            Integer more = left.get(pair(after, i));
            if (more != null && more > 0) {
                left.put(pair(after, i), more - 1);
                common++;
            }
        }
        return 2.0 * common / (before.length() + after.length() - 2);
    }

    private static Integer pair(String text, int end) {
        return (text.charAt(end - 1) << Character.SIZE) | text.charAt(end);
    }

    private record Pair(int before, int after, double alike) {

    }

}
