package org.sanxing.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * The hash of an event: SHA-256 over its fields, {@link LengthPrefixed}; numbers are
 * decimal, instants microseconds since 1970. Whoever adds a column adds it here, under a
 * new format. Events that no key sealed have the format of the version before.
 */
final class EventHash {

    static final String GENESIS = "0".repeat(64);

    private static final String UNSEALED = "sanxing-audit-1";

    private static final String SEALED = "sanxing-audit-2";

    private EventHash() {
    }

    static String of(AuditEvent event) {
        return DigestUtils.sha256Hex(canonical(event));
    }

    static byte[] canonical(AuditEvent event) {
        LengthPrefixed fields = new LengthPrefixed().add((event.keyId() != null) ? SEALED : UNSEALED)
            .add(event.chain())
            .add(Long.toString(event.seq()))
            .add(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, event.at())))
            .add(event.actor())
            .add(event.onBehalfOf())
            .add(event.action())
            .add(event.result())
            .add(event.objectType())
            .add(event.objectId())
            .add((event.version() != null) ? Integer.toString(event.version()) : null)
            .add(event.detail())
            .add(event.previousHash());
        if (event.keyId() != null) {
            fields.add((event.writeNo() != null) ? Long.toString(event.writeNo()) : null)
                .add(event.rowsHash())
                .add(event.keyId());
        }
        return fields.bytes();
    }

}
