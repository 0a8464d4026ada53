package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.BeforeCommit;
import org.sanxing.common.Recent;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Workflow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** The rows of the task list. */
@Component
public class WorkItems {

    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final int SEARCH_LENGTH = 1200;

    private static final String DECIDED = "ended_by = :account, ended_for = :behalf, decision = :decision";

    private static final String NEWEST = "tasks.newest";

    private static final String DECIDING = "tasks.deciding";

    private static final String LOCKED = "tasks.locked";

    private static final String FOLLOWED = "tasks.followed";

    private final JdbcClient jdbc;

    /** Tasks that ended as the newest of their case, in case no other follows. */
    private final BeforeCommit<String> ended;

    /** By the id of the task; it never changes. */
    private final Map<String, Place> places = Recent.most(10_000);

    WorkItems(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ended = new BeforeCommit<>(0, transactions, this::stayNewest);
    }

    private JdbcClient.StatementSpec change(String sql) {
        Remembered.forget(NEWEST);
        return this.jdbc.sql(sql);
    }

    /**
     * @param authorName kept in what the list is searched for
     * @param beside whether another task of the case stays its newest
     */
    void add(WorkItem item, String authorName, Reckoning reckoning, boolean beside) {
        boolean newest = item.parentId() == null && !beside;
        String announced = reckoning.announced() ? Workflow.MSG_TASK_DUE : null;
        Map<String, Optional<WorkItem>> known = Remembered.once(NEWEST, HashMap::new);
        Optional<WorkItem> before = known.remove(item.caseId());
        boolean follows = newest
                && Remembered.<Map<String, Boolean>>once(FOLLOWED, HashMap::new).replace(item.caseId(), true) != null;
        if (newest && !follows && (before == null || before.isPresent())) {
            this.jdbc.sql("update work_item set newest = false where case_id = :case and newest = true")
                .param("case", item.caseId())
                .update();
        }
        this.places.put(item.id(), new Place(item.kind(), item.caseId()));
        this.jdbc.sql("""
                insert into work_item (id, kind, case_id, parent_id, title, author, department_id, campaign_id, round,
                    holder, candidate_group, excluded, entrusted, state, created_at, moved_at, due_at, due_order,
                    started_on, working_days, remind_at, reminder_message, overdue_message, newest, search_text,
                    revision)
                values (:id, :kind, :case, :parent, :title, :author, :department, :campaign, :round,
                    :holder, :group, :excluded, false, :state, :created, :created, :due, :dueOrder,
                    :started, :days, :remind, :reminder, :overdue, :newest, :search, 0)""")
            .param("id", item.id())
            .param("kind", item.kind())
            .param("case", item.caseId())
            .param("parent", item.parentId())
            .param("title", item.title())
            .param("author", item.author())
            .param("department", item.departmentId())
            .param("campaign", item.campaignId())
            .param("round", item.round())
            .param("holder", item.holder())
            .param("group", item.candidateGroup())
            .param("excluded", item.excluded())
            .param("state", item.state().name())
            .param("created", Sql.time(item.createdAt()))
            .param("due", Sql.time(item.dueAt()))
            .param("dueOrder", Sql.time((item.dueAt() != null) ? item.dueAt() : NEVER))
            .param("started", reckoning.startedOn())
            .param("days", reckoning.workingDays())
            .param("remind", Sql.time(reckoning.remindAt()))
            .param("reminder", announced)
            .param("overdue", announced)
            .param("newest", newest)
            .param("search", searchable(item.title() + " " + authorName + " " + item.author()))
            .update();
    }

    /** These cases are new in this transaction: they have no task yet. */
    void added(Collection<String> caseIds) {
        Map<String, Optional<WorkItem>> known = Remembered.once(NEWEST, HashMap::new);
        caseIds.forEach((caseId) -> known.put(caseId, Optional.empty()));
    }

    private static String searchable(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return (lower.length() > SEARCH_LENGTH) ? lower.substring(0, SEARCH_LENGTH) : lower;
    }

    public Optional<WorkItem> find(String id) {
        return this.jdbc.sql("select * from work_item where id = :id")
            .param("id", id)
            .query((row, number) -> map(row))
            .optional();
    }

    /** Where a task belongs. */
    public Optional<Place> place(String id) {
        Place kept = this.places.get(id);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Place> place = find(id).map((item) -> new Place(item.kind(), item.caseId()));
        place.ifPresent((found) -> this.places.put(id, found));
        return place;
    }

    /** Locks the row until the transaction ends. */
    public Optional<WorkItem> lock(String id) {
        return lock("id = :id", id);
    }

    /** Locks the newest task of the case itself until the transaction ends. */
    Optional<WorkItem> lockNewest(String caseId) {
        Optional<WorkItem> newest = lock("case_id = :id and newest = true", caseId);
        if (newest.isEmpty()) {
            added(List.of(caseId));
        }
        return newest;
    }

