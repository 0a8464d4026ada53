package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.Page;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.TaskList;
import org.sanxing.tasks.WorkItem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the views of the task list for one person, and their counts. */
@Component
@Transactional(readOnly = true)
public class JdbcTaskList implements TaskList {

    private final JdbcClient jdbc;

    private final TaskAccess access;

    private final TaskHandlers handlers;

    private final Organization organization;

    private final Clock clock;

    JdbcTaskList(JdbcClient jdbc, TaskAccess access, TaskHandlers handlers, Organization organization, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.handlers = handlers;
        this.organization = organization;
        this.clock = clock;
    }

    @Override
    public Page<WorkItem> todo(String account, int limit) {
        return list(TaskQuery.of(TaskQuery.View.TODO, limit), account).map(TaskRow::item);
    }

    /** The open tasks of a person, groups and deputations included. */
    public NavigationEntry.Count count(String account) {
        return Remembered.once(List.of("tasks.count", account), () -> readCount(account));
    }

    private NavigationEntry.Count readCount(String account) {
        Map<String, Object> parameters = new HashMap<>(Map.of("now", Sql.time(this.clock.instant())));
        String mine = mine(this.access.standing(account), this.handlers.personalKinds(), parameters);
        return this.jdbc.sql("""
                select count(*) as waiting, count(case when w.due_at < :now then 1 end) as late,
                    count(case when r.read_at is null or r.read_at < w.moved_at then 1 end) as unread
                from work_item w left join task_reading r on r.task_id = w.id and r.account = :account
                where w.state = 'OPEN' and """ + " " + mine)
            .params(parameters)
            .query((row, number) -> new NavigationEntry.Count(row.getInt("waiting"), row.getInt("late"),
                    row.getInt("unread")))
            .single();
    }

    /** How many copies the person has not opened. */
    public int unreadCopies(String account) {
        return this.jdbc.sql("select count(*) from task_copy where account = :account and read_at is null")
            .param("account", account)
            .query(Integer.class)
            .single();
    }

    /** How many tasks have come to the person since a moment, and wait. */
    public int arrivedSince(Instant since, String account) {
        Map<String, Object> parameters = new HashMap<>(Map.of("since", Sql.time(since)));
        String mine = mine(this.access.standing(account), this.handlers.personalKinds(), parameters);
        return this.jdbc
            .sql("select count(*) from work_item w where w.state = 'OPEN' and w.moved_at > :since and " + mine)
            .params(parameters)
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

    public Page<TaskRow> list(TaskQuery query, String account) {
        Standing standing = this.access.standing(account);
        Set<String> personal = this.handlers.personalKinds();
        Map<String, Object> parameters = new HashMap<>(Map.of("account", account));
        boolean copied = query.view() == TaskQuery.View.COPIED;
        String columns = "select w.*, r.read_at as my_read_at"
                + (copied ? ", c.copied_at, c.copied_by, c.reason as copy_reason, c.read_at as copy_read_at" : "")
                + " from ";
        // Last of all: H2 begins with what stands before an outer join.
        String read = " left join task_reading r on r.task_id = w.id and r.account = :account";
        String tasks = "work_item w" + read;
        List<String> ways = switch (query.view()) {
            case TODO -> List.of(tasks + " where w.state = 'OPEN' and " + mine(standing, personal, parameters));
            case DONE -> List.of(tasks + " where w.ended_by = :account and w.state = 'DONE'", tasks
                    + " where w.ended_for = :account and w.state = 'DONE' and (w.ended_by = :account) is not true");
            case STARTED -> List.of(tasks + " where w.author = :account and w.newest = true");
            case INVOLVED -> List.of(tasks + RestingCases.GOING_ON, RestingCases.KEPT + read + RestingCases.RESTING);
            case COPIED ->
                List.of("task_copy c join work_item w on w.id = c.task_id" + read + " where c.account = :account");
        };
        StringBuilder rest = new StringBuilder();
        filter(query, rest, parameters);
        String direction = query.ascending() ? "asc" : "desc";
        query.after().ifPresent((after) -> {
            String beyond = query.ascending() ? ">" : "<";
            rest.append(" and (%1$s, w.created_at, w.id) %2$s (:at, :then, :id)".formatted(query.column(), beyond));
            parameters.put("at", Sql.time(after.at()));
            parameters.put("then", Sql.time(after.then()));
            parameters.put("id", after.id());
        });
        String first = " order by %1$s %2$s, w.created_at %2$s, w.id %2$s fetch first %3$d rows only"
            .formatted(query.column(), direction, query.limit() + 1);
        List<String> selects = ways.stream().map((way) -> {
            String beyond = rest + first;
            return columns + way
                    + (way.startsWith(RestingCases.KEPT) ? RestingCases.sorted(beyond, direction) : beyond);
        }).toList();
        // The first of each way, and of these the first: an index finds each way's.
        return Page.of(this.jdbc
            .sql((selects.size() == 1) ? selects.get(0)
                    : "select w.* from ((" + String.join(") union all (", selects) + ")) w" + first)
            .params(parameters)
            .query((row, number) -> row(row, copied, standing, personal))
            .list(), query.limit(), query::key);
    }

    private void filter(TaskQuery query, StringBuilder sql, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        if (query.kind() != null) {
            conditions.add("w.kind = :kind");
            parameters.put("kind", query.kind());
        }
        if (query.campaignId() != null) {
            conditions.add("w.campaign_id = :campaign");
            parameters.put("campaign", query.campaignId());
        }
        if (query.department() != null) {
            conditions.add("w.department_id in (:departments)");
            parameters.put("departments", withThoseBelow(query.department()));
        }
        if (query.state() != null) {
            switch (query.state()) {
                case OPEN -> conditions.add("w.state = 'OPEN'");
                case OVERDUE -> {
                    conditions.add("w.state = 'OPEN' and w.due_at < :now");
                    parameters.put("now", Sql.time(this.clock.instant()));
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
        WorkItem item = WorkItems.ROWS.mapRow(row, 0);
        TaskRow.Copy copy = copied ? new TaskRow.Copy(row.getString("copied_by"), row.getString("copy_reason"),
                Sql.instant(row, "copied_at"), Sql.instantOrNull(row, "copy_read_at")) : null;
        Instant read = Sql.instantOrNull(row, "my_read_at");
        boolean unread = (copy != null) ? copy.readAt() == null
                : item.isOpen() && (read == null || read.isBefore(item.movedAt()));
        boolean own = !item.isOpen() || standing.has(item);
        String behalf = own ? item.endedFor() : standing.behalf(item, personal.contains(item.kind())).orElse(null);
        return new TaskRow(item, unread, behalf, item.isOpen() && (own || behalf != null), copy);
    }

    /** A department and all below it; parents come before children. */
    private List<String> withThoseBelow(String wanted) {
        List<String> found = new ArrayList<>(List.of(wanted));
        for (Department department : this.organization.departments()) {
            if (department.parentId() != null && found.contains(department.parentId())) {
                found.add(department.id());
            }
        }
        return found;
    }

}
