package org.sanxing.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Cursor;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.organization.Organization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The entries in the database. */
@Repository
public class LedgerEntries {

    private static final String COLUMNS = "e.id, e.entry_number, e.branch_id, e.branch_code, e.sequence_year, "
            + "e.sequence_number, e.department_id, e.campaign_id, e.category_id, e.title, e.manifestation, "
            + "e.root_cause, e.measure, e.source_kind, e.reflection_id, e.reflection_version, e.problem_index, "
            + "e.author, e.responsible, e.deadline_class, e.due_on, e.state, e.cycle_number, e.redo_count, "
            + "e.recurring, e.registered_by, e.registered_at, e.revision, e.source_name, e.source_document, "
            + "e.source_category, e.source_item, e.source_channel, e.found_on";

    static final String INSERT = "insert into ledger_entry (id, entry_number, branch_id, branch_code, sequence_year, "
            + "sequence_number, department_id, campaign_id, category_id, title, manifestation, root_cause, "
            + "measure, source_kind, reflection_id, reflection_version, problem_index, author, responsible, "
            + "deadline_class, due_on, state, cycle_number, redo_count, recurring, registered_by, registered_at, "
            + "revision, source_name, source_document, source_category, source_item, source_channel, found_on) "
            + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            + "?, ?, ?)";

    static final String INSERT_DEADLINE = "insert into ledger_deadline (id, entry_id, cycle_number, deadline_class, "
            + "due_on, reason, set_by, set_at) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String OVERDUE = "(e.due_on < :today and e.state not in ('closed', 'void'))";

    private static final String RANK = "case when e.state in ('closed', 'void') then 1 else 0 end";

    private final JdbcClient jdbc;

    private final LedgerReaders readers;

    private final Organization organization;

    private final WorkingCalendar calendar;

    private final Announcements announcements;

    LedgerEntries(JdbcClient jdbc, LedgerReaders readers, Organization organization, WorkingCalendar calendar,
            Announcements announcements) {
        this.jdbc = jdbc;
        this.readers = readers;
        this.organization = organization;
        this.calendar = calendar;
        this.announcements = announcements;
    }

    /**
     * Takes numbers of a branch and year; nobody else gets any until the transaction
     * ends.
     * @return the first of them
     */
    public int reserve(String branchId, int year, int count) {
        if (!advance(branchId, year, count)) {
            this.jdbc.sql("select id from ledger_sequence_lock where id = 1 for update").query(Integer.class).single();
            if (!advance(branchId, year, count)) {
                this.jdbc.sql("insert into ledger_sequence (branch_id, sequence_year, last_number) values (?, ?, ?)")
                    .params(branchId, year, count)
                    .update();
            }
        }
        int last = this.jdbc.sql("select last_number from ledger_sequence where branch_id = ? and sequence_year = ?")
            .params(branchId, year)
            .query(Integer.class)
            .single();
        return last - count + 1;
    }

    private boolean advance(String branchId, int year, int count) {
        return this.jdbc
            .sql("update ledger_sequence set last_number = last_number + ? where branch_id = ? and sequence_year = ?")
            .params(count, branchId, year)
            .update() > 0;
    }

    /** Adds an entry with its first deadline. */
    public void add(LedgerEntry entry) {
        this.jdbc.sql(INSERT).params(row(entry)).update();
        add(entry.id(), first(entry));
    }

    static List<@Nullable Object> row(LedgerEntry entry) {
        LedgerEntry.Source source = entry.source();
        return Arrays.asList(entry.id(), entry.number().toString(), entry.branchId(), entry.number().branchCode(),
                entry.number().year(), entry.number().sequence(), entry.departmentId(), entry.campaignId(),
                entry.category(), entry.title(), entry.manifestation(), entry.rootCause(), entry.measure(),
                source.kind(), source.reflectionId(), source.version(), source.problem(), entry.author(),
                entry.responsible(), entry.deadlineClass().id(), entry.dueOn(), entry.state().id(), entry.cycle(),
                entry.redoCount(), entry.recurring(), entry.registeredBy(), Sql.time(entry.registeredAt()),
                entry.revision(), source.name(), source.document(), source.category(), source.item(), source.channel(),
                source.discoveredOn());
    }

