package org.sanxing.tasks.list;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.BeforeCommit;
import org.sanxing.common.Recent;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.WorkItem;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.Workflow;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** The rows of the task list. */
@Component
public class WorkItems {

    static final RowMapper<WorkItem> ROWS = Rows.of(WorkItem.class);

    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private static final int SEARCH_LENGTH = 1200;

    private static final String DECIDED = "ended_by = ?, ended_for = ?, decision = ?";

    private static final String COLUMNS = """
            id, kind, case_id, parent_id, title, author, department_id, campaign_id, round, holder, candidate_group,
            excluded, entrusted, state, created_at, moved_at, due_at, due_order, started_on, working_days, remind_at,
            reminder_message, overdue_message, newest, search_text, revision""";

    private static final String NEWEST = "tasks.newest";

    private static final String WOKEN = "tasks.woken";

    private static final String DECIDING = "tasks.deciding";

    private static final String LOCKED = "tasks.locked";

    private static final String FOLLOWED = "tasks.followed";

    private final JdbcClient jdbc;

    /** New rows: of a task for each of many people all at once. */
    private final BeforeCommit<@Nullable Object[]> added;

    /** Tasks that ended as the newest of their case, in case no other follows. */
    private final BeforeCommit<String> ended;

    private final Workflow workflow;

    /** By the id of the task; it never changes. */
    private final Map<String, Place> places = Recent.most(10_000);

    WorkItems(JdbcClient jdbc, JdbcOperations batches, Workflow workflow, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.workflow = workflow;
        this.added = new BeforeCommit<>(0, transactions, (rows) -> Rows.insertAll(batches, "work_item", COLUMNS, rows));
        this.ended = new BeforeCommit<>(0, transactions, this::stayNewest);
    }

    /** For statements that see what was added. */
    private JdbcClient jdbc() {
        this.added.flush();
        return this.jdbc;
    }

    private JdbcClient.StatementSpec change(String sql) {
        Remembered.forget(NEWEST);
        return jdbc().sql(sql);
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
        Map<String, Boolean> followed = Remembered.own(FOLLOWED, HashMap::new);
        boolean follows = newest && followed.replace(item.caseId(), true) != null;
        if (newest && !follows && (before == null || before.isPresent())) {
            if (Rows.update(jdbc(), """
                    update work_item set newest = false
                    where case_id = ? and newest = true and resting = false""", item.caseId()) == 0) {
                goesOn(item.caseId(), true);
            }
        }
        if (beside && !followed.containsKey(item.caseId())
                && Remembered.<Set<String>>own(WOKEN, HashSet::new).add(item.caseId())) {
            goesOn(item.caseId(), false);
        }
        this.places.put(item.id(), new Place(item.kind(), item.caseId()));
        this.added.add(Collections.singletonList(new Object[] { item.id(), item.kind(), item.caseId(), item.parentId(),
                item.title(), item.author(), item.departmentId(), item.campaignId(), item.round(), item.holder(),
                item.candidateGroup(), item.excluded(), false, item.state().name(), item.createdAt(), item.createdAt(),
                item.dueAt(), (item.dueAt() != null) ? item.dueAt() : NEVER, reckoning.startedOn(),
                reckoning.workingDays(), reckoning.remindAt(), announced, announced, newest,
                searchable(item.title() + " " + authorName + " " + item.author()), 0 }));
        if (!beside) {
            this.added.flush();
        }
    }

    /**
     * What {@link RestingCases} has kept of a case is looked up again, in each way.
     * @param followed whether another task is its newest from now on
     */
    private void goesOn(String caseId, boolean followed) {
        if (Rows.update(jdbc(), "update work_item set resting = false" + (followed ? ", newest = false" : "")
                + " where case_id = ? and resting = true", caseId) > 0) {
            List.of("task_step", "task_consultation").forEach((table) -> Rows.update(this.jdbc, "update " + table + """
                     set resting = false
                    where resting = true and task_id in (select id from work_item where case_id = ?)""", caseId));
        }
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
        return first("where id = ?", id);
    }

