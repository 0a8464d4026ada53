package org.sanxing.audit;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks for a text in all of the record: people, cases, events. */
@Component
class RecordSearch {

    private static final int LISTED = 10;

    private final AuditCases cases;

    private final AuditEvents events;

    private final EventSentences sentences;

    private final ObjectProvider<PersonNames> people;

    RecordSearch(AuditCases cases, AuditEvents events, EventSentences sentences, ObjectProvider<PersonNames> people) {
        this.cases = cases;
        this.events = events;
        this.sentences = sentences;
        this.people = people;
    }

    /**
     * The first of each.
     *
     * @param more whether there are more events
     */
    record Found(List<Names.Person> people, List<AuditCases.AuditCase> cases, List<TraceSentences.Sentence> events,
            boolean more) {

    }

    /** Nothing for no text. */
    public Found find(@Nullable String text) {
        if (Texts.isBlank(text)) {
            return new Found(List.of(), List.of(), List.of(), false);
        }
        var found = this.events.search(new AuditEvents.Filter(null, null, null, null, null, text), LISTED, null);
        PersonNames source = this.people.getIfAvailable();
        List<Names.Person> named = (source == null) ? List.of()
                : source.found(Texts.strip(text).toLowerCase(Locale.ROOT))
                    .entrySet()
                    .stream()
                    .limit(LISTED)
                    .map((one) -> new Names.Person(one.getKey(), one.getValue()))
                    .toList();
        return new Found(named, this.cases.search(new AuditCases.Filter(text, null, null), LISTED, null).items(),
                this.sentences.of(found.items()), found.next() != null);
    }

}
