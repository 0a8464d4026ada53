package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.Sql;
import org.sanxing.tasks.WorkItem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The views of the task list, and their counts. */
@Component
class WorkItemViews {

    private final JdbcClient jdbc;

    WorkItemViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Counted count(Standing standing, Set<String> personal, Instant now) {
        Map<String, Object> parameters = new HashMap<>();
        String mine = mine(standing, personal, parameters);
        parameters.put("now", Sql.time(now));
        return this.jdbc.sql("""
                select count(*) as waiting, count(case when w.due_at < :now then 1 end) as late,
                    count(case when r.read_at is null or r.read_at < w.moved_at then 1 end) as unread
                from work_item w left join task_reading r on r.task_id = w.id and r.account = :account
                where w.state = 'OPEN' and """ + " " + mine)
            .params(parameters)
            .query((row, number) -> new Counted(row.getInt("waiting"), row.getInt("late"), row.getInt("unread")))
            .single();
    }

    /** How many have come to the person since a moment. */
    int countArrived(Standing standing, Set<String> personal, Instant since) {
        Map<String, Object> parameters = new HashMap<>();
        String mine = mine(standing, personal, parameters);
        parameters.put("since", Sql.time(since));
        return this.jdbc
            .sql("select count(*) from work_item w where w.state = 'OPEN' and w.moved_at > :since and " + mine)
            .params(parameters)
            .query(Integer.class)
            .single();
    }

    int countUnreadCopies(String account) {
        return this.jdbc.sql("select count(*) from task_copy where account = :account and read_at is null")
            .param("account", account)
            .query(Integer.class)
            .single();
    }

    /** The condition on {@code w} that the person may act on it; what Standing says. */
    private static String mine(Standing standing, Set<String> personal, Map<String, Object> parameters) {
        parameters.put("account", standing.account());
        List<String> ways = new ArrayList<>();
        ways.add(way("own", standing.own(), parameters));
        for (int i = 0; i < standing.principals().size(); i++) {
            Standing.Principal principal = standing.principals().get(i);
            StringBuilder way = new StringBuilder(way("p" + i, principal.holders(), parameters));
            way.append(" and (w.excluded is null or w.excluded <> :name" + i + ")");
            parameters.put("name" + i, principal.account());
            if (!personal.isEmpty()) {
                way.append(" and w.kind not in (:personal)");
                parameters.put("personal", personal);
            }
            if (!principal.deputation().kinds().isEmpty()) {
                way.append(" and w.kind in (:kinds" + i + ")");
                parameters.put("kinds" + i, principal.deputation().kinds());
            }
            if (!principal.deputation().campaigns().isEmpty()) {
                way.append(" and w.campaign_id in (:campaigns" + i + ")");
                parameters.put("campaigns" + i, principal.deputation().campaigns());
            }
            ways.add(way.toString());
        }
        return "(w.excluded is null or w.excluded <> :account) and ((" + String.join(") or (", ways) + "))";
    }

    private static String way(String name, List<String> holders, Map<String, Object> parameters) {
        parameters.put(name, holders);
        return "w.holder in (:" + name + ") and (w.candidate_group is null or w.entrusted = true or w.owner is not null"
                + " or w.candidate_group in (:" + name + "))";
    }

