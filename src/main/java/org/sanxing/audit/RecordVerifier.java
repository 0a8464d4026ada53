package org.sanxing.audit;

import java.time.Clock;
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

    private final AuditKeys keys;

    private final Clock clock;

    RecordVerifier(ChainVerifier chains, LogVerifier log, TombstoneVerifier tombstones, RowVerifier rows,
            Checkpoints checkpoints, CheckpointFile file, AuditKeys keys, Clock clock) {
        this.chains = chains;
        this.log = log;
        this.tombstones = tombstones;
        this.rows = rows;
        this.checkpoints = checkpoints;
        this.file = file;
        this.keys = keys;
        this.clock = clock;
    }

    /** All of it. */
    Verification verify() {
        this.keys.read();
        Findings findings = new Findings();
        Optional<Checkpoint> last = this.checkpoints.last();
        this.chains.verify(findings);
        try (Stream<String> lines = this.file.lines()) {
            this.log.verify(lines, findings);
        }
        this.tombstones.verify(findings);
        this.rows.verify(findings);
        return findings.verified(this.clock.instant(), last.orElse(null), last.map(Checkpoint::size).orElse(0L),
                this.file.exists());
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
