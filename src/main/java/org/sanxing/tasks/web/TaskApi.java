package org.sanxing.tasks.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.JdbcTaskList;
import org.sanxing.tasks.list.Readings;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskQuery;
import org.sanxing.tasks.list.TaskRow;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.usecase.CompleteTask;
import org.sanxing.tasks.usecase.CompleteTasks;
import org.sanxing.tasks.usecase.OperateTask;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "Tasks", description = "The task list, deciding, and what else people do with a task")
class TaskApi {

    private final JdbcTaskList list;

    private final WorkItems items;

    private final TaskAccess access;

    private final TaskJson json;

    private final Readings readings;

    private final CompleteTask completeTask;

    private final CompleteTasks completeTasks;

    private final OperateTask operateTask;

    private final ZoneId zone;

    TaskApi(JdbcTaskList list, WorkItems items, TaskAccess access, TaskJson json, Readings readings,
            CompleteTask completeTask, CompleteTasks completeTasks, OperateTask operateTask,
            @Value("${sanxing.zone:Asia/Shanghai}") ZoneId zone) {
        this.list = list;
        this.items = items;
        this.access = access;
        this.json = json;
        this.readings = readings;
        this.completeTask = completeTask;
        this.completeTasks = completeTasks;
        this.operateTask = operateTask;
        this.zone = zone;
    }

    @GetMapping
    @Operation(summary = "Lists tasks by view: todo, done, started, involved or copied")
    Page<Map<String, Object>> list(@CurrentPerson Person me, @ParameterObject TaskQuery.Parameters parameters) {
        Page<TaskRow> page = this.list.list(parameters.query(TaskQuery.Sort.CREATED_AT, this.zone), me.account());
        return this.json.rows(page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a task with its form, what was done with it, and what the caller may do")
    Map<String, Object> show(@CurrentPerson Person me, @PathVariable String id) {
        WorkItem item = visible(me, id);
        Map<String, Object> shown = this.json.task(item, me);
        this.readings.opened(item, me);
        this.json.shown(item, me);
        return shown;
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Decides a task; a delegate hands it back with a proposal")
    Map<String, Object> complete(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CompleteRequest request) {
        if (request.data() == null) {
            throw new InvalidInput("data", "required", "data");
        }
        CompleteTask.Completed done = this.completeTask
            .execute(new CompleteTask.CompleteTaskCommand(id, request.data(), me.account(), IfMatch.revision(ifMatch)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("caseId", done.caseId());
        answer.put("state", done.outcome().state());
        answer.put("decision", done.outcome().decision());
        return answer;
    }

    @PostMapping("/batch")
    @Operation(summary = "Decides several tasks of one kind; each is reported by itself")
    Map<String, Object> batch(@CurrentPerson Person me, @RequestBody BatchRequest request) {
        List<CompleteTasks.Item> asked = new ArrayList<>();
        for (BatchItem item : (request.items() != null) ? request.items() : List.<BatchItem>of()) {
            if (item.id() == null) {
                throw new InvalidInput("items[" + asked.size() + "].id", "required", "id");
            }
            asked.add(
                    new CompleteTasks.Item(item.id(), (item.data() != null) ? item.data() : Map.of(), item.revision()));
        }
        List<CompleteTasks.Report> reports = this.completeTasks
            .execute(new CompleteTasks.CompleteTasksCommand(String.valueOf(request.kind()),
                    (request.data() != null) ? request.data() : Map.of(), asked, me.account()));
        return Map.of("items", reports.stream().map(this.json::report).toList());
    }

    @PostMapping("/{id}/claim")
    @Operation(summary = "Takes a group's task")
    Map<String, Object> claim(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return operate(org.sanxing.tasks.Operation.CLAIM, me, id, ifMatch, null);
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Gives a claimed task back to its group, or a delegated one to its owner")
    Map<String, Object> release(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.RELEASE, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/transfer")
    @Operation(summary = "Gives a task to somebody else for good")
    Map<String, Object> transfer(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.TRANSFER, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/delegate")
    @Operation(summary = "Has a task prepared by a colleague; it comes back to its owner, who decides")
    Map<String, Object> delegate(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.DELEGATE, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/recall")
    @Operation(summary = "Calls a delegated task back")
    Map<String, Object> recall(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.RECALL, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/consult")
    @Operation(summary = "Asks one or several colleagues for an opinion")
    Map<String, Object> consult(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.CONSULT, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/consultations/{consultation}/cancel")
    @Operation(summary = "Does without an opinion that was asked")
    Map<String, Object> cancelConsultation(@CurrentPerson Person me, @PathVariable String id,
            @PathVariable String consultation) {
        this.operateTask.cancelConsultation(id, consultation, me.account());
        return this.json.task(visible(me, id), me);
    }

    @PostMapping("/{id}/copy")
    @Operation(summary = "Tells others of a task")
    Map<String, Object> copy(@CurrentPerson Person me, @PathVariable String id, @RequestBody OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.COPY, me, id, null, request);
    }

    @PostMapping("/{id}/urge")
    @Operation(summary = "Asks those who have a task to make haste")
    Map<String, Object> urge(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.URGE, me, id, null, request);
    }

    @PostMapping("/{id}/take-back")
    @Operation(summary = "Undoes one's own decision while nobody has acted on it; answers with the open task")
    Map<String, Object> takeBack(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.TAKE_BACK, me, id, ifMatch, request);
    }

    private Map<String, Object> operate(org.sanxing.tasks.Operation operation, Person me, String id,
            @Nullable String ifMatch, @Nullable OperationRequest request) {
        OperationRequest asked = (request != null) ? request : new OperationRequest(null, null, null);
        return this.json.task(
                this.operateTask
                    .execute(operation,
                            new OperateTask.OperateTaskCommand(id, asked.people(), asked.reason(),
                                    Boolean.TRUE.equals(asked.blocking()), me.account(), IfMatch.revision(ifMatch))),
                me);
    }

    private WorkItem visible(Person me, String id) {
        return this.items.find(id)
            .filter((found) -> this.access.maySee(found, me))
            .orElseThrow(() -> new NotFound("task"));
    }

    record CompleteRequest(@Nullable Map<String, Object> data) {

    }

    /**
     * @param data what holds for all of them
     */
    record BatchRequest(@Nullable String kind, @Nullable Map<String, Object> data, @Nullable List<BatchItem> items) {

    }

    record BatchItem(@Nullable String id, @Nullable Map<String, Object> data, @Nullable Integer revision) {

    }

    /**
     * @param to one account, or a list of them
     * @param blocking whether the owner waits for the opinions before deciding
     */
    record OperationRequest(@Nullable Object to, @Nullable String reason, @Nullable Boolean blocking) {

        List<String> people() {
            if (this.to == null) {
                return List.of();
            }
            List<String> accounts = new ArrayList<>();
            for (Object one : (this.to instanceof List<?> several) ? several : List.of(this.to)) {
                if (!(one instanceof String account)) {
                    throw new InvalidInput("to", "unknown-person", String.valueOf(one));
                }
                accounts.add(account);
            }
            return accounts;
        }

    }

}