    private Optional<WorkItem> first(String condition, Object... parameters) {
        return jdbc().sql("select * from work_item " + condition).params(parameters).query(ROWS).optional();
    }

    /**
     * Those of the case itself that are open or done, in the order in which they came.
     */
    public List<WorkItem> of(String caseId) {
        return jdbc().sql("""
                select * from work_item where case_id = ? and parent_id is null and state <> 'CANCELLED'
                order by created_at, id""").params(caseId).query(ROWS).list();
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
        return jdbc().sql("""
                select w.*, exists (select 1 from task_draft d where d.task_id = w.id) as drafted,
                    exists (select 1 from task_consultation c where c.task_id = w.id) as consulted
                from work_item w where\s""" + condition + " for update").param("id", id).query((row, number) -> {
            WorkItem item = ROWS.mapRow(row, number);
            Remembered.<Map<String, Locked>>own(LOCKED, HashMap::new)
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
        return newest.computeIfAbsent(caseId, (id) -> first("where case_id = ? and newest = true", id));
    }

    /** The newest task in which a colleague is asked for an opinion on another task. */
    public Optional<WorkItem> opinionTask(String parentId, String account) {
        return first("""
                where parent_id = ? and holder = ?
                order by created_at desc, id desc fetch first 1 rows only""", parentId, account);
    }

    /** The task of the case itself that was decided last. */
    public Optional<WorkItem> lastDecided(String caseId) {
        return first("""
                where case_id = ? and state = 'DONE' and parent_id is null
                order by ended_at desc, created_at desc, id desc fetch first 1 rows only""", caseId);
    }

    public void end(String id, WorkItem.State state, Instant when) {
        Map<String, Decision> deciding = Remembered.own(DECIDING, HashMap::new);
        Decision decision = (state == WorkItem.State.DONE) ? deciding.getOrDefault(id, Decision.NONE) : Decision.NONE;
        Locked locked = Remembered.<Map<String, Locked>>own(LOCKED, HashMap::new).get(id);
        Place place = this.places.get(id);
        boolean wasNewest = state == WorkItem.State.DONE && deciding.containsKey(id) && locked != null
                && locked.newest() && place != null;
        if (change("update work_item set state = ?, ended_at = ?, revision = revision + 1, " + DECIDED
                + (wasNewest ? ", newest = false" : "") + " where id = ? and state = 'OPEN'")
            .params(state.name(), Sql.time(when), decision.account(), decision.onBehalfOf(), decision.decision(), id)
            .update() > 0) {
            deciding.computeIfPresent(id, (ended, kept) -> decision.recorded());
            if (wasNewest) {
                Remembered.<Map<String, Boolean>>own(FOLLOWED, HashMap::new).put(place.caseId(), false);
                this.ended.add(List.of(id));
            }
        }
        if (locked == null || locked.drafted()) {
            Rows.update(jdbc(), "delete from task_draft where task_id = ?", id);
        }
    }

    /** A task after which none came is still the newest of its case. */
    private void stayNewest(List<String> ids) {
        Map<String, Boolean> followed = Remembered.own(FOLLOWED, HashMap::new);
        for (String id : ids) {
            String caseId = this.places.get(id).caseId();
            if (!followed.getOrDefault(caseId, false)) {
                change("""
                        update work_item set newest = true where id = ? and not exists (
                            select 1 from work_item o where o.case_id = ? and o.newest = true)""").params(id, caseId)
                    .update();
            }
        }
    }

    /** How the task is decided that ends next: kept with its end. */
    void deciding(String id, String account, @Nullable String onBehalfOf, String decision) {
        Remembered.<Map<String, Decision>>own(DECIDING, HashMap::new)
            .put(id, new Decision(account, onBehalfOf, decision, false));
    }

    void decided(String id, String account, @Nullable String onBehalfOf, String decision) {
        // Of several decisions each is undone for itself, with what came of it.
        this.added.flush();
        Decision decided = new Decision(account, onBehalfOf, decision, true);
        if (!decided.equals(Remembered.<Map<String, Decision>>own(DECIDING, HashMap::new).get(id))) {
            change("update work_item set " + DECIDED + " where id = ?").params(account, onBehalfOf, decision, id)
                .update();
        }
    }

    /**
     * Gives an open task to another holder, here and in the engine together; its deadline
     * stays, and what others have typed for it goes.
     * @param holder account, or the group it was offered to
     * @param entrusted whether a colleague hands it on, so that the holder need not
     * belong to the group
     * @param owner who gets it back; null where it is not delegated
     */
    public void pass(WorkItem item, String holder, boolean entrusted, @Nullable String owner, Instant now) {
        move(item.id(), holder, entrusted, owner, now);
        this.workflow.assign(item.id(), TaskGroups.isGroup(holder) ? null : holder, owner);
    }

    /** The same here alone. */
    public void move(String id, String holder, boolean entrusted, @Nullable String owner, Instant now) {
        hold(id, holder, entrusted, owner, now);
        Rows.update(jdbc(), "delete from task_draft where task_id = ? and account <> ?", id, holder);
    }

    /** Gives the task of a group to the account in whose name it is completed now. */
    public void claim(WorkItem item, String account, Instant now) {
        hold(item.id(), account, false, null, now);
        this.workflow.claim(item.id(), account);
    }

    private void hold(String id, String holder, boolean entrusted, @Nullable String owner, Instant now) {
        change("""
                update work_item set holder = ?, entrusted = ?, owner = ?, moved_at = ?,
                    acted_at = coalesce(acted_at, ?), revision = revision + 1
                where id = ? and state = 'OPEN'""").params(holder, entrusted, owner, Sql.time(now), Sql.time(now), id)
            .update();
    }

    /** Keeps the group that an open task is offered to; null where one person got it. */
    public void offeredTo(String id, @Nullable String group) {
        change("update work_item set candidate_group = ? where id = ?").params(group, id).update();
    }

    /** Opens an item again whose task in the engine is open. */
    public void openAgain(WorkItem item) {
        goesOn(item.caseId(), false);
        change("""
                update work_item set state = 'OPEN', ended_at = null, ended_by = null, ended_for = null,
                    decision = null, revision = revision + 1
                where id = ?""").params(item.id()).update();
    }

    /** Has the holder of an open item reminded at a time. */
    public void remindAt(String id, Instant when) {
        change("update work_item set remind_at = ?, revision = revision + 1 where id = ?").params(Sql.time(when), id)
            .update();
    }

    /** Keeps when somebody first did something with it. */
    public void actedOn(String id, Instant now) {
        change("update work_item set acted_at = ? where id = ? and acted_at is null").params(Sql.time(now), id)
            .update();
    }

    void begun(String caseId, Instant now) {
        change("""
                update work_item set acted_at = ?
                where case_id = ? and newest = true and state = 'OPEN' and acted_at is null""")
            .params(Sql.time(now), caseId)
            .update();
    }

    /**
     * Marks a decision as taken back, and gives the task that came of it its deadline.
     */
    public void takenBack(WorkItem decided, WorkItem again, Instant now) {
        change("update work_item set taken_back_at = ?, revision = revision + 1 where id = ?")
            .params(Sql.time(now), decided.id())
            .update();
        change("""
                update work_item set (due_at, due_order, started_on, working_days, remind_at, reminded_at,
                    escalated_at, entrusted, candidate_group) = (select due_at, due_order, started_on, working_days,
                    remind_at, reminded_at, escalated_at, entrusted, candidate_group
                    from work_item where id = ?)
                where id = ?""").params(decided.id(), again.id()).update();
    }

    void dueAt(String caseId, String kind, Instant dueAt) {
        change("""
                update work_item set due_at = ?, due_order = ?, revision = revision + 1
                where case_id = ? and kind = ? and state = 'OPEN'""")
            .params(Sql.time(dueAt), Sql.time(dueAt), caseId, kind)
            .update();
    }

    /** The open tasks of a kind. */
    List<WorkItem> open(String caseId, String kind) {
        return open("case_id = :case and kind = :kind", Map.of("case", caseId, "kind", kind), "id", Integer.MAX_VALUE);
    }

    /**
     * Open items on which a condition holds.
     * @param condition with names for the parameters
     * @param order columns
     */
    public List<WorkItem> open(String condition, Map<String, ?> parameters, String order, int limit) {
        return jdbc()
            .sql("select * from work_item where state = 'OPEN' and (%s) order by %s fetch first %d rows only"
                .formatted(condition, order, limit))
            .params(parameters)
            .query(ROWS)
            .list();
    }

    void concerns(String caseId, String account, @Nullable String departmentId) {
        goesOn(caseId, false);
        change("""
                update work_item set author = ?, department_id = ?
                where case_id = ? and newest = true""").params(account, departmentId, caseId).update();
        change("""
                update work_item set author = ?, revision = revision + 1,
                    excluded = case when excluded is null then null else ? end
                where case_id = ? and state = 'OPEN'""").params(account, account, caseId).update();
    }

    void alsoFoundBy(String caseId, String words) {
        change("update work_item set search_text = substring(search_text || ? from 1 for " + SEARCH_LENGTH
                + ") where case_id = ?")
            .params(" " + searchable(words), caseId)
            .update();
    }

    /**
     * Locks one open item of which this has come, is announced with those of all tasks
     * and was not yet; empty where there is none.
     */
    Optional<String> lockDue(Deadline step, Instant now, Collection<String> except) {
        String due = (step == Deadline.REMINDER)
                ? "reminder_message is not null and remind_at <= :now and reminded_at is null"
                : "overdue_message is not null and due_at < :now and escalated_at is null";
        return jdbc()
            .sql("""
                    select id from work_item where state = 'OPEN' and %s%s
                    order by %s, id fetch first 1 rows only for update skip locked""".formatted(due,
                    except.isEmpty() ? "" : " and id not in (:except)",
                    (step == Deadline.REMINDER) ? "remind_at" : "due_at"))
            .params(except.isEmpty() ? Map.of("now", Sql.time(now)) : Map.of("now", Sql.time(now), "except", except))
            .query(String.class)
            .optional();
    }

    boolean isOverdue(String id, Instant now) {
        return jdbc().sql("select count(*) from work_item where id = ? and due_at < ?")
            .params(id, Sql.time(now))
            .query(Integer.class)
            .single() > 0;
    }

    public void announced(Deadline step, String id, Instant when) {
        change("update work_item set " + ((step == Deadline.REMINDER) ? "reminded_at" : "escalated_at")
                + " = ? where id = ?")
            .params(Sql.time(when), id)
            .update();
    }

    /**
     * The open items whose due time was reckoned in working days, by id.
     * @param toChange whether they are locked for it
     */
    List<Reckoned> reckoned(boolean toChange) {
        return jdbc().sql("""
                select id, case_id as caseId, kind, started_on as startedOn, working_days as workingDays,
                    due_at as dueAt, remind_at as remindAt, reminded_at is not null as reminded from work_item
                where state = 'OPEN' and working_days is not null order by id""" + (toChange ? " for update" : ""))
            .query(Reckoned.class)
            .list();
    }

    void reckonedAgain(String id, Instant dueAt, @Nullable Instant remindAt) {
        change("""
                update work_item set due_at = ?, due_order = ?, remind_at = ?, revision = revision + 1
                where id = ?""").params(Sql.time(dueAt), Sql.time(dueAt), Sql.time(remindAt), id).update();
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
    private record Decision(@Nullable String account, @Nullable String onBehalfOf, @Nullable String decision,
            boolean written) {

        private static final Decision NONE = new Decision(null, null, null, false);

        private Decision recorded() {
            return new Decision(this.account, this.onBehalfOf, this.decision, true);
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

}
