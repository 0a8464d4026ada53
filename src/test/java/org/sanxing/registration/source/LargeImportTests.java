package org.sanxing.registration.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.Office;
import org.sanxing.PostgresApplicationTest;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** 5,000 rows with errors in three, then without: src/docs/load.md. */
@Tag("long")
@PostgresApplicationTest
class LargeImportTests {

    private static final int ROWS = Integer.getInteger("sanxing.import.rows", 5_000);

    @Autowired
    private ImportEntries importEntries;

    @Autowired
    private BeginImported beginImported;

    @Autowired
    private ImportStore store;

    @TempDir
    private Path folder;

    @Test
    void namesTheThreeRowsAndThenRegistersAll() throws IOException {
        String mark = UUID.randomUUID().toString();
        List<Object[]> rows = new ArrayList<>();
        for (int row = 1; row <= ROWS; row++) {
            rows.add(Sheets.row(row, "会议记录不规范，三月份两次会议没有记录表决情况。".repeat(6) + mark + row, "staff" + (1 + row % 2)));
        }
        Path good = Files.write(this.folder.resolve("good.xlsx"), Sheets.xlsx(Sheets.TITLES, rows));
        rows.get(16)[14] = "没有这个人";
        rows.get(ROWS / 2)[7] = "去年秋天";
        rows.get(ROWS - 1)[13] = "马上";
        Path bad = Files.write(this.folder.resolve("bad.xlsx"), Sheets.xlsx(Sheets.TITLES, rows));

        ImportPreview preview = measured("look, three bad",
                () -> this.importEntries.look(bad, null, null, "organiser1"));
        assertThat(preview.errors()).extracting(ImportRow.CellError::cell)
            .containsExactly("O18", "H" + (ROWS / 2 + 2), "N" + (ROWS + 1));
        assertThat(preview.rows()).isEqualTo(ROWS);
        measured("look, again, warm", () -> this.importEntries.look(bad, null, null, "organiser1"));
        String id = measured("keep", () -> this.importEntries.keep(good, "good.xlsx", null, null, "organiser1"));
        ImportStore.Import done = measured("register",
                () -> this.importEntries.execute(id, "organiser1", (progress) -> {
                }));
        assertThat(done.rows()).isEqualTo(ROWS);
        assertThat(this.store.begun(id)).isZero();
        measured("begin, one by one", () -> {
            this.beginImported.sweep();
            return null;
        });
        assertThat(this.store.begun(id)).isEqualTo(ROWS);
    }

    private static <T> T measured(String what, Supplier<T> work) {
        long before = live();
        long began = System.nanoTime();
        Duration processor = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        List<T> result = new ArrayList<>();
        long statements = Office.statements(() -> result.add(work.get()));
        System.out.printf(
                "LEDGER IN %s, %,d rows: %,d ms, processor %,d ms, %,d statements, live heap %,d KB to %,d KB%n", what,
                ROWS, (System.nanoTime() - began) / 1_000_000,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(processor).toMillis(), statements,
                before, live());
        return result.get(0);
    }

    private static long live() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }

}
