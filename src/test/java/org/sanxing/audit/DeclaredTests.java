package org.sanxing.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.common.OfRecord;
import org.sanxing.common.RecordTable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every column of every table of ours is of record, or excluded by name with a reason.
 */
@ApplicationTest
class DeclaredTests {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private List<OfRecord> modules;

    @Autowired
    private MessageSource messages;

    private Map<String, RecordTable> declared() {
        return this.modules.stream()
            .flatMap((module) -> module.tables().stream())
            .collect(Collectors.toMap(RecordTable::name, Function.identity()));
    }

    /** The columns of our tables: not the engine's, the migrations', the sessions'. */
    private Map<String, Set<String>> columns() {
        Map<String, Set<String>> columns = new TreeMap<>();
        this.jdbc.sql("""
                select lower(table_name) as t, lower(column_name) as c from information_schema.columns
                where lower(table_schema) = 'public'
                """).query((row) -> {
            String table = row.getString("t");
            if (!table.startsWith("act_") && !table.startsWith("spring_session") && !table.startsWith("flyway_")) {
                columns.computeIfAbsent(table, (name) -> new TreeSet<>()).add(row.getString("c"));
            }
        });
        return columns;
    }

    @Test
    void everyColumnIsDeclared() {
        Map<String, RecordTable> declared = declared();
        Map<String, Set<String>> columns = columns();
        assertThat(columns).hasSizeGreaterThan(90);
        List<String> faults = new ArrayList<>();
        columns.forEach((table, names) -> {
            RecordTable known = declared.get(table);
            if (known == null) {
                faults.add(table + ": in no declaration");
            }
            else if (known.isOfRecord()) {
                Set<String> missing = new TreeSet<>(names);
                missing.removeAll(known.columns());
                missing.removeAll(known.without().keySet());
                missing.forEach((column) -> faults.add(table + "." + column + ": neither of record nor excluded"));
                Set<String> unknown = new TreeSet<>(known.columns());
                unknown.addAll(known.without().keySet());
                unknown.removeAll(names);
                unknown.forEach((column) -> faults.add(table + "." + column + ": there is none"));
            }
            else if (known.reason().isBlank()) {
                faults.add(table + ": without a reason");
            }
        });
        declared.keySet().stream().filter((table) -> !columns.containsKey(table)).forEach(faults::add);
        assertThat(faults).isEmpty();
    }

    @Test
    void everyExclusionHasAReason() {
        assertThat(declared().values()).allSatisfy((table) -> assertThat(table.without().values())
            .allSatisfy((reason) -> assertThat(reason).isNotBlank()));
    }

    @Test
    void everyKeyIsThePrimaryKey() {
        Map<String, Set<String>> keys = new TreeMap<>();
        this.jdbc.sql("""
                select lower(k.table_name) as t, lower(k.column_name) as c from information_schema.key_column_usage k
                join information_schema.table_constraints c on c.constraint_name = k.constraint_name
                    and c.table_name = k.table_name
                where c.constraint_type = 'PRIMARY KEY'
                """).query((row) -> {
            keys.computeIfAbsent(row.getString("t"), (name) -> new TreeSet<>()).add(row.getString("c"));
        });
        declared().values()
            .stream()
            .filter(RecordTable::isOfRecord)
            .forEach((table) -> assertThat(new TreeSet<>(table.key())).as(table.name())
                .isEqualTo(keys.get(table.name())));
    }

    @Test
    void everyTableAndColumnHasWordsInBothLanguages() {
        List<String> missing = new ArrayList<>();
        for (java.util.Locale locale : List.of(java.util.Locale.CHINESE, java.util.Locale.ENGLISH)) {
            declared().values()
                .stream()
                .filter((table) -> table.isOfRecord() || !table.without().isEmpty())
                .forEach((table) -> {
                    List<String> keys = new ArrayList<>(List.of("record.table." + table.name()));
                    table.columns().forEach((column) -> keys.add("record.column." + column));
                    keys.stream()
                        .filter((key) -> this.messages.getMessage(key, null, null, locale) == null)
                        .forEach((key) -> missing.add(locale + " " + key));
                });
        }
        assertThat(new TreeSet<>(missing)).isEmpty();
    }

    /**
     * H2 binds a list in a constraint to the session that made it: once that is closed,
     * all rows are refused.
     */
    @Test
    void noConstraintHasAList() {
        assertThat(this.jdbc.sql("select check_clause from information_schema.check_constraints")
            .query(String.class)
            .list()).isNotEmpty().noneMatch((clause) -> clause.contains(" IN("));
    }

}
