package org.sanxing.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole cases through the use cases, and through two engines alone. */
@Tag("bench")
class CasesBench {

    private static final int CASES = Integer.getInteger("sanxing.bench.cases", 120);

    /** Until the compilers are done: with a few hundred, what is more code loses most. */
    private static final int WARM = Integer.getInteger("sanxing.bench.warm", 900);

    private static final List<String> OTHERS = List.of("Camunda", "Flowable");

    @TempDir
    Path folder;

    @Test
    void onPostgres() throws Exception {
        try (Databases databases = Databases.postgres(this.folder)) {
            measure(databases);
        }
    }

    @Test
    void onH2() throws Exception {
        measure(Databases.h2(this.folder));
    }

    private void measure(Databases databases) throws Exception {
        Report report = new Report("cases-" + databases.kind(), "Database", "Clients", "Cases a second, ours",
                "Camunda", "Flowable", "ours to Camunda", "ours to Flowable", "CPU ms a case, ours", "Camunda",
                "Flowable", "ours to Camunda", "ours to Flowable");
        Map<String, CaseSide> sides = new LinkedHashMap<>();
        try {
            sides.put("ours", new OurCases(Application.start(databases.next(), this.folder.resolve("ours"))));
            sides.put("Camunda", new CamundaCases(databases.next()));
            sides.put("Flowable", new FlowableCases(databases.next()));
            for (CaseSide side : sides.values()) {
                side.measure(4, WARM);
            }
            for (int clients : new int[] { 1, 4, 16 }) {
                Rounds rounds = Rounds.of(sides, (side) -> side.measure(clients, CASES));
                List<Object> row = new ArrayList<>(List.of(databases.kind(), clients));
                for (int figure : new int[] { 0, 1 }) {
                    sides.keySet().forEach((side) -> row.add(rounds.median(figure, side)));
                    OTHERS.forEach((other) -> row.add(rounds.ratio(figure, "ours", other)));
                }
                report.row(row.toArray());
            }
        }
        finally {
            sides.values().forEach(CaseSide::close);
        }
    }

}