    /** With the row comes what beside it need not be asked for, or deleted. */
    private Optional<WorkItem> lock(String condition, String id) {
        // Who had to wait decides by what is so now.
        Remembered.forget();
        return this.jdbc.sql("""
                select w.*, exists (select 1 from task_draft d where d.task_id = w.id) as drafted,
                    exists (select 1 from task_consultation c where c.task_id = w.id) as consulted
                from work_item w where\s""" + condition + " for update").param("id", id).query((row, number) -> {
            WorkItem item = map(row);
            Remembered.<Map<String, Locked>>once(LOCKED, HashMap::new)
                .put(item.id(), new Locked(row.getBoolean("newest"), row.getBoolean("drafted")));
            if (!row.getBoolean("consulted")) {
                Consultations.none(item.id());
            }
            return item;
        }).optional();
    }

    Optional<WorkItem> open(String caseId) {
        return newest(caseId).filter(WorkItem::isOpen);
    }

    /** The newest task of the case itself. */
    public Optional<WorkItem> newest(String caseId) {
        Map<String, Optional<WorkItem>> newest = Remembered.once(NEWEST, HashMap::new);
        return newest.computeIfAbsent(caseId,
                (id) -> this.jdbc.sql("select * from work_item where case_id = :case and newest = true")
                    .param("case", id)
                    .query((row, number) -> map(row))
                    .optional());
    }

    /** The newest task in which a colleague is asked for an opinion on another task. */
    public Optional<WorkItem> opinionTask(String parentId, String account) {
        return this.jdbc.sql("""
                select * from work_item where parent_id = :parent and holder = :account
                order by created_at desc, id desc fetch first 1 rows only""")
            .param("parent", parentId)
            .param("account", account)
            .query((row, number) -> map(row))
            .optional();
    }

    /** The task of the case itself that was decided last. */
    public Optional<WorkItem> lastDecided(String caseId) {
        return this.jdbc.sql("""
                select * from work_item where case_id = :case and state = 'DONE' and parent_id is null
                order by ended_at desc, created_at desc, id desc fetch first 1 rows only""")
            .param("case", caseId)
            .query((row, number) -> map(row))
            .optional();
    }

    public void end(String id, WorkItem.State state, Instant when) {
        Map<String, Decision> deciding = Remembered.once(DECIDING, HashMap::new);
        Decision decision = (state == WorkItem.State.DONE) ? deciding.get(id) : null;
        Locked locked = Remembered.<Map<String, Locked>>once(LOCKED, HashMap::new).get(id);
        Place place = this.places.get(id);
        boolean wasNewest = decision != null && locked != null && locked.newest() && place != null;
        JdbcClient.StatementSpec end = change("update work_item set state = :state, ended_at = :ended, "
                + "revision = revision + 1" + ((decision != null) ? ", " + DECIDED : "")
                + (wasNewest ? ", newest = false" : "") + " where id = :id and state = 'OPEN'")
            .param("state", state.name())
            .param("ended", Sql.time(when))
            .param("id", id);
        if (((decision != null) ? decision.to(end) : end).update() > 0 && decision != null) {
            deciding.put(id, decision.recorded());
            if (wasNewest) {
                Remembered.<Map<String, Boolean>>once(FOLLOWED, HashMap::new).put(place.caseId(), false);
                this.ended.add(List.of(id));
            }
        }
        if (locked == null || locked.drafted()) {
            this.jdbc.sql("delete from task_draft where task_id = :id").param("id", id).update();
        }
    }

    /** A task after which none came is still the newest of its case. */
    private void stayNewest(List<String> ids) {
        Map<String, Boolean> followed = Remembered.once(FOLLOWED, HashMap::new);
        for (String id : ids) {
            String caseId = this.places.get(id).caseId();
            if (!followed.getOrDefault(caseId, false)) {
                change("""
                        update work_item set newest = true where id = :id and not exists (
                            select 1 from work_item o where o.case_id = :case and o.newest = true)""").param("id", id)
                    .param("case", caseId)
                    .update();
            }
        }
    }

    /** How the task is decided that ends next: kept with its end. */
    void deciding(String id, String account, @Nullable String onBehalfOf, String decision) {
        Remembered.<Map<String, Decision>>once(DECIDING, HashMap::new)
            .put(id, new Decision(account, onBehalfOf, decision, false));
    }

    void decided(String id, String account, @Nullable String onBehalfOf, String decision) {
        Decision decided = new Decision(account, onBehalfOf, decision, true);
        if (!decided.equals(Remembered.<Map<String, Decision>>once(DECIDING, HashMap::new).get(id))) {
            decided.to(change("update work_item set " + DECIDED + " where id = :id").param("id", id)).update();
        }
    }

