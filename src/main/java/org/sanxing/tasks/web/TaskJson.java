package org.sanxing.tasks.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.common.Refusal;
import org.sanxing.organization.Person;
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

    Page<Map<String, Object>> rows(Page<TaskRow> page) {
        TaskViews.Names names = this.views.namesOfRows(page.items());
        return page.map((row) -> {
            Map<String, Object> shown = item(row.item(), names);
            shown.put("unread", row.unread());
            shown.put("onBehalfOf", names.person(row.onBehalfOf()));
            TaskRow.Copy copy = row.copy();
            if (copy != null) {
                shown.put("copiedBy", names.person(copy.by()));
                shown.put("copiedAt", copy.at());
                shown.put("copyReason", copy.reason());
                shown.put("readAt", copy.readAt());
            }
            return shown;
        });
    }

    /** Tells the module of the task that somebody has got what {@link #task} says. */
    void shown(WorkItem item, Person me) {
        if (item.isOpen()) {
            this.handlers.of(item.kind()).shown(item, me);
        }
    }

    /** A task with all that was done with it, and what the person may do. */
    Map<String, Object> task(WorkItem item, Person me) {
        TaskInfo info = this.infos.of(item, me);
        TaskViews.Names names = info.names();
        Map<String, Object> shown = item(item, names);
        if (item.isOpen()) {
            shown.put("form", this.json.readTree(this.forms.schema(item)));
            shown.put("data", this.handlers.of(item.kind()).initialData(item, me));
            shown.putAll(this.handlers.of(item.kind()).about(item));
        }
        shown.put("operations", info.operations());
        shown.put("steps", info.steps().stream().map((step) -> step(step, names)).toList());
        shown.put("consultations", info.consultations().stream().map((one) -> consultation(one, names)).toList());
        shown.put("copies", info.copies().stream().map((copy) -> copy(copy, names)).toList());
        shown.put("urges", info.urges().stream().map((urge) -> urge(urge, names)).toList());
        return shown;
    }

    private Map<String, Object> item(WorkItem item, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", item.id());
        shown.put("kind", item.kind());
        shown.put("title", item.title());
        shown.put("caseId", item.caseId());
        shown.put("parentId", item.parentId());
        shown.put("author", names.person(item.author()));
        shown.put("department", names.department(item.departmentId()));
        shown.put("createdAt", item.createdAt());
        shown.put("dueAt", item.dueAt());
        shown.put("overdue", item.isOverdue(this.clock.instant()));
        shown.put("assignee", names.person(item.assignee()));
        shown.put("owner", names.person(item.owner()));
        shown.put("round", item.round());
        shown.put("state", item.stateId());
        shown.put("decision", item.decision());
        shown.put("endedAt", item.endedAt());
        shown.put("endedBy", names.person(item.endedBy()));
        shown.put("endedFor", names.person(item.endedFor()));
        shown.put("takenBackAt", item.takenBackAt());
        shown.put("revision", item.revision());
        return shown;
    }

    private Map<String, Object> step(TaskSteps.Step step, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("step", step.id());
        shown.put("actor", names.person(step.actor()));
        shown.put("onBehalfOf", names.person(step.onBehalfOf()));
        shown.put("to", names.person(step.target()));
        shown.put("reason", step.reason());
        shown.put("proposal", (step.proposal() != null) ? this.json.readTree(step.proposal()) : null);
        shown.put("at", step.at());
        return shown;
    }

    private static Map<String, Object> consultation(Consultations.Consultation asked, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", asked.id());
        shown.put("to", names.person(asked.account()));
        shown.put("askedBy", names.person(asked.askedBy()));
        shown.put("reason", asked.question());
        shown.put("blocking", asked.blocking());
        shown.put("askedAt", asked.askedAt());
        shown.put("state", asked.state());
        shown.put("opinion", asked.opinion());
        shown.put("endedAt", asked.endedAt());
        return shown;
    }

    private static Map<String, Object> copy(TaskSteps.Copy copy, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("to", names.person(copy.account()));
        shown.put("by", names.person(copy.by()));
        shown.put("reason", copy.reason());
        shown.put("at", copy.at());
        shown.put("readAt", copy.readAt());
        return shown;
    }

    private static Map<String, Object> urge(TaskSteps.Urge urge, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("by", names.person(urge.by()));
        shown.put("reason", urge.reason());
        shown.put("at", urge.at());
        shown.put("readAt", urge.readAt());
        shown.put("readBy", names.person(urge.readBy()));
        return shown;
    }

    /** What became of one of several tasks that were decided together. */
    Map<String, Object> report(CompleteTasks.Report report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", report.id());
        TaskHandler.Outcome outcome = report.outcome();
        Refusal refusal = report.refusal();
        shown.put("ok", refusal == null);
        if (outcome != null) {
            shown.put("state", outcome.state());
            shown.put("decision", outcome.decision());
        }
        if (refusal != null) {
            shown.put("status", refusal.kind().status());
            shown.put("code", refusal.code());
            shown.put("detail", words(refusal));
            shown.putAll(refusal.facts());
        }
        return shown;
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

}
