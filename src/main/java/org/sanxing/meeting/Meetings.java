package org.sanxing.meeting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;
import org.sanxing.meeting.ItemSheet.Report;
import org.sanxing.meeting.ItemSheet.Seat;
import org.sanxing.rectification.RectificationHistory.Measure;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Meetings in the database. */
@Repository
public class Meetings {

    private static final String MEETING = "select m.*, m.meeting_year as \"year\", m.meeting_number as number "
            + "from ledger_meeting m ";

    private static final String ITEM = "select i.*, i.line_number as line, i.cycle_number as cycle, "
            + "i.present_count as present from ledger_meeting_item i ";

    private static final RowMapper<Meeting> MEETINGS = Rows.of(Meeting.class);

    private static final RowMapper<AgendaItem> ITEMS = Rows.of(AgendaItem.class);

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    Meetings(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    public Optional<Meeting> find(String id) {
        return this.jdbc.sql(MEETING + "where m.id = ?").param(id).query(MEETINGS).optional();
    }

    /**
     * Locks a meeting until the transaction ends: what is done in it comes one after the
     * other, and before the entries of its agenda are locked.
     */
    Meeting lock(String id) {
        return this.jdbc.sql(MEETING + "where m.id = ? for update")
            .param(id)
            .query(MEETINGS)
            .optional()
            .orElseThrow(() -> new NotFound("meeting"));
    }

    /**
     * The next number of a year; nobody else gets one until the transaction ends. A
     * meeting that was cancelled does not count.
     */
    int nextNumber(int year) {
        this.jdbc.sql("select id from ledger_sequence_lock where id = 1 for update").query(Integer.class).single();
        return this.jdbc
            .sql("select coalesce(max(meeting_number), 0) + 1 from ledger_meeting where meeting_year = ? "
                    + "and state <> 'cancelled'")
            .param(year)
            .query(Integer.class)
            .single();
    }

    boolean isTaken(int year, int number, String but) {
        return this.jdbc
            .sql("select count(*) from ledger_meeting where meeting_year = ? and meeting_number = ? and id <> ? "
                    + "and state <> 'cancelled'")
            .params(year, number, but)
            .query(Integer.class)
            .single() > 0;
    }

    void add(Meeting meeting) {
        Rows.insert(this.jdbc, "ledger_meeting",
                "id, meeting_year, meeting_number, title, meets_at, place, chair, recorder, invited, state, called_by, "
                        + "called_at, revision",
                meeting.id(), meeting.year(), meeting.number(), meeting.title(), meeting.meetsAt(), meeting.place(),
                meeting.chair(), meeting.recorder(), meeting.invited(), meeting.state(), meeting.calledBy(),
                meeting.calledAt(), meeting.revision());
    }

    /** Saves a meeting that is locked, and counts its revision. */
    void save(Meeting meeting) {
        Rows.update(this.jdbc,
                "update ledger_meeting set meeting_year = ?, meeting_number = ?, title = ?, meets_at = ?, place = ?, "
                        + "chair = ?, recorder = ?, invited = ?, state = ?, begun_at = ?, ended_at = ?, "
                        + "cancel_reason = ?, recorder_signed_at = ?, chair_signed_at = ?, revision = revision + 1 "
                        + "where id = ?",
                meeting.year(), meeting.number(), meeting.title(), meeting.meetsAt(), meeting.place(), meeting.chair(),
                meeting.recorder(), meeting.invited(), meeting.state().id(), meeting.begunAt(), meeting.endedAt(),
                meeting.cancelReason(), meeting.recorderSignedAt(), meeting.chairSignedAt(), meeting.id());
    }

    /**
     * The newest first.
     * @param reader whose own ones only, called, chaired or recorded; null for all
     */
    public Page<Meeting> page(Meeting.@Nullable State state, @Nullable String reader, int limit,
            @Nullable String cursor) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (state != null) {
            conditions.add("m.state = :state");
            parameters.put("state", state.id());
        }
        if (reader != null) {
            conditions.add("(m.called_by = :reader or m.chair = :reader or m.recorder = :reader)");
            parameters.put("reader", reader);
        }
        Cursor.decode(cursor, 2).ifPresent((after) -> {
            conditions.add("(m.meets_at < :afterTime or (m.meets_at = :afterTime and m.id < :afterId))");
            parameters.put("afterTime", Sql.time(Cursor.value(after.get(0), Instant::parse)));
            parameters.put("afterId", after.get(1));
        });
        List<Meeting> rows = this.jdbc
            .sql(MEETING + "where " + String.join(" and ", conditions) + " order by m.meets_at desc, m.id desc "
                    + "fetch first " + (limit + 1) + " rows only")
            .params(parameters)
            .query(MEETINGS)
            .list();
        return Page.of(rows, limit, (last) -> List.of(last.meetsAt().toString(), last.id()));
    }

