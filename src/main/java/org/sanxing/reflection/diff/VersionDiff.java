package org.sanxing.reflection.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.reflection.ReflectionContent;
import org.sanxing.reflection.Reflections.Problem;
import org.sanxing.reflection.diff.TextDiff.Change;

/**
 * What changed from one version of a material to another, passage by passage. A problem
 * that was moved is compared with what it was before; which one that is, its text tells.
 */
public final class VersionDiff {

    /** Less than this in common, and it is another problem. */
    private static final double SAME_PROBLEM = 0.3;

    private static final List<String> PARTS = List.of("manifestation", "cause", "measure");

    private VersionDiff() {
    }

    /** In the order of the newer version; what is only in the older one comes last. */
    public static List<Field> between(ReflectionContent before, ReflectionContent after) {
        List<Field> fields = new ArrayList<>();
        fields.add(field("experience", "experience", before.experience(), after.experience()));
        List<Pair> pairs = pairs(before.problems(), after.problems());
        Set<Integer> kept = new HashSet<>();
        for (Problem problem : after.problems()) {
            Problem old = pairs.stream()
                .filter((pair) -> pair.after().index() == problem.index())
                .map(Pair::before)
                .findFirst()
                .orElse(null);
            if (old != null) {
                kept.add(old.index());
            }
            for (String part : PARTS) {
                fields.add(field((old != null) ? passage(old, part) : null, passage(problem, part),
                        (old != null) ? text(old, part) : "", text(problem, part)));
            }
        }
        for (Problem problem : before.problems()) {
            if (!kept.contains(problem.index())) {
                for (String part : PARTS) {
                    fields.add(field(passage(problem, part), null, text(problem, part), ""));
                }
            }
        }
        return fields;
    }

    private static Field field(@Nullable String from, @Nullable String to, String before, String after) {
        return new Field(from, to, before, after, TextDiff.between(before, after));
    }

    /** The most alike first; of equally alike ones those that moved least. */
    private static List<Pair> pairs(List<Problem> before, List<Problem> after) {
        List<Pair> candidates = new ArrayList<>();
        for (Problem old : before) {
            for (Problem young : after) {
                double alike = TextDiff.likeness(text(old), text(young));
                if (alike >= SAME_PROBLEM) {
                    candidates.add(new Pair(old, young, alike));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::alike)
            .reversed()
            .thenComparingInt((pair) -> Math.abs(pair.before().index() - pair.after().index())));
        List<Pair> pairs = new ArrayList<>();
        Set<Integer> olds = new HashSet<>();
        Set<Integer> youngs = new HashSet<>();
        for (Pair pair : candidates) {
            if (!olds.contains(pair.before().index()) && !youngs.contains(pair.after().index())) {
                olds.add(pair.before().index());
                youngs.add(pair.after().index());
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private static String text(Problem problem) {
        return String.join("\n", PARTS.stream().map((part) -> text(problem, part)).toList());
    }

    private static String text(Problem problem, String part) {
        return switch (part) {
            case "manifestation" -> problem.manifestation();
            case "cause" -> problem.cause();
            default -> problem.measure();
        };
    }

    private static String passage(Problem problem, String part) {
        return "problems[" + problem.index() + "]." + part;
    }

    private record Pair(Problem before, Problem after, double alike) {

    }

    /**
     * @param from name of the passage in the older version; null where it came
     * @param to name of the passage in the newer version; null where it went
     * @param before its whole text in the older version
     * @param after its whole text in the newer version
     */
    public record Field(@Nullable String from, @Nullable String to, String before, String after, List<Change> changes) {

        /** The name that it has now, or had. */
        public String passage() {
            return (this.to != null) ? this.to : String.valueOf(this.from);
        }

        public boolean moved() {
            return this.from != null && this.to != null && !this.from.equals(this.to);
        }

    }

}
