package org.sanxing.lookback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.Cursor;
import org.sanxing.common.Ids;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.tasks.Cases;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Look-backs, the policies behind them and their seeds, in the database. */
@Repository
public class LookBacks {

    private static final String SELECT = "select l.id, l.entry_id, l.cycle_number as cycle, l.way, l.mode, l.percent, "
            + "s.quarter, l.drawn, l.counted_on, l.planned_by, l.planned_at, l.state, l.begun_by, l.begun_reason, l.begun_at, "
            + "l.due_on, d.outcome, d.opinion, d.more, d.decided_by, d.on_behalf_of, d.decided_at, v.attachment_id "
            + "from ledger_lookback l left join ledger_lookback_seed s on s.id = l.seed_id "
            + "left join ledger_lookback_end d on d.lookback_id = l.id "
            + "left join ledger_lookback_evidence v on v.lookback_id = l.id ";

    private static final RowMapper<LookBack> ROWS = Rows.of(LookBack.class);

    private final JdbcClient jdbc;

    LookBacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of an entry, oldest first. */
    public List<LookBack> of(String entryId) {
        return read("l.entry_id = ?", entryId);
    }

    /**
     * What the last look-back at each entry found; one statement.
     * @return by entry, without those at which there was none
     */
    public Map<String, String> outcomes(Collection<String> entryIds) {
        return entryIds.isEmpty() ? Map.of()
                : Rows.by("entry_id",
                        this.jdbc
                            .sql("select l.entry_id, d.outcome from ledger_lookback l "
                                    + "join ledger_lookback_end d on d.lookback_id = l.id where l.entry_id in (:ids) "
                                    + "and d.outcome <> :cancelled order by d.decided_at, l.id")
                            .param("ids", entryIds)
                            .param("cancelled", LookBack.End.CANCELLED),
                        (row, index) -> row.getString("outcome"));
    }

    Optional<LookBack> find(String id) {
        return read("l.id = ?", id).stream().findFirst();
    }

    public LookBack get(String id) {
        return find(id).orElseThrow();
    }

    private List<LookBack> read(String condition, String id) {
        Map<String, LookBack> read = new LinkedHashMap<>();
        this.jdbc.sql(SELECT + "where " + condition + " order by l.planned_at, l.id, v.line_number")
            .param(id)
            .query((row) -> {
                LookBack one = ROWS.mapRow(row, 0);
                LookBack known = read.computeIfAbsent(one.id(), (each) -> one);
                if (known.end() != null && row.getString("attachment_id") != null) {
                    known.evidence().add(row.getString("attachment_id"));
                }
            });
        return List.copyOf(read.values());
    }

    /**
     * @param policyId null where none was set, or by hand
     * @param seedId null where nothing was drawn
     */
    void add(LookBack planned, @Nullable String policyId, @Nullable String seedId) {
        Rows.update(this.jdbc, """
                insert into ledger_lookback (id, entry_id, cycle_number, way, policy_id, mode, percent, seed_id, drawn,
                    counted_on, planned_by, planned_at, state, branch_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select e.branch_id from ledger_entry e
                    where e.id = ?))""", planned.id(), planned.entryId(), planned.cycle(), planned.way(), policyId,
                planned.mode(), planned.percent(), seedId, planned.drawn(), planned.countedOn(), planned.plannedBy(),
                planned.plannedAt(), planned.state(), planned.entryId());
    }

    /**
     * @param account null where it came by itself
     */
    void begin(String id, @Nullable String account, @Nullable String reason, Instant now, LocalDate dueOn) {
        this.jdbc
            .sql("update ledger_lookback set state = 'open', begun_by = ?, begun_reason = ?, begun_at = ?, due_on = ? "
                    + "where id = ?")
            .params(Arrays.asList(account, reason, Sql.time(now), dueOn, id))
            .update();
    }