    /** Called or in session, the next first. */
    public List<Meeting> live() {
        return this.jdbc.sql(MEETING + "where m.state in ('called', 'inSession') order by m.meets_at, m.id")
            .query(MEETINGS)
            .list();
    }

    List<Meeting> all(Collection<String> ids) {
        return ids.isEmpty() ? List.of()
                : this.jdbc.sql(MEETING + "where m.id in (:ids)").param("ids", ids).query(MEETINGS).list();
    }

    /** How many items each of the meetings has, all and decided, by its id. */
    public Map<String, Counts> counts(Collection<String> ids) {
        return by(ids,
                "meeting_id as id, count(*) as items, sum(case when state = 'decided' then 1 else 0 end) "
                        + "as decided from ledger_meeting_item where meeting_id in (:ids) group by meeting_id",
                Rows.of(Counts.class));
    }

    // ---- Agenda

    public List<AgendaItem> agenda(String meetingId) {
        return this.jdbc.sql(ITEM + "where i.meeting_id = ? order by i.line_number")
            .param(meetingId)
            .query(ITEMS)
            .list();
    }

    /** All items that an entry ever was, oldest first. */
    public List<AgendaItem> ofEntry(String entryId) {
        return this.jdbc
            .sql(ITEM + "join ledger_meeting m on m.id = i.meeting_id where i.entry_id = ? and m.state <> 'cancelled' "
                    + "order by m.meets_at, m.called_at, m.id")
            .param(entryId)
            .query(ITEMS)
            .list();
    }

    /** The item of a live meeting on which the entry still waits. */
    public Optional<AgendaItem> liveItem(String entryId) {
        return liveItems(List.of(entryId)).stream().findFirst();
    }

    List<AgendaItem> liveItems(Collection<String> entryIds) {
        return entryIds.isEmpty() ? List.of()
                : this.jdbc
                    .sql(ITEM + "join ledger_meeting m on m.id = i.meeting_id where i.entry_id in (:entries) "
                            + "and i.state in ('listed', 'open') and m.state in ('called', 'inSession')")
                    .param("entries", entryIds)
                    .query(ITEMS)
                    .list();
    }

    /** Those of the entries that wait on an agenda. */
    public List<String> listed(Collection<String> entryIds) {
        return liveItems(entryIds).stream().map(AgendaItem::entryId).toList();
    }

    Optional<AgendaItem> openItem(String entryId) {
        return liveItem(entryId).filter((item) -> item.is(AgendaItem.State.OPEN));
    }

    AgendaItem item(Meeting meeting, String id) {
        return this.jdbc.sql(ITEM + "where i.id = ? and i.meeting_id = ?")
            .params(id, meeting.id())
            .query(ITEMS)
            .optional()
            .orElseThrow(() -> new NotFound("meeting-item"));
    }

    void add(AgendaItem item) {
        Rows.insert(this.jdbc, "ledger_meeting_item",
                "id, meeting_id, line_number, kind, entry_id, cycle_number, reason, proposed_by, state, discussion",
                item.id(), item.meetingId(), item.line(), item.kind(), item.entryId(), item.cycle(), item.reason(),
                item.proposedBy(), item.state(), item.discussion());
    }

    /** Saves what may change of an item; its entry is locked where its state does. */
    void save(AgendaItem item) {
        Rows.update(this.jdbc,
                "update ledger_meeting_item set state = ?, ballot_id = ?, chair = ?, discussion = ?, "
                        + "present_count = ?, settled_reason = ?, settled_by = ?, settled_at = ? where id = ?",
                item.state().id(), item.ballotId(), item.chair(), item.discussion(), item.present(),
                item.settledReason(), item.settledBy(), item.settledAt(), item.id());
    }

    /** Takes an item off an agenda that has not begun: nobody was excused on it yet. */
    void remove(AgendaItem item) {
        Rows.update(this.jdbc, "delete from ledger_meeting_view where item_id = ?", item.id());
        Rows.update(this.jdbc, "delete from ledger_meeting_item where id = ?", item.id());
    }

