package org.sanxing.rectification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.BallotMember;
import org.sanxing.rectification.RectificationHistory.Closing;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.rectification.RectificationHistory.Item;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.sanxing.rectification.RectificationHistory.MeasureSet;
import org.sanxing.rectification.RectificationHistory.Progress;
import org.sanxing.rectification.RectificationHistory.Redo;
import org.sanxing.rectification.RectificationHistory.Reopening;
import org.sanxing.rectification.RectificationHistory.Request;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistory.Verification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done on entries, in the database; rows are only added. */
@Repository
public class RectificationHistories {

    private static final String VERIFICATION = "v.id, v.request_id, v.decision, v.opinion, v.new_due_on as due_on, "
            + "v.more, v.decided_by, v.on_behalf_of, v.decided_at";

    private static final RowMapper<Verification> VERIFICATIONS = Rows.of(Verification.class);

    private static final RowMapper<Asked> ASKED = Rows.of(Asked.class);

    private static final RowMapper<Item> ITEMS = Rows.of(Item.class);

    private static final String ROUNDS = "rectification.rounds";

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    RectificationHistories(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** The number of statements does not depend on how much there is. */
    public RectificationHistory of(String entryId) {
        List<Verification> verifications = new ArrayList<>();
        return new RectificationHistory(measureSets(entryId), progress(entryId), requests(entryId, verifications),
                List.copyOf(verifications), ballots("r.entry_id = ?", entryId), redos(entryId), closings(entryId),
                extensions("x.entry_id = ?", entryId), amendments(entryId), reopenings(entryId));
    }

    /**
     * The newest request for close-out and what was decided on it; two statements, so
     * that an action need not read the whole history.
     */
    public Optional<Round> round(String entryId) {
        Map<String, Optional<Round>> rounds = Remembered.once(ROUNDS, HashMap::new);
        Optional<Round> round = rounds.get(entryId);
        if (round == null) {
            round = readRound(entryId);
            rounds.put(entryId, round);
        }
        return round;
    }

    private Optional<Round> readRound(String entryId) {
        return this.jdbc
            .sql("select r.id as of_request, (select count(*) from ledger_request_evidence e "
                    + "where e.request_id = r.id) as evidence, " + VERIFICATION + " from ledger_request r "
                    + "left join ledger_verification v on v.request_id = r.id where r.entry_id = ? "
                    + "order by r.attempt desc fetch first 1 rows only")
            .param(entryId)
            .query((row, index) -> new Round(row.getString("of_request"), row.getInt("evidence"),
                    (row.getString("id") != null) ? VERIFICATIONS.mapRow(row, index) : null, null))
            .optional()
            .map((round) -> ballots("b.request_id = ?", round.requestId()).stream()
                .reduce((earlier, later) -> later)
                .map(round::with)
                .orElse(round));
    }

    /** Id of the newest request for close-out. */
    Optional<String> latestRequest(String entryId) {
        return this.jdbc
            .sql("select id from ledger_request where entry_id = ? order by attempt desc fetch first 1 rows only")
            .param(entryId)
            .query(String.class)
            .optional();
    }

    /** When the cycle began in which the entry is. */
    Instant begunAt(LedgerEntry entry) {
        return (entry.cycle() == 1) ? entry.registeredAt()
                : this.jdbc.sql("select reopened_at from ledger_reopening where entry_id = ? and cycle_number = ?")
                    .params(entry.id(), entry.cycle())
                    .query((row, index) -> Sql.instant(row, "reopened_at"))
                    .optional()
                    .orElse(entry.registeredAt());
    }

    public void addMeasures(String entryId, int number, List<Measure> measures, String account, Instant now) {
        String id = Ids.next();
        Rows.insert(this.jdbc, "ledger_measure_set", "id, entry_id, set_number, confirmed_by, confirmed_at", id,
                entryId, number, account, now);
        addLines("ledger_measure", "set_id, line_number, measure, standard, due_on, done, dropped_because", measures,
                (row, measure) -> new Object[] { id, row, measure.text(), measure.standard(), measure.dueOn(),
                        measure.done(), measure.droppedBecause() });
    }

    /** The measures in force; empty where none were confirmed yet. */
    public List<Measure> measures(String entryId) {
        return of(Measure.class,
                "m.measure as text, m.standard, m.due_on, m.done, m.dropped_because from ledger_measure m "
                        + "where m.set_id = (select s.id from ledger_measure_set s where s.entry_id = ? "
                        + "order by s.set_number desc fetch first 1 rows only) order by m.line_number",
                entryId);
    }

    List<MeasureSet> measureSets(String entryId) {
        RowMapper<Measure> measures = Rows.of(Measure.class);
        Map<String, MeasureSet> sets = new LinkedHashMap<>();
        this.jdbc
            .sql("select s.id, s.set_number as number, s.confirmed_by, s.confirmed_at, m.measure as text, m.standard, "
                    + "m.due_on, m.done, m.dropped_because from ledger_measure_set s join ledger_measure m on m.set_id = s.id "
                    + "where s.entry_id = ? order by s.set_number, m.line_number")
            .param(entryId)
            .query((row) -> {
                MeasureSet set = Rows.of(MeasureSet.class).mapRow(row, 0);
                sets.computeIfAbsent(set.id(), (id) -> set).measures().add(measures.mapRow(row, 0));
            });
        return List.copyOf(sets.values());
    }

    public void add(String entryId, Progress progress) {
        Rows.insert(this.jdbc, "ledger_progress",
                "id, entry_id, cycle_number, report, percent_done, reported_by, reported_at", Ids.next(), entryId,
                progress.cycle(), progress.text(), progress.percent(), progress.reportedBy(), progress.reportedAt());
    }

    private List<Progress> progress(String entryId) {
        return of(Progress.class,
                "cycle_number as cycle, report as text, percent_done as percent, reported_by, reported_at "
                        + "from ledger_progress where entry_id = ? order by reported_at, id",
                entryId);
    }

    public void add(String entryId, Request request) {
        Remembered.forget(ROUNDS);
        Rows.insert(this.jdbc, "ledger_request",
                "id, entry_id, cycle_number, attempt, conclusion, more, requested_by, requested_at", request.id(),
                entryId, request.cycle(), request.attempt(), request.conclusion(), request.more(),
                request.requestedBy(), request.requestedAt());
        addLines("ledger_request_item", "request_id, line_number, item, met", request.checklist(),
                (row, item) -> new Object[] { request.id(), row, item.item(), item.met() });
        addLines("ledger_request_evidence", "request_id, line_number, attachment_id", request.evidence(),
                (row, file) -> new Object[] { request.id(), row, file });
    }

    /**
     * With what was decided on each.
     * @param verifications to which that is added
     */
    private List<Request> requests(String entryId, List<Verification> verifications) {
        Map<String, Request> requests = new LinkedHashMap<>();
        this.jdbc
            .sql("select r.id as of_request, r.cycle_number as cycle, r.attempt, r.conclusion, r.more as told, "
                    + "r.requested_by, r.requested_at, " + VERIFICATION + " from ledger_request r "
                    + "left join ledger_verification v on v.request_id = r.id where r.entry_id = ? order by r.attempt")
            .param(entryId)
            .query((row) -> {
                requests.put(row.getString("of_request"), ASKED.mapRow(row, 0).request());
                if (row.getString("id") != null) {
                    verifications.add(VERIFICATIONS.mapRow(row, 0));
                }
            });
        this.jdbc.sql("""
                select i.request_id, i.line_number, i.item, i.met, cast(null as varchar(64)) as attachment_id
                from ledger_request_item i join ledger_request r on r.id = i.request_id where r.entry_id = :entry
                union all
                select e.request_id, e.line_number, cast(null as text), false, e.attachment_id
                from ledger_request_evidence e join ledger_request r on r.id = e.request_id where r.entry_id = :entry
                order by line_number""").param("entry", entryId).query((row) -> {
            Request request = requests.get(row.getString("request_id"));
            if (row.getString("attachment_id") != null) {
                request.evidence().add(row.getString("attachment_id"));
            }
            else {
                request.checklist().add(ITEMS.mapRow(row, 0));
            }
        });
        return List.copyOf(requests.values());
    }

    public void add(Verification done) {
        Remembered.forget(ROUNDS);
        Rows.update(this.jdbc, """
                insert into ledger_verification (id, request_id, decision, opinion, new_due_on, more, decided_by,
                    on_behalf_of, decided_at, responsible)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, (select e.responsible from ledger_entry e
                    join ledger_request r on r.entry_id = e.id where r.id = ?))""", done.id(), done.requestId(),
                done.decision(), done.opinion(), done.dueOn(), done.more(), done.decidedBy(), done.onBehalfOf(),
                done.decidedAt(), done.requestId());
    }

    /**
     * @param remindAt when those who have not voted are reminded; null for never
     */
    public void add(Ballot ballot, @Nullable Instant remindAt) {
        Remembered.forget(ROUNDS);
        Rows.insert(this.jdbc, "ledger_ballot",
                "id, request_id, entitled, needed, called_at, due_at, remind_at, announced", ballot.id(),
                ballot.requestId(), ballot.entitled(), ballot.needed(), ballot.calledAt(), ballot.dueAt(), remindAt,
                "none");
        addLines("ledger_ballot_member", "ballot_id, line_number, account, entitled, reason", ballot.members(), (row,
                member) -> new Object[] { ballot.id(), row, member.account(), member.entitled(), member.reason() });
    }

    public void addVote(String ballotId, String account, String vote, String opinion, Map<String, Object> more,
            Instant now) {
        Remembered.forget(ROUNDS);
        Rows.update(this.jdbc, """
                insert into ledger_vote (ballot_id, account, vote, opinion, more, voted_at, responsible)
                values (?, ?, ?, ?, ?, ?, (select e.responsible from ledger_entry e where e.id = coalesce(
                    (select r.entry_id from ledger_ballot b join ledger_request r on r.id = b.request_id
                        where b.id = ?),
                    (select i.entry_id from ledger_meeting_item i where i.ballot_id = ?))))""", ballotId, account, vote,
                opinion, more, now, ballotId, ballotId);
    }

    private List<Ballot> ballots(String condition, String id) {
        RowMapper<BallotMember> members = Rows.of(BallotMember.class);
        Map<String, Ballot> ballots = new LinkedHashMap<>();
        this.jdbc
            .sql("select b.id, b.request_id, b.entitled as entitled_count, b.needed, b.called_at, b.due_at, "
                    + "b.announced, b.declared, m.account, m.entitled, m.reason, v.vote, v.opinion, v.voted_at "
                    + "from ledger_ballot b join ledger_request r on r.id = b.request_id "
                    + "join ledger_ballot_member m on m.ballot_id = b.id "
                    + "left join ledger_vote v on v.ballot_id = b.id and v.account = m.account where " + condition
                    + " order by r.attempt, b.called_at, b.id, m.line_number")
            .param(id)
            .query((row) -> {
                Ballot ballot = new Ballot(row.getString("id"), row.getString("request_id"),
                        row.getInt("entitled_count"), row.getInt("needed"), Sql.instant(row, "called_at"),
                        Sql.instant(row, "due_at"), new ArrayList<>(), "over".equals(row.getString("announced")),
                        row.getString("declared"));
                ballots.computeIfAbsent(ballot.id(), (each) -> ballot).members().add(members.mapRow(row, 0));
            });
        return List.copyOf(ballots.values());
    }

    /**
     * Locks one vote of which something is to be announced; one that another node has is
     * passed over.
     */
    public Optional<BallotDue> lockBallotDue(Instant now, Collection<String> except) {
        String but = except.isEmpty() ? "" : " and id not in (:except)";
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("now", Sql.time(now)));
        if (!except.isEmpty()) {
            parameters.put("except", except);
        }
        return this.jdbc
            .sql("select id, request_id, case when due_at < :now then 'late' else 'reminded' end as step "
                    + "from ledger_ballot where ((announced = 'none' and remind_at <= :now) "
                    + "or (announced in ('none', 'reminded') and due_at < :now))" + but
                    + " order by due_at, id fetch first 1 rows only for update skip locked")
            .params(parameters)
            .query(Rows.of(BallotDue.class))
            .optional();
    }

