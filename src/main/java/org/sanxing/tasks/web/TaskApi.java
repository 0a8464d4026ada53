package org.sanxing.tasks.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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

import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.StringUtils;
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

    private final TaskAccess access;

    private final TaskJson json;

    private final Readings readings;

    private final CompleteTask completeTask;

    private final CompleteTasks completeTasks;

    private final OperateTask operateTask;

    private final ZoneId zone;

    TaskApi(JdbcTaskList list, TaskAccess access, TaskJson json, Readings readings, CompleteTask completeTask,
            CompleteTasks completeTasks, OperateTask operateTask, @Value("${sanxing.zone:Asia/Shanghai}") ZoneId zone) {
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
    @Operation(summary = "Lists tasks by view: todo, done, started, involved or copied")
    Page<Map<String, Object>> list(@CurrentPerson Person me, @ParameterObject TaskQuery.Parameters parameters) {
        return this.json.rows(this.list.list(parameters.query(TaskQuery.Sort.CREATED_AT, this.zone), me.account()));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Shows a task with its form, what was done with it, and what the caller may do")
    Map<String, Object> show(@CurrentPerson Person me, @PathVariable String id) {
        WorkItem item = this.access.get(id, me);
        Map<String, Object> shown = this.json.task(item, me);
        this.readings.opened(item, me);
        this.json.shown(item, me);
        return shown;
    }

    @PostMapping("/{id}/complete")
    @Operation(summary = "Decides a task; a delegate hands it back with a proposal")
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
    @Operation(summary = "Decides several tasks of one kind; each is reported by itself")
    Map<String, Object> batch(@CurrentPerson Person me, @RequestBody CompleteTasks.CompleteTasksCommand request) {
        return Map.of("items",
                this.completeTasks.execute(request, me.account()).stream().map(this.json::report).toList());
    }

    @PostMapping({ "/{id}/claim", "/{id}/release", "/{id}/transfer", "/{id}/delegate", "/{id}/recall", "/{id}/consult",
            "/{id}/copy", "/{id}/urge", "/{id}/take-back" })
    @Operation(summary = "Does with a task what people do beside deciding it", description = """
            claim takes a group's task; release gives a claimed task back to its group, or a delegated one to its \
            owner; transfer gives it to somebody else for good; delegate has it prepared by a colleague, and it comes \
            back to its owner, who decides; recall calls it back; consult asks one or several colleagues for an \
            opinion; copy tells others of it; urge asks those who have it to make haste; take-back undoes one's own \
            decision while nobody has acted on it, and answers with the open task""")
    Map<String, Object> operate(@CurrentPerson Person me, @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable OperationRequest request, HttpServletRequest asked) {
        org.sanxing.tasks.Operation operation = org.sanxing.tasks.Operation
            .ofPath(StringUtils.getFilename(asked.getRequestURI()));
        boolean revised = operation != org.sanxing.tasks.Operation.COPY
                && operation != org.sanxing.tasks.Operation.URGE;
        OperationRequest given = (request != null) ? request : new OperationRequest(null, null, null);
        return this.json.task(this.operateTask.execute(operation,
                given.command(id, me.account(), revised ? IfMatch.revision(ifMatch) : null)), me);
    }

    @PostMapping("/{id}/consultations/{consultation}/cancel")
    @Operation(summary = "Does without an opinion that was asked")
    Map<String, Object> cancelConsultation(@CurrentPerson Person me, @PathVariable String id,
            @PathVariable String consultation) {
        this.operateTask.cancelConsultation(id, consultation, me.account());
        return this.json.task(this.access.get(id, me), me);
    }

    record CompleteRequest(@Nullable Map<String, Object> data) {

    }

    record CompletedTask(String id, String caseId, String state, String decision) {

    }

    /**
     * @param to one account, or a list of them
     * @param blocking whether the owner waits for the opinions before deciding
     */
    record OperationRequest(@Nullable Object to, @Nullable String reason, @Nullable Boolean blocking) {

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
