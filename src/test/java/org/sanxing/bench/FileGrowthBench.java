package org.sanxing.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a case costs in the file of the default database, while four people work without a
 * pause and once they have gone home. Lines {@code FILE}.
 */
@Tag("bench")
class FileGrowthBench {

    /** A tenth of what it was, in bytes. */
    private static final long MOST = 264_000;

    private static final int CLIENTS = 4;

    private static final int STEPS = 20;

    @TempDir
    Path folder;

    private Path file;

    private long empty;

    @Test
    void doesNotOnlyGrow() throws Exception {
        int each = Integer.getInteger("sanxing.bench.cases", 300) / STEPS;
        String url = Databases.h2(this.folder).next();
        this.file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db");
        try (OurCases ours = new OurCases(Application.start(url, this.folder.resolve("ours")))) {
            this.empty = Files.size(this.file);
            long started = System.nanoTime();
            for (int step = 1; step <= STEPS; step++) {
                ours.measure(CLIENTS, each);
                say(step * each, started);
            }
            // The file of many cases comes down late: what lies at its end is moved last.
            Awaitility.await()
                .pollDelay(Duration.ofSeconds(20))
                .pollInterval(Duration.ofSeconds(20))
                .atMost(Duration.ofHours(1))
                .untilAsserted(() -> assertThat(say(STEPS * each, started)).isLessThan(MOST));
        }
    }

    private long say(int cases, long started) throws IOException {
        long bytes = (Files.size(this.file) - this.empty) / cases;
        System.out.printf(Locale.ROOT, "FILE %d cases, %.1f MB, %d bytes a case, %d s%n", cases,
                Files.size(this.file) / 1e6, bytes, (System.nanoTime() - started) / 1_000_000_000L);
        return bytes;
    }

}