    /**
     * @param step {@code reminded}, {@code late}, or {@code over} where nothing more is
     * to be announced
     */
    public void announced(String ballotId, String step) {
        Remembered.forget(ROUNDS);
        Rows.update(this.jdbc, "update ledger_ballot set announced = ? where id = ?", step, ballotId);
    }

    /**
     * A vote ended in a meeting.
     * @param outcome {@code agree}, {@code disagree} or {@code putOff}
     */
    public void declared(String ballotId, String outcome) {
        Remembered.forget(ROUNDS);
        Rows.update(this.jdbc, "update ledger_ballot set announced = 'over', declared = ? where id = ?", outcome,
                ballotId);
    }

    public String entryOf(String requestId) {
        return this.jdbc.sql("select entry_id from ledger_request where id = ?")
            .param(requestId)
            .query(String.class)
            .single();
    }

    public void add(String entryId, Redo redo) {
        Rows.insert(this.jdbc, "ledger_redo",
                "id, entry_id, cycle_number, request_id, stage, reason, days_used, due_on, redone_at", Ids.next(),
                entryId, redo.cycle(), redo.requestId(), redo.stage(), redo.reason(), redo.daysUsed(), redo.dueOn(),
                redo.redoneAt());
    }

    private List<Redo> redos(String entryId) {
        return of(Redo.class, "cycle_number as cycle, request_id, stage, reason, days_used, due_on, redone_at "
                + "from ledger_redo where entry_id = ? order by redone_at, id", entryId);
    }