    // ---- Who is there

    public List<Attendance> attendance(String meetingId) {
        return this.jdbc
            .sql("select account, line_number as line, present, reason, noted_by, noted_at "
                    + "from ledger_meeting_attendance where meeting_id = ? order by line_number")
            .param(meetingId)
            .query(Rows.of(Attendance.class))
            .list();
    }

    void expect(String meetingId, List<String> accounts) {
        Rows.insertAll(this.batch, "ledger_meeting_attendance", "meeting_id, account, line_number",
                IntStream.range(0, accounts.size())
                    .mapToObj((line) -> new Object[] { meetingId, accounts.get(line), line })
                    .toList());
    }

    void note(String meetingId, List<Attendance> noted) {
        this.batch.batchUpdate(
                "update ledger_meeting_attendance set present = ?, reason = ?, noted_by = ?, noted_at = ? "
                        + "where meeting_id = ? and account = ?",
                noted.stream()
                    .map((one) -> new Object[] { one.present(), one.reason(), one.notedBy(), Sql.time(one.notedAt()),
                            meetingId, one.account() })
                    .toList());
    }

    /** By item, then account. */
    Map<String, Map<String, Excused>> excused(String meetingId) {
        return byItem("ledger_meeting_excused", meetingId, Rows.of(Excused.class));
    }

    void excuse(String itemId, Excused excused, String by, Instant now) {
        Rows.insert(this.jdbc, "ledger_meeting_excused", "item_id, account, reason, note, set_by, set_at", itemId,
                excused.account(), excused.reason(), excused.note(), by, now);
    }

    /** Takes an excuse back. */
    void entitle(String itemId, String account) {
        Rows.update(this.jdbc, "delete from ledger_meeting_excused where item_id = ? and account = ?", itemId, account);
    }

    /** What absent members wrote: by item, then account. */
    Map<String, Map<String, String>> views(String meetingId) {
        return byItem("ledger_meeting_view", meetingId, (row, index) -> row.getString("written"));
    }

    private <T> Map<String, Map<String, T>> byItem(String table, String meetingId, RowMapper<T> mapper) {
        Map<String, Map<String, T>> all = new HashMap<>();
        this.jdbc
            .sql("select x.* from " + table + " x join ledger_meeting_item i on i.id = x.item_id "
                    + "where i.meeting_id = ?")
            .param(meetingId)
            .query((row) -> {
                all.computeIfAbsent(row.getString("item_id"), (id) -> new HashMap<>())
                    .put(row.getString("account"), mapper.mapRow(row, 0));
            });
        return all;
    }

    /**
     * @param again whether something was written before
     */
    void write(String itemId, String account, String text, boolean again, String by, Instant now) {
        if (again) {
            Rows.update(this.jdbc, "delete from ledger_meeting_view where item_id = ? and account = ?", itemId,
                    account);
        }
        if (!Texts.isBlank(text)) {
            Rows.insert(this.jdbc, "ledger_meeting_view", "item_id, account, written, noted_by, noted_at", itemId,
                    account, text, by, now);
        }
    }

    // ---- Votes

    /** Ids of the votes that go on, by entry. */
    Map<String, String> openBallots(Collection<String> entryIds) {
        return by(entryIds,
                "r.entry_id as id, b.id as ballot from ledger_ballot b join ledger_request r on r.id = b.request_id "
                        + "where r.entry_id in (:ids) and b.announced <> 'over'",
                (row, index) -> row.getString("ballot"));
    }

    /** By the column {@code id} of each row. One statement. */
    private <T> Map<String, T> by(Collection<String> ids, String select, RowMapper<T> mapper) {
        return ids.isEmpty() ? new HashMap<>()
                : Rows.by("id", this.jdbc.sql("select " + select).param("ids", ids), mapper);
    }

