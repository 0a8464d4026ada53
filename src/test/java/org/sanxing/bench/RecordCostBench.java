package org.sanxing.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What digests of rows and checkpoints cost whoever decides. */
@Tag("bench")
class RecordCostBench {

    private static final int CASES = Integer.getInteger("sanxing.bench.cases", 60);

    /** Decisions and submissions of a whole case. */
    private static final int STEPS = 6;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    /** No row is seen when it is written, and no checkpoint comes due. */
    private static final ApplicationContextInitializer<ConfigurableApplicationContext> OFF = (context) -> {
        context.getEnvironment()
            .getPropertySources()
            .addFirst(new MapPropertySource("off", Map.of("sanxing.audit.look", "P1D")));
        context.addBeanFactoryPostProcessor(
                (beans) -> ((BeanDefinitionRegistry) beans).removeBeanDefinition("watchedDataSource"));
    };

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
        Report report = new Report("record-cost-" + databases.kind(), "Database", "Clients", "Steps a second, on",
                "off", "on to off", "CPU ms a case, on", "off", "on to off");
        Map<String, CaseSide> sides = new LinkedHashMap<>();
        try {
            sides.put("on", new OurCases(Application.start(databases.next(), this.folder.resolve("on"))));
            sides.put("off", new OurCases(Application.start(databases.next(), this.folder.resolve("off"), OFF)));
            for (CaseSide side : sides.values()) {
                side.measure(4, 2 * CASES);
            }
            for (int clients : new int[] { 1, 4, 16 }) {
                Rounds rounds = Rounds.of(sides, (side) -> side.measure(clients, CASES));
                report.row(databases.kind(), clients, rounds.median(0, "on") * STEPS, rounds.median(0, "off") * STEPS,
                        rounds.ratio(0, "on", "off"), rounds.median(1, "on"), rounds.median(1, "off"),
                        rounds.ratio(1, "on", "off"));
            }
        }
        finally {
            sides.values().forEach(CaseSide::close);
        }
    }

}