    public void add(String entryId, Closing closing) {
        Rows.update(this.jdbc, """
                insert into ledger_closing (id, entry_id, cycle_number, request_id, closed_on, due_on, first_due_on,
                    days_used, days_late, closed_at, branch_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select e.branch_id from ledger_entry e where e.id = ?))""",
                Ids.next(), entryId, closing.cycle(), closing.requestId(), closing.closedOn(), closing.dueOn(),
                closing.firstDueOn(), closing.daysUsed(), closing.daysLate(), closing.closedAt(), entryId);
    }

    private List<Closing> closings(String entryId) {
        return of(Closing.class, "cycle_number as cycle, request_id, closed_on, due_on, first_due_on, days_used, "
                + "days_late, closed_at from ledger_closing where entry_id = ? order by cycle_number", entryId);
    }

    public void add(String entryId, Reopening reopening) {
        Rows.insert(this.jdbc, "ledger_reopening", "entry_id, cycle_number, cause, reason, reopened_by, reopened_at",
                entryId, reopening.cycle(), reopening.cause(), reopening.reason(), reopening.reopenedBy(),
                reopening.reopenedAt());
    }

    private List<Reopening> reopenings(String entryId) {
        return of(Reopening.class, "cycle_number as cycle, cause, reason, reopened_by, reopened_at "
                + "from ledger_reopening where entry_id = ? order by cycle_number", entryId);
    }