    void end(String id, LookBack.End end) {
        Rows.update(this.jdbc, "update ledger_lookback set state = 'ended' where id = ?", id);
        Rows.update(this.jdbc, """
                insert into ledger_lookback_end (lookback_id, outcome, opinion, more, decided_by, on_behalf_of,
                    decided_at, responsible)
                values (?, ?, ?, ?, ?, ?, ?, (select e.responsible from ledger_entry e
                    join ledger_lookback l on l.entry_id = e.id where l.id = ?))""", id, end.outcome(), end.opinion(),
                end.more(), end.decidedBy(), end.onBehalfOf(), end.decidedAt(), id);
        for (int row = 0; row < end.evidence().size(); row++) {
            Rows.insert(this.jdbc, "ledger_lookback_evidence", "lookback_id, line_number, attachment_id", id, row,
                    end.evidence().get(row));
        }
    }

    /**
     * Locks the entry of one planned look-back whose date has come; one that another node
     * has is passed over. The entry and not the look-back, as all else locks it first.
     * @return id of the look-back
     */
    Optional<String> lockDue(LocalDate today, Collection<String> except) {
        String but = except.isEmpty() ? "" : " and l.id not in (:except)";
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("today", today));
        if (!except.isEmpty()) {
            parameters.put("except", except);
        }
        String due = "select l.entry_id from ledger_lookback l where l.state = 'planned' and l.counted_on <= :today"
                + but;
        return this.jdbc
            .sql("select e.id from ledger_entry e where e.id in (" + due
                    + ") order by e.id fetch first 1 rows only for update skip locked")
            .params(parameters)
            .query(String.class)
            .optional()
            .flatMap((entryId) -> this.jdbc
                .sql("select l.id from ledger_lookback l where l.entry_id = :entry and l.state = 'planned' "
                        + "and l.counted_on <= :today" + but + " order by l.id fetch first 1 rows only")
                .params(parameters)
                .param("entry", entryId)
                .query(String.class)
                .optional());
    }

    /**
     * Those that are to come or under way, of the branches, the earliest first.
     * @param branches null for all
     * @param reader whose own entries are left out
     */
    Page<Row> page(@Nullable Collection<String> branches, String reader, LookBack.State state, int limit,
            @Nullable String cursor) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("l.state = :state and e.responsible <> :reader");
        parameters.put("state", state.id());
        parameters.put("reader", reader);
        if (branches != null) {
            where.append(" and l.branch_id in (:branches)");
            parameters.put("branches", branches);
        }
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            where.append(" and (l.counted_on, l.id) > (:afterDate, :afterId)");
            parameters.put("afterDate", Cursor.value(after.get(0), LocalDate::parse));
            parameters.put("afterId", after.get(1));
        });
        List<Row> rows = this.jdbc
            .sql("select l.id, l.entry_id, l.way, l.cycle_number as cycle, l.counted_on, l.due_on, "
                    + "e.entry_number as number, e.title, e.responsible, e.branch_id, e.department_id "
                    + "from ledger_lookback l join ledger_entry e on e.id = l.entry_id where " + where
                    + " order by l.counted_on, l.id fetch first " + (limit + 1) + " rows only")
            .params(parameters)
            .query(Rows.of(Row.class))
            .list();
        return Page.of(rows, limit, (row) -> List.of(row.countedOn().toString(), row.id()));
    }

    /** Those under way, by id. */
    List<Cases.OpenCase> open(String after, int limit) {
        return openWhere("l.id > ? order by l.id fetch first " + limit + " rows only", after);
    }

    Optional<Cases.OpenCase> openCase(String id) {
        return openWhere("l.id = ?", id).stream().findFirst();
    }

    private List<Cases.OpenCase> openWhere(String condition, String id) {
        return this.jdbc
            .sql("select l.id, e.entry_number, e.title, e.responsible, l.begun_at from ledger_lookback l "
                    + "join ledger_entry e on e.id = l.entry_id where l.state = 'open' and " + condition)
            .param(id)
            .query((row, index) -> new Cases.OpenCase(row.getString("id"),
                    row.getString("entry_number") + " " + row.getString("title"), row.getString("responsible"),
                    Sql.instant(row, "begun_at")))
            .list();
    }

    /** Every policy that a branch ever had, the newest first. */
    public List<LookBackPolicy> policies(String branchId) {
        return this.jdbc
            .sql("select id, policy_number, mode, classes, percent, changed_by, changed_at from ledger_lookback_policy "
                    + "where branch_id = ? order by policy_number desc")
            .param(branchId)
            .query((row, index) -> {
                String classes = row.getString("classes");
                return new LookBackPolicy(row.getString("id"), branchId, row.getInt("policy_number"),
                        LookBackPolicy.Mode.of(row.getString("mode")).orElseThrow(),
                        (classes == null) ? List.of()
                                : Arrays.stream(classes.split(","))
                                    .map((each) -> DeadlineClass.of(each).orElseThrow())
                                    .toList(),
                        row.getObject("percent", Integer.class), row.getString("changed_by"),
                        Sql.instant(row, "changed_at"));
            })
            .list();
    }

    /** The policy in force. */
    public LookBackPolicy policy(String branchId) {
        return policies(branchId).stream().findFirst().orElseGet(() -> LookBackPolicy.byDefault(branchId));
    }

    void add(LookBackPolicy policy) {
        String classes = policy.classes().isEmpty() ? null
                : String.join(",", policy.classes().stream().map(DeadlineClass::id).toList());
        Rows.insert(this.jdbc, "ledger_lookback_policy",
                "id, branch_id, policy_number, mode, classes, percent, changed_by, changed_at", policy.id(),
                policy.branchId(), policy.number(), policy.mode(), classes, policy.percent(), policy.changedBy(),
                policy.changedAt());
    }

    /**
     * Nobody else sets a policy or draws a seed until the transaction ends: an insert
     * that loses against another would abort it on PostgreSQL.
     */
    void lockPolicies() {
        this.jdbc.sql("select id from ledger_sequence_lock where id = 1 for update").query(Integer.class).single();
    }

    Optional<Seed> seed(String branchId, String quarter) {
        return this.jdbc
            .sql("select id, quarter, seed, digest, drawn_at from ledger_lookback_seed where branch_id = ? "
                    + "and quarter = ?")
            .params(branchId, quarter)
            .query(Rows.of(Seed.class))
            .optional();
    }

    /** The newest first. */
    List<Seed> seeds(String branchId) {
        return this.jdbc
            .sql("select id, quarter, seed, digest, drawn_at from ledger_lookback_seed where branch_id = ? "
                    + "order by quarter desc")
            .param(branchId)
            .query(Rows.of(Seed.class))
            .list();
    }

    Seed addSeed(String branchId, String quarter, String secret, Instant now) {
        Seed seed = new Seed(Ids.next(), quarter, secret, Sample.digest(secret), now);
        Rows.insert(this.jdbc, "ledger_lookback_seed", "id, branch_id, quarter, seed, digest, drawn_at", seed.id(),
                branchId, quarter, secret, seed.digest(), now);
        return seed;
    }

    /** What was drawn from a seed, in the order of the entries' numbers. */
    List<Draw> draws(String seedId) {
        return this.jdbc
            .sql("select l.entry_id, e.entry_number as number, l.cycle_number as cycle, l.drawn, l.percent, "
                    + "l.drawn < l.percent as chosen, e.responsible, l.planned_at as drawn_at "
                    + "from ledger_lookback l join ledger_entry e on e.id = l.entry_id "
                    + "where l.seed_id = ? and l.way = 'policy' order by e.sequence_year, e.sequence_number, "
                    + "l.cycle_number")
            .param(seedId)
            .query(Rows.of(Draw.class))
            .list();
    }

    /**
     * @param quarter e.g. {@code 2026Q4}
     * @param digest of the seed, known before anything is drawn with it
     */
    record Seed(String id, String quarter, String seed, String digest, Instant drawnAt) {

    }

    record Draw(String entryId, String number, int cycle, int drawn, int percent, boolean chosen,
            @JsonIgnore String responsible, @JsonIgnore Instant drawnAt) {

    }

    /** One that is to come, or under way. */
    public record Row(String id, String entryId, String number, String title, int cycle, String responsible,
            String branchId, @Nullable String departmentId, String way, LocalDate countedOn,
            @Nullable LocalDate dueOn) {

    }

}
