package org.sanxing.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.Tombstone.Grave;
import org.sanxing.common.AuditRecord;

/** Recomputes one chain, event by event, in constant memory while nothing is wrong. */
final class ChainCheck {

    /** More failures of one chain say nothing more. */
    private static final int ENOUGH = 100;

    private final String chain;

    private final Grave grave;

    private final AuditKeys keys;

    private final List<Failure> failures = new ArrayList<>();

    private final Set<String> unknownKeys = new TreeSet<>();

    private long seq;

    private String hash;

    private @Nullable AuditEvent first;

    private @Nullable AuditEvent last;

    /**
     * @param grave what was last removed of the chain
     */
    ChainCheck(Grave grave, AuditKeys keys) {
        this.chain = grave.chain();
        this.grave = grave;
        this.seq = grave.last();
        this.hash = grave.hash();
        this.keys = keys;
    }

    /** The head of a chain as it is kept. */
    record Head(String chain, long count, String hash, Instant openedAt, Instant lastAt, String lastAction,
            String lastActor) {

    }

    /**
     * Takes the next event, in the order of {@code seq}.
     * @param rows that it carries, in their order
     */
    void next(AuditEvent event, List<RowEntry> rows) {
        if (event.seq() != this.seq + 1) {
            fail(event.seq(), "gap");
        }
        if (!EventHash.of(event).equals(event.hash())) {
            fail(event.seq(), "changed");
        }
        if (!event.previousHash().equals(this.hash)) {
            fail(event.seq(), "link");
        }
        if (this.last != null && event.at().isBefore(this.last.at())) {
            fail(event.seq(), "time");
        }
        seal(event);
        rows(event, rows);
        this.seq = event.seq();
        this.hash = event.hash();
        this.last = event;
        if (this.first == null) {
            this.first = event;
        }
    }

    private void seal(AuditEvent event) {
        if (event.keyId() == null) {
            if (event.seal() != null || (this.last != null && this.last.keyId() != null)) {
                fail(event.seq(), "rule");
            }
            return;
        }
        AuditKey key = this.keys.find(event.keyId());
        if (key == null || key.seal() == null) {
            this.unknownKeys.add(event.keyId());
        }
        else if (!key.seal(event.hash()).equals(event.seal())) {
            fail(event.seq(), "seal");
        }
    }

    private void rows(AuditEvent event, List<RowEntry> rows) {
        if (!carries(event, rows)) {
            fail(event.seq(), "rows");
        }
    }

    private static boolean carries(AuditEvent event, List<RowEntry> rows) {
        String expected = rows.isEmpty() ? null : RowEntry.hash(rows);
        boolean fits = Objects.equals(expected, event.rowsHash());
        for (int i = 0; i < rows.size() && fits; i++) {
            fits = rows.get(i).rowNo() == i && event.writeNo() != null && rows.get(i).writeNo() == event.writeNo();
        }
        return fits;
    }

    /** Whether an event alone stands as it was sealed, with the rows that it carries. */
    static boolean holds(AuditEvent event, List<RowEntry> rows, AuditKeys keys) {
        AuditKey key = (event.keyId() != null) ? keys.find(event.keyId()) : null;
        return key != null && key.seal() != null && EventHash.of(event).equals(event.hash())
                && key.seal(event.hash()).equals(event.seal()) && carries(event, rows);
    }

    /** Compares the head, when all events were taken. */
    void head(@Nullable Head head) {
        if (head == null) {
            fail(0, "headMissing");
        }
        else if (head.count() != this.seq || !head.hash().equals(this.hash) || !fits(head)) {
            fail(head.count(), "head");
        }
    }

    private boolean fits(Head head) {
        boolean buried = this.grave.last() > 0 && head.openedAt().equals(this.grave.before());
        if (this.first == null || this.last == null) {
            return buried && head.lastAt().equals(this.grave.before()) && head.lastAction().equals(Tombstone.ACTION)
                    && head.lastActor().equals(AuditRecord.SYSTEM);
        }
        return head.lastAt().equals(this.last.at()) && head.lastAction().equals(this.last.action())
                && head.lastActor().equals(this.last.actor()) && (buried || head.openedAt().equals(this.first.at()));
    }

    private void fail(long at, String kind) {
        if (this.failures.size() < ENOUGH) {
            Instant lastRight = (this.failures.isEmpty() && this.last != null) ? this.last.at() : null;
            this.failures.add(Failure.ofChain(kind, this.chain, at, lastRight));
        }
    }

    boolean ok() {
        return this.failures.isEmpty();
    }

    List<Failure> failures() {
        return List.copyOf(this.failures);
    }

    Set<String> unknownKeys() {
        return this.unknownKeys;
    }

}
