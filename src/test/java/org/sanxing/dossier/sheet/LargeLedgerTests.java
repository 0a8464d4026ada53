package org.sanxing.dossier.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.Office;
import org.sanxing.Postgres;
import org.sanxing.PostgresApplicationTest;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Ids;
import org.sanxing.ledger.EntryNumbers;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.ledger.LedgerQuery;
import org.sanxing.ledger.LedgerSearch;
import org.sanxing.organization.Branch;
import org.sanxing.organization.Organization;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger of 100,000 entries taken out as Excel: src/docs/load.md. */
@Tag("long")
@PostgresApplicationTest
class LargeLedgerTests {

    private static final int ROWS = Integer.getInteger("sanxing.ledger.rows", 100_000);

    @Autowired
    private LedgerSheet sheet;

    @Autowired
    private LedgerEntries entries;

    @Autowired
    private EntryNumbers numbers;

    @Autowired
    private LedgerSearch search;

    @Autowired
    private Organization organization;

    @Autowired
    private Postgres postgres;

    @Test
    void takesNoMoreMemoryForMoreRows() throws IOException {
        Branch branch = this.organization.branches().get(0);
        String mark = UUID.randomUUID().toString();
        Instant now = Instant.parse("2026-11-22T02:00:00Z");
        LedgerNumber first = this.numbers.reserve(branch, 2091, ROWS);
        this.entries.add(List.of(LedgerEntry.open(
                new LedgerEntry.Identity(Ids.next(), first, branch.id(), null, null,
                        new EntrySource.SelfCheck("第三季度自查", LocalDate.of(2026, 9, 30)), null, "secretary1", now),
                new LedgerEntry.Statement("第 0 个问题", "会议记录不规范，三月份两次会议没有记录表决情况。".repeat(6), "制度学习不够，凭经验办事。".repeat(4),
                        "逐条对照制度整改，每次会议记录由两人核对。".repeat(3), mark, DeadlineClass.SHORT),
                "staff1", LocalDate.of(2026, 12, 22))), mark, false);
        behind("""
                update ledger_entry set begun = true where import_id = '%1$s';
                insert into ledger_entry select r.* from ledger_entry e, generate_series(1, %2$d) n,
                    lateral jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
                        'entry_number', e.entry_number || '-' || n, 'sequence_number', e.sequence_number + n,
                        'title', '第 ' || n || ' 个问题', 'manifestation', e.manifestation || n)) r
                where e.import_id = '%1$s'""".formatted(mark, ROWS - 1));
        LedgerQuery query = new LedgerQuery.Parameters(null, null, mark, null, null, null, null, null, null, null, null,
                null, null)
            .query();
        assertThat(this.search.count(query, "leader1")).isEqualTo(ROWS);
        long before = live();
        Counted out = new Counted();
        long began = System.nanoTime();
        Duration processor = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        long statements = Office.statements(() -> write(query, out));
        processor = ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(processor);
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.printf(
                "LEDGER OUT %,d rows: %,d ms, processor %,d ms, %,d bytes, %,d statements; live heap before %,d KB, during %s KB%n",
                ROWS, millis, processor.toMillis(), out.written, statements, before, out.live);
        assertThat(out.live).as("live heap, in KB").allMatch((live) -> live < before + 64 * 1024);
        behind("""
                delete from ledger_deadline where entry_id in (select id from ledger_entry where import_id = '%1$s');
                delete from ledger_entry where import_id = '%1$s'""".formatted(mark));
    }

    /** Not for the record, which would take longer than what is measured. */
    private void behind(String sql) {
        try (Connection connection = DriverManager.getConnection(this.postgres.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        catch (SQLException ex) {
            throw new AssertionError(ex);
        }
    }

    private void write(LedgerQuery query, OutputStream out) {
        try {
            this.sheet.write(query, "leader1", out, 0);
        }
        catch (IOException ex) {
            throw new AssertionError(ex);
        }
    }

    /** In KB, after a collection. */
    private static long live() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }

    /** Throws away what is written, and looks at the heap from time to time. */
    private static final class Counted extends OutputStream {

        private final List<Long> live = new ArrayList<>();

        private long written;

        private long looked;

        @Override
        public void write(int one) {
            this.written++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            this.written += length;
            if (this.written - this.looked > 1_000_000) {
                this.looked = this.written;
                this.live.add(LargeLedgerTests.live());
            }
        }

    }

}
