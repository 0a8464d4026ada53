package org.sanxing.audit;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * Verifies the record: the rows against their events, the events against their seals, the
 * chains against their heads, all of them against the checkpoints, these against what was
 * published, and what is gone against its tombstones. Reads only.
 */
@Component
class RecordVerifier {

    private final ChainVerifier chains;

    private final LogVerifier log;

    private final TombstoneVerifier tombstones;

    private final RowVerifier rows;

    private final Checkpoints checkpoints;

    private final CheckpointFile file;

    private final LogProofs proofs;

    private final AuditKeys keys;

    private final Clock clock;

    RecordVerifier(ChainVerifier chains, LogVerifier log, TombstoneVerifier tombstones, RowVerifier rows,
            Checkpoints checkpoints, CheckpointFile file, LogProofs proofs, AuditKeys keys, Clock clock) {
        this.chains = chains;
        this.log = log;
        this.tombstones = tombstones;
        this.rows = rows;
        this.checkpoints = checkpoints;
        this.file = file;
        this.proofs = proofs;
        this.keys = keys;
        this.clock = clock;
    }

    /** All of it. */
    Verification verify() {
        return verify(List.of());
    }

    /**
     * All of it, and that it extends what somebody has kept.
     * @param held older checkpoints, of which is known that we signed them
     */
    Verification verify(List<Checkpoint> held) {
        this.keys.read();
        Findings findings = new Findings();
        Optional<Checkpoint> last = this.checkpoints.last();
        this.chains.verify(findings);
        try (Stream<String> lines = this.file.lines()) {
            this.log.verify(lines, held, findings);
        }
        held.stream()
            .filter((one) -> last.filter((newest) -> extended(one, newest)).isEmpty())
            .forEach((one) -> findings.add(new Failure("notExtended", "", null, null, null, one.number(), null)));
        this.tombstones.verify(findings);
        this.rows.verify(findings);
        return findings.verified(this.clock.instant(), last.orElse(null), last.map(Checkpoint::size).orElse(0L),
                this.file.exists());
    }

    private boolean extended(Checkpoint before, Checkpoint newest) {
        return this.proofs.extension(before.size(), newest.size()).proves(before.root(), newest.root());
    }

    /** One case: its chain, and the rows that its events carry. */
    Verification verify(String chain) {
        Findings findings = new Findings();
        findings.chains = 1;
        this.chains.verifyLocked(chain, findings);
        this.rows.verifyOf(chain, findings);
        return findings.verified(this.clock.instant(), null, 0, true);
    }

}
