package org.sanxing.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.forms.FormDifference;
import org.sanxing.forms.FormView;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have typed for their tasks and not sent yet. Read by the very person alone:
 * every question names them. {@link WorkItems} forgets them with the task.
 */
@Component
public class TaskDrafts {

    private static final int MOST_LETTERS = 1_000_000;

    private static final TypeReference<LinkedHashMap<String, Object>> DATA = new TypeReference<>() {
    };

    private final JdbcClient jdbc;

    private final JsonMapper json;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskForms forms;

    private final Clock clock;

    TaskDrafts(JdbcClient jdbc, JsonMapper json, WorkItems items, TaskAccess access, TaskForms forms, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.items = items;
        this.access = access;
        this.forms = forms;
        this.clock = clock;
    }

    public Optional<TaskDraft> find(String taskId, String account) {
        return Remembered.once(key(taskId, account), () -> this.jdbc
            .sql("select content, cleared, revision, saved_at from task_draft where task_id = ? and account = ?")
            .params(taskId, account)
            .query((row, index) -> draft(row))
            .optional());
    }

    private static List<String> key(String taskId, String account) {
        return List.of("tasks.draft", taskId, account);
    }

    private TaskDraft draft(ResultSet row) throws SQLException {
        return new TaskDraft(this.json.readValue(row.getString("content"), DATA), row.getBoolean("cleared"),
                row.getInt("revision"), Sql.instant(row, "saved_at"));
    }

    /**
     * Keeps what a person has typed for a task they have. Nothing is decided by it, and
     * it is no event.
     * @param data the form's fields, as they were typed
     * @param revision that the page shows; null or 0 for none
     * @return what is kept; empty where nothing is typed that the form does not start
     * with
     * @throws NotFound where the person may not see the task
     * @throws Forbidden where they do not have it
     * @throws Conflict where it is done, or another window has saved other words
     * @throws InvalidInput where it is too long to be kept
     */
    @Transactional
    public Optional<TaskDraft> keep(String taskId, Person person, Map<String, Object> data,
            @Nullable Integer revision) {
        WorkItem item = hold(taskId, person);
        TaskDraft before = find(taskId, person.account()).orElse(null);
        int seen = (revision != null) ? revision : 0;
        if (before != null && !before.cleared() && before.revision() != seen) {
            throw new Conflict("stale-revision").with("revision", before.revision());
        }
        FormView form = this.forms.view(item, person);
        if (FormDifference.between(form.form(), data, form.data(), form.options()).differences().isEmpty()) {
            Remembered.forget(key(taskId, person.account()));
            Rows.update(this.jdbc, "delete from task_draft where task_id = ? and account = ?", taskId,
                    person.account());
            return Optional.empty();
        }
        if (data.toString().length() > MOST_LETTERS) {
            throw new InvalidInput("draft", "too-long", "draft", MOST_LETTERS);
        }
        int newest = (before != null) ? Math.max(before.revision(), seen) : seen;
        TaskDraft draft = new TaskDraft(data, false, newest + 1, this.clock.instant());
        save(taskId, person.account(), draft);
        return Optional.of(draft);
    }

    /**
     * Throws away what is kept, or takes that back.
     */
    @Transactional
    public void clear(String taskId, Person person, boolean cleared) {
        hold(taskId, person);
        find(taskId, person.account()).ifPresent((draft) -> save(taskId, person.account(),
                new TaskDraft(draft.data(), cleared, draft.revision() + 1, draft.savedAt())));
    }

    /** Held, so that nothing is kept for a task that ends meanwhile. */
    private WorkItem hold(String taskId, Person person) {
        WorkItem item = this.items.lock(taskId)
            .filter((found) -> this.access.maySee(found, person))
            .orElseThrow(() -> new NotFound("task"));
        item.requireOpen();
        if (this.access.actor(item, person).isEmpty()) {
            throw new Forbidden("not-your-task");
        }
        return item;
    }

    private void save(String taskId, String account, TaskDraft draft) {
        Remembered.forget(key(taskId, account));
        Object[] row = { this.json.writeValueAsString(draft.data()), draft.cleared(), draft.revision(),
                Sql.time(draft.savedAt()), taskId, account };
        if (this.jdbc.sql("""
                update task_draft set content = ?, cleared = ?, revision = ?, saved_at = ?
                where task_id = ? and account = ?""").params(row).update() == 0) {
            this.jdbc.sql("""
                    insert into task_draft (content, cleared, revision, saved_at, task_id, account)
                    values (?, ?, ?, ?, ?, ?)""").params(row).update();
        }
    }

    /**
     * @param data the form's fields, as they were typed
     * @param cleared whether its author threw it away
     * @param revision counts what was saved
     */
    public record TaskDraft(Map<String, Object> data, boolean cleared, int revision, Instant savedAt) {

    }

}
