package org.sanxing.common;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the audit chain keeps of an event.
 *
 * @param chain id of the case (a material, a ledger entry, a circular), or the name of a
 * chain that is no case, e.g. {@code organization}
 * @param action past tense, camelCase, as in api.md: {@code submitted}, {@code returned}…
 * @param actor account name, or {@link #SYSTEM}
 * @param onBehalfOf account name of the person for whom a deputy acted; null otherwise
 * @param result {@code ok} or {@code refused}
 * @param objectType e.g. {@code reflection}
 * @param objectId id of the object acted on
 * @param version version of the material it was done on; null where there is none
 * @param detail what was decided and said; strings, numbers, booleans, lists and maps of
 * them only
 */
public record AuditRecord(String chain, String action, String actor, @Nullable String onBehalfOf, String result,
        String objectType, String objectId, @Nullable Integer version, Map<String, Object> detail) {

    /** The actor of what follows by itself: sweeps, notifications, acceptance. */
    public static final String SYSTEM = "system";

    public AuditRecord {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    /** An action on a case whose object is the case itself. */
    public static AuditRecord of(String caseId, String objectType, String action, String actor) {
        return new AuditRecord(caseId, action, actor, null, "ok", objectType, caseId, null, Map.of());
    }

    public AuditRecord onBehalfOf(@Nullable String account) {
        return new AuditRecord(this.chain, this.action, this.actor, account, this.result, this.objectType,
                this.objectId, this.version, this.detail);
    }

    public AuditRecord object(String type, String id) {
        return new AuditRecord(this.chain, this.action, this.actor, this.onBehalfOf, this.result, type, id,
                this.version, this.detail);
    }

    public AuditRecord version(int number) {
        return new AuditRecord(this.chain, this.action, this.actor, this.onBehalfOf, this.result, this.objectType,
                this.objectId, number, this.detail);
    }

    public AuditRecord refused() {
        return new AuditRecord(this.chain, this.action, this.actor, this.onBehalfOf, "refused", this.objectType,
                this.objectId, this.version, this.detail);
    }

    /** Adds a detail; a null value is left out. */
    public AuditRecord detail(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(this.detail);
        more.put(name, value);
        return new AuditRecord(this.chain, this.action, this.actor, this.onBehalfOf, this.result, this.objectType,
                this.objectId, this.version, more);
    }

}
