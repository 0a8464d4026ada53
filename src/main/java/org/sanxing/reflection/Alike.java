package org.sanxing.reflection;

import java.util.HashMap;
import java.util.Map;

/** How much two short texts have in common, in whatever order they say it. */
public final class Alike {

    private Alike() {
    }

    /**
     * Dice's coefficient of the pairs of neighbouring characters: 0 for none, 1 for all.
     */
    public static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        if (one.length() < 2 || other.length() < 2) {
            return 0;
        }
        Map<Integer, Integer> left = new HashMap<>();
        for (int i = 1; i < one.length(); i++) {
            left.merge(pair(one, i), 1, Integer::sum);
        }
        int common = 0;
        for (int i = 1; i < other.length(); i++) {
            Integer more = left.get(pair(other, i));
            if (more != null && more > 0) {
                left.put(pair(other, i), more - 1);
                common++;
            }
        }
        return 2.0 * common / (one.length() + other.length() - 2);
    }

    private static Integer pair(String text, int end) {
        return (text.charAt(end - 1) << Character.SIZE) | text.charAt(end);
    }

}