    public void add(Extension asked) {
        Rows.insert(this.jdbc, "ledger_extension",
                "id, entry_id, cycle_number, due_before, wanted_on, reason, asked_by, asked_at", asked.id(),
                asked.entryId(), asked.cycle(), asked.dueBefore(), asked.wantedOn(), asked.reason(), asked.askedBy(),
                asked.askedAt());
    }

    public void endExtension(String id, String decision, String opinion, Map<String, Object> more, String account,
            @Nullable String onBehalfOf, Instant now) {
        Rows.update(this.jdbc, """
                insert into ledger_extension_end (extension_id, decision, opinion, more, decided_by, on_behalf_of,
                    decided_at, responsible)
                values (?, ?, ?, ?, ?, ?, ?, (select e.responsible from ledger_entry e
                    join ledger_extension x on x.entry_id = e.id where x.id = ?))""", id, decision, opinion, more,
                account, onBehalfOf, now, id);
    }

    public Optional<Extension> extension(String id) {
        return extensions("x.id = ?", id).stream().findFirst();
    }

    /** The one that is not decided yet. */
    Optional<Extension> openExtension(String entryId) {
        return extensions("x.entry_id = ? and d.extension_id is null", entryId).stream().findFirst();
    }

    private List<Extension> extensions(String condition, String id) {
        return of(Extension.class,
                "x.id, x.entry_id, x.cycle_number as cycle, x.due_before, x.wanted_on, x.reason, x.asked_by, "
                        + "x.asked_at, d.decision, d.opinion, d.decided_by, d.on_behalf_of, d.decided_at "
                        + "from ledger_extension x left join ledger_extension_end d on d.extension_id = x.id where "
                        + condition + " order by x.asked_at, x.id",
                id);
    }

