package org.sanxing.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the task list. */
@Component
class WorkItems {

    static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    WorkItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param authorName kept beside the row, so that the list can be searched for it
     * @param remindAt null for no reminder
     */
    void add(WorkItem item, String authorName, @Nullable Instant remindAt, @Nullable String reminderMessage,
            @Nullable String overdueMessage) {
        this.jdbc.sql("update work_item set newest = false where case_id = :case and newest = true")
            .param("case", item.caseId())
            .update();
        this.jdbc.sql("""
                insert into work_item (id, kind, case_id, title, author, author_name, department_id, campaign_id, round,
                    holder, candidate_group, excluded, state, created_at, due_at, due_order, remind_at,
                    reminder_message, overdue_message, newest, revision)
                values (:id, :kind, :case, :title, :author, :authorName, :department, :campaign, :round,
                    :holder, :group, :excluded, :state, :created, :due, :dueOrder, :remind,
                    :reminder, :overdue, true, 0)""")
            .param("id", item.id())
            .param("kind", item.kind())
            .param("case", item.caseId())
            .param("title", item.title())
            .param("author", item.author())
            .param("authorName", authorName)
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
            .param("remind", Sql.time(remindAt))
            .param("reminder", reminderMessage)
            .param("overdue", overdueMessage)
            .update();
    }

    Optional<WorkItem> find(String id) {
        return this.jdbc.sql("select * from work_item where id = :id")
            .param("id", id)
            .query((row, number) -> map(row))
            .optional();
    }

    /** Locks the row until the transaction ends. */
    Optional<WorkItem> lock(String id) {
        return this.jdbc.sql("select * from work_item where id = :id for update")
            .param("id", id)
            .query((row, number) -> map(row))
            .optional();
    }

    Optional<WorkItem> open(String caseId) {
        return newest(caseId).filter(WorkItem::isOpen);
    }

    Optional<WorkItem> newest(String caseId) {
        return this.jdbc.sql("select * from work_item where case_id = :case and newest = true")
            .param("case", caseId)
            .query((row, number) -> map(row))
            .optional();
    }

    void end(String id, WorkItem.State state, Instant when) {
        this.jdbc.sql("""
                update work_item set state = :state, ended_at = :ended, revision = revision + 1
                where id = :id and state = 'OPEN'""")
            .param("state", state.name())
            .param("ended", Sql.time(when))
            .param("id", id)
            .update();
    }

    void decided(String id, String account, String decision) {
        this.jdbc.sql("update work_item set ended_by = :account, decision = :decision where id = :id")
            .param("account", account)
            .param("decision", decision)
            .param("id", id)
            .update();
    }

    void hold(String id, String holder) {
        this.jdbc.sql("update work_item set holder = :holder, revision = revision + 1 where id = :id")
            .param("holder", holder)
            .param("id", id)
            .update();
    }

    int count(Collection<String> holders, String account, @Nullable Instant dueBefore) {
        return this.jdbc.sql("select count(*) from work_item where holder in (:holders) and state = 'OPEN'"
                + " and (excluded is null or excluded <> :account)" + ((dueBefore != null) ? " and due_at < :due" : ""))
            .params(withDue(Map.of("holders", holders, "account", account), dueBefore))
            .query(Integer.class)
            .single();
    }

    private static Map<String, Object> withDue(Map<String, Object> parameters, @Nullable Instant due) {
        Map<String, Object> all = new HashMap<>(parameters);
        if (due != null) {
            all.put("due", Sql.time(due));
        }
        return all;
    }