    static Deadline first(LedgerEntry entry) {
        return new Deadline(entry.cycle(), entry.deadlineClass(), entry.dueOn(), Deadline.REGISTERED,
                entry.registeredBy(), entry.registeredAt());
    }

    private void add(String entryId, Deadline deadline) {
        this.jdbc.sql(INSERT_DEADLINE)
            .params(Ids.next(), entryId, deadline.cycle(), deadline.deadlineClass().id(), deadline.dueOn(),
                    deadline.reason(), deadline.setBy(), Sql.time(deadline.setAt()))
            .update();
    }

    public Optional<LedgerEntry> find(String id) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.id = ?")
            .param(id)
            .query(LedgerEntries::entry)
            .optional();
    }

    /** Empty where there is none or the person may not read it. */
    public Optional<LedgerEntry> find(String id, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.id = :id and " + readable.sql())
            .param("id", id)
            .params(readable.parameters())
            .query(LedgerEntries::entry)
            .optional();
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
                    mentioned.put(row.getString("id"), new Mentioned(entry(row, 0), row.getBoolean("readable")));
                });
        }
        return mentioned;
    }

    /** Whether a task of one of these kinds has brought the person to the entry. */
    public boolean wasReached(String id, String account, Collection<String> kinds) {
        return this.jdbc
            .sql("select count(*) from ledger_reader where entry_id = :id and account = :account and way in (:kinds)")
            .param("id", id)
            .param("account", account)
            .param("kinds", kinds)
            .query(Integer.class)
            .single() > 0;
    }

    /** Every deadline it ever had, the first one first. */
    public List<Deadline> deadlines(String entryId) {
        return this.jdbc
            .sql("select cycle_number, deadline_class, due_on, reason, set_by, set_at from ledger_deadline "
                    + "where entry_id = ? order by set_at, id")
            .param(entryId)
            .query((row, index) -> new Deadline(row.getInt("cycle_number"),
                    DeadlineClass.of(row.getString("deadline_class")).orElseThrow(),
                    row.getObject("due_on", LocalDate.class), row.getString("reason"), row.getString("set_by"),
                    Sql.instant(row, "set_at")))
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
        return this.jdbc
            .sql("select " + COLUMNS + ", (select max(o.reopened_at) from ledger_reopening o where o.entry_id = e.id) "
                    + "as reopened_at from ledger_entry e where e.state not in ('closed', 'void') "
                    + "and e.registered_at <= ? and e.due_on >= ? and not exists (select 1 from ledger_deadline d "
                    + "where d.entry_id = e.id and d.cycle_number = e.cycle_number and d.reason not in (?, ?, ?, ?)) "
                    + "order by e.id" + (toChange ? " for update" : ""))
            .params(Sql.time(registeredBefore), dueFrom, Deadline.REGISTERED, Deadline.REOPENED, Deadline.RECALCULATED,
                    Deadline.CORRECTED)
            .query((row, index) -> {
                LedgerEntry entry = entry(row, index);
                Instant reopenedAt = Sql.instantOrNull(row, "reopened_at");
                return new Counted(entry, (reopenedAt != null) ? reopenedAt : entry.registeredAt());
            })
            .list();
    }

    /** Gives an entry another deadline; the ones before stay. */
    public void move(LedgerEntry entry, Deadline deadline) {
        this.jdbc.sql("update ledger_entry set due_on = ?, revision = revision + 1 where id = ?")
            .params(deadline.dueOn(), entry.id())
            .update();
        add(entry.id(), deadline);
        announce(entry.id(), this.announcements.first(deadline.dueOn(), deadline.setAt()));
    }

    public LedgerEntry get(String id) {
        return find(id).orElseThrow(() -> new NotFound("ledger-entry"));
    }

    /**
     * Locks an entry until the transaction ends: whatever changes it or its tasks does so
     * first.
     */
    public LedgerEntry lock(String id) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.id = ? for update")
            .param(id)
            .query(LedgerEntries::entry)
            .optional()
            .orElseThrow(() -> new NotFound("ledger-entry"));
    }

    /** Saves what may change of an entry that is locked, but its deadline. */
    public LedgerEntry save(LedgerEntry entry) {
        this.jdbc
            .sql("update ledger_entry set title = ?, manifestation = ?, root_cause = ?, deadline_class = ?, "
                    + "responsible = ?, state = ?, "
                    + "redo_count = ?, cycle_number = ?, recurring = ?, revision = revision + 1 where id = ?")
            .params(entry.title(), entry.manifestation(), entry.rootCause(), entry.deadlineClass().id(),
                    entry.responsible(), entry.state().id(), entry.redoCount(), entry.cycle(), entry.recurring(),
                    entry.id())
            .update();
        return get(entry.id());
    }

    /**
     * An entry that is locked was closed on a date.
     * @param date null where it is open again; its closings keep theirs
     */
    public void closed(LedgerEntry entry, @Nullable LocalDate date) {
        this.jdbc.sql("update ledger_entry set closed_on = ? where id = ?").params(date, entry.id()).update();
    }

    /** Lets somebody read an entry from now on whom the organisation does not name. */
    public void reached(String id, String account, String way, Instant now) {
        if (this.jdbc.sql("select count(*) from ledger_reader where entry_id = ? and account = ?")
            .params(id, account)
            .query(Integer.class)
            .single() == 0) {
            this.jdbc.sql("insert into ledger_reader (entry_id, account, way, reached_at) values (?, ?, ?, ?)")
                .params(id, account, way, Sql.time(now))
                .update();
        }
    }

    /** What is announced next of its deadline. */
    public void announce(String id, Announcements.@Nullable Announcement next) {
        this.jdbc.sql("update ledger_entry set announce_at = ?, announce_step = ? where id = ?")
            .params(Sql.time((next != null) ? next.at() : null), (next != null) ? next.step() : null, id)
            .update();
    }

    /**
     * Locks one entry of which something is to be announced; one that another node has is
     * passed over.
     */
    public Optional<Announced> lockAnnounced(Instant now, Collection<String> except) {
        String but = except.isEmpty() ? "" : " and id not in (:except)";
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("now", Sql.time(now)));
        if (!except.isEmpty()) {
            parameters.put("except", except);
        }
        return this.jdbc
            .sql("select id, due_on, announce_at, announce_step from ledger_entry where state = 'rectifying' "
                    + "and announce_at <= :now" + but
                    + " order by announce_at, id fetch first 1 rows only for update skip locked")
            .params(parameters)
            .query((row, index) -> new Announced(row.getString("id"), row.getObject("due_on", LocalDate.class),
                    new Announcements.Announcement(row.getString("announce_step"), Sql.instant(row, "announce_at"))))
            .optional();
    }

    /**
     * Locks one open entry whose procedure was never begun; one that another node has is
     * passed over.
     */
    public Optional<LedgerEntry> lockNotBegun() {
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_entry e where e.begun = false and e.state = 'rectifying' "
                    + "order by e.id fetch first 1 rows only for update skip locked")
            .query(LedgerEntries::entry)
            .optional();
    }

    /** The name of the file that an entry was imported from. */
    public Optional<String> importOf(String id) {
        return this.jdbc
            .sql("select i.file_name from ledger_entry e join ledger_import i on i.id = e.import_id where e.id = ?")
            .param(id)
            .query(String.class)
            .optional();
    }

    public void begun(LedgerEntry entry, Instant now) {
        this.jdbc.sql("update ledger_entry set begun = true where id = ?").param(entry.id()).update();
        announce(entry.id(), this.announcements.first(entry.dueOn(), now));
    }

    /** Those with these ids, in no order. One statement. */
    public List<LedgerEntry> all(Collection<String> ids) {
        return ids.isEmpty() ? List.of()
                : this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.id in (:ids)")
                    .param("ids", ids)
                    .query(LedgerEntries::entry)
                    .list();
    }

    /** Those of the entries that the person may read. One statement. */
    public List<String> readable(Collection<String> ids, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return ids.isEmpty() ? List.of()
                : this.jdbc.sql("select e.id from ledger_entry e where e.id in (:ids) and " + readable.sql())
                    .param("ids", ids)
                    .params(readable.parameters())
                    .query(String.class)
                    .list();
    }

    /** Entries in a state that the person may read, by number. */
    public List<LedgerEntry> in(LedgerEntry.State state, String reader, int limit) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_entry e where e.state = :state and " + readable.sql()
                    + " order by e.entry_number fetch first " + limit + " rows only")
            .param("state", state.id())
            .params(readable.parameters())
            .query(LedgerEntries::entry)
            .list();
    }

    /** Empty where there is no such number. */
    public Optional<LedgerEntry> findByNumber(String number) {
        return this.jdbc.sql("select " + COLUMNS + " from ledger_entry e where e.entry_number = ?")
            .param(number)
            .query(LedgerEntries::entry)
            .optional();
    }

    /**
     * Entries that are not over, in the order of their ids; but for those on which a
     * meeting votes, which wait for its chair.
     */
    public List<LedgerEntry> notOver(@Nullable String after, int limit) {
        return this.jdbc.sql("select " + COLUMNS
                + " from ledger_entry e where e.state not in ('closed', 'void') and e.id > ? "
                + "and not exists (select 1 from ledger_meeting_item i where i.entry_id = e.id and i.state = 'open') "
                + "order by e.id fetch first " + limit + " rows only")
            .param((after != null) ? after : "")
            .query(LedgerEntries::entry)
            .list();
    }

    /** Those for which the person answers and that are not over. */
    public List<LedgerEntry> openOf(String responsible) {
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_entry e where e.responsible = ? "
                    + "and e.state not in ('closed', 'void') order by e.due_on, e.id")
            .param(responsible)
            .query(LedgerEntries::entry)
            .list();
    }

    /** Accounts that answer for entries which are not over. */
    public List<String> responsibleNow() {
        return this.jdbc.sql("select distinct responsible from ledger_entry where state not in ('closed', 'void')")
            .query(String.class)
            .list();
    }

    /** Numbers of the entries of a material, in the order of its problems. */
    public List<String> numbersOf(String reflectionId) {
        return this.jdbc.sql("select entry_number from ledger_entry where reflection_id = ? order by problem_index")
            .param(reflectionId)
            .query(String.class)
            .list();
    }

    public List<LedgerEntry> ofReflection(String reflectionId) {
        return this.jdbc
            .sql("select " + COLUMNS + " from ledger_entry e where e.reflection_id = ? order by e.problem_index")
            .param(reflectionId)
            .query(LedgerEntries::entry)
            .list();
    }

    Page<LedgerEntry> page(LedgerQuery query, String reader, int limit, @Nullable String cursor) {
        Where where = where(query, reader);
        String order;
        java.util.function.Function<LedgerEntry, List<String>> key;
        switch (query.sort()) {
            case DUE -> {
                order = RANK + ", e.due_on, e.entry_number";
                Cursor.decode(cursor, 3).ifPresent((after) -> {
                    where.and("(" + RANK + ", e.due_on, e.entry_number) > (:afterRank, :afterDue, :afterNumber)");
                    where.with("afterRank", number(after.get(0)));
                    where.with("afterDue", date(after.get(1)));
                    where.with("afterNumber", after.get(2));
                });
                key = (entry) -> List.of(entry.state().isOver() ? "1" : "0", entry.dueOn().toString(),
                        entry.number().toString());
            }
            case NUMBER -> {
                order = "e.branch_code, e.sequence_year, e.sequence_number";
                Cursor.decode(cursor, 3).ifPresent((after) -> {
                    where.and("(e.branch_code, e.sequence_year, e.sequence_number) "
                            + "> (:afterCode, :afterYear, :afterSequence)");
                    where.with("afterCode", after.get(0));
                    where.with("afterYear", number(after.get(1)));
                    where.with("afterSequence", number(after.get(2)));
                });
                key = (entry) -> List.of(entry.number().branchCode(), String.valueOf(entry.number().year()),
                        String.valueOf(entry.number().sequence()));
            }
            default -> {
                order = "e.registered_at desc, e.entry_number desc";
                Cursor.decode(cursor, 2).ifPresent((after) -> {
                    where.and("(e.registered_at, e.entry_number) < (:afterTime, :afterNumber)");
                    where.with("afterTime", Sql.time(time(after.get(0))));
                    where.with("afterNumber", after.get(1));
                });
                key = (entry) -> List.of(entry.registeredAt().toString(), entry.number().toString());
            }
        }
        List<LedgerEntry> rows = this.jdbc
            .sql("select " + COLUMNS + " from ledger_entry e where " + where.sql() + " order by " + order
                    + " fetch first :rows rows only")
            .params(where.parameters())
            .param("rows", limit + 1)
            .query(LedgerEntries::entry)
            .list();
        return Page.of(rows, limit, key);
    }

    /** How many there are, all filters considered. */
    public long count(LedgerQuery query, String reader) {
        Where where = where(query, reader);
        return this.jdbc.sql("select count(*) from ledger_entry e where " + where.sql())
            .params(where.parameters())
            .query(Long.class)
            .single();
    }

    /**
     * All there are, in the order of their numbers, part by part: what it takes does not
     * grow with how many there are, and no connection is held meanwhile.
     */
    public void each(LedgerQuery query, String reader, int rows, Consumer<List<LedgerEntry>> parts) {
        Where all = where(query, reader);
        List<LedgerNumber> groups = this.jdbc
            .sql("select distinct e.branch_code, e.sequence_year from ledger_entry e where " + all.sql()
                    + " order by e.branch_code, e.sequence_year")
            .params(all.parameters())
            .query((row, index) -> new LedgerNumber(row.getString("branch_code"), row.getInt("sequence_year"), 0))
            .list();
        for (LedgerNumber group : groups) {
            int after = 0;
            while (after >= 0) {
                Where where = where(query, reader);
                // Equal but for the last column, both databases begin where the part
                // begins.
                where.equal("e.branch_code", "groupCode", group.branchCode());
                where.equal("e.sequence_year", "groupYear", group.year());
                where.and("e.sequence_number > :after");
                List<LedgerEntry> part = this.jdbc
                    .sql("select " + COLUMNS + " from ledger_entry e where " + where.sql()
                            + " order by e.branch_code, e.sequence_year, e.sequence_number "
                            + "fetch first :rows rows only")
                    .params(where.parameters())
                    .param("after", after)
                    .param("rows", rows)
                    .query(LedgerEntries::entry)
                    .list();
                if (!part.isEmpty()) {
                    parts.accept(part);
                }
                after = (part.size() < rows) ? -1 : part.get(rows - 1).number().sequence();
            }
        }
    }

    /**
     * How many there are in each state, and how many are late; all filters but the state.
     */
    Totals totals(LedgerQuery query, String reader) {
        LedgerQuery any = new LedgerQuery(query.branch(), query.department(), query.category(), query.source(), null,
                query.deadlineClass(), query.responsible(), null, query.recurring(), query.campaignId(),
                query.reflectionId(), query.text(), query.sort());
        Where where = where(any, reader);
        where.with("today", this.calendar.today());
        Map<String, Long> states = new LinkedHashMap<>();
        long[] late = { 0 };
        this.jdbc
            .sql("select e.state, count(*) as entries, sum(case when " + OVERDUE + " then 1 else 0 end) as late "
                    + "from ledger_entry e where " + where.sql() + " group by e.state")
            .params(where.parameters())
            .query((row) -> {
                states.put(row.getString("state"), row.getLong("entries"));
                late[0] += row.getLong("late");
            });
        return new Totals(states, late[0]);
    }

    /**
     * Counts what the person may read.
     * @param column of {@code ledger_entry}, from our own list, never from a request
     */
    List<Group> analysis(String column, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        return this.jdbc
            .sql("select e." + column + " as group_key, count(*) as entries, "
                    + "sum(case when e.recurring then 1 else 0 end) as recurring_entries, sum(case when " + OVERDUE
                    + " then 1 else 0 end) as late, "
                    + "sum(case when e.closed_on <= e.due_on and not exists (select 1 from ledger_closing c "
                    + "where c.entry_id = e.id and c.days_late > 0) then 1 else 0 end) as closed_on_time "
                    + "from ledger_entry e where " + readable.sql() + " group by e." + column)
            .params(readable.parameters())
            .param("today", this.calendar.today())
            .query((row, index) -> new Group(row.getString("group_key"), row.getLong("entries"),
                    row.getLong("recurring_entries"), row.getLong("late"), row.getLong("closed_on_time")))
            .list();
    }

    private Where where(LedgerQuery query, String reader) {
        LedgerReaders.Condition readable = this.readers.of(reader);
        Where where = new Where(readable);
        where.equal("e.branch_id", "branch", query.branch());
        where.equal("e.department_id", "department", query.department());
        where.equal("e.category_id", "category", query.category());
        where.equal("e.source_kind", "source", query.source());
        where.equal("e.state", "state", (query.state() != null) ? query.state().id() : null);
        where.equal("e.deadline_class", "deadlineClass",
                (query.deadlineClass() != null) ? query.deadlineClass().id() : null);
        where.equal("e.responsible", "responsible", query.responsible());
        where.equal("e.campaign_id", "campaign", query.campaignId());
        where.equal("e.reflection_id", "reflection", query.reflectionId());
        where.equal("e.recurring", "recurring", query.recurring());
        if (query.overdue() != null) {
            where.and(query.overdue() ? OVERDUE : "not " + OVERDUE);
            where.with("today", this.calendar.today());
        }
        if (query.text() != null) {
            search(where, query.text());
        }
        return where;
    }

    private void search(Where where, String text) {
        String pattern = "%"
                + text.toLowerCase(java.util.Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_")
                + "%";
        where.with("pattern", pattern);
        List<String> ways = new ArrayList<>();
        for (String column : List.of("title", "entry_number", "manifestation", "source_name", "source_document")) {
            ways.add("lower(e." + column + ") like :pattern escape '!'");
        }
        List<String> named = this.organization.staff()
            .stream()
            .filter((person) -> person.name().contains(text))
            .map((person) -> person.account())
            .toList();
        if (!named.isEmpty()) {
            ways.add("e.responsible in (:named)");
            where.with("named", named);
        }
        where.and("(" + String.join(" or ", ways) + ")");
    }

    private static LedgerEntry entry(ResultSet row, int index) throws SQLException {
        LedgerNumber number = new LedgerNumber(row.getString("branch_code"), row.getInt("sequence_year"),
                row.getInt("sequence_number"));
        LedgerEntry.Source source = source(row);
        return new LedgerEntry(row.getString("id"), number, row.getString("branch_id"), row.getString("department_id"),
                row.getString("campaign_id"), row.getString("category_id"), row.getString("title"),
                row.getString("manifestation"), row.getString("root_cause"), row.getString("measure"), source,
                row.getString("author"), row.getString("responsible"),
                DeadlineClass.of(row.getString("deadline_class")).orElseThrow(),
                row.getObject("due_on", LocalDate.class), LedgerEntry.State.of(row.getString("state")).orElseThrow(),
                row.getInt("cycle_number"), row.getInt("redo_count"), row.getBoolean("recurring"),
                row.getString("registered_by"), Sql.instant(row, "registered_at"), row.getInt("revision"));
    }

    private static LedgerEntry.Source source(ResultSet row) throws SQLException {
        String kind = row.getString("source_kind");
        if (LedgerEntry.Source.REFLECTION.equals(kind)) {
            return new LedgerEntry.Source(kind, row.getString("reflection_id"), row.getInt("reflection_version"),
                    row.getInt("problem_index"));
        }
        return LedgerEntry.Source.found(kind, row.getString("source_name"), row.getString("source_document"),
                row.getString("source_category"), row.getString("source_item"), row.getString("source_channel"),
                row.getObject("found_on", LocalDate.class));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        }
        catch (NumberFormatException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        }
        catch (DateTimeParseException ex) {
            throw new InvalidInput("cursor", "cursor");
        }
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

    /**
     * @param states number of entries by state
     */
    record Totals(Map<String, Long> states, long overdue) {

        public long all() {
            return this.states.values().stream().mapToLong(Long::longValue).sum();
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

    record Group(@Nullable String key, long count, long recurring, long overdue, long closedOnTime) {

    }

    /** Conditions joined by {@code and}, with their named parameters. */
    private static final class Where {

        private final List<String> conditions = new ArrayList<>();

        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Where(LedgerReaders.Condition readable) {
            this.conditions.add(readable.sql());
            this.parameters.putAll(readable.parameters());
        }

        void equal(String column, String name, @Nullable Object wanted) {
            if (wanted != null) {
                and(column + " = :" + name);
                with(name, wanted);
            }
        }

        void and(String condition) {
            this.conditions.add(condition);
        }

        void with(String name, @Nullable Object value) {
            this.parameters.put(name, value);
        }

        String sql() {
            return String.join(" and ", this.conditions);
        }

        Map<String, Object> parameters() {
            return this.parameters;
        }

    }

}