    /**
     * One page of a view, one row longer than the limit where there are more.
     * @param departments ids to filter by; empty for all
     */
    List<TaskRow> list(TaskQuery query, Standing standing, Set<String> personal, Collection<String> departments,
            Instant now) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("account", standing.account());
        boolean copied = query.view() == TaskQuery.View.COPIED;
        StringBuilder sql = new StringBuilder("select w.*, r.read_at as my_read_at");
        sql.append(copied ? ", c.copied_at, c.copied_by, c.reason as copy_reason, c.read_at as copy_read_at" : "");
        sql.append(" from work_item w left join task_reading r on r.task_id = w.id and r.account = :account");
        sql.append(copied ? " join task_copy c on c.task_id = w.id and c.account = :account where 1 = 1" : " where ");
        switch (query.view()) {
            case TODO -> sql.append("w.state = 'OPEN' and ").append(mine(standing, personal, parameters));
            case DONE -> sql.append("(w.ended_by = :account or w.ended_for = :account) and w.state = 'DONE'");
            case STARTED -> sql.append("w.author = :account and w.newest = true");
            case INVOLVED -> sql.append("w.newest = true and (w.author = :account"
                    + " or w.case_id in (select done.case_id from work_item done where done.ended_by = :account"
                    + " or done.ended_for = :account or done.owner = :account)"
                    + " or w.case_id in (select step.case_id from task_step step"
                    + " where step.actor = :account or step.target = :account)"
                    + " or w.case_id in (select asked.case_id from task_consultation asked"
                    + " where asked.account = :account))");
            default -> {
            }
        }
        filter(query, departments, now, sql, parameters);
        String column = query.column();
        String direction = query.ascending() ? "asc" : "desc";
        query.after().ifPresent((after) -> {
            String beyond = query.ascending() ? ">" : "<";
            sql.append(" and (%1$s %2$s :at or (%1$s = :at and w.id %2$s :id))".formatted(column, beyond));
            parameters.put("at", Sql.time(after.at()));
            parameters.put("id", after.id());
        });
        sql.append(" order by %1$s %2$s, w.id %2$s fetch first %3$d rows only".formatted(column, direction,
                query.limit() + 1));
        return this.jdbc.sql(sql.toString())
            .params(parameters)
            .query((row, number) -> row(row, copied, standing, personal))
            .list();
    }

    private static void filter(TaskQuery query, Collection<String> departments, Instant now, StringBuilder sql,
            Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (query.kind() != null) {
            conditions.add("w.kind = :kind");
            parameters.put("kind", query.kind());
        }
        if (query.campaignId() != null) {
            conditions.add("w.campaign_id = :campaign");
            parameters.put("campaign", query.campaignId());
        }
        if (!departments.isEmpty()) {
            conditions.add("w.department_id in (:departments)");
            parameters.put("departments", departments);
        }
        if (query.state() != null) {
            switch (query.state()) {
                case OPEN -> conditions.add("w.state = 'OPEN'");
                case OVERDUE -> {
                    conditions.add("w.state = 'OPEN' and w.due_at < :now");
                    parameters.put("now", Sql.time(now));
                }
                case UNREAD -> conditions.add((query.view() == TaskQuery.View.COPIED) ? "c.read_at is null"
                        : "w.state = 'OPEN' and (r.read_at is null or r.read_at < w.moved_at)");
                case DONE -> conditions.add("w.state = 'DONE'");
                case CANCELLED -> conditions.add("w.state = 'CANCELLED'");
            }
        }
        if (query.from() != null) {
            conditions.add("w.created_at >= :from");
            parameters.put("from", Sql.time(query.from()));
        }
        if (query.to() != null) {
            conditions.add("w.created_at < :to");
            parameters.put("to", Sql.time(query.to()));
        }
        if (query.text() != null) {
            conditions.add("w.search_text like :text escape '!'");
            parameters.put("text", "%" + query.text().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        conditions.forEach((condition) -> sql.append(" and ").append(condition));
    }

    private static TaskRow row(ResultSet row, boolean copied, Standing standing, Set<String> personal)
            throws SQLException {
        WorkItem item = WorkItems.map(row);
        TaskRow.Copy copy = copied ? new TaskRow.Copy(row.getString("copied_by"), row.getString("copy_reason"),
                Sql.instant(row, "copied_at"), Sql.instantOrNull(row, "copy_read_at")) : null;
        Instant read = Sql.instantOrNull(row, "my_read_at");
        boolean unread = (copy != null) ? copy.readAt() == null
                : item.isOpen() && (read == null || read.isBefore(item.movedAt()));
        boolean own = !item.isOpen() || standing.has(item);
        String behalf = own ? item.endedFor() : standing.behalf(item, personal.contains(item.kind())).orElse(null);
        return new TaskRow(item, unread, behalf, item.isOpen() && (own || behalf != null), copy);
    }

    record Counted(int open, int overdue, int unread) {

    }

}