    /**
     * One page of a view, one row longer than the limit where there are more.
     * @param holders the account and its groups, for the view of what is to do
     */
    List<WorkItem> list(TaskQuery query, String account, Collection<String> holders) {
        StringBuilder sql = new StringBuilder("select * from work_item where ");
        Map<String, Object> parameters = new HashMap<>();
        switch (query.view()) {
            case TODO -> {
                sql.append("holder in (:holders) and state = 'OPEN' and (excluded is null or excluded <> :account)");
                parameters.put("holders", holders);
            }
            case DONE -> sql.append("ended_by = :account and state = 'DONE'");
            case STARTED -> sql.append("author = :account and newest = true");
            case INVOLVED -> sql.append("newest = true and (author = :account or case_id in"
                    + " (select done.case_id from work_item done where done.ended_by = :account))");
        }
        parameters.put("account", account);
        filter(query, sql, parameters);
        String column = query.column();
        String direction = query.ascending() ? "asc" : "desc";
        query.after().ifPresent((after) -> {
            String beyond = query.ascending() ? ">" : "<";
            sql.append(" and (%1$s %2$s :at or (%1$s = :at and id %2$s :id))".formatted(column, beyond));
            parameters.put("at", Sql.time(after.at()));
            parameters.put("id", after.id());
        });
        sql.append(" order by %1$s %2$s, id %2$s fetch first %3$d rows only".formatted(column, direction,
                query.limit() + 1));
        return this.jdbc.sql(sql.toString()).params(parameters).query((row, number) -> map(row)).list();
    }

    private static void filter(TaskQuery query, StringBuilder sql, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (query.kind() != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", query.kind());
        }
        if (query.campaignId() != null) {
            conditions.add("campaign_id = :campaign");
            parameters.put("campaign", query.campaignId());
        }
        if (query.text() != null) {
            conditions.add("(lower(title) like :text escape '!' or lower(author_name) like :text escape '!'"
                    + " or lower(author) like :text escape '!')");
            parameters.put("text", "%" + query.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        conditions.forEach((condition) -> sql.append(" and ").append(condition));
    }

    /** Locks one open item whose reminder is due; empty where there is none. */
    Optional<Due> lockReminderDue(Instant now, Collection<String> except) {
        return lockDue("remind_at <= :now and reminded_at is null", "remind_at", "reminder_message", now, except);
    }

    /** Locks one open item that has become overdue; empty where there is none. */
    Optional<Due> lockOverdue(Instant now, Collection<String> except) {
        return lockDue("due_at < :now and escalated_at is null", "due_at", "overdue_message", now, except);
    }

    private Optional<Due> lockDue(String condition, String order, String message, Instant now,
            Collection<String> except) {
        String but = except.isEmpty() ? "" : " and id not in (:except)";
        return this.jdbc
            .sql("""
                    select id, case_id, %1$s as message from work_item
                    where state = 'OPEN' and %1$s is not null and %2$s%3$s
                    order by %4$s, id fetch first 1 rows only for update skip locked""".formatted(message, condition,
                    but, order))
            .params(except.isEmpty() ? Map.of("now", Sql.time(now)) : Map.of("now", Sql.time(now), "except", except))
            .query((row, number) -> new Due(row.getString("id"), row.getString("case_id"), row.getString("message")))
            .optional();
    }

    void reminded(String id, Instant when) {
        this.jdbc.sql("update work_item set reminded_at = :at where id = :id")
            .param("at", Sql.time(when))
            .param("id", id)
            .update();
    }

    void escalated(String id, Instant when) {
        this.jdbc.sql("update work_item set escalated_at = :at where id = :id")
            .param("at", Sql.time(when))
            .param("id", id)
            .update();
    }

    /** What the sweep has to announce. */
    record Due(String id, String caseId, String message) {

    }

    private static WorkItem map(ResultSet row) throws SQLException {
        return new WorkItem(row.getString("id"), row.getString("kind"), row.getString("case_id"),
                row.getString("title"), row.getString("author"), row.getString("department_id"),
                row.getString("campaign_id"), row.getInt("round"), row.getString("holder"),
                row.getString("candidate_group"), row.getString("excluded"),
                WorkItem.State.valueOf(row.getString("state")), Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "due_at"), Sql.instantOrNull(row, "reminded_at"),
                Sql.instantOrNull(row, "escalated_at"), Sql.instantOrNull(row, "ended_at"), row.getString("ended_by"),
                row.getString("decision"), row.getInt("revision"));
    }

}