    public void add(String entryId, Amendment amendment) {
        Rows.insert(this.jdbc, "ledger_amendment",
                "id, entry_id, action, field, value_before, value_after, reason, made_by, made_at", Ids.next(), entryId,
                amendment.action(), amendment.field(), amendment.before(), amendment.after(), amendment.reason(),
                amendment.madeBy(), amendment.madeAt());
    }

    List<Amendment> amendments(String entryId) {
        return of(Amendment.class,
                "action, field, value_before as before, value_after as after, reason, made_by, made_at "
                        + "from ledger_amendment where entry_id = ? order by made_at, id",
                entryId);
    }

    /** What was changed in entries after a moment, by the entry, oldest first. */
    public Map<String, List<Amendment>> amendedSince(Collection<String> entryIds, Instant since) {
        return entryIds.isEmpty() ? Map.of()
                : Rows.grouped("entry_id",
                        this.jdbc
                            .sql("select entry_id, action, field, value_before as before, value_after as after, "
                                    + "reason, made_by, made_at from ledger_amendment where entry_id in (:ids) "
                                    + "and made_at > :since order by made_at, id")
                            .param("ids", entryIds)
                            .param("since", Sql.time(since)),
                        Rows.of(Amendment.class));
    }

    /** Votes that somebody still owes, by entry and account, of all entries. */
    public List<Owed> votesOwed() {
        return this.jdbc
            .sql("select e.id as entry_id, e.entry_number as number, e.title, e.responsible, m.account, b.called_at as since from ledger_ballot b "
                    + "join ledger_request r on r.id = b.request_id join ledger_entry e on e.id = r.entry_id "
                    + "join ledger_ballot_member m on m.ballot_id = b.id "
                    + "where b.announced <> 'over' and m.entitled = true and not exists (select 1 from ledger_vote v "
                    + "where v.ballot_id = b.id and v.account = m.account) order by b.called_at, e.id")
            .query(Rows.of(Owed.class))
            .list();
    }

    private <T extends Record> List<T> of(Class<T> type, String select, String id) {
        return this.jdbc.sql("select " + select).param(id).query(Rows.of(type)).list();
    }

    private <T> void addLines(String table, String columns, List<T> lines, BiFunction<Integer, T, Object[]> values) {
        Rows.insertAll(this.batch, table, columns,
                IntStream.range(0, lines.size()).mapToObj((row) -> values.apply(row, lines.get(row))).toList());
    }

    /** A request, beside whose columns stand those of its verification. */
    private record Asked(String ofRequest, int cycle, int attempt, String conclusion, Map<String, Object> told,
            String requestedBy, Instant requestedAt) {

        private Request request() {
            return new Request(this.ofRequest, this.cycle, this.attempt, this.conclusion, new ArrayList<>(),
                    new ArrayList<>(), this.told, this.requestedBy, this.requestedAt);
        }

    }

    /** A vote whose deadline is to be announced. */
    public record BallotDue(String id, String requestId, String step) {

    }

    /** A vote that a person still owes. */
    public record Owed(String entryId, String number, String title, String responsible, String account, Instant since) {

    }

}
