package org.sanxing.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * A person registered the problems of a material.
 *
 * @param numbers of the entries, in the order of the problems
 */
record ProblemsRegistered(Registration registration, List<String> numbers) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord
            .of(this.registration.reflectionId(), "reflection", "registered", this.registration.registeredBy())
            .version(this.registration.version())
            .detail("entries", entries())
            .detail("opinion", this.registration.opinion());
    }

    private List<Map<String, Object>> entries() {
        return java.util.stream.IntStream.range(0, this.numbers.size()).mapToObj((index) -> {
            Registration.Entry entry = this.registration.entries().get(index);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("number", this.numbers.get(index));
            line.put("problem", entry.problem());
            line.put("title", entry.title());
            line.put("rootCause", entry.rootCause());
            line.put("deadlineClass", entry.deadlineClass().id());
            line.put("responsible", entry.responsible());
            return line;
        }).toList();
    }

}