    /** Votes by their ids. One statement. */
    Map<String, Votes> votes(Collection<String> ballotIds) {
        RowMapper<Votes> taken = Rows.of(Votes.class);
        Map<String, Votes> ballots = new HashMap<>();
        if (!ballotIds.isEmpty()) {
            this.jdbc.sql("select b.id, b.needed, b.declared, m.account, m.entitled, m.reason, "
                    + "coalesce(m.note, '') as note, v.vote, v.opinion, v.voted_at from ledger_ballot b join ledger_ballot_member m on m.ballot_id = b.id "
                    + "left join ledger_vote v on v.ballot_id = b.id and v.account = m.account "
                    + "where b.id in (:ids) order by b.id, m.line_number")
                .param("ids", ballotIds)
                .query((row) -> {
                    Votes votes = taken.mapRow(row, 0);
                    ballots.computeIfAbsent(votes.id(), (id) -> votes)
                        .seats()
                        .add(new Seat(row.getString("account"), row.getBoolean("entitled"), row.getString("reason"),
                                row.getString("note"), null, null, row.getString("vote"), row.getString("opinion"),
                                Sql.instantOrNull(row, "voted_at"), false, null));
                });
        }
        return ballots;
    }

    /**
     * What the branch reports on what is voted on, by the id of the vote. Two statements.
     */
    Map<String, Report> reports(Collection<String> ballotIds) {
        Map<String, Report> reports = by(ballotIds,
                "b.id, r.id as request_id, r.conclusion, v.opinion, v.decided_by as verified_by, (select count(*) "
                        + "from ledger_request_evidence e where e.request_id = r.id) as evidence from ledger_ballot b "
                        + "join ledger_request r on r.id = b.request_id "
                        + "join ledger_verification v on v.request_id = r.id where b.id in (:ids)",
                Rows.of(Report.class));
        if (!reports.isEmpty()) {
            RowMapper<Measure> measures = Rows.of(Measure.class);
            this.jdbc
                .sql("select b.id, m.measure as text, m.standard, m.due_on, m.done, m.dropped_because "
                        + "from ledger_ballot b join ledger_request r on r.id = b.request_id "
                        + "join ledger_measure_set s on s.entry_id = r.entry_id and s.set_number = "
                        + "(select max(l.set_number) from ledger_measure_set l where l.entry_id = r.entry_id "
                        + "and l.confirmed_at <= r.requested_at) join ledger_measure m on m.set_id = s.id "
                        + "where b.id in (:ids) order by b.id, m.line_number")
                .param("ids", reports.keySet())
                .query((row) -> {
                    reports.get(row.getString("id")).measures().add(measures.mapRow(row, 0));
                });
        }
        return reports;
    }

    /** Fixes who is entitled in a vote that was called before. */
    void retake(String ballotId, int needed, List<Seat> seats) {
        Remembered.forget();
        Rows.update(this.jdbc, "update ledger_ballot set entitled = ?, needed = ? where id = ?",
                seats.stream().filter(Seat::entitled).count(), needed, ballotId);
        this.batch.batchUpdate(
                "update ledger_ballot_member set entitled = ?, reason = ?, note = ? where ballot_id = ? and account = ?",
                seats.stream()
                    .map((seat) -> new Object[] { seat.entitled(), seat.reason(), seat.note(), ballotId,
                            seat.account() })
                    .toList());
    }

    /** Opens a vote of the meeting's own, which no task is made for. */
    void openBallot(String ballotId, int needed, List<Seat> seats, Instant now) {
        Rows.insert(this.jdbc, "ledger_ballot", "id, entitled, needed, called_at, due_at, announced", ballotId,
                seats.stream().filter(Seat::entitled).count(), needed, now, now, "over");
        Rows.insertAll(this.batch, "ledger_ballot_member", "ballot_id, line_number, account, entitled, reason, note",
                IntStream.range(0, seats.size())
                    .mapToObj((line) -> new Object[] { ballotId, line, seats.get(line).account(),
                            seats.get(line).entitled(), seats.get(line).reason(), seats.get(line).note() })
                    .toList());
    }

    /**
     * Whether a member of the party group came.
     *
     * @param present null while nobody noted it
     * @param reason why the member is absent
     */
    public record Attendance(String account, int line, @Nullable Boolean present, @Nullable String reason,
            @Nullable String notedBy, @Nullable Instant notedAt) {

        public boolean isPresent() {
            return Boolean.TRUE.equals(this.present);
        }

        public boolean isAbsent() {
            return Boolean.FALSE.equals(this.present);
        }

    }

    /** Why a member does not count as entitled on an item. */
    public record Excused(String account, String reason, String note) {

    }

    /** A vote as it stands. */
    record Votes(String id, int needed, @Nullable String declared, List<Seat> seats) {

    }

    public record Counts(int items, int decided) {

    }

}
