package org.sanxing.tasks.list;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom tasks were copied to, and when they read it. */
@Component
public class Copies {

    private final JdbcClient jdbc;

    Copies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(String taskId, String account, String by, @Nullable String reason, Instant now) {
        this.jdbc.sql("""
                insert into task_copy (id, task_id, account, copied_by, reason, copied_at)
                values (:id, :task, :account, :by, :reason, :at)""")
            .param("id", Ids.next())
            .param("task", taskId)
            .param("account", account)
            .param("by", by)
            .param("reason", reason)
            .param("at", Sql.time(now))
            .update();
    }

    /** Oldest first. */
    public List<Copy> of(String taskId) {
        return this.jdbc.sql("select * from task_copy where task_id = :task order by copied_at, id")
            .param("task", taskId)
            .query((row, number) -> new Copy(row.getString("account"), row.getString("copied_by"),
                    row.getString("reason"), Sql.instant(row, "copied_at"), Sql.instantOrNull(row, "read_at")))
            .list();
    }

    public record Copy(String account, String by, @Nullable String reason, Instant at, @Nullable Instant readAt) {

    }

}
