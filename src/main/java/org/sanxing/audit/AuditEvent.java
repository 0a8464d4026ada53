package org.sanxing.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One row of a chain.
 *
 * @param seq counted from 1 in each chain, without gaps
 * @param at in whole microseconds, never before the event it follows
 * @param detail canonical JSON, kept and hashed as this very text
 * @param previousHash hash of the event before, {@link EventHash#GENESIS} for the first
 */
record AuditEvent(String chain, long seq, Instant at, String actor, @Nullable String onBehalfOf, String action,
        String result, String objectType, String objectId, @Nullable Integer version, String detail,
        String previousHash, String hash) {

    AuditEvent sealed() {
        return new AuditEvent(this.chain, this.seq, this.at, this.actor, this.onBehalfOf, this.action, this.result,
                this.objectType, this.objectId, this.version, this.detail, this.previousHash, EventHash.of(this));
    }

}
