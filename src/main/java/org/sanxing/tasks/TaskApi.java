package org.sanxing.tasks;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "Tasks", description = "The task list, and deciding")
class TaskApi {

    private final TaskList list;

    private final TaskViews views;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskForms forms;

    private final TaskHandlers handlers;

    private final CompleteTask completeTask;

    private final JsonMapper json;

    private final Clock clock;

    TaskApi(TaskList list, TaskViews views, WorkItems items, TaskAccess access, TaskForms forms, TaskHandlers handlers,
            CompleteTask completeTask, JsonMapper json, Clock clock) {
        this.list = list;
        this.views = views;
        this.items = items;
        this.access = access;
        this.forms = forms;
        this.handlers = handlers;
        this.completeTask = completeTask;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Lists tasks by view: todo, done, started or involved")
    Page<Map<String, Object>> list(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Page<WorkItem> page = this.list.list(TaskQuery.of(view, sort, kind, campaignId, q, limit, cursor),
                me.account());
        TaskViews.Names names = this.views.namesOf(page.items());
        return page.map((item) -> json(item, names));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a task with its form and what the form starts with")
    Map<String, Object> show(@CurrentPerson Person me, @PathVariable String id) {
        WorkItem item = this.items.find(id)
            .filter((found) -> this.access.maySee(found, me))
            .orElseThrow(() -> new NotFound("task"));
        Map<String, Object> shown = json(item, this.views.namesOf(List.of(item)));
        if (item.isOpen()) {
            shown.put("form", this.json.readTree(this.forms.schema(item)));
            shown.put("data", this.handlers.of(item.kind()).initialData(item, me));
        }
        return shown;
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Decides a task")
    Map<String, Object> complete(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CompleteRequest request) {
        if (request.data() == null) {
            throw new InvalidInput("data", "required", "data");
        }
        TaskHandler.Outcome outcome = this.completeTask
            .execute(new CompleteTask.CompleteTaskCommand(id, request.data(), me.account(), IfMatch.revision(ifMatch)));
        Map<String, Object> answer = new LinkedHashMap<>();
        WorkItem item = this.items.find(id).orElseThrow(() -> new NotFound("task"));
        answer.put("id", id);
        answer.put("caseId", item.caseId());
        answer.put("state", outcome.state());
        return answer;
    }

    record CompleteRequest(@Nullable Map<String, Object> data) {

    }

    private Map<String, Object> json(WorkItem item, TaskViews.Names names) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", item.id());
        shown.put("kind", item.kind());
        shown.put("title", item.title());
        shown.put("caseId", item.caseId());
        shown.put("author", names.person(item.author()));
        shown.put("department", names.department(item.departmentId()));
        shown.put("createdAt", item.createdAt());
        shown.put("dueAt", item.dueAt());
        shown.put("overdue", item.isOverdue(this.clock.instant()));
        shown.put("assignee", names.person(item.assignee()));
        shown.put("round", item.round());
        shown.put("state", item.state().name().toLowerCase(java.util.Locale.ROOT));
        shown.put("decision", item.decision());
        Instant ended = item.endedAt();
        shown.put("endedAt", ended);
        shown.put("revision", item.revision());
        return shown;
    }

}
