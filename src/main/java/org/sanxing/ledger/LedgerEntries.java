package org.sanxing.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries in the database, with the deadlines they ever had. */
@Repository
public class LedgerEntries {

    private static final List<Column> KEPT = List.of(new Column("id", LedgerEntry::id),
            new Column("entry_number", (entry) -> entry.number().toString()),
            new Column("branch_code", (entry) -> entry.number().branchCode()),
            new Column("sequence_year", (entry) -> entry.number().year()),
            new Column("sequence_number", (entry) -> entry.number().sequence()),
            new Column("branch_id", LedgerEntry::branchId), new Column("campaign_id", LedgerEntry::campaignId),
            new Column("category_id", LedgerEntry::category), new Column("measure", LedgerEntry::measure),
            new Column("author", LedgerEntry::author), new Column("registered_by", LedgerEntry::registeredBy),
            new Column("registered_at", (entry) -> Sql.time(entry.registeredAt())),
            new Column("source_kind", (entry) -> entry.source().kind()),
            new Column("reflection_id", (entry) -> ofMaterial(entry, EntrySource.Reflection::reflectionId)),
            new Column("reflection_version", (entry) -> ofMaterial(entry, EntrySource.Reflection::version)),
            new Column("problem_index", (entry) -> ofMaterial(entry, EntrySource.Reflection::problem)),
            new Column("source_name", (entry) -> entry.source().name()),
            new Column("source_document", (entry) -> entry.source().details().get("document")),
            new Column("source_category", (entry) -> entry.source().details().get("category")),
            new Column("source_item", (entry) -> entry.source().details().get("item")),
            new Column("source_channel", (entry) -> entry.source().details().get("channel")),
            new Column("found_on", (entry) -> entry.source().discoveredOn()));

    private static final List<Column> CHANGING = List.of(new Column("title", LedgerEntry::title),
            new Column("manifestation", LedgerEntry::manifestation), new Column("root_cause", LedgerEntry::rootCause),
            new Column("deadline_class", (entry) -> entry.deadlineClass().id()),
            new Column("responsible", LedgerEntry::responsible), new Column("department_id", LedgerEntry::departmentId),
            new Column("due_on", LedgerEntry::dueOn), new Column("state", (entry) -> entry.state().id()),
            new Column("cycle_number", LedgerEntry::cycle), new Column("redo_count", LedgerEntry::redoCount),
            new Column("recurring", LedgerEntry::recurring));

    private static final List<Column> ALL = Stream
        .of(KEPT, CHANGING, List.of(new Column("revision", LedgerEntry::revision)))
        .flatMap(List::stream)
        .toList();

    /** What is read of {@code ledger_entry e}. */
    static final String COLUMNS = ALL.stream().map((column) -> "e." + column.name()).collect(Collectors.joining(", "));

    private static final String INSERT = "insert into ledger_entry ("
            + ALL.stream().map(Column::name).collect(Collectors.joining(", "))
            + ", import_id, begun, announce_at, announce_step) values (?"
            + String.join("", Collections.nCopies(ALL.size() + 3, ", ?")) + ")";

    private static final String UPDATE = "update ledger_entry set "
            + CHANGING.stream().map((column) -> column.name() + " = ?, ").collect(Collectors.joining())
            + "revision = revision + 1 where id = ?";

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    private final LedgerReaders readers;

    private final Announcements announcements;

    private final LedgerTally tally;

