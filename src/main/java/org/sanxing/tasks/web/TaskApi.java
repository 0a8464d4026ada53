package org.sanxing.tasks.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.sanxing.common.IfMatch;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Page;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.JdbcTaskList;
import org.sanxing.tasks.list.Readings;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskQuery;
import org.sanxing.tasks.usecase.CompleteTask;
import org.sanxing.tasks.usecase.CompleteTasks;
import org.sanxing.tasks.usecase.OperateTask;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "Tasks")
class TaskApi {

    private final JdbcTaskList list;

    private final TaskAccess access;

    private final TaskJson json;

    private final Readings readings;

    private final CompleteTask completeTask;

    private final CompleteTasks completeTasks;

    private final OperateTask operateTask;

    private final ZoneId zone;

    TaskApi(JdbcTaskList list, TaskAccess access, TaskJson json, Readings readings, CompleteTask completeTask,
            CompleteTasks completeTasks, OperateTask operateTask, ZoneId zone) {
        this.list = list;
        this.access = access;
        this.json = json;
        this.readings = readings;
        this.completeTask = completeTask;
        this.completeTasks = completeTasks;
        this.operateTask = operateTask;
        this.zone = zone;
    }

    @GetMapping
    @Operation(operationId = "listTasks")
    Page<TaskJson.Listed> list(@CurrentPerson Person me, @ParameterObject TaskQuery.Parameters parameters) {
        return this.json.rows(this.list.list(parameters.query(TaskQuery.Sort.CREATED_AT, this.zone), me.account()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getTask")
    TaskJson.Detail show(@CurrentPerson Person me, @PathVariable String id) {
        WorkItem item = this.access.get(id, me);
        TaskJson.Detail shown = this.json.task(item, me);
        this.readings.opened(item, me);
        this.json.shown(item, me);
        return shown;
    }

    @PostMapping("/{id}/complete")
    @Operation(operationId = "completeTask")
    CompletedTask complete(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody CompleteRequest request) {
        if (request.data() == null) {
            throw new InvalidInput("data", "required", "data");
        }
        CompleteTask.Completed done = this.completeTask
            .execute(new CompleteTask.CompleteTaskCommand(id, request.data(), me.account(), IfMatch.revision(ifMatch)));
        return new CompletedTask(id, done.caseId(), done.outcome().state(), done.outcome().decision());
    }

    @PostMapping("/batch")
    @Operation(operationId = "completeTasks")
    Reports batch(@CurrentPerson Person me, @RequestBody CompleteTasks.CompleteTasksCommand request) {
        return new Reports(this.completeTasks.execute(request, me.account()).stream().map(this.json::report).toList());
    }

    @PostMapping("/{id}/claim")
    @Operation(operationId = "claimTask")
    TaskJson.Detail claim(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.CLAIM, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/release")
    @Operation(operationId = "releaseTask")
    TaskJson.Detail release(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.RELEASE, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/transfer")
    @Operation(operationId = "transferTask")
    TaskJson.Detail transfer(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.TRANSFER, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/delegate")
    @Operation(operationId = "delegateTask")
    TaskJson.Detail delegate(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.DELEGATE, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/recall")
    @Operation(operationId = "recallTask")
    TaskJson.Detail recall(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.RECALL, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/consult")
    @Operation(operationId = "consultOnTask")
    TaskJson.Detail consult(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.CONSULT, me, id, ifMatch, request);
    }

    @PostMapping("/{id}/copy")
    @Operation(operationId = "copyTask")
    TaskJson.Detail copy(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.COPY, me, id, null, request);
    }

    @PostMapping("/{id}/urge")
    @Operation(operationId = "urgeTask")
    TaskJson.Detail urge(@CurrentPerson Person me, @PathVariable String id,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.URGE, me, id, null, request);
    }

    @PostMapping("/{id}/take-back")
    @Operation(operationId = "takeTaskBack")
    TaskJson.Detail takeBack(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request) {
        return operate(org.sanxing.tasks.Operation.TAKE_BACK, me, id, ifMatch, request);
    }

    private TaskJson.Detail operate(org.sanxing.tasks.Operation operation, Person me, String id,
            @Nullable String ifMatch, @Nullable OperationRequest request) {
        OperationRequest given = (request != null) ? request : new OperationRequest(null, null, null);
        return this.json
            .task(this.operateTask.execute(operation, given.command(id, me.account(), IfMatch.revision(ifMatch))), me);
    }

    @PostMapping("/{id}/consultations/{consultation}/cancel")
    @Operation(operationId = "cancelConsultation")
    TaskJson.Detail cancelConsultation(@CurrentPerson Person me, @PathVariable String id,
            @PathVariable String consultation) {
        this.operateTask.cancelConsultation(id, consultation, me.account());
        return this.json.task(this.access.get(id, me), me);
    }

    record CompleteRequest(@Schema(ref = "TaskData") @Nullable Map<String, Object> data) {

    }

    record Reports(List<TaskJson.Report> items) {

    }

    record CompletedTask(String id, String caseId, String state, String decision) {

    }

    /**
     * @param to one account, or a list of them
     * @param blocking whether the owner waits for the opinions before deciding
     */
    record OperationRequest(@Schema(ref = "OneOrSeveralAccounts") @Nullable Object to, @Nullable String reason,
            @Nullable Boolean blocking) {

        OperateTask.OperateTaskCommand command(String taskId, String account, @Nullable Integer revision) {
            return new OperateTask.OperateTaskCommand(taskId, people(), this.reason, Boolean.TRUE.equals(this.blocking),
                    account, revision);
        }

        private List<String> people() {
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