    /**
     * Gives an open task to another holder; its deadline stays, and what others have
     * typed for it goes.
     * @param entrusted whether a colleague hands it on, so that the holder need not
     * belong to the group
     * @param owner who gets it back; null where it is not delegated
     */
    public void move(String id, String holder, boolean entrusted, @Nullable String owner, Instant now) {
        claim(id, holder, entrusted, owner, now);
        this.jdbc.sql("delete from task_draft where task_id = :id and account <> :holder")
            .param("id", id)
            .param("holder", holder)
            .update();
    }

    /** Gives an open task to a holder who completes it at once. */
    public void claim(String id, String holder, boolean entrusted, @Nullable String owner, Instant now) {
        change("""
                update work_item set holder = :holder, entrusted = :entrusted, owner = :owner, moved_at = :now,
                    acted_at = coalesce(acted_at, :now), revision = revision + 1
                where id = :id and state = 'OPEN'""").param("holder", holder)
            .param("entrusted", entrusted)
            .param("owner", owner)
            .param("now", Sql.time(now))
            .param("id", id)
            .update();
    }

    /** Keeps the group that an open task is offered to; null where one person got it. */
    public void offeredTo(String id, @Nullable String group) {
        change("update work_item set candidate_group = :group where id = :id").param("group", group)
            .param("id", id)
            .update();
    }

    /** Opens an item again whose task in the engine is open. */
    public void openAgain(String id) {
        change("""
                update work_item set state = 'OPEN', ended_at = null, ended_by = null, ended_for = null,
                    decision = null, revision = revision + 1
                where id = :id""").param("id", id).update();
    }

    /** Has the holder of an open item reminded at a time. */
    public void remindAt(String id, Instant when) {
        change("update work_item set remind_at = :at, revision = revision + 1 where id = :id")
            .param("at", Sql.time(when))
            .param("id", id)
            .update();
    }

    /** Keeps when somebody first did something with it. */
    public void actedOn(String id, Instant now) {
        change("update work_item set acted_at = :now where id = :id and acted_at is null").param("now", Sql.time(now))
            .param("id", id)
            .update();
    }

    void begun(String caseId, Instant now) {
        change("""
                update work_item set acted_at = :now
                where case_id = :case and newest = true and state = 'OPEN' and acted_at is null""")
            .param("now", Sql.time(now))
            .param("case", caseId)
            .update();
    }

    /**
     * Marks a decision as taken back, and gives the task that came of it its deadline.
     */
    public void takenBack(WorkItem decided, WorkItem again, Instant now) {
        change("update work_item set taken_back_at = :now, revision = revision + 1 where id = :id")
            .param("now", Sql.time(now))
            .param("id", decided.id())
            .update();
        change("""
                update work_item set (due_at, due_order, started_on, working_days, remind_at, reminded_at,
                    escalated_at, entrusted, candidate_group) = (select due_at, due_order, started_on, working_days,
                    remind_at, reminded_at, escalated_at, entrusted, candidate_group
                    from work_item where id = :decided)
                where id = :again""").param("decided", decided.id()).param("again", again.id()).update();
    }

    List<String> holdersOf(String caseId, String kind) {
        return this.jdbc.sql("select holder from work_item where case_id = :case and kind = :kind and state = 'OPEN'")
            .param("case", caseId)
            .param("kind", kind)
            .query(String.class)
            .list();
    }

    void dueAt(String caseId, String kind, Instant dueAt) {
        change("""
                update work_item set due_at = :due, due_order = :due, revision = revision + 1
                where case_id = :case and kind = :kind and state = 'OPEN'""").param("due", Sql.time(dueAt))
            .param("case", caseId)
            .param("kind", kind)
            .update();
    }

    /** Ids of the open tasks of a kind. */
    List<String> open(String caseId, String kind) {
        return this.jdbc.sql("select id from work_item where case_id = :case and kind = :kind and state = 'OPEN'")
            .param("case", caseId)
            .param("kind", kind)
            .query(String.class)
            .list();
    }

    void concerns(String caseId, String account) {
        change("update work_item set author = :account where case_id = :case and newest = true")
            .param("account", account)
            .param("case", caseId)
            .update();
        change("""
                update work_item set author = :account, revision = revision + 1,
                    excluded = case when excluded is null then null else :account end
                where case_id = :case and state = 'OPEN'""").param("account", account).param("case", caseId).update();
    }

    void alsoFoundBy(String caseId, String words) {
        change("update work_item set search_text = substring(search_text || :words from 1 for " + SEARCH_LENGTH
                + ") where case_id = :case")
            .param("words", " " + searchable(words))
            .param("case", caseId)
            .update();
    }

    /** Locks one open item whose reminder is due; empty where there is none. */
    Optional<String> lockReminderDue(Instant now, Collection<String> except) {
        return lockDue("remind_at <= :now and reminded_at is null", "remind_at", "reminder_message", now, except);
    }

