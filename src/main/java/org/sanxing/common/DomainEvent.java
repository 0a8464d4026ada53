package org.sanxing.common;

/**
 * Something that happened, named in the past tense, carrying ids. Published with Spring's
 * {@code ApplicationEventPublisher} inside the transaction of the action; the audit chain
 * writes {@link #record()} just before that transaction commits.
 */
public interface DomainEvent {

    AuditRecord record();

    /**
     * Whether it is about who may what and how things are done, and not about a case:
     * then the record says from where it was done, too.
     * @param record what {@link #record()} gave
     */
    default boolean administers(AuditRecord record) {
        return !Ids.isOne(record.chain());
    }

}