    LedgerEntries(JdbcClient jdbc, JdbcTemplate batch, LedgerReaders readers, Announcements announcements,
            LedgerTally tally) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.readers = readers;
        this.announcements = announcements;
        this.tally = tally;
    }

    /** Adds entries whose procedure begins at once, with their first deadlines. */
    public void add(List<LedgerEntry> entries) {
        add(entries, null, true);
    }

    /**
     * Adds entries with their first deadlines: two statements, however many.
     * @param importId of the file they came in; null for none
     * @param begun whether their procedure begins in the same transaction
     */
    public void add(List<LedgerEntry> entries, @Nullable String importId, boolean begun) {
        this.batch.batchUpdate(INSERT, entries.stream().map((entry) -> {
            List<@Nullable Object> row = values(ALL, entry);
            row.add(importId);
            row.add(begun);
            Announcements.Announcement next = begun ? this.announcements.first(entry.dueOn(), entry.registeredAt())
                    : null;
            row.add((next != null) ? Sql.time(next.at()) : null);
            row.add((next != null) ? next.step() : null);
            return row.toArray();
        }).toList());
        entries.forEach(LedgerEntries::known);
        add(entries.stream()
            .collect(Collectors.toMap(LedgerEntry::id, (entry) -> new Deadline(entry.cycle(), entry.deadlineClass(),
                    entry.dueOn(), Deadline.REGISTERED, entry.registeredBy(), entry.registeredAt()))));
    }

    private void add(Map<String, Deadline> deadlines) {
        Rows.insertAll(this.batch, "ledger_deadline",
                "id, entry_id, cycle_number, deadline_class, due_on, reason, set_by, set_at",
                deadlines.entrySet().stream().map((each) -> {
                    Deadline one = each.getValue();
                    return new Object[] { Ids.next(), each.getKey(), one.cycle(), one.deadlineClass(), one.dueOn(),
                            one.reason(), one.setBy(), one.setAt() };
                }).toList());
    }

    private static List<@Nullable Object> values(List<Column> columns, LedgerEntry entry) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach((column) -> values.add(column.value().apply(entry)));
        return values;
    }

    private static @Nullable Object ofMaterial(LedgerEntry entry, Function<EntrySource.Reflection, Object> value) {
        return (entry.source() instanceof EntrySource.Reflection material) ? value.apply(material) : null;
    }

    private JdbcClient.MappedQuerySpec<LedgerEntry> where(String rest, Object... parameters) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where " + rest)
            .params(parameters)
            .query(LedgerEntries::read);
    }

    /** Of those that the person may read. */
    private JdbcClient.MappedQuerySpec<LedgerEntry> visible(String reader, String rest, String name, Object value) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where " + readable.sql() + " and " + rest)
            .params(readable.parameters())
            .param(name, value)
            .query(LedgerEntries::read);
    }

    public Optional<LedgerEntry> find(String id) {
        return Remembered.once(key(id), () -> where("e.id = ?", id).optional());
    }

    private static List<String> key(String id) {
        return List.of("ledger.entry", id);
    }

    private JdbcClient.StatementSpec change(String id, String sql) {
        Remembered.forget(key(id));
        return this.jdbc.sql(sql);
    }

    private static void known(LedgerEntry entry) {
        Remembered.forget(key(entry.id()));
        Remembered.once(key(entry.id()), () -> Optional.of(entry));
    }

    /** Empty where there is none or the person may not read it. */
    public Optional<LedgerEntry> find(String id, String reader) {
        Optional<LedgerEntry> found = visible(reader, "e.id = :id", "id", id).optional();
        found.ifPresent(LedgerEntries::known);
        return found;
    }

    /** Empty where there is no such number. */
    public Optional<LedgerEntry> findByNumber(String number) {
        return where("e.entry_number = ?", number).optional();
    }

    public LedgerEntry get(String id) {
        return find(id).orElseThrow(() -> new NotFound("ledger-entry"));
    }

    /**
     * Locks an entry until the transaction ends: whatever changes it or its tasks does so
     * first.
     */
    public LedgerEntry lock(String id) {
        return Remembered.locked(key(id), () -> where("e.id = ? for update", id).optional())
            .orElseThrow(() -> new NotFound("ledger-entry"));
    }

    /** Those with these ids, in no order. One statement. */
    public List<LedgerEntry> all(Collection<String> ids) {
        return ids.isEmpty() ? List.of()
                : this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.id in (:ids)")
                    .param("ids", ids)
                    .query(LedgerEntries::read)
                    .list();
    }

    public List<LedgerEntry> ofReflection(String reflectionId) {
        return where("e.reflection_id = ? order by e.problem_index", reflectionId).list();
    }

    /** Entries in a state that the person may read, by number. */
    public List<LedgerEntry> in(LedgerEntry.State state, String reader, int limit) {
        return visible(reader,
                "e.state = :state order by e.branch_code, e.sequence_year, e.sequence_number fetch first " + limit
                        + " rows only",
                "state", state.id())
            .list();
    }

    /**
     * Entries that are not over, in the order of their ids; but for those on which a
     * meeting votes, which wait for its chair.
     */
    public List<LedgerEntry> notOver(@Nullable String after, int limit) {
        return where("e.state not in ('closed', 'void') and e.id > ? and not exists (select 1 from "
                + "ledger_meeting_item i where i.entry_id = e.id and i.state = 'open') order by e.id fetch first "
                + limit + " rows only", (after != null) ? after : "")
            .list();
    }

    /** Those for which the person answers and that are not over. */
    public List<LedgerEntry> openOf(String responsible) {
        return where("e.responsible = ? and e.state not in ('closed', 'void') order by e.due_on, e.id", responsible)
            .list();
    }

    /** Accounts that answer for entries which are not over. */
    public List<String> responsibleNow() {
        return this.jdbc.sql("select distinct responsible from ledger_entry where state not in ('closed', 'void')")
            .query(String.class)
            .list();
    }

    /** Those of the entries that the person may read. One statement. */
    public List<String> readable(Collection<String> ids, String reader) {
        return mentioned(ids, reader).values()
            .stream()
            .filter(Mentioned::readable)
            .map((one) -> one.entry().id())
            .toList();
    }

    /**
     * Entries that another one mentions, by id, and whether the person may read them. One
     * statement.
     */
    public Map<String, Mentioned> mentioned(Collection<String> ids, String reader) {
        Map<String, Mentioned> mentioned = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            LedgerReaders.Condition readable = this.readers.of(reader);
            this.jdbc
                .sql("select " + COLUMNS + ", case when " + readable.sql()
                        + " then true else false end as readable from ledger_entry e where e.id in (:mentioned)")
                .param("mentioned", ids)
                .params(readable.parameters())
                .query((row) -> {
                    mentioned.put(row.getString("id"), new Mentioned(read(row, 0), row.getBoolean("readable")));
                });
        }
        return mentioned;
    }

    /**
     * Saves what may change of an entry that is locked.
     * @return the entry as it is now
     */
    public LedgerEntry save(LedgerEntry entry) {
        List<@Nullable Object> row = values(CHANGING, entry);
        row.add(entry.id());
        change(entry.id(), UPDATE).params(row).update();
        LedgerEntry saved = new LedgerEntry(entry.identity(), entry.statement(), entry.course(), entry.revision() + 1);
        known(saved);
        return saved;
    }

    /** Gives an entry another deadline; the ones before stay. */
    public void move(LedgerEntry entry, Deadline deadline) {
        Announcements.Announcement next = this.announcements.first(deadline.dueOn(), deadline.setAt());
        change(entry.id(),
                "update ledger_entry set due_on = ?, announce_at = ?, announce_step = ?, "
                        + "revision = revision + 1 where id = ?")
            .params(deadline.dueOn(), Sql.time(next.at()), next.step(), entry.id())
            .update();
        add(Map.of(entry.id(), deadline));
    }

    /** An entry that is locked was closed on a date. */
    public void closed(LedgerEntry entry, LocalDate date) {
        Rows.update(this.jdbc, "update ledger_entry set closed_on = ? where id = ?", date, entry.id());
    }

    /**
     * Opens a closed entry again that is locked; its closings keep their dates.
     * @return the entry as it is now
     */
    public LedgerEntry reopen(LedgerEntry entry, LocalDate dueOn, boolean relapse) {
        LedgerEntry reopened = entry.reopened(dueOn, relapse);
        this.tally.takeOut(entry.id());
        LedgerEntry saved = save(reopened);
        Rows.update(this.jdbc, "update ledger_entry set closed_on = null where id = ?", entry.id());
        return saved;
    }

    /** Every deadline it ever had, the first one first. */
    public List<Deadline> deadlines(String entryId) {
        return this.jdbc
            .sql("select cycle_number as cycle, deadline_class, due_on, reason, set_by, set_at from ledger_deadline "
                    + "where entry_id = ? order by set_at, id")
            .param(entryId)
            .query(Rows.of(Deadline.class))
            .list();
    }

    /**
     * Open entries whose deadline follows from their class and when the cycle began
     * alone, and whose time touches the days between.
     * @param registeredBefore the last moment of those days
     * @param dueFrom the first of those days
     * @param toChange whether nobody else may change them until the transaction ends
     */
    public List<Counted> counted(Instant registeredBefore, LocalDate dueFrom, boolean toChange) {
        Remembered.forget();
        return this.jdbc
            .sql("select " + COLUMNS + ", (select max(o.reopened_at) from ledger_reopening o where o.entry_id = e.id) "
                    + "as reopened_at from ledger_entry e where e.state not in ('closed', 'void') "
                    + "and e.registered_at <= ? and e.due_on >= ? and not exists (select 1 from ledger_deadline d "
                    + "where d.entry_id = e.id and d.cycle_number = e.cycle_number and d.reason not in (?, ?, ?, ?)) "
                    + "order by e.id" + (toChange ? " for update" : ""))
            .params(Sql.time(registeredBefore), dueFrom, Deadline.REGISTERED, Deadline.REOPENED, Deadline.RECALCULATED,
                    Deadline.CORRECTED)
            .query((row, index) -> {
                LedgerEntry entry = read(row, index);
                Instant reopenedAt = Sql.instantOrNull(row, "reopened_at");
                return new Counted(entry, (reopenedAt != null) ? reopenedAt : entry.registeredAt());
            })
            .list();
    }

    /** Lets somebody read an entry from now on whom the organisation does not name. */
    public void reached(String id, String account, String way, Instant now) {
        this.readers.reached(id, account, way, now);
    }

    /** What is announced next of its deadline. */
    public void announce(String id, Announcements.@Nullable Announcement next) {
        Rows.update(this.jdbc, "update ledger_entry set announce_at = ?, announce_step = ? where id = ?",
                (next != null) ? next.at() : null, (next != null) ? next.step() : null, id);
    }

    /**
     * Locks one entry of which something is to be announced; one that another node has is
     * passed over.
     */
    public Optional<Announced> lockAnnounced(Instant now, Collection<String> except) {
        return this.jdbc
            .sql("select id, due_on, announce_at, announce_step from ledger_entry where state = 'rectifying' "
                    + "and announce_at <= :now" + (except.isEmpty() ? "" : " and id not in (:except)")
                    + " order by announce_at, id fetch first 1 rows only for update skip locked")
            .param("now", Sql.time(now))
            .param("except", except)
            .query((row, index) -> new Announced(row.getString("id"), row.getObject("due_on", LocalDate.class),
                    new Announcements.Announcement(row.getString("announce_step"), Sql.instant(row, "announce_at"))))
            .optional();
    }

    /**
     * Open entries whose procedure was never begun, in the order of their ids, after one
     * of them.
     */
    public List<String> notBegun(String after, int limit) {
        return this.jdbc
            .sql("select id from ledger_entry where begun = false and state = 'rectifying' and id > ? order by id "
                    + "fetch first " + limit + " rows only")
            .param(after)
            .query(String.class)
            .list();
    }

    /**
     * Locks those of the entries that are open still and whose procedure was never begun,
     * each with the name of the file it was imported from; one that another node has is
     * passed over.
     */
    public Map<LedgerEntry, Optional<String>> lockNotBegun(Collection<String> ids) {
        Map<LedgerEntry, Optional<String>> locked = new LinkedHashMap<>();
        this.jdbc
            .sql("select " + COLUMNS
                    + ", (select i.file_name from ledger_import i where i.id = e.import_id) as file_name "
                    + "from ledger_entry e where e.id in (:ids) and e.begun = false and e.state = 'rectifying' "
                    + "order by e.id for update skip locked")
            .param("ids", ids)
            .query((row) -> {
                locked.put(read(row, 0), Optional.ofNullable(row.getString("file_name")));
            });
        return locked;
    }

    /** The procedures begin of entries that were added without. */
    public void begun(List<LedgerEntry> entries, Instant now) {
        this.batch.batchUpdate("update ledger_entry set begun = true, announce_at = ?, announce_step = ? where id = ?",
                entries.stream().map((entry) -> {
                    Announcements.Announcement next = this.announcements.first(entry.dueOn(), now);
                    return new Object[] { Sql.time(next.at()), next.step(), entry.id() };
                }).toList());
        entries.forEach(LedgerEntries::known);
    }

    static LedgerEntry read(ResultSet row, int index) throws SQLException {
        LedgerNumber number = new LedgerNumber(row.getString("branch_code"), row.getInt("sequence_year"),
                row.getInt("sequence_number"));
        return new LedgerEntry(
                new LedgerEntry.Identity(row.getString("id"), number, row.getString("branch_id"),
                        row.getString("department_id"), row.getString("campaign_id"), source(row),
                        row.getString("author"), row.getString("registered_by"), Sql.instant(row, "registered_at")),
                new LedgerEntry.Statement(row.getString("title"), row.getString("manifestation"),
                        row.getString("root_cause"), row.getString("measure"), row.getString("category_id"),
                        DeadlineClass.of(row.getString("deadline_class")).orElseThrow()),
                new LedgerEntry.Course(row.getString("responsible"), row.getObject("due_on", LocalDate.class),
                        LedgerEntry.State.of(row.getString("state")).orElseThrow(), row.getInt("cycle_number"),
                        row.getInt("redo_count"), row.getBoolean("recurring")),
                row.getInt("revision"));
    }

    private static EntrySource source(ResultSet row) throws SQLException {
        String name = row.getString("source_name");
        LocalDate on = row.getObject("found_on", LocalDate.class);
        return switch (row.getString("source_kind")) {
            case EntrySource.REFLECTION -> new EntrySource.Reflection(row.getString("reflection_id"),
                    row.getInt("reflection_version"), row.getInt("problem_index"));
            case EntrySource.INSPECTION -> new EntrySource.Inspection(name, row.getString("source_document"),
                    row.getString("source_category"), row.getString("source_item"), on);
            case EntrySource.SELF_CHECK -> new EntrySource.SelfCheck(name, on);
            case EntrySource.OPINION -> new EntrySource.Opinion(name, row.getString("source_channel"), on);
            default -> throw new IllegalStateException("No kind of source: " + row.getString("source_kind"));
        };
    }

    /** A column of {@code ledger_entry}, and what stands in it. */
    private record Column(String name, Function<LedgerEntry, @Nullable Object> value) {

    }

    /**
     * @param reason why it was set: {@code registered}, {@code recalculated} when the
     * calendar changed, {@code redo}, {@code reopened} or {@code extended}
     */
    public record Deadline(int cycle, DeadlineClass deadlineClass, LocalDate dueOn, String reason, String setBy,
            Instant setAt) {

        public static final String REGISTERED = "registered";

        public static final String RECALCULATED = "recalculated";

        public static final String REDO = "redo";

        /** The closed entry was reopened. */
        public static final String REOPENED = "reopened";

        public static final String EXTENDED = "extended";

        /** The class was registered wrongly. */
        public static final String CORRECTED = "corrected";

        /** Whether it follows from class and registration alone. */
        public boolean isCounted() {
            return Set.of(REGISTERED, RECALCULATED, CORRECTED).contains(this.reason);
        }

    }

    /** An entry, and when the cycle began in which it is. */
    public record Counted(LedgerEntry entry, Instant begunAt) {

    }

    public record Mentioned(LedgerEntry entry, boolean readable) {

    }

    /** An entry of which something is to be announced. */
    public record Announced(String id, LocalDate dueOn, Announcements.Announcement announcement) {

    }

}
