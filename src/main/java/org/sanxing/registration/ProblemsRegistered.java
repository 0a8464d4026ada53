package org.sanxing.registration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
        AuditRecord record = AuditRecord
            .of(this.registration.reflectionId(), "reflection", "registered", this.registration.registeredBy())
            .onBehalfOf(this.registration.onBehalfOf())
            .version(this.registration.version())
            .detail("entries", entries());
        for (Map.Entry<String, Object> field : this.registration.others().entrySet()) {
            record = record.detail(field.getKey(), field.getValue());
        }
        return record;
    }

    private List<Map<String, Object>> entries() {
        return IntStream.range(0, this.numbers.size()).mapToObj((index) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("number", this.numbers.get(index));
            line.putAll(this.registration.entries().get(index).fields());
            return line;
        }).toList();
    }

}
