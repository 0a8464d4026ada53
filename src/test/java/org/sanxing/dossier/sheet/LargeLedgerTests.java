package org.sanxing.dossier.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.Office;
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
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger of 100,000 entries taken out as Excel: src/docs/load.md. */
@Tag("long")
@PostgresApplicationTest
class LargeLedgerTests {

    private static final int ROWS = 100_000;

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
    private JdbcClient jdbc;

    @Test
    void takesNoMoreMemoryForMoreRows() throws IOException {
        Branch branch = this.organization.branches().get(0);
        String mark = UUID.randomUUID().toString();
        Instant now = Instant.parse("2026-11-22T02:00:00Z");
        LedgerNumber next = this.numbers.reserve(branch, 2091, ROWS);
        for (int row = 0; row < ROWS; row += 1000) {
            List<LedgerEntry> part = new ArrayList<>();
            for (int at = row; at < row + 1000; at++) {
                part.add(LedgerEntry.open(new LedgerEntry.Identity(Ids.next(), next.plus(at), branch.id(), null, null,
                        new EntrySource.SelfCheck("第三季度自查", LocalDate.of(2026, 9, 30)), null, "secretary1", now),
                        new LedgerEntry.Statement("第 " + at + " 个问题", "会议记录不规范，三月份两次会议没有记录表决情况。".repeat(6) + at,
                                "制度学习不够，凭经验办事。".repeat(4), "逐条对照制度整改，每次会议记录由两人核对。".repeat(3), mark,
                                DeadlineClass.SHORT),
                        "staff1", LocalDate.of(2026, 12, 22)));
            }
            this.entries.add(part, mark, false);
        }
        this.jdbc.sql("update ledger_entry set begun = true where import_id = ?").param(mark).update();
        LedgerQuery query = new LedgerQuery.Parameters(null, null, mark, null, null, null, null, null, null, null, null,
                null, null)
            .query();
        assertThat(this.search.count(query, "leader1")).isEqualTo(ROWS);
        long before = live();
        Counted out = new Counted();
        long began = System.nanoTime();
        long statements = Office.statements(() -> write(query, out));
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.printf(
                "LEDGER OUT %,d rows: %,d ms, %,d bytes, %,d statements; live heap before %,d KB, during %s KB%n", ROWS,
                millis, out.written, statements, before, out.live);
        assertThat(out.live).as("live heap, in KB").allMatch((live) -> live < before + 64 * 1024);
        this.jdbc.sql("delete from ledger_deadline where entry_id in (select id from ledger_entry where import_id = ?)")
            .param(mark)
            .update();
        this.jdbc.sql("delete from ledger_entry where import_id = ?").param(mark).update();
    }

    private void write(LedgerQuery query, OutputStream out) {
        try {
            this.sheet.write(query, "leader1", out);
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
