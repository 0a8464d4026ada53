package org.sanxing.tasks.list;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import org.sanxing.common.DeskItems;
import org.sanxing.common.Sql;
import org.sanxing.tasks.WorkItem;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows the auditor which tasks are late. */
@Component
@Order(20)
class LateTasks implements DeskItems {

    private static final String LATE = " from work_item where state = 'OPEN' and due_at < ?";

    private final JdbcClient jdbc;

    private final MessageSource messages;

    private final Clock clock;

    LateTasks(JdbcClient jdbc, MessageSource messages, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "tasks";
    }

    @Override
    public Found find(String account, int limit) {
        Object now = Sql.time(this.clock.instant());
        long count = this.jdbc.sql("select count(*)" + LATE).param(now).query(Long.class).single();
        List<Item> items = this.jdbc.sql("select *" + LATE + " order by due_at, id limit ?")
            .params(now, limit)
            .query(WorkItems.ROWS)
            .list()
            .stream()
            .map((task) -> new Item(said(task), Objects.requireNonNull(task.dueAt()), "/trace/" + task.caseId()))
            .toList();
        return new Found(count, items, null);
    }

    private String said(WorkItem task) {
        String kind = this.messages.getMessage("tasks.kind." + task.kind(), null, task.kind(),
                LocaleContextHolder.getLocale());
        return this.messages.getMessage("desk.tasks.item", new Object[] { kind, task.title() },
                LocaleContextHolder.getLocale());
    }

}
