package org.sanxing.tasks.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Person;
import org.sanxing.organization.PersonRef;
import org.sanxing.tasks.TaskHandler;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.TaskHandlers;
import org.sanxing.tasks.list.TaskRow;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.usecase.CompleteTasks;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Tasks as the API writes them. */
@Component
class TaskJson {

    private final TaskViews views;

    private final TaskInfo.Source infos;

    private final TaskForms forms;

    private final TaskHandlers handlers;

    private final JsonMapper json;

    private final MessageSource messages;

    private final Clock clock;

    TaskJson(TaskViews views, TaskInfo.Source infos, TaskForms forms, TaskHandlers handlers, JsonMapper json,
            MessageSource messages, Clock clock) {
        this.views = views;
        this.infos = infos;
        this.forms = forms;
        this.handlers = handlers;
        this.json = json;
        this.messages = messages;
        this.clock = clock;
    }

    Page<Listed> rows(Page<TaskRow> page) {
        TaskViews.Names names = this.views.namesOfRows(page.items());
        return page.map((row) -> {
            TaskRow.Copy copy = row.copy();
            return new Listed(item(row.item(), names), row.unread(), names.person(row.onBehalfOf()), (copy != null)
                    ? new Copied(names.person(copy.by()), copy.at(), copy.reason(), copy.readAt()) : null);
        });
    }

    /** Tells the module of the task that somebody has got what {@link #task} says. */
    void shown(WorkItem item, Person me) {
        if (item.isOpen()) {
            this.handlers.of(item.kind()).shown(item, me);
        }
    }

    /** A task with all that was done with it, and what the person may do. */
    Detail task(WorkItem item, Person me) {
        TaskInfo info = this.infos.of(item, me);
        TaskViews.Names names = info.names();
        TaskHandler handler = this.handlers.of(item.kind());
        Open open = item.isOpen() ? new Open(this.json.readTree(this.forms.schema(item)), handler.initialData(item, me))
                : null;
        return new Detail(item(item, names), open, item.isOpen() ? handler.about(item) : Map.of(), info.operations(),
                info.steps().stream().map((step) -> step(step, names)).toList(),
                info.consultations().stream().map((one) -> consultation(one, names)).toList(),
                info.copies()
                    .stream()
                    .map((copy) -> new Copy(names.person(copy.account()), names.person(copy.by()), copy.reason(),
                            copy.at(), copy.readAt()))
                    .toList(),
                info.urges()
                    .stream()
                    .map((urge) -> new Urge(names.person(urge.by()), urge.reason(), urge.at(), urge.readAt(),
                            names.person(urge.readBy())))
                    .toList());
    }

    private Item item(WorkItem item, TaskViews.Names names) {
        return new Item(item.id(), item.kind(), item.title(), item.caseId(), item.parentId(),
                names.person(item.author()), names.department(item.departmentId()), item.createdAt(), item.dueAt(),
                item.isOverdue(this.clock.instant()), names.person(item.assignee()), names.person(item.owner()),
                item.round(), item.stateId(), item.decision(), item.endedAt(), names.person(item.endedBy()),
                names.person(item.endedFor()), item.takenBackAt(), item.revision());
    }

    private Step step(TaskSteps.Step step, TaskViews.Names names) {
        return new Step(step.id(), names.person(step.actor()), names.person(step.onBehalfOf()),
                names.person(step.target()), step.reason(),
                (step.proposal() != null) ? this.json.readTree(step.proposal()) : null, step.at());
    }

    private static Consultation consultation(Consultations.Consultation asked, TaskViews.Names names) {
        return new Consultation(asked.id(), names.person(asked.account()), names.person(asked.askedBy()),
                asked.question(), asked.blocking(), asked.askedAt(), asked.state(), asked.opinion(), asked.endedAt());
    }

    /** What became of one of several tasks that were decided together. */
    Report report(CompleteTasks.Report report) {
        TaskHandler.Outcome outcome = report.outcome();
        Refusal refusal = report.refusal();
        return new Report(report.id(), refusal == null, (outcome != null) ? outcome.state() : null,
                (outcome != null) ? outcome.decision() : null, (refusal != null) ? refusal.kind().status() : null,
                (refusal != null) ? refusal.code() : null, (refusal != null) ? words(refusal) : null,
                (refusal != null) ? refusal.facts() : Map.of());
    }

    String words(Refusal refusal) {
        Locale locale = LocaleContextHolder.getLocale();
        if (refusal instanceof InvalidInput invalid) {
            List<String> said = new ArrayList<>();
            for (FieldError error : invalid.errors()) {
                said.add(this.messages.getMessage("field-error." + error.code(), error.arguments().toArray(),
                        error.code(), locale));
            }
            return String.join(" ", said);
        }
        return String.valueOf(this.messages.getMessage("error." + refusal.code(), refusal.arguments().toArray(),
                refusal.code(), locale));
    }

    /**
     * @param parentId of the task about which a colleague is consulted
     * @param owner who decides while a delegate has it
     * @param decision once it is done, as the form names it
     */
    record Item(String id, String kind, String title, String caseId, @Nullable String parentId,
            @Nullable PersonRef author, TaskViews.@Nullable DepartmentRef department, Instant createdAt,
            @Nullable Instant dueAt, boolean overdue, @Nullable PersonRef assignee, @Nullable PersonRef owner,
            int round, @Schema(implementation = WorkItem.State.class) String state, @Nullable String decision,
            @Nullable Instant endedAt, @Nullable PersonRef endedBy, @Nullable PersonRef endedFor,
            @Nullable Instant takenBackAt, int revision) {

    }

    /**
     * @param copied in the view of copies alone
     */
    record Listed(@JsonUnwrapped Item task, boolean unread, @Nullable PersonRef onBehalfOf,
            @JsonUnwrapped @Nullable Copied copied) {

    }

    record Copied(@Nullable PersonRef copiedBy, Instant copiedAt, @Nullable String copyReason,
            @Nullable Instant readAt) {

    }

    /**
     * @param open while it is open
     * @param about what the module of the task tells beside
     */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Detail(@JsonUnwrapped Item task, @JsonUnwrapped @Nullable Open open,
            @JsonAnyGetter @Schema(hidden = true) Map<String, Object> about, Set<String> operations, List<Step> steps,
            List<Consultation> consultations, List<Copy> copies, List<Urge> urges) {

    }

    record Open(@Schema(ref = "Form") Object form, @Schema(ref = "TaskData") Map<String, Object> data) {

    }

    record Step(String step, @Nullable PersonRef actor, @Nullable PersonRef onBehalfOf, @Nullable PersonRef to,
            @Nullable String reason, @Schema(ref = "TaskData") @Nullable Object proposal, Instant at) {

    }

    record Consultation(String id, @Nullable PersonRef to, @Nullable PersonRef askedBy, String reason, boolean blocking,
            Instant askedAt, String state, @Nullable String opinion, @Nullable Instant endedAt) {

    }

    record Copy(@Nullable PersonRef to, @Nullable PersonRef by, @Nullable String reason, Instant at,
            @Nullable Instant readAt) {

    }

    record Urge(@Nullable PersonRef by, @Nullable String reason, Instant at, @Nullable Instant readAt,
            @Nullable PersonRef readBy) {

    }

    /**
     * @param ok whether it was decided; otherwise status, code and detail say why not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record Report(String id, boolean ok, @Nullable String state, @Nullable String decision, @Nullable Integer status,
            @Nullable String code, @Nullable String detail,
            @JsonAnyGetter @Schema(hidden = true) Map<String, Object> facts) {

    }

}
