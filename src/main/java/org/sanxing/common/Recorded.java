package org.sanxing.common;

/** Something that happened and that nothing but the audit chain is told of. */
public record Recorded(AuditRecord record) implements DomainEvent {

}
