package org.sanxing.common;

/**
 * Something that happened, named in the past tense, carrying ids. Published with Spring's
 * {@code ApplicationEventPublisher} inside the transaction of the action; the audit chain
 * writes {@link #record()} just before that transaction commits.
 */
public interface DomainEvent {

    AuditRecord record();

}
