package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

/** Events of any chains as people read them, with all their names asked for at once. */
@Component
class EventSentences {

    private final CaseTraces traces;

    private final AuditCases cases;

    private final Names names;

    private final TraceSentences words;

    EventSentences(CaseTraces traces, AuditCases cases, Names names, TraceSentences words) {
        this.traces = traces;
        this.cases = cases;
        this.names = names;
        this.words = words;
    }

    List<TraceSentences.Sentence> of(List<AuditEvent> events) {
        List<String> accounts = new ArrayList<>();
        events.forEach((event) -> {
            accounts.addAll(TraceApi.people(event));
            accounts.add(event.objectId());
            accounts.add(event.chain().substring(event.chain().indexOf(':') + 1));
            this.traces.accountsIn(CanonicalJson.read(event.detail()), accounts);
        });
        Names.Known known = this.names.of(accounts);
        Map<String, AuditCases.AuditCase> about = this.cases.about(events);
        return events.stream().map((event) -> this.words.sentence(event, known, about)).toList();
    }

}
