package org.sanxing.phrase;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Somebody changed the organ's phrases. A person's own are notes and leave no trace, nor
 * does using one.
 *
 * @param action {@code phraseAdded}, {@code phraseChanged}, {@code phraseRemoved} or
 * {@code phraseRestored}
 * @param before the text before; null where it was another action
 */
record OrganPhraseChanged(String action, String id, PhraseKind kind, String text, @Nullable String before,
        String actor) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("phrases", "phrase", this.action, this.actor)
            .object("phrase", this.id)
            .detail("phraseKind", this.kind.id())
            .detail("phrase", this.text)
            .detail("phraseBefore", this.before);
    }

}