    /** Locks one open item that has become overdue; empty where there is none. */
    Optional<String> lockOverdue(Instant now, Collection<String> except) {
        return lockDue("due_at < :now and escalated_at is null", "due_at", "overdue_message", now, except);
    }

    private Optional<String> lockDue(String condition, String order, String message, Instant now,
            Collection<String> except) {
        String but = except.isEmpty() ? "" : " and id not in (:except)";
        return this.jdbc
            .sql("""
                    select id from work_item
                    where state = 'OPEN' and %1$s is not null and %2$s%3$s
                    order by %4$s, id fetch first 1 rows only for update skip locked""".formatted(message, condition,
                    but, order))
            .params(except.isEmpty() ? Map.of("now", Sql.time(now)) : Map.of("now", Sql.time(now), "except", except))
            .query(String.class)
            .optional();
    }

    public void reminded(String id, Instant when) {
        change("update work_item set reminded_at = :at where id = :id").param("at", Sql.time(when))
            .param("id", id)
            .update();
    }

    public void escalated(String id, Instant when) {
        change("update work_item set escalated_at = :at where id = :id").param("at", Sql.time(when))
            .param("id", id)
            .update();
    }

    /**
     * The open items whose due time was reckoned in working days, by id.
     * @param toChange whether they are locked for it
     */
    List<Reckoned> reckoned(boolean toChange) {
        return this.jdbc.sql("""
                select id, case_id, kind, started_on, working_days, due_at, remind_at, reminded_at from work_item
                where state = 'OPEN' and working_days is not null order by id""" + (toChange ? " for update" : ""))
            .query((row, number) -> new Reckoned(row.getString("id"), row.getString("case_id"), row.getString("kind"),
                    row.getObject("started_on", LocalDate.class), row.getInt("working_days"),
                    Sql.instant(row, "due_at"), Sql.instantOrNull(row, "remind_at"),
                    row.getObject("reminded_at") != null))
            .list();
    }

    void reckonedAgain(String id, Instant dueAt, @Nullable Instant remindAt) {
        change("""
                update work_item set due_at = :due, due_order = :due, remind_at = :remind, revision = revision + 1
                where id = :id""").param("due", Sql.time(dueAt))
            .param("remind", Sql.time(remindAt))
            .param("id", id)
            .update();
    }

    /**
     * Where a task belongs.
     */
    public record Place(String kind, String caseId) {

    }

    /**
     * @param drafted whether somebody has typed something for it
     */
    private record Locked(boolean newest, boolean drafted) {

    }

    /**
     * Who decided a task and how.
     *
     * @param written whether its row says so
     */
    private record Decision(String account, @Nullable String onBehalfOf, String decision, boolean written) {

        private Decision recorded() {
            return new Decision(this.account, this.onBehalfOf, this.decision, true);
        }

        private JdbcClient.StatementSpec to(JdbcClient.StatementSpec statement) {
            return statement.param("account", this.account)
                .param("behalf", this.onBehalfOf)
                .param("decision", this.decision);
        }

    }

    /**
     * How a due time came about.
     *
     * @param startedOn date from which working days count; null with {@code workingDays}
     * @param remindAt null for no reminder
     * @param announced whether the sweep of the tasks announces it
     */
    record Reckoning(@Nullable LocalDate startedOn, @Nullable Integer workingDays, @Nullable Instant remindAt,
            boolean announced) {

    }

    /** An open item whose due time can be reckoned again. */
    record Reckoned(String id, String caseId, String kind, LocalDate startedOn, int workingDays, Instant dueAt,
            @Nullable Instant remindAt, boolean reminded) {

    }

    /** Reads a row of all columns. */
    public static WorkItem map(ResultSet row) throws SQLException {
        return new WorkItem(row.getString("id"), row.getString("kind"), row.getString("case_id"),
                row.getString("title"), row.getString("author"), row.getString("department_id"),
                row.getString("campaign_id"), row.getInt("round"), row.getString("holder"),
                row.getString("candidate_group"), row.getString("excluded"), row.getBoolean("entrusted"),
                row.getString("owner"), row.getString("parent_id"), WorkItem.State.valueOf(row.getString("state")),
                Sql.instant(row, "created_at"), Sql.instant(row, "moved_at"), Sql.instantOrNull(row, "due_at"),
                Sql.instantOrNull(row, "reminded_at"), Sql.instantOrNull(row, "escalated_at"),
                Sql.instantOrNull(row, "acted_at"), Sql.instantOrNull(row, "ended_at"), row.getString("ended_by"),
                row.getString("ended_for"), row.getString("decision"), Sql.instantOrNull(row, "taken_back_at"),
                row.getInt("revision"));
    }

}
