package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.Conflict;
import org.sanxing.common.Remembered;
import org.sanxing.common.Rows;
import org.sanxing.common.Texts;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.ConsultationProcess;
import org.sanxing.workflow.Workflow;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opinions that were asked of colleagues for a task, one row for each colleague. Each has
 * a process of its own, {@code ConsultationProcess}, with its id as business key.
 */
@Component
public class Consultations {

    private static final String OPINION = "opinion";

    private final JdbcClient jdbc;

    private final WorkItems items;

    private final Workflow workflow;

    private final ApplicationEventPublisher events;

    private final JsonMapper json;

    private final Clock clock;

    Consultations(JdbcClient jdbc, WorkItems items, Workflow workflow, ApplicationEventPublisher events,
            JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.workflow = workflow;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    public void add(Consultation asked) {
        Remembered.forget();
        Rows.update(this.jdbc, """
                insert into task_consultation (id, task_id, case_id, account, asked_by, question, blocking, asked_at,
                    state)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'open')""", asked.id(), asked.taskId(), asked.caseId(), asked.account(),
                asked.askedBy(), asked.question(), asked.blocking(), asked.askedAt());
    }

    public Optional<Consultation> find(String id) {
        return this.jdbc.sql("select * from task_consultation where id = :id")
            .param("id", id)
            .query(Consultation.class)
            .optional();
    }

    /** Oldest first. */
    public List<Consultation> of(String taskId) {
        return Remembered.once(List.of("tasks.consultations", taskId),
                () -> this.jdbc.sql("select * from task_consultation where task_id = :task order by asked_at, id")
                    .param("task", taskId)
                    .query(Consultation.class)
                    .list());
    }

    /** The locked task is known to have none. */
    static void none(String taskId) {
        Remembered.once(List.of("tasks.consultations", taskId), List::of);
    }

    public List<Consultation> openOf(String taskId) {
        return of(taskId).stream().filter(Consultation::isOpen).toList();
    }

    /** What the colleague was asked who has an opinion's task. */
    public Consultation ofOpinionTask(WorkItem item) {
        return of(String.valueOf(item.parentId())).stream()
            .filter((asked) -> asked.account().equals(item.holder()))
            .filter((asked) -> !asked.askedAt().isAfter(item.createdAt()))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    }

    /**
     * The colleague who was asked answers, which completes their task.
     * @param item the colleague's task, locked
     * @param data validated against its form
     */
    public Consultation answer(WorkItem item, Map<String, Object> data, String account) {
        Consultation asked = ofOpinionTask(item);
        String opinion = String.valueOf(data.get(OPINION));
        String extra = this.json.writeValueAsString(Texts.others(data, Set.of(OPINION)));
        if (!end(asked.id(), "answered", opinion, extra)) {
            throw new Conflict("consultation-ended").in("cancelled").by(asked.askedBy(), null);
        }
        this.events.publishEvent(TaskEvent.of("opinionGiven", asked.caseId(), asked.taskId(), account, null)
            .to(asked.askedBy())
            .because(opinion));
        this.workflow.complete(item.id(), Map.of());
        return asked;
    }

    /**
     * Ends what is still asked for a task, when that is decided or withdrawn; it follows
     * from that by itself.
     */
    void cancelAll(String taskId) {
        openOf(taskId).forEach((asked) -> cancel(asked, AuditRecord.SYSTEM, null));
    }

    /**
     * Ends what is asked: the colleague need not answer any more.
     * @param account of the person who does without it
     * @return false where it was answered or cancelled meanwhile
     */
    public boolean cancel(Consultation asked, String account, @Nullable String onBehalfOf) {
        // The colleague's task first: the order in which giving the opinion locks.
        this.items.opinionTask(asked.taskId(), asked.account()).ifPresent((task) -> this.items.lock(task.id()));
        if (!end(asked.id(), "cancelled", null, null)) {
            return false;
        }
        this.workflow.correlate(ConsultationProcess.MSG_CANCELLED, asked.id());
        this.events.publishEvent(TaskEvent.of("opinionCancelled", asked.caseId(), asked.taskId(), account, onBehalfOf)
            .to(asked.account()));
        return true;
    }

    private boolean end(String id, String state, @Nullable String opinion, @Nullable String extra) {
        Remembered.forget();
        return Rows.update(this.jdbc, """
                update task_consultation set state = ?, opinion = ?, extra = ?, ended_at = ?
                where id = ? and state = 'open'""", state, opinion, extra, this.clock.instant(), id) == 1;
    }

    /**
     * @param taskId of the task for which it is asked
     * @param account of the colleague
     * @param askedBy account of the owner, to whom the opinion goes
     * @param blocking whether the owner waits for it before deciding
     * @param state {@code open}, {@code answered} or {@code cancelled}
     * @param extra what the form asked beside, as JSON; null before
     */
    public record Consultation(String id, String taskId, String caseId, String account, String askedBy, String question,
            boolean blocking, Instant askedAt, String state, @Nullable String opinion, @Nullable String extra,
            @Nullable Instant endedAt) {

        public boolean isOpen() {
            return "open".equals(this.state);
        }

    }

}
