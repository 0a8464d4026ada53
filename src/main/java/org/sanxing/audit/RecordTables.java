package org.sanxing.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the modules declare to be of record. */
@Component
class RecordTables {

    private final Map<String, RecordTable> ofRecord;

    private final Map<String, String> shapes;

    private final List<RecordTable> hashed;

    private final List<String> passing;

    RecordTables(ObjectProvider<OfRecord> modules) {
        this.ofRecord = modules.stream()
            .flatMap((module) -> module.tables().stream())
            .filter(RecordTable::isOfRecord)
            .collect(Collectors.toMap(RecordTable::name, Function.identity(), (one, other) -> {
                throw new IllegalStateException("Two modules declare the table " + one.name());
            }, TreeMap::new));
        this.hashed = modules.stream()
            .flatMap((module) -> module.tables().stream())
            .filter((table) -> table.reason().equals(RecordTable.HASHED))
            .toList();
        this.passing = modules.stream().flatMap((module) -> module.passing().stream()).sorted().toList();
        this.shapes = this.ofRecord.values()
            .stream()
            .collect(Collectors.toMap(RecordTable::name, RecordTables::shapeOf));
    }

    private static String shapeOf(RecordTable table) {
        LengthPrefixed names = new LengthPrefixed().add(table.name()).add(String.join(" ", table.key()));
        table.columns().forEach(names::add);
        return names.sha256().substring(0, 16);
    }

    /** By name; null where it is not of record. */
    @Nullable RecordTable find(String name) {
        return this.ofRecord.get(name);
    }

    /** In the order of their names. */
    Collection<RecordTable> all() {
        return this.ofRecord.values();
    }

    /** Those whose rows are pieces of what a hash stands for. */
    List<RecordTable> hashed() {
        return this.hashed;
    }

    /** The chains of which old events go, by the beginning of their names. */
    List<String> passing() {
        return this.passing;
    }

    /** Names the columns that an entry covers. */
    String shape(String table) {
        return this.shapes.get(table);
    }

}
