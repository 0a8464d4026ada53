package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Ids;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who asked a holder to make haste, and when the holder read it. */
@Component
public class Urges {

    private final JdbcClient jdbc;

    Urges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(String taskId, String by, @Nullable String reason, Instant now) {
        this.jdbc.sql("""
                insert into task_urge (id, task_id, urged_by, reason, urged_at)
                values (:id, :task, :by, :reason, :at)""")
            .param("id", Ids.next())
            .param("task", taskId)
            .param("by", by)
            .param("reason", reason)
            .param("at", Sql.time(now))
            .update();
    }

    /** Oldest first. */
    public List<Urge> of(String taskId) {
        return this.jdbc.sql("select * from task_urge where task_id = :task order by urged_at, id")
            .param("task", taskId)
            .query((row, number) -> urge(row))
            .list();
    }

    private static Urge urge(ResultSet row) throws SQLException {
        return new Urge(row.getString("urged_by"), row.getString("reason"), Sql.instant(row, "urged_at"),
                Sql.instantOrNull(row, "read_at"), row.getString("read_by"));
    }

    /** The newest of each of these tasks that has one. */
    public Map<String, Urge> newestOf(Collection<String> taskIds) {
        Map<String, Urge> newest = new HashMap<>();
        if (!taskIds.isEmpty()) {
            this.jdbc.sql("select * from task_urge where task_id in (:tasks) order by urged_at, id")
                .param("tasks", taskIds)
                .query((row, number) -> newest.put(row.getString("task_id"), urge(row)))
                .list();
        }
        return newest;
    }

    public Optional<Urge> newest(String taskId) {
        List<Urge> all = of(taskId);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /**
     * @param readAt when a holder first opened the task after it; null while unread
     */
    public record Urge(String by, @Nullable String reason, Instant at, @Nullable Instant readAt,
            @Nullable String readBy) {

    }

}
