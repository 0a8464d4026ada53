package org.sanxing.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The same measured on several sides in turn, each round in another order, so that
 * whatever else the machine does meets all of them: what counts is the ratio of two sides
 * in one round, its median and how far the rounds lie apart.
 */
final class Rounds {

    private static final int ROUNDS = Integer.getInteger("sanxing.bench.rounds", 5);

    private final Map<String, List<double[]>> figures = new LinkedHashMap<>();

    private Rounds() {
    }

    interface Measure<S> {

        /** Its figures, the same of each side. */
        double[] of(S side) throws Exception;

    }

    /**
     * @param sides by name; the first is compared with the others
     */
    static <S> Rounds of(Map<String, S> sides, Measure<S> measure) throws Exception {
        Rounds rounds = new Rounds();
        List<String> names = List.copyOf(sides.keySet());
        for (int round = 0; round < ROUNDS; round++) {
            for (int turn = 0; turn < names.size(); turn++) {
                String name = names.get((round + turn) % names.size());
                rounds.figures.computeIfAbsent(name, (side) -> new ArrayList<>()).add(measure.of(sides.get(name)));
            }
        }
        return rounds;
    }

    /**
     * @param figure counted from 0
     */
    double median(int figure, String side) {
        return median(this.figures.get(side).stream().map((all) -> all[figure]).toList());
    }

    /** As a table shows it: median, and the least and the most of all rounds. */
    String ratio(int figure, String one, String other) {
        List<Double> ratios = IntStream.range(0, this.figures.get(one).size())
            .mapToObj((round) -> this.figures.get(one).get(round)[figure] / this.figures.get(other).get(round)[figure])
            .toList();
        return "%.2f (%.2f to %.2f)".formatted(median(ratios), ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

}
