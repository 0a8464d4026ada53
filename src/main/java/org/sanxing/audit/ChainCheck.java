package org.sanxing.audit;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Recomputes one chain, event by event, in constant memory while nothing is wrong. */
final class ChainCheck {

    /** More failures of one chain say nothing more. */
    private static final int ENOUGH = 100;

    private final String chain;

    private final List<Failure> failures = new ArrayList<>();

    private long seq;

    private String hash = EventHash.GENESIS;

    private @Nullable AuditEvent first;

    private @Nullable AuditEvent last;

    ChainCheck(String chain) {
        this.chain = chain;
    }

    /**
     * @param seq of the event at which it shows; 0 where it is the chain as a whole
     * @param problem {@code changed}: the content does not give the hash; {@code link}:
     * it does not follow from the event before; {@code gap}: events are missing or too
     * many; {@code time}: it is before the event it follows; {@code head}: the head does
     * not match the events; {@code headMissing}: there are events without a head
     */
    record Failure(String chain, long seq, String problem) implements Serializable {

    }

    /** The head of a chain as it is kept. */
    record Head(String chain, long count, String hash, Instant openedAt, Instant lastAt, String lastAction,
            String lastActor) {

    }

    /** Takes the next event, in the order of {@code seq}. */
    void next(AuditEvent event) {
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
        this.seq = event.seq();
        this.hash = event.hash();
        this.last = event;
        if (this.first == null) {
            this.first = event;
        }
    }

    /** Compares the head, when all events were taken. */
    void head(@Nullable Head head) {
        if (head == null) {
            fail(0, "headMissing");
        }
        else if (this.first == null || this.last == null || head.count() != this.seq || !head.hash().equals(this.hash)
                || !head.lastAt().equals(this.last.at()) || !head.lastAction().equals(this.last.action())
                || !head.lastActor().equals(this.last.actor()) || !head.openedAt().equals(this.first.at())) {
            fail(head.count(), "head");
        }
    }

    private void fail(long seq, String problem) {
        if (this.failures.size() < ENOUGH) {
            this.failures.add(new Failure(this.chain, seq, problem));
        }
    }

    boolean ok() {
        return this.failures.isEmpty();
    }

    List<Failure> failures() {
        return List.copyOf(this.failures);
    }

}
