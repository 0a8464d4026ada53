package org.sanxing.rectification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was done on entries, in the database; rows are only added. */
@Repository
public class RectificationHistories {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
    };

    private static final String ROUNDS = "rectification.rounds";

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    RectificationHistories(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** The number of statements does not depend on how much there is. */
    public RectificationHistory of(String entryId) {
        return new RectificationHistory(measureSets(entryId), progress(entryId), requests(entryId),
                verifications(entryId), ballots("r.entry_id = ?", entryId), redos(entryId), closings(entryId),
                extensions(entryId), amendments(entryId), reopenings(entryId));
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
            .sql("select r.id as request_id, (select count(*) from ledger_request_evidence e "
                    + "where e.request_id = r.id) as evidence, v.id, v.decision, v.opinion, v.new_due_on, v.more, "
                    + "v.decided_by, v.on_behalf_of, v.decided_at from ledger_request r "
                    + "left join ledger_verification v on v.request_id = r.id where r.entry_id = ? "
                    + "order by r.attempt desc fetch first 1 rows only")
            .param(entryId)
            .query((row, index) -> new Round(row.getString("request_id"), row.getInt("evidence"),
                    (row.getString("id") != null) ? verification(row) : null, null))
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
        this.jdbc
            .sql("insert into ledger_measure_set (id, entry_id, set_number, confirmed_by, confirmed_at) "
                    + "values (?, ?, ?, ?, ?)")
            .params(id, entryId, number, account, Sql.time(now))
            .update();
        addLines(
                "insert into ledger_measure (set_id, line_number, measure, standard, due_on, done) "
                        + "values (?, ?, ?, ?, ?, ?)",
                measures, (row, measure) -> new Object[] { id, row, measure.text(), measure.standard(), measure.dueOn(),
                        measure.done() });
    }

    List<MeasureSet> measureSets(String entryId) {
        Map<String, MeasureSet> sets = new LinkedHashMap<>();
        this.jdbc
            .sql("select s.id, s.set_number, s.confirmed_by, s.confirmed_at, m.measure, m.standard, m.due_on, m.done "
                    + "from ledger_measure_set s join ledger_measure m on m.set_id = s.id where s.entry_id = ? "
                    + "order by s.set_number, m.line_number")
            .param(entryId)
            .query((row) -> {
                String id = row.getString("id");
                if (!sets.containsKey(id)) {
                    sets.put(id, new MeasureSet(id, row.getInt("set_number"), row.getString("confirmed_by"),
                            Sql.instant(row, "confirmed_at"), new ArrayList<>()));
                }
                sets.get(id)
                    .measures()
                    .add(new Measure(row.getString("measure"), row.getString("standard"), date(row, "due_on"),
                            row.getBoolean("done")));
            });
        return List.copyOf(sets.values());
    }

    public void add(String entryId, Progress progress) {
        this.jdbc
            .sql("insert into ledger_progress (id, entry_id, cycle_number, report, percent_done, reported_by, "
                    + "reported_at) values (?, ?, ?, ?, ?, ?, ?)")
            .params(Ids.next(), entryId, progress.cycle(), progress.text(), progress.percent(), progress.reportedBy(),
                    Sql.time(progress.reportedAt()))
            .update();
    }

    private List<Progress> progress(String entryId) {
        return this.jdbc
            .sql("select cycle_number, report, percent_done, reported_by, reported_at from ledger_progress "
                    + "where entry_id = ? order by reported_at, id")
            .param(entryId)
            .query((row, index) -> new Progress(row.getInt("cycle_number"), row.getString("report"),
                    row.getInt("percent_done"), row.getString("reported_by"), Sql.instant(row, "reported_at")))
            .list();
    }

    public void add(String entryId, Request request) {
        Remembered.forget(ROUNDS);
        this.jdbc
            .sql("insert into ledger_request (id, entry_id, cycle_number, attempt, conclusion, more, requested_by, "
                    + "requested_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
            .params(request.id(), entryId, request.cycle(), request.attempt(), request.conclusion(),
                    JSON.writeValueAsString(request.more()), request.requestedBy(), Sql.time(request.requestedAt()))
            .update();
        addLines("insert into ledger_request_item (request_id, line_number, item, met) values (?, ?, ?, ?)",
                request.checklist(), (row, item) -> new Object[] { request.id(), row, item.item(), item.met() });
        addLines("insert into ledger_request_evidence (request_id, line_number, attachment_id) values (?, ?, ?)",
                request.evidence(), (row, file) -> new Object[] { request.id(), row, file });
    }

    private List<Request> requests(String entryId) {
        Map<String, List<Item>> items = new LinkedHashMap<>();
        this.jdbc
            .sql("select i.request_id, i.item, i.met from ledger_request_item i "
                    + "join ledger_request r on r.id = i.request_id where r.entry_id = ? order by i.line_number")
            .param(entryId)
            .query((row) -> {
                items.computeIfAbsent(row.getString("request_id"), (id) -> new ArrayList<>())
                    .add(new Item(row.getString("item"), row.getBoolean("met")));
            });
        Map<String, List<String>> evidence = new LinkedHashMap<>();
        this.jdbc
            .sql("select e.request_id, e.attachment_id from ledger_request_evidence e "
                    + "join ledger_request r on r.id = e.request_id where r.entry_id = ? order by e.line_number")
            .param(entryId)
            .query((row) -> {
                evidence.computeIfAbsent(row.getString("request_id"), (id) -> new ArrayList<>())
                    .add(row.getString("attachment_id"));
            });
        return this.jdbc
            .sql("select id, cycle_number, attempt, conclusion, more, requested_by, requested_at from ledger_request "
                    + "where entry_id = ? order by attempt")
            .param(entryId)
            .query((row, index) -> new Request(row.getString("id"), row.getInt("cycle_number"), row.getInt("attempt"),
                    row.getString("conclusion"), items.getOrDefault(row.getString("id"), List.of()),
                    evidence.getOrDefault(row.getString("id"), List.of()), fields(row), row.getString("requested_by"),
                    Sql.instant(row, "requested_at")))
            .list();
    }

    public void add(Verification done) {
        Remembered.forget(ROUNDS);
        this.jdbc
            .sql("insert into ledger_verification (id, request_id, decision, opinion, new_due_on, more, decided_by, "
                    + "on_behalf_of, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .params(done.id(), done.requestId(), done.decision(), done.opinion(), done.dueOn(),
                    JSON.writeValueAsString(done.more()), done.decidedBy(), done.onBehalfOf(),
                    Sql.time(done.decidedAt()))
            .update();
    }

    private List<Verification> verifications(String entryId) {
        return this.jdbc
            .sql("select v.id, v.request_id, v.decision, v.opinion, v.new_due_on, v.more, v.decided_by, "
                    + "v.on_behalf_of, v.decided_at from ledger_verification v "
                    + "join ledger_request r on r.id = v.request_id where r.entry_id = ? order by r.attempt")
            .param(entryId)
            .query((row, index) -> verification(row))
            .list();
    }

    private static Verification verification(ResultSet row) throws SQLException {
        return new Verification(row.getString("id"), row.getString("request_id"), row.getString("decision"),
                row.getString("opinion"), date(row, "new_due_on"), fields(row), row.getString("decided_by"),
                row.getString("on_behalf_of"), Sql.instant(row, "decided_at"));
    }

    /**
     * @param remindAt when those who have not voted are reminded; null for never
     */
    public void add(Ballot ballot, @Nullable Instant remindAt) {
        Remembered.forget(ROUNDS);
        this.jdbc.sql(
                "insert into ledger_ballot (id, request_id, entitled, needed, called_at, due_at, remind_at, announced) "
                        + "values (?, ?, ?, ?, ?, ?, ?, 'none')")
            .params(ballot.id(), ballot.requestId(), ballot.entitled(), ballot.needed(), Sql.time(ballot.calledAt()),
                    Sql.time(ballot.dueAt()), Sql.time(remindAt))
            .update();
        addLines(
                "insert into ledger_ballot_member (ballot_id, line_number, account, entitled, reason) "
                        + "values (?, ?, ?, ?, ?)",
                ballot.members(), (row, member) -> new Object[] { ballot.id(), row, member.account(), member.entitled(),
                        member.reason() });
    }

    public void addVote(String ballotId, String account, String vote, String opinion, Map<String, Object> more,
            Instant now) {
        Remembered.forget(ROUNDS);
        this.jdbc
            .sql("insert into ledger_vote (ballot_id, account, vote, opinion, more, voted_at) "
                    + "values (?, ?, ?, ?, ?, ?)")
            .params(ballotId, account, vote, opinion, JSON.writeValueAsString(more), Sql.time(now))
            .update();
    }

    private List<Ballot> ballots(String condition, String id) {
        Map<String, Ballot> ballots = new LinkedHashMap<>();
        this.jdbc.sql("select b.id, b.request_id, b.entitled as entitled_count, b.needed, b.called_at, b.due_at, "
                + "b.announced, b.declared, m.account, m.entitled, m.reason, v.vote, v.opinion, v.voted_at from ledger_ballot b "
                + "join ledger_request r on r.id = b.request_id " + "join ledger_ballot_member m on m.ballot_id = b.id "
                + "left join ledger_vote v on v.ballot_id = b.id and v.account = m.account " + "where " + condition
                + " order by r.attempt, b.called_at, b.id, m.line_number")
            .param(id)
            .query((row) -> {
                String ballot = row.getString("id");
                if (!ballots.containsKey(ballot)) {
                    ballots.put(ballot, new Ballot(ballot, row.getString("request_id"), row.getInt("entitled_count"),
                            row.getInt("needed"), Sql.instant(row, "called_at"), Sql.instant(row, "due_at"),
                            new ArrayList<>(), "over".equals(row.getString("announced")), row.getString("declared")));
                }
                ballots.get(ballot)
                    .members()
                    .add(new BallotMember(row.getString("account"), row.getBoolean("entitled"), row.getString("reason"),
                            row.getString("vote"), row.getString("opinion"), Sql.instantOrNull(row, "voted_at")));
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
            .query((row, index) -> new BallotDue(row.getString("id"), row.getString("request_id"),
                    row.getString("step")))
            .optional();
    }

    /**
     * @param step {@code reminded}, {@code late}, or {@code over} where nothing more is
     * to be announced
     */
    public void announced(String ballotId, String step) {
        Remembered.forget(ROUNDS);
        this.jdbc.sql("update ledger_ballot set announced = ? where id = ?").params(step, ballotId).update();
    }

    /**
     * A vote ended in a meeting.
     * @param outcome {@code agree}, {@code disagree} or {@code putOff}
     */
    public void declared(String ballotId, String outcome) {
        Remembered.forget(ROUNDS);
        this.jdbc.sql("update ledger_ballot set announced = 'over', declared = ? where id = ?")
            .params(outcome, ballotId)
            .update();
    }

    public String entryOf(String requestId) {
        return this.jdbc.sql("select entry_id from ledger_request where id = ?")
            .param(requestId)
            .query(String.class)
            .single();
    }

    public void add(String entryId, Redo redo) {
        this.jdbc
            .sql("insert into ledger_redo (id, entry_id, cycle_number, request_id, stage, reason, days_used, due_on, "
                    + "redone_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .params(Ids.next(), entryId, redo.cycle(), redo.requestId(), redo.stage(), redo.reason(), redo.daysUsed(),
                    redo.dueOn(), Sql.time(redo.redoneAt()))
            .update();
    }

    private List<Redo> redos(String entryId) {
        return this.jdbc
            .sql("select cycle_number, request_id, stage, reason, days_used, due_on, redone_at from ledger_redo "
                    + "where entry_id = ? order by redone_at, id")
            .param(entryId)
            .query((row, index) -> new Redo(row.getInt("cycle_number"), row.getString("request_id"),
                    row.getString("stage"), row.getString("reason"), row.getInt("days_used"), date(row, "due_on"),
                    Sql.instant(row, "redone_at")))
            .list();
    }

    public void add(String entryId, Closing closing) {
        this.jdbc
            .sql("insert into ledger_closing (id, entry_id, cycle_number, request_id, closed_on, due_on, first_due_on, "
                    + "days_used, days_late, closed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .params(Ids.next(), entryId, closing.cycle(), closing.requestId(), closing.closedOn(), closing.dueOn(),
                    closing.firstDueOn(), closing.daysUsed(), closing.daysLate(), Sql.time(closing.closedAt()))
            .update();
    }

    private List<Closing> closings(String entryId) {
        return this.jdbc
            .sql("select cycle_number, request_id, closed_on, due_on, first_due_on, days_used, days_late, closed_at "
                    + "from ledger_closing where entry_id = ? order by cycle_number")
            .param(entryId)
            .query((row, index) -> new Closing(row.getInt("cycle_number"), row.getString("request_id"),
                    date(row, "closed_on"), date(row, "due_on"), date(row, "first_due_on"), row.getInt("days_used"),
                    row.getInt("days_late"), Sql.instant(row, "closed_at")))
            .list();
    }

    public void add(String entryId, Reopening reopening) {
        this.jdbc
            .sql("insert into ledger_reopening (entry_id, cycle_number, cause, reason, reopened_by, reopened_at) "
                    + "values (?, ?, ?, ?, ?, ?)")
            .params(entryId, reopening.cycle(), reopening.cause(), reopening.reason(), reopening.reopenedBy(),
                    Sql.time(reopening.reopenedAt()))
            .update();
    }

    private List<Reopening> reopenings(String entryId) {
        return this.jdbc
            .sql("select cycle_number, cause, reason, reopened_by, reopened_at from ledger_reopening "
                    + "where entry_id = ? order by cycle_number")
            .param(entryId)
            .query((row, index) -> new Reopening(row.getInt("cycle_number"), row.getString("cause"),
                    row.getString("reason"), row.getString("reopened_by"), Sql.instant(row, "reopened_at")))
            .list();
    }

    public void add(Extension asked) {
        this.jdbc
            .sql("insert into ledger_extension (id, entry_id, cycle_number, due_before, wanted_on, reason, asked_by, "
                    + "asked_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
            .params(asked.id(), asked.entryId(), asked.cycle(), asked.dueBefore(), asked.wantedOn(), asked.reason(),
                    asked.askedBy(), Sql.time(asked.askedAt()))
            .update();
    }

    public void endExtension(String id, String decision, String opinion, Map<String, Object> more, String account,
            @Nullable String onBehalfOf, Instant now) {
        this.jdbc
            .sql("insert into ledger_extension_end (extension_id, decision, opinion, more, decided_by, on_behalf_of, "
                    + "decided_at) values (?, ?, ?, ?, ?, ?, ?)")
            .params(id, decision, opinion, JSON.writeValueAsString(more), account, onBehalfOf, Sql.time(now))
            .update();
    }

    public Optional<Extension> extension(String id) {
        return extensionsWhere("x.id = ?", id).stream().findFirst();
    }

    /** The one that is not decided yet. */
    Optional<Extension> openExtension(String entryId) {
        return extensionsWhere("x.entry_id = ? and d.extension_id is null", entryId).stream().findFirst();
    }

    private List<Extension> extensions(String entryId) {
        return extensionsWhere("x.entry_id = ?", entryId);
    }

    private List<Extension> extensionsWhere(String condition, String id) {
        return this.jdbc.sql(
                "select x.id, x.entry_id, x.cycle_number, x.due_before, x.wanted_on, x.reason, x.asked_by, x.asked_at, "
                        + "d.decision, d.opinion, d.decided_by, d.on_behalf_of, d.decided_at from ledger_extension x "
                        + "left join ledger_extension_end d on d.extension_id = x.id where " + condition
                        + " order by x.asked_at, x.id")
            .param(id)
            .query((row, index) -> new Extension(row.getString("id"), row.getString("entry_id"),
                    row.getInt("cycle_number"), date(row, "due_before"), date(row, "wanted_on"),
                    row.getString("reason"), row.getString("asked_by"), Sql.instant(row, "asked_at"),
                    row.getString("decision"), row.getString("opinion"), row.getString("decided_by"),
                    row.getString("on_behalf_of"), Sql.instantOrNull(row, "decided_at")))
            .list();
    }

    public void add(String entryId, Amendment amendment) {
        this.jdbc
            .sql("insert into ledger_amendment (id, entry_id, action, field, value_before, value_after, reason, "
                    + "made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .params(Ids.next(), entryId, amendment.action(), amendment.field(), amendment.before(), amendment.after(),
                    amendment.reason(), amendment.madeBy(), Sql.time(amendment.madeAt()))
            .update();
    }

    private List<Amendment> amendments(String entryId) {
        return this.jdbc
            .sql("select action, field, value_before, value_after, reason, made_by, made_at from ledger_amendment "
                    + "where entry_id = ? order by made_at, id")
            .param(entryId)
            .query((row, index) -> new Amendment(row.getString("action"), row.getString("field"),
                    row.getString("value_before"), row.getString("value_after"), row.getString("reason"),
                    row.getString("made_by"), Sql.instant(row, "made_at")))
            .list();
    }

    /** Votes that somebody still owes, by entry and account, of all entries. */
    public List<Owed> votesOwed() {
        return this.jdbc
            .sql("select e.id, e.entry_number, e.title, e.responsible, b.called_at, m.account from ledger_ballot b "
                    + "join ledger_request r on r.id = b.request_id join ledger_entry e on e.id = r.entry_id "
                    + "join ledger_ballot_member m on m.ballot_id = b.id "
                    + "where b.announced <> 'over' and m.entitled = true and not exists (select 1 from ledger_vote v "
                    + "where v.ballot_id = b.id and v.account = m.account) order by b.called_at, e.id")
            .query((row, index) -> new Owed(row.getString("id"), row.getString("entry_number"), row.getString("title"),
                    row.getString("responsible"), row.getString("account"), Sql.instant(row, "called_at")))
            .list();
    }

    private <T> void addLines(String sql, List<T> lines, BiFunction<Integer, T, Object[]> values) {
        if (!lines.isEmpty()) {
            this.batch.batchUpdate(sql,
                    IntStream.range(0, lines.size()).mapToObj((row) -> values.apply(row, lines.get(row))).toList());
        }
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static Map<String, Object> fields(ResultSet row) throws SQLException {
        return JSON.readValue(row.getString("more"), FIELDS);
    }

    /** A vote whose deadline is to be announced. */
    public record BallotDue(String id, String requestId, String step) {

    }

    /** A vote that a person still owes. */
    public record Owed(String entryId, String number, String title, String responsible, String account, Instant since) {

    }

}
