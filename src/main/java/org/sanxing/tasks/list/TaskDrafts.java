package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.Sql;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people have typed for their tasks and not sent yet. Read by the very person alone:
 * every question names them. {@link WorkItems} forgets them with the task.
 */
@Component
public class TaskDrafts {

    private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final JsonMapper json;

    TaskDrafts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<TaskDraft> find(String taskId, String account) {
        return this.jdbc
            .sql("select content, cleared, revision, saved_at from task_draft"
                    + " where task_id = :task and account = :account")
            .param("task", taskId)
            .param("account", account)
            .query((row, index) -> draft(row))
            .optional();
    }

    private TaskDraft draft(ResultSet row) throws SQLException {
        return new TaskDraft(this.json.readValue(row.getString("content"), DATA), row.getBoolean("cleared"),
                row.getInt("revision"), Sql.instant(row, "saved_at"));
    }

    /** Keeps it as the only one of that person for that task. */
    public void save(String taskId, String account, TaskDraft draft) {
        int there = this.jdbc.sql("""
                update task_draft set content = :content, cleared = :cleared, revision = :revision, saved_at = :at
                where task_id = :task and account = :account""")
            .param("content", this.json.writeValueAsString(draft.data()))
            .param("cleared", draft.cleared())
            .param("revision", draft.revision())
            .param("at", Sql.time(draft.savedAt()))
            .param("task", taskId)
            .param("account", account)
            .update();
        if (there == 0) {
            this.jdbc.sql("""
                    insert into task_draft (task_id, account, content, cleared, revision, saved_at)
                    values (:task, :account, :content, :cleared, :revision, :at)""")
                .param("content", this.json.writeValueAsString(draft.data()))
                .param("cleared", draft.cleared())
                .param("revision", draft.revision())
                .param("at", Sql.time(draft.savedAt()))
                .param("task", taskId)
                .param("account", account)
                .update();
        }
    }

    public void delete(String taskId, String account) {
        this.jdbc.sql("delete from task_draft where task_id = :task and account = :account")
            .param("task", taskId)
            .param("account", account)
            .update();
    }

    /**
     * @param data the form's fields, as they were typed
     * @param cleared whether its author threw it away
     * @param revision counts what was saved
     */
    public record TaskDraft(Map<String, Object> data, boolean cleared, int revision, Instant savedAt) {

    }

}
