package org.sanxing.durability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a case costs in the file of the default database, while people work and once they
 * have gone home: {@code mvn -B test -Pdurability -Dtest=FileGrowthTests
 * -Dsanxing.cases=10000}, lines {@code FILE}.
 */
@Tag("long")
@ApplicationTest
@DirtiesContext
class FileGrowthTests {

    /** A tenth of what it was; each case has a campaign of its own. */
    private static final long MOST = 264_000;

    @TempDir
    static Path folder;

    @Autowired
    private Materials materials;

    /** The database as it is shipped. */
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) throws IOException {
        String url = (String) new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yaml"))
            .get(0)
            .getProperty("spring.datasource.url");
        settings.add("spring.datasource.url",
                () -> System.getProperty("sanxing.url", url).replace("${sanxing.data}", folder.toString()));
    }

    @Test
    void doesNotOnlyGrow() throws IOException {
        int cases = Integer.getInteger("sanxing.cases", 300);
        long empty = size();
        long start = System.nanoTime();
        for (int i = 1; i <= cases; i++) {
            this.materials.registered("staff1", "secretary1");
            if (i % Math.max(1, cases / 20) == 0) {
                say(i, empty, start);
            }
        }
        long working = size();
        Awaitility.await()
            .pollDelay(Duration.ofSeconds(20))
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> assertThat(size()).isLessThanOrEqualTo(working));
        say(cases, empty, start);
        assertThat((size() - empty) / cases).isLessThan(MOST);
    }

    private static void say(int cases, long empty, long start) throws IOException {
        System.out.printf(Locale.ROOT, "FILE %d cases, %.1f MB, %d bytes a case, %d s%n", cases, size() / 1e6,
                (size() - empty) / cases, (System.nanoTime() - start) / 1_000_000_000L);
    }

    private static long size() throws IOException {
        return Files.size(folder.resolve("sanxing.mv.db"));
    }

}
