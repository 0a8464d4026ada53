package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.sanxing.common.Page;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.sanxing.tasks.TaskList;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the task list for one person. */
@Component
@Transactional(readOnly = true)
public class JdbcTaskList implements TaskList {

    private final WorkItemViews views;

    private final Standings standings;

    private final TaskHandlers handlers;

    private final Organization organization;

    private final Clock clock;

    JdbcTaskList(WorkItemViews views, Standings standings, TaskHandlers handlers, Organization organization,
            Clock clock) {
        this.views = views;
        this.standings = standings;
        this.handlers = handlers;
        this.organization = organization;
        this.clock = clock;
    }

    @Override
    public Page<WorkItem> todo(String account, int limit) {
        return list(TaskQuery.todo(limit), account).map(TaskRow::item);
    }

    public Page<TaskRow> list(TaskQuery query, String account) {
        List<TaskRow> rows = this.views.list(query, this.standings.of(account), this.handlers.personalKinds(),
                departments(query), this.clock.instant());
        return Page.of(rows, query.limit(), query::key);
    }

    /** What stands on the tabs of the list. */
    public Figures figures(String account) {
        WorkItemViews.Counted counted = this.views.count(this.standings.of(account), this.handlers.personalKinds(),
                this.clock.instant());
        return new Figures(counted.open(), counted.overdue(), counted.unread(), this.views.countUnreadCopies(account));
    }

    /** How many tasks have come to the person since a moment, and wait. */
    public int arrivedSince(Instant since, String account) {
        return this.views.countArrived(this.standings.of(account), this.handlers.personalKinds(), since);
    }

    /**
     * @param unread how many of the open tasks have come since the person last opened
     * them
     * @param unreadCopies how many copies the person has not opened
     */
    public record Figures(int open, int overdue, int unread, int unreadCopies) {

    }

    /** The department asked for and all below it; parents come before children. */
    private List<String> departments(TaskQuery query) {
        List<String> wanted = new ArrayList<>();
        if (query.department() != null) {
            wanted.add(query.department());
            for (Department department : this.organization.departments()) {
                if (department.parentId() != null && wanted.contains(department.parentId())) {
                    wanted.add(department.id());
                }
            }
        }
        return wanted;
    }

}
