package org.sanxing.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Recorded;
import org.sanxing.common.Sql;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever somebody changes in the database itself is found, with its place. Each change
 * is made, and taken back, in a transaction that the application does not see; a plain
 * {@code Statement} is not watched.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TamperContract {

    private static final long SEED = 20261128;

    /** Of the long form. */
    private static final int ROUNDS = Integer.getInteger("sanxing.tamper.rounds", 50);

    @Autowired
    Office office;

    @Autowired
    Materials materials;

    @Autowired
    JdbcTemplate plain;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RecordTables tables;

    @Autowired
    RowReader rows;

    @Autowired
    RecordVerifier verifier;

    @Autowired
    Checkpoints checkpoints;

    @Autowired
    CheckpointFile file;

    @Autowired
    AuditKeys keys;

    @Autowired
    AuditEvents events;

    @Autowired
    FailureWords words;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    AuditChains chains;

    @Autowired
    PurgeChains purge;

    @Autowired
    LogProofs proofs;

    @Autowired
    MovableClock clock;

    private final Random random = new Random(SEED);

    private final Map<String, Map<String, String>> types = new TreeMap<>();

    /** By the statement that drops one, the statement that brings it back. */
    private final Map<String, String> checks = new LinkedHashMap<>();

    private final Map<String, List<String>> filled = new LinkedHashMap<>();

    private Materials.Material material;

    /** When everything of today may go. */
    private static final Instant YEARS_ON = Instant.parse("2040-06-10T00:00:00Z");

    private static final Instant OLD = Instant.parse("2037-01-31T16:00:00Z");

    private static final String DOOR = "door:tampering";

    private static final String READINGS = "readings:tampering";

    abstract void referencesCount(boolean count);

    @BeforeAll
    void work() {
        assertThat(this.verifier.verify().failures()).isEmpty();
        this.material = this.materials.registered("staff1", "organiser1");
        Entry entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2");
        entry.request("staff2").pass("secretary1");
        entry.vote("leader2", "agree").ok();
        this.jdbc.sql("""
                select lower(table_name) as t, lower(column_name) as c, lower(data_type) as d
                from information_schema.columns where lower(table_schema) = 'public'
                """).query((row) -> {
            this.types.computeIfAbsent(row.getString("t"), (table) -> new TreeMap<>())
                .put(row.getString("c"), row.getString("d"));
        });
        referencesCount(false);
        dropChecks();
        this.tables.all().forEach((table) -> {
            for (int i = count(table); i < 2; i++) {
                fill(table, i);
            }
        });
        for (int i = 0; i < 3; i++) {
            happened(DOOR);
        }
        // A row that stands on an event that may go once it is old.
        this.transaction.executeWithoutResult((status) -> {
            happened(READINGS);
            fill(this.tables.find("trace_code"), 50);
        });
        this.checkpoints.make();
        assertThat(this.verifier.verify().failures()).isEmpty();
    }

    /**
     * Whoever changes rows behind the application's back drops what stands in the way.
     */
    private void dropChecks() {
        this.jdbc.sql("""
                select t.table_name as t, c.constraint_name as n, c.check_clause as d
                from information_schema.check_constraints c join information_schema.table_constraints t
                    on t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name
                where lower(t.table_schema) = 'public' and c.constraint_name not like '%not_null'
                """).query((row) -> {
            String table = row.getString("t");
            String name = row.getString("n");
            String clause = row.getString("d");
            this.checks.put("alter table " + table + " drop constraint " + name,
                    "alter table " + table + " add constraint " + name + " check (" + clause + ")");
        });
        this.checks.keySet().stream().filter(this::ofRecord).forEach(this.plain::execute);
    }

    private boolean ofRecord(String drop) {
        return this.tables.all()
            .stream()
            .anyMatch((table) -> drop.toLowerCase(Locale.ROOT).startsWith("alter table " + table.name() + " "));
    }

    @AfterAll
    void leaveItAsItWas() {
        this.filled.forEach((table,
                keys) -> keys.forEach((key) -> this.transaction.executeWithoutResult((status) -> this.jdbc
                    .sql("delete from " + table + " where " + this.tables.find(table).keyExpression() + " = ?")
                    .param(key)
                    .update())));
        this.checks.forEach((drop, add) -> {
            if (ofRecord(drop)) {
                this.plain.execute(add);
            }
        });
        referencesCount(true);
        Verification after = this.verifier.verify();
        assertThat(after.failures()).isEmpty();
        assertThat(after.certain()).isTrue();
    }

    private int count(RecordTable table) {
        return this.jdbc.sql("select count(*) from " + table.name()).query(Integer.class).single();
    }

    /**
     * No story leaves rows in every table: some are written as the application writes.
     */
    private void fill(RecordTable table, int number) {
        Map<String, String> columns = this.types.get(table.name());
        List<Object> values = columns.keySet()
            .stream()
            .map((column) -> value(column, columns.get(column), number))
            .toList();
        this.transaction.executeWithoutResult((status) -> this.jdbc
            .sql("insert into " + table.name() + " (" + String.join(", ", columns.keySet()) + ") values ("
                    + columns.keySet().stream().map((column) -> "?").collect(Collectors.joining(", ")) + ")")
            .params(values)
            .update());
        this.filled.computeIfAbsent(table.name(), (name) -> new ArrayList<>())
            .add(table.key()
                .stream()
                .map((column) -> text(value(column, columns.get(column), number)))
                .collect(Collectors.joining(" ")));
    }

    private static String text(Object value) {
        return value.toString();
    }

    private static Object value(String column, String type, int number) {
        if (type.startsWith("timestamp")) {
            return Sql.time(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(number));
        }
        return switch (type) {
            case "date" -> java.time.LocalDate.of(1999, 1, 1 + number);
            case "boolean" -> false;
            case "integer", "bigint" -> 7000 + number;
            case "bytea", "binary varying" -> new byte[] { (byte) number };
            default -> column.substring(0, 1) + number;
        };
    }

    /** What the column says once somebody has changed it. */
    private String changed(String column, String type) {
        if (type.startsWith("timestamp")) {
            return "coalesce(" + column + ", timestamp with time zone '2026-01-01 00:00:00+00:00') "
                    + "+ interval '1' second";
        }
        return switch (type) {
            case "date" -> "coalesce(" + column + ", date '2026-01-01') + 10000";
            case "boolean" -> "not coalesce(" + column + ", false)";
            case "integer", "bigint" -> "coalesce(" + column + ", 0) + 1000";
            case "bytea", "binary varying" -> "cast('~' as " + type + ")";
            default -> "'~' || substring(coalesce(" + column + ", '') from 2)";
        };
    }

    private String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String anyKey(RecordTable table) {
        List<String> all = this.jdbc.sql("select " + table.keyExpression() + " from " + table.name())
            .query(String.class)
            .list();
        return all.get(this.random.nextInt(all.size()));
    }

    List<Failure> after(Runnable tampering) {
        List<Failure> found = new ArrayList<>();
        this.transaction.executeWithoutResult((status) -> {
            tampering.run();
            found.addAll(this.verifier.verify().failures());
            status.setRollbackOnly();
        });
        return found;
    }

    private void run(String sql, Object... parts) {
        this.plain.execute(sql.formatted(parts));
    }

    /** A column of each table at a time. */
    private int everyColumn() {
        int tried = 0;
        int most = this.tables.all().stream().mapToInt((table) -> table.columns().size()).max().orElseThrow();
        for (int i = 0; i < most; i++) {
            int place = i;
            Map<String, String> changedRows = new TreeMap<>();
            List<Failure> found = after(() -> this.tables.all()
                .stream()
                .filter((table) -> place < table.columns().size())
                .forEach((table) -> {
                    String column = table.columns().get(place);
                    String key = anyKey(table);
                    run("update %s set %s = %s where %s = %s", table.name(), column,
                            changed(column, this.types.get(table.name()).get(column)), table.keyExpression(),
                            literal(key));
                    changedRows.put(table.name(), key);
                }));
            changedRows.forEach((name, key) -> {
                RecordTable table = this.tables.find(name);
                String column = table.columns().get(place);
                assertThat(found).as(name + "." + column + " of " + key)
                    .anyMatch((one) -> name.equals(one.table()) && key.equals(one.key()) && one.lastRight() != null
                            && (table.key().contains(column) ? one.kind().equals("rowMissing")
                                    : one.kind().equals("rowChanged") && column.equals(one.column())));
            });
            assertThat(found.stream().map(Failure::table).distinct()).hasSameSizeAs(changedRows.keySet());
            tried += changedRows.size();
        }
        return tried;
    }

    @Test
    void findsEveryColumnChanged() {
        System.out.printf("Tampering: %d columns changed, all found%n", everyColumn());
    }

    @Test
    @Tag("long")
    void findsEveryColumnChangedOnManyRows() {
        int tried = 0;
        for (int i = 0; i < ROUNDS; i++) {
            tried += everyColumn();
        }
        System.out.printf("Tampering: %d columns changed on random rows, all found%n", tried);
    }

    /**
     * Changes of one kind on rows, events, chains and checkpoints chosen at random: how
     * many were tried, and how many were found with their place.
     */
    private final Map<String, int[]> tally = new TreeMap<>();

    private final List<String> missed = new ArrayList<>();

    private void tried(String kind, Object what, boolean found) {
        int[] counts = this.tally.computeIfAbsent(kind, (name) -> new int[2]);
        counts[0]++;
        if (found) {
            counts[1]++;
        }
        else {
            this.missed.add(kind + ": " + what);
        }
    }

    @Test
    @Tag("long")
    void findsWhateverIsDoneToRowsAndChainsAtRandom() {
        for (int i = 0; i < ROUNDS; i++) {
            rowsAtRandom();
            eventsAtRandom();
            digestsAtRandom();
            chainsAtRandom();
            logAtRandom();
        }
        for (int i = 0; i < ROUNDS / 5; i++) {
            copiesAndCheckpointsAtRandom();
        }
        StringBuilder table = new StringBuilder("Tampering at random, tried and found:\n");
        this.tally.forEach((kind, counts) -> table.append("%6d %6d  %s%n".formatted(counts[0], counts[1], kind)));
        System.out.println(table);
        assertThat(this.missed).isEmpty();
    }

    /** Returns false where the database itself refuses. */
    private boolean allowed(Runnable change) {
        TransactionTemplate nested = new TransactionTemplate(this.transaction.getTransactionManager());
        nested.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        try {
            nested.executeWithoutResult((status) -> change.run());
            return true;
        }
        catch (DataIntegrityViolationException ex) {
            return false;
        }
    }

    private void rowsAtRandom() {
        Map<String, List<String>> touched = new TreeMap<>();
        List<Failure> deleted = after(() -> this.tables.all().forEach((table) -> {
            String key = anyKey(table);
            run("delete from %s where %s = %s", table.name(), table.keyExpression(), literal(key));
            touched.put(table.name(), List.of(key));
        }));
        place("row deleted", touched, deleted);
        List<Failure> moved = after(
                () -> this.tables.all().stream().filter((table) -> table.caseColumn() != null).forEach((table) -> {
                    String key = anyKey(table);
                    if (allowed(() -> run("update %s set %s = 'elsewhere' where %s = %s", table.name(),
                            table.caseColumn(), table.keyExpression(), literal(key)))) {
                        touched.put(table.name(), List.of(key));
                    }
                }));
        place("row moved to another case", touched, moved);
        List<Failure> swapped = after(() -> this.tables.all().forEach((table) -> {
            List<String> columns = table.columns().subList(table.key().size(), table.columns().size());
            if (!columns.isEmpty()) {
                String column = columns.get(this.random.nextInt(columns.size()));
                Map<String, String> values = new LinkedHashMap<>();
                this.jdbc
                    .sql("select %s as k, cast(%s as varchar) as v from %s".formatted(table.keyExpression(), column,
                            table.name()))
                    .query((row) -> {
                        values.put(row.getString("k"), String.valueOf(row.getString("v")));
                    });
                String one = anyKey(table);
                String other = anyKey(table);
                String rows = "(select v.%1$s from %2$s v where %3$s = %4$s)";
                String key = table.keyExpression();
                if (!values.get(one).equals(values.get(other)) && allowed(() -> run(
                        "update %1$s set %2$s = case when %3$s = %4$s then %5$s else %6$s end where %3$s in (%4$s, %7$s)",
                        table.name(), column, key, literal(one),
                        rows.formatted(column, table.name(), key, literal(other)),
                        rows.formatted(column, table.name(), key, literal(one)), literal(other)))) {
                    touched.put(table.name(), List.of(one, other));
                }
            }
        }));
        place("column swapped between two rows", touched, swapped);
    }

    private void place(String kind, Map<String, List<String>> touched, List<Failure> found) {
        touched.forEach((table, keys) -> keys.forEach((key) -> tried(kind, table + " " + key,
                found.stream().anyMatch((one) -> table.equals(one.table()) && key.equals(one.key())))));
        touched.clear();
    }

    private void chain(String kind, Object what, String chain, Runnable change) {
        tried(kind, what, after(change).stream().anyMatch((one) -> chain.equals(one.chain())));
    }

    private String of(AuditEvent event) {
        return "where chain = " + literal(event.chain()) + " and seq = " + event.seq();
    }

    private AuditEvent any(List<AuditEvent> chain) {
        return chain.get(this.random.nextInt(chain.size()));
    }

    private void eventsAtRandom() {
        Map<String, AuditEvent> events = new TreeMap<>();
        this.types.get("audit_event").keySet().forEach((column) -> events.put(column, any(anyChain(0))));
        Map<String, String> changedColumns = new TreeMap<>();
        List<Failure> found = after(() -> events.forEach((column, event) -> {
            if (changedColumns.putIfAbsent(event.chain(), column) == null) {
                run("update audit_event set %s = %s %s", column,
                        changed(column, this.types.get("audit_event").get(column)), of(event));
            }
        }));
        changedColumns.forEach((chain, column) -> tried("column of an event", chain + " " + column,
                found.stream().anyMatch((one) -> chain.equals(one.chain()))));
        AuditEvent gone = any(anyChain(0));
        chain("event deleted", gone, gone.chain(), () -> {
            run("delete from audit_row %s", of(gone));
            run("delete from audit_event %s", of(gone));
        });
        List<AuditEvent> chain = anyChain(1);
        AuditEvent last = chain.get(chain.size() - 1);
        AuditEvent copied = any(chain);
        chain("event repeated at the end, head repaired", copied, last.chain(), () -> {
            run("""
                    insert into audit_event (chain, seq, happened_at, actor, action, result, object_type, object_id,
                        detail, previous_hash, key_id, hash, seal)
                    select chain, %d, happened_at, actor, action, result, object_type, object_id, detail, '%s', key_id,
                        hash, seal from audit_event %s""", last.seq() + 1, last.hash(), of(copied));
            repairHead(new AuditEvent(last.chain(), last.seq() + 1, copied.at(), copied.actor(), null, copied.action(),
                    copied.result(), copied.objectType(), copied.objectId(), null, copied.detail(), last.hash(),
                    copied.hash()));
        });
    }

    private void digestsAtRandom() {
        // Salts may be given up; what they salted is compared where it is the newest.
        for (String column : List.of("chain", "seq", "row_no", "tbl", "row_key", "write_no", "shape", "digest",
                "hints")) {
            AuditEvent event = any(anyChain(0));
            Integer rows = this.jdbc.sql("select count(*) from audit_row " + of(event)).query(Integer.class).single();
            if (rows > 0) {
                String row = of(event) + " and row_no = " + this.random.nextInt(rows);
                chain("what vouches for a row", event.chain() + " " + column, event.chain(),
                        () -> run("update audit_row set %s = %s %s", column,
                                changed(column, this.types.get("audit_row").get(column)), row));
                chain("what vouches for a row deleted", event, event.chain(),
                        () -> run("delete from audit_row %s", row));
            }
        }
    }

    private void chainsAtRandom() {
        List<AuditEvent> cut = anyChain(1);
        int events = 1 + this.random.nextInt(cut.size() - 1);
        String chain = cut.get(0).chain();
        chain("tail cut, head repaired", chain + " -" + events, chain, () -> cutTail(cut, events));
        List<AuditEvent> anew = anyChain(0);
        AuditEvent from = any(anew);
        AuditKey other = AuditKey.read(1, AuditKey.fresh());
        chain("chain recomputed without the key", from, from.chain(), () -> recompute(anew, from.seq(), null));
        chain("chain recomputed with another key", from, from.chain(), () -> recompute(anew, from.seq(), other));
        chain("chain recomputed with the key", from, from.chain(),
                () -> recompute(anew, from.seq(), this.keys.current()));
        chain("case dropped", from.chain(), from.chain(), () -> {
            drop(from.chain());
            this.tables.all()
                .stream()
                .filter((table) -> table.caseColumn() != null)
                .forEach((table) -> run("delete from %s where %s = %s", table.name(), table.caseColumn(),
                        literal(from.chain())));
        });
        for (String column : List.of("opened_at", "last_at", "last_action", "last_actor", "event_count", "head_hash")) {
            chain("head changed", from.chain() + " " + column, from.chain(),
                    () -> run("update audit_chain set %s = %s where chain = %s", column,
                            changed(column, this.types.get("audit_chain").get(column)), literal(from.chain())));
        }
    }

    private void logAtRandom() {
        long size = this.jdbc.sql("select count(*) from audit_log").query(Long.class).single();
        long leaf = this.random.nextLong(size);
        tried("leaf changed", leaf,
                !after(() -> run("update audit_log set hash = '%s' where leaf = %d", "0".repeat(64), leaf)).isEmpty());
        tried("leaf deleted", leaf, !after(() -> run("delete from audit_log where leaf = %d", leaf)).isEmpty());
        tried("leaf moved to the end", leaf,
                !after(() -> run("update audit_log set leaf = %d where leaf = %d", size, leaf)).isEmpty());
        tried("leaves cut", leaf, !after(() -> run("delete from audit_log where leaf >= %d", leaf)).isEmpty());
    }

    private void copiesAndCheckpointsAtRandom() {
        Checkpoint before = this.checkpoints.make();
        for (int i = this.random.nextInt(3); i >= 0; i--) {
            happened();
            this.checkpoints.make();
        }
        tried("old copy put back", before.number(), !after(() -> putBack(before)).isEmpty());
        tried("old copy put back and continued", before.number(), !after(() -> {
            putBack(before);
            goOn(before);
        }).isEmpty());
        List<Long> numbers = this.jdbc.sql("select number from audit_checkpoint order by number")
            .query(Long.class)
            .list();
        long number = numbers.get(this.random.nextInt(numbers.size()));
        for (String column : List.of("number", "made_at", "size", "root", "previous", "key_id", "signature",
                "frontier")) {
            boolean[] certain = new boolean[1];
            this.transaction.executeWithoutResult((status) -> {
                run("update audit_checkpoint set %s = %s where number = %d", column,
                        changed(column, this.types.get("audit_checkpoint").get(column)), number);
                Verification all = this.verifier.verify();
                certain[0] = all.ok() && all.certain();
                status.setRollbackOnly();
            });
            tried("column of a checkpoint", number + " " + column, !certain[0]);
        }
        tried("checkpoint deleted", number,
                !after(() -> run("delete from audit_checkpoint where number = %d", number)).isEmpty());
    }

    @Test
    void findsRowsDeletedAndAdded() {
        Map<String, String> gone = new TreeMap<>();
        List<Failure> found = after(() -> this.tables.all().forEach((table) -> {
            String key = anyKey(table);
            run("delete from %s where %s = %s", table.name(), table.keyExpression(), literal(key));
            gone.put(table.name(), key);
        }));
        gone.forEach((table, key) -> assertThat(found).as(table)
            .anyMatch((one) -> one.kind().equals("rowMissing") && table.equals(one.table()) && key.equals(one.key())));
        List<Failure> more = after(() -> this.tables.all().forEach((table) -> {
            Map<String, String> columns = this.types.get(table.name());
            String values = columns.entrySet().stream().map((column) -> {
                // Another key, and another of whatever else is unique.
                Object value = value(column.getKey(), column.getValue(), 9);
                return (value instanceof Boolean || value instanceof Integer) ? value.toString()
                        : (value instanceof byte[]) ? "cast('~' as " + column.getValue() + ")"
                                : (value instanceof java.time.OffsetDateTime)
                                        ? "timestamp with time zone '" + value + "'"
                                        : (value instanceof java.time.LocalDate) ? "date '" + value + "'"
                                                : literal(value.toString());
            }).collect(Collectors.joining(", "));
            run("insert into %s (%s) values (%s)", table.name(), String.join(", ", columns.keySet()), values);
        }));
        this.tables.all()
            .forEach((table) -> assertThat(more).as(table.name())
                .anyMatch((one) -> one.kind().equals("rowAdded") && table.name().equals(one.table())));
        System.out.printf("Tampering: %d rows deleted, %d added, all found%n", gone.size(), this.tables.all().size());
    }

    @Test
    void findsRowsSwappedAndMovedToAnotherCase() {
        RecordTable versions = this.tables.find("reflection_version");
        String one = this.material.id() + " 1";
        assertThat(after(() -> run("""
                update reflection_version set content = (select max(v.content) from reflection_version v
                where v.reflection_id <> %s) where %s = '%s'""", literal(this.material.id()), versions.keyExpression(),
                one)))
            .anyMatch((failure) -> one.equals(failure.key()) && "content".equals(failure.column())
                    && failure.chain().equals(this.material.id()));
        assertThat(after(() -> run("update review_decision set reflection_id = 'elsewhere' where reflection_id = %s",
                literal(this.material.id()))))
            .anyMatch(
                    (failure) -> "review_decision".equals(failure.table()) && "reflection_id".equals(failure.column()));
    }

    private List<AuditEvent> chain() {
        return this.events.of(this.material.id());
    }

    /** One that the log has, longer than so many events. */
    private List<AuditEvent> anyChain(int longer) {
        List<String> all = this.jdbc.sql("""
                select c.chain from audit_chain c
                where c.event_count > ? and exists (select 1 from audit_log l
                    where l.chain = c.chain and l.seq = c.event_count) order by c.chain""")
            .param(longer)
            .query(String.class)
            .list();
        return this.events.of(all.get(this.random.nextInt(all.size())));
    }

    /** Whoever can write the database can make the head fit. */
    private void repairHead(AuditEvent last) {
        this.jdbc.sql("""
                update audit_chain set event_count = ?, head_hash = ?, last_at = ?, last_action = ?, last_actor = ?
                where chain = ?""")
            .params(last.seq(), last.hash(), Sql.time(last.at()), last.action(), last.actor(), last.chain())
            .update();
    }

    private void cutTail(List<AuditEvent> chain, int events) {
        AuditEvent last = chain.get(chain.size() - events - 1);
        run("delete from audit_row where chain = %s and seq > %d", literal(last.chain()), last.seq());
        run("delete from audit_event where chain = %s and seq > %d", literal(last.chain()), last.seq());
        repairHead(last);
    }

    @Test
    void findsATailCutWithTheHeadRepaired() {
        assertThat(after(() -> cutTail(chain(), 1)))
            .anyMatch((failure) -> failure.kind().equals("lost") && failure.chain().equals(this.material.id()));
    }

    /** From an event in the middle on, as somebody would who knows the code. */
    private void recompute(List<AuditEvent> chain, long from, AuditKey key) {
        String previous = EventHash.GENESIS;
        AuditEvent last = null;
        for (AuditEvent event : chain) {
            AuditEvent anew = new AuditEvent(event.chain(), event.seq(), event.at(), event.actor(), event.onBehalfOf(),
                    event.action(), event.result(), event.objectType(), event.objectId(), event.version(),
                    (event.seq() == from) ? "{\"opinion\":\"x\"}" : event.detail(), previous, event.writeNo(),
                    event.rowsHash(), event.keyId(), "", null)
                .sealed((hash) -> (key != null) ? key.seal(hash) : event.seal());
            this.jdbc.sql("""
                    update audit_event set detail = ?, previous_hash = ?, hash = ?, seal = ?
                    where chain = ? and seq = ?""")
                .params(anew.detail(), anew.previousHash(), anew.hash(), anew.seal(), anew.chain(), anew.seq())
                .update();
            previous = anew.hash();
            last = anew;
        }
        repairHead(last);
    }

    @Test
    void findsAChainRecomputedWithoutTheKeyAndWithIt() {
        assertThat(after(() -> recompute(chain(), 2, null))).anyMatch((failure) -> failure.kind().equals("seal")
                && failure.seq() == 2 && failure.chain().equals(this.material.id()) && failure.lastRight() != null);
        AuditKey other = AuditKey.read(1, AuditKey.fresh());
        assertThat(after(() -> recompute(chain(), 2, other))).anyMatch((failure) -> failure.kind().equals("seal"));
        assertThat(after(() -> recompute(chain(), 2, this.keys.current())))
            .allMatch((failure) -> failure.kind().equals("replaced") && failure.chain().equals(this.material.id()))
            .isNotEmpty();
    }

    @Test
    void findsAChainRecomputedByTheRuleOfTheVersionBefore() {
        List<Failure> found = after(() -> {
            String previous = EventHash.GENESIS;
            AuditEvent last = null;
            run("delete from audit_row where chain = %s", literal(this.material.id()));
            for (AuditEvent event : chain()) {
                last = new AuditEvent(event.chain(), event.seq(), event.at(), event.actor(), event.onBehalfOf(),
                        event.action(), event.result(), event.objectType(), event.objectId(), event.version(),
                        event.detail(), previous, "")
                    .sealed((hash) -> null);
                previous = last.hash();
                this.jdbc.sql("""
                        update audit_event set previous_hash = ?, hash = ?, seal = null, key_id = null,
                            rows_hash = null, write_no = null where chain = ? and seq = ?""")
                    .params(last.previousHash(), last.hash(), last.chain(), last.seq())
                    .update();
            }
            repairHead(last);
            // Nor where the log was emptied of it.
            run("delete from audit_log where chain = %s", literal(this.material.id()));
        });
        assertThat(found)
            .anyMatch((failure) -> failure.kind().equals("rule") && failure.chain().equals(this.material.id()));
        assertThat(found).anyMatch((failure) -> failure.kind().equals("root"));
    }

    private void drop(String chain) {
        for (String table : List.of("audit_event", "audit_row", "audit_chain")) {
            run("delete from %s where chain = %s", table, literal(chain));
        }
    }

    @Test
    void findsAWholeCaseDropped() {
        assertThat(after(() -> {
            drop(this.material.id());
            run("delete from reflection_version where reflection_id = %s", literal(this.material.id()));
        })).anyMatch((failure) -> failure.kind().equals("lost") && failure.chain().equals(this.material.id()));
    }

    @Test
    void findsWhatVouchesForRowsChanged() {
        String first = "where chain = " + literal(this.material.id()) + " and row_no = 0 and seq = (select min(r.seq) "
                + "from audit_row r where r.chain = " + literal(this.material.id()) + ")";
        for (String change : List.of("digest = null", "digest = '" + "0".repeat(64) + "'", "hints = 'x'",
                "row_key = 'x'", "tbl = 'person'", "shape = 'x'", "write_no = 0", "row_no = 99", "seq = 99")) {
            assertThat(after(() -> run("update audit_row set %s %s", change, first))).as(change)
                .anyMatch((failure) -> failure.kind().equals("rows") && failure.chain().equals(this.material.id()));
        }
        assertThat(after(() -> run("delete from audit_row %s", first)))
            .anyMatch((failure) -> failure.kind().equals("rows") && failure.chain().equals(this.material.id()));
        assertThat(after(() -> run("update audit_row set salt = '%s' where tbl = 'reflection' and row_key = %s",
                "0".repeat(32), literal(this.material.id()))))
            .anyMatch((failure) -> failure.kind().equals("rowChanged"));
        // An event of which nobody knows vouches for what was changed.
        assertThat(after(() -> run("""
                insert into audit_row (chain, seq, row_no, tbl, row_key, write_no, shape, digest, hints, salt)
                select chain, 4711, row_no, tbl, row_key, 99999999, shape, digest, hints, salt from audit_row %s
                """, first))).anyMatch((failure) -> failure.kind().equals("rows") && failure.seq() == 4711);
    }

    @Test
    void anErasureLeavesTheChainWhole() {
        fill(this.tables.find("remark_answer"), 5);
        String key = this.filled.get("remark_answer").get(this.filled.get("remark_answer").size() - 1);
        this.transaction.executeWithoutResult((status) -> {
            this.publisher.publishEvent(new Recorded(
                    AuditRecord.of("record", "record", "erased", AuditRecord.SYSTEM).object("remark_answer", key)));
            this.jdbc.sql("update remark_answer set explanation = '' where remark_id || ' ' || version = ?")
                .param(key)
                .update();
        });
        // What the text was cannot be tried out any more.
        this.jdbc.sql("""
                update audit_row set salt = null where tbl = 'remark_answer' and row_key = :key
                    and write_no < (select max(r.write_no) from audit_row r where r.tbl = 'remark_answer'
                        and r.row_key = :key)""").param("key", key).update();
        assertThat(this.verifier.verify().failures()).isEmpty();
    }

    private void happened() {
        happened(this.material.id());
    }

    private void happened(String chain) {
        this.publisher.publishEvent(new Recorded(AuditRecord.of(chain, "reflection", "tried", AuditRecord.SYSTEM)));
    }

    private AuditChains.Gathered gathered(String chain) {
        return new AuditChains.Gathered(AuditRecord.of(chain, "reflection", "tried", AuditRecord.SYSTEM),
                this.clock.instant());
    }

    /** As if it were so late, and after a purge that nobody commits. */
    List<Failure> afterPurge(Runnable tampering) {
        this.clock.set(YEARS_ON);
        try {
            return after(() -> {
                purge(OLD);
                tampering.run();
            });
        }
        finally {
            this.clock.set(MovableClock.START);
        }
    }

    private void purge(Instant before) {
        assertThat(this.purge.due(before)).isEqualTo(this.purge.purge(before)).isPositive();
        written();
    }

    /** Events are written last, before a commit that does not come here. */
    static void written() {
        TransactionSynchronizationUtils.triggerBeforeCommit(false);
    }

    private long count(String what, Object... parts) {
        return this.jdbc.sql("select count(*) from " + what.formatted(parts)).query(Long.class).single();
    }

    private AuditEvent newest(String chain) {
        List<AuditEvent> events = this.events.of(chain);
        return events.get(events.size() - 1);
    }

    @Test
    void whatIsOldGoesWithATombstoneAndTheRestStaysProved() throws IOException {
        this.checkpoints.make();
        Path published = this.file.path();
        String lines = Files.readString(published);
        try {
            assertThat(afterPurge(() -> {
                assertThat(this.events.of(DOOR)).isEmpty();
                assertThat(this.events.of(READINGS)).isEmpty();
                assertThat(count("audit_log where chain = '%s'", DOOR)).isEqualTo(3);
                assertThat(chain()).isNotEmpty();
                assertThat(count("audit_row r join audit_event e on e.chain = r.chain and e.seq = r.seq "
                        + "where e.action = '%s' and r.tbl = 'trace_code'", Tombstone.ACTION))
                    .isPositive();
                Verification all = this.verifier.verify();
                assertThat(all.failures()).isEmpty();
                assertThat(all.purged()).isGreaterThan(3);
                assertThat(all.purgedBefore()).isEqualTo(OLD);
                assertThat(all.unwitnessed()).isEqualTo(all.tombstones());
                assertThat(String.join(" ", this.words.report(all, Locale.CHINESE))).contains("已按保存期限清除", "清除记录");
                // The chain goes on, and a part of that goes, too.
                happened(DOOR);
                happened(DOOR);
                // More than one tombstone holds.
                SortedMap<String, List<AuditChains.Gathered>> many = new TreeMap<>();
                many.put("refused:many", Collections.nCopies(2001, gathered("refused:many")));
                IntStream.range(0, 201)
                    .mapToObj((i) -> "readings:" + i)
                    .forEach((chain) -> many.put(chain, List.of(gathered(chain))));
                this.chains.append(many);
                assertThat(newest(DOOR).seq()).isEqualTo(5);
                Checkpoint covering = this.checkpoints.make();
                this.clock.set(YEARS_ON.plus(Duration.ofDays(2000)));
                happened(DOOR);
                assertThat(this.verifier.verify().failures()).isEmpty();
                Instant later = YEARS_ON.plus(Duration.ofDays(700));
                purge(later);
                assertThat(this.events.of(DOOR)).singleElement()
                    .satisfies((left) -> assertThat(left.seq()).isEqualTo(6));
                assertThat(count("audit_tombstone where chain = '%s'", DOOR)).isEqualTo(2);
                assertThat(count("audit_tombstone where chain = 'refused:many'")).isEqualTo(2);
                assertThat(count("audit_event where chain like 'readings:%%' or chain = 'refused:many'")).isZero();
                Checkpoint last = this.checkpoints.make();
                assertThat(last.size()).isGreaterThan(covering.size());
                List<LogProofs.Proof> left = this.proofs.place(DOOR, 6, last.size()).toList();
                this.proofs.fill(left, last.size());
                assertThat(left.get(0).root(newest(DOOR).hash(), last.size())).isEqualTo(last.root());
                assertThat(this.purge.purge(later)).isZero();
            })).isEmpty();
        }
        finally {
            Files.writeString(published, lines);
        }
        // Cut off before its commit, it has done nothing.
        assertThat(this.events.of(DOOR)).hasSize(3);
        assertThat(this.verifier.verify().failures()).isEmpty();
    }

    @Test
    void findsTombstonesDroppedAndChanged() {
        String door = " where chain = '" + DOOR + "'";
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("update audit_tombstone set last_seq = last_seq + 1" + door, "tombstone");
        changes.put("update audit_tombstone set last_seq = last_seq - 1" + door, "lost");
        changes.put("update audit_tombstone set first_seq = first_seq + 1" + door, "lost");
        changes.put("update audit_tombstone set last_hash = '" + "0".repeat(64) + "'" + door, "tombstone");
        changes.put("update audit_tombstone set before_at = before_at + interval '1' second" + door, "tombstone");
        changes.put("update audit_tombstone set chain = 'door:other'" + door, "lost");
        changes.put("update audit_tombstone set number = 99" + door, "tombstoneMissing");
        changes.put("delete from audit_tombstone" + door, "lost");
        changes.put("delete from audit_tombstone", "tombstone");
        changes.put("update audit_log set hash = '" + "0".repeat(64) + "'" + door + " and seq = 1", "root");
        changes.put("update audit_chain set last_actor = 'staff1'" + door, "head");
        changes.put("update audit_chain set opened_at = opened_at - interval '1' second" + door, "head");
        changes.put("update audit_chain set event_count = 2" + door, "head");
        changes.put("delete from audit_chain" + door, "headMissing");
        changes.put("delete from audit_row where chain = 'record' and tbl = 'trace_code'", "rows");
        changes.put("""
                insert into audit_event (chain, seq, happened_at, actor, action, result, object_type, object_id, detail,
                    previous_hash, hash) select '%s', 3, happened_at, actor, action, result, object_type, object_id,
                    detail, previous_hash, hash from audit_event where chain = 'record' and seq = 1
                """.formatted(DOOR), "gap");
        TransactionTemplate each = new TransactionTemplate(this.transaction.getTransactionManager());
        each.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        assertThat(afterPurge(() -> changes.forEach((change, kind) -> each.executeWithoutResult((status) -> {
            run(change);
            assertThat(this.verifier.verify().failures()).as(change).anyMatch((failure) -> failure.kind().equals(kind));
            status.setRollbackOnly();
        })))).isEmpty();
        System.out.printf("Tampering: %d changes of tombstones, all found%n", changes.size());
    }

    /** As the application writes one, with whatever it says. */
    private void told(String line) {
        this.publisher.publishEvent(new Recorded(new AuditRecord("record", Tombstone.ACTION, AuditRecord.SYSTEM, null,
                "ok", "record", "1", null, Map.of(Tombstone.DETAIL, line))));
        written();
    }

    /** As somebody would who knows the code. */
    private void bury(String chain, Instant at, Instant before, AuditKey key) {
        List<AuditEvent> gone = this.events.of(chain);
        AuditEvent last = gone.get(gone.size() - 1);
        List<Tombstone.Grave> graves = List.of(new Tombstone.Grave(chain, 1, last.seq(), last.hash(), before));
        MerkleTree tree = new MerkleTree();
        gone.forEach((event) -> tree.add(event.hash()));
        run("delete from audit_row where chain = '%s'", chain);
        run("delete from audit_event where chain = '%s'", chain);
        run("insert into audit_tombstone (number, chain, first_seq, last_seq, last_hash, before_at) values "
                + "(1, '%s', 1, %d, '%s', timestamp with time zone '%s')", chain, last.seq(), last.hash(), before);
        run("update audit_chain set opened_at = timestamp with time zone '%1$s', last_at = timestamp with time zone "
                + "'%1$s', last_action = 'chainsPurged', last_actor = 'system' where chain = '%2$s'", before, chain);
        told(Tombstone.signed(1, at, before, gone.size(), tree.root(), graves, key).line());
    }

    @Test
    void findsTombstonesForgedAndOfWhatWasNotOldEnough() {
        AuditKey key = this.keys.current();
        Instant now = MovableClock.START;
        Instant lawful = now.atOffset(ZoneOffset.UTC).minusYears(3).toInstant();
        String line = Tombstone.signed(1, now, lawful, 3, "x", List.of(), key).line();
        for (String forged : List.of("sanxing-tombstone-1", line.replace(" 3 ", " 4 "),
                line.replace("-1 1 ", "-1 2 "))) {
            assertThat(after(() -> told(forged))).extracting(Failure::kind).containsExactly("tombstoneForged");
        }
        assertThat(after(() -> told(line))).extracting(Failure::kind).containsExactly("tombstone");
        // Even with our key, whatever it says of the time.
        for (Instant before : List.of(lawful, now)) {
            assertThat(after(() -> bury(DOOR, now, before, key))).extracting(Failure::kind)
                .containsExactly("tombstoneEarly");
        }
        assertThat(after(() -> bury(DOOR, YEARS_ON, OLD, key))).extracting(Failure::kind)
            .containsExactly("tombstoneEarly");
        // Nor a case, however old it is.
        this.clock.set(YEARS_ON);
        try {
            assertThat(after(() -> bury(DOOR, YEARS_ON, OLD, key))).isEmpty();
            assertThat(after(() -> bury(this.material.id(), YEARS_ON, OLD, key))).extracting(Failure::kind)
                .contains("tombstone");
        }
        finally {
            this.clock.set(MovableClock.START);
        }
    }

    @Test
    void findsEventsPurgedWithoutATombstone() {
        assertThat(after(() -> {
            run("delete from audit_event where chain = '%s' and seq < 3", DOOR);
            run("insert into audit_tombstone (number, chain, first_seq, last_seq, last_hash, before_at) select 1, chain, "
                    + "1, seq, hash, timestamp with time zone '2020-01-01 00:00:00+00' from audit_log "
                    + "where chain = '%s' and seq = 2", DOOR);
        })).extracting(Failure::kind).contains("tombstoneMissing");
        assertThat(after(() -> run("delete from audit_event where chain = '%s' and seq < 3", DOOR)))
            .extracting(Failure::kind)
            .contains("lost", "gap");
        // The event of the tombstone dropped, and the end of its chain repaired.
        assertThat(afterPurge(() -> {
            AuditEvent dropped = newest("record");
            run("delete from audit_row where chain = 'record' and seq = %d", dropped.seq());
            run("delete from audit_event where chain = 'record' and seq = %d", dropped.seq());
            repairHead(newest("record"));
        })).extracting(Failure::kind).contains("tombstoneMissing");
    }

    /** As it was before the last checkpoint, as if it had been copied then. */
    private void putBack(Checkpoint to) {
        run("delete from audit_checkpoint where number > %d", to.number());
        run("delete from audit_row where exists (select 1 from audit_log l where l.chain = audit_row.chain "
                + "and l.seq = audit_row.seq and l.leaf >= %d)", to.size());
        run("delete from audit_event where exists (select 1 from audit_log l where l.chain = audit_event.chain "
                + "and l.seq = audit_event.seq and l.leaf >= %d)", to.size());
        run("delete from audit_log where leaf >= %d", to.size());
        List<AuditEvent> chain = chain();
        repairHead(chain.get(chain.size() - 1));
    }

    /** With the keys, as the application would on that copy. */
    private void goOn(Checkpoint from) {
        AuditKey key = this.keys.current();
        List<AuditEvent> chain = chain();
        AuditEvent end = chain.get(chain.size() - 1);
        AuditEvent next = new AuditEvent(end.chain(), end.seq() + 1, end.at(), "staff1", null, "other", "ok",
                "reflection", end.chain(), null, "{}", end.hash(), null, null, key.id(), "", null)
            .sealed(key::seal);
        this.jdbc.sql("""
                insert into audit_event (chain, seq, happened_at, actor, action, result, object_type, object_id, detail,
                        previous_hash, key_id, hash, seal)
                values (?, ?, ?, 'staff1', 'other', 'ok', 'reflection', ?, '{}', ?, ?, ?, ?)""")
            .params(next.chain(), next.seq(), Sql.time(next.at()), next.objectId(), next.previousHash(), key.id(),
                    next.hash(), next.seal())
            .update();
        repairHead(next);
        run("insert into audit_log (leaf, chain, seq, hash) values (%d, '%s', %d, '%s')", from.size(), next.chain(),
                next.seq(), next.hash());
        MerkleTree tree = MerkleTree.of(from.size(),
                this.jdbc.sql("select frontier from audit_checkpoint where number = ?")
                    .param(from.number())
                    .query(String.class)
                    .single());
        tree.add(next.hash());
        Checkpoint made = Checkpoint.signed(from.number() + 1, from.at().plusSeconds(1), tree.size(), tree.root(),
                from.root(), key);
        run("insert into audit_checkpoint (number, made_at, size, root, previous, key_id, signature, frontier) values "
                + "(%d, timestamp with time zone '%s', %d, '%s', '%s', '%s', '%s', '%s')", made.number(), made.at(),
                made.size(), made.root(), made.previous(), made.keyId(), made.signature(), tree.frontier());
    }

    @Test
    void findsAnOldCopyPutBackAndContinued() {
        happened();
        Checkpoint before = this.checkpoints.make();
        happened();
        Checkpoint last = this.checkpoints.make();
        assertThat(last.number()).isGreaterThan(before.number());
        assertThat(this.file.last()).contains(last);
        assertThat(after(() -> putBack(before))).singleElement().satisfies((failure) -> {
            assertThat(failure.kind()).isEqualTo("putBack");
            assertThat(failure.seq()).isEqualTo(last.number());
            assertThat(failure.lastRight()).isEqualTo(before.at());
        });
        assertThat(after(() -> {
            putBack(before);
            goOn(before);
        })).singleElement().satisfies((failure) -> assertThat(failure.kind()).isEqualTo("putBack"));
    }

    @Test
    void findsForgedCheckpoints() throws IOException {
        happened();
        Checkpoint last = this.checkpoints.make();
        for (String change : List.of("root = '" + "0".repeat(64) + "'", "size = size + 1", "size = size - 1",
                "previous = '" + "0".repeat(64) + "'", "number = number + 1")) {
            assertThat(after(() -> run("update audit_checkpoint set %s where number = %d", change, last.number())))
                .as(change)
                .isNotEmpty()
                .allMatch((failure) -> List.of("root", "forged").contains(failure.kind()));
        }
        assertThat(after(
                () -> run("update audit_checkpoint set made_at = made_at + interval '1' second " + "where number = %d",
                        last.number())))
            .extracting(Failure::kind)
            .containsExactly("forged");
        AuditKey other = AuditKey.read(1, AuditKey.fresh());
        assertThat(after(() -> run("update audit_checkpoint set signature = '%s' where number = %d",
                other.sign(last.text()), last.number())))
            .extracting(Failure::kind)
            .containsExactly("forged");
        Path published = this.file.path();
        String lines = Files.readString(published);
        tampered(published, lines.replace(last.root(), "0".repeat(64)), (found) -> assertThat(found).isNotEmpty());
        tampered(published,
                lines + Checkpoint
                    .signed(last.number() + 1, last.at(), last.size(), "1".repeat(64), last.root(), this.keys.current())
                    .line() + "\n",
                (found) -> assertThat(found).extracting(Failure::kind).containsExactly("putBack"));
    }

    private void tampered(Path published, String lines, Consumer<List<Failure>> expected) throws IOException {
        String before = Files.readString(published);
        try {
            Files.writeString(published, lines, StandardCharsets.UTF_8);
            expected.accept(this.verifier.verify().failures());
        }
        finally {
            Files.writeString(published, before, StandardCharsets.UTF_8);
        }
    }

    @Test
    void saysWhoseWhichFieldAndWhenItWasLastRight() {
        Failure found = after(() -> run("update review_decision set opinion = '~' where reflection_id = %s",
                literal(this.material.id())))
            .get(0);
        assertThat(found.kind()).isEqualTo("rowChanged");
        assertThat(found.chain()).isEqualTo(this.material.id());
        assertThat(found.table()).isEqualTo("review_decision");
        assertThat(found.column()).isEqualTo("opinion");
        assertThat(this.words.say(found, Locale.CHINESE)).contains("审核决定", "“意见”", "最后一次确认无误");
        assertThat(this.words.say(found, Locale.ENGLISH)).contains("review decision", "“opinion”", "last known");
    }

}
