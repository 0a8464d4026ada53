package org.sanxing.audit;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One row of a chain.
 *
 * @param seq counted from 1 in each chain, without gaps
 * @param at in whole microseconds, never before the event it follows
 * @param detail canonical JSON, kept and hashed as this very text
 * @param previousHash hash of the event before, {@link EventHash#GENESIS} for the first
 * @param writeNo orders the transactions that wrote one row; null where it carries none
 * @param rowsHash over the rows of record that it carries; null where it carries none
 * @param keyId of the key that sealed it; null for events of the version before
 * @param seal of its hash
 */
record AuditEvent(String chain, long seq, Instant at, String actor, @Nullable String onBehalfOf, String action,
        String result, String objectType, String objectId, @Nullable Integer version, String detail,
        String previousHash, @Nullable Long writeNo, @Nullable String rowsHash, @Nullable String keyId, String hash,
        @Nullable String seal) {

    /** As the version before wrote them. */
    AuditEvent(String chain, long seq, Instant at, String actor, @Nullable String onBehalfOf, String action,
            String result, String objectType, String objectId, @Nullable Integer version, String detail,
            String previousHash, String hash) {
        this(chain, seq, at, actor, onBehalfOf, action, result, objectType, objectId, version, detail, previousHash,
                null, null, null, hash, null);
    }

    /**
     * With its hash.
     * @param seal what seals the hash
     */
    AuditEvent sealed(Function<String, @Nullable String> seal) {
        String own = EventHash.of(this);
        return new AuditEvent(this.chain, this.seq, this.at, this.actor, this.onBehalfOf, this.action, this.result,
                this.objectType, this.objectId, this.version, this.detail, this.previousHash, this.writeNo,
                this.rowsHash, this.keyId, own, seal.apply(own));
    }

}
