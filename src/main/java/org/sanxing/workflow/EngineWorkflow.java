package org.sanxing.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.ExecutionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.sanxing.common.Conflict;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class EngineWorkflow implements Workflow {

    private final ProcessEngine engine;

    private final RuntimeService runtime;

    private final TaskService tasks;

    EngineWorkflow(ProcessEngine engine, RuntimeService runtime, TaskService tasks) {
        this.engine = engine;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public void start(String processKey, String businessKey, Map<String, Object> variables) {
        this.runtime.startProcessInstanceByKey(processKey, businessKey, variables);
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        this.tasks.complete(taskId, variables);
    }

    /**
     * Asks before it sends: a failing correlation would mark the caller's transaction for
     * rollback.
     */
    @Override
    public boolean correlate(String message, String businessKey) {
        return correlate(message, businessKey, Map.of());
    }

    @Override
    public boolean correlate(String message, String businessKey, Map<String, Object> variables) {
        return send(message, this.runtime.createExecutionQuery().processInstanceBusinessKey(businessKey), variables);
    }

    @Override
    public boolean awaits(String message, String businessKey) {
        return this.runtime.createExecutionQuery()
            .processInstanceBusinessKey(businessKey)
            .messageEventSubscriptionName(message)
            .count() > 0;
    }

    @Override
    public boolean correlateAt(String message, String taskId) {
        Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
        return task != null && send(message,
                this.runtime.createExecutionQuery().processInstanceId(task.getProcessInstanceId()), Map.of());
    }

    @Override
    public boolean announceAt(String taskId, Deadline step) {
        Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
        return task != null
                && announceIn(task.getProcessInstanceId(), UserTask.kindOf(task.getTaskDefinitionKey()), step);
    }

    @Override
    public boolean announce(String businessKey, String kind, Deadline step) {
        ProcessInstance run = this.runtime.createProcessInstanceQuery()
            .processInstanceBusinessKey(businessKey)
            .singleResult();
        return run != null && announceIn(run.getId(), kind, step);
    }

    private boolean announceIn(String run, String kind, Deadline step) {
        Map<String, Object> facts = Map.of(Deadline.STEP, step.id(), Deadline.TASK, kind);
        return correlateIn(run, MSG_TASK_DUE, facts) || this.runtime.createEventSubscriptionQuery()
            .processInstanceId(run)
            .list()
            .stream()
            .map(EventSubscription::getEventName)
            .filter(step::isEarlier)
            .findFirst()
            .filter((message) -> correlateIn(run, message, facts))
            .isPresent();
    }

    /** Asks and sends at once; where nothing waits, it does nothing. */
    private boolean correlateIn(String run, String message, Map<String, Object> facts) {
        return !this.runtime.createMessageCorrelation(message)
            .processInstanceId(run)
            .setVariablesToTriggeredScope(facts)
            .correlateAllWithResult()
            .isEmpty();
    }

    private boolean send(String message, ExecutionQuery executions, Map<String, Object> variables) {
        List<Execution> waiting = executions.messageEventSubscriptionName(message).list();
        if (waiting.size() != 1) {
            return false;
        }
        Execution found = waiting.get(0);
        this.runtime.setVariables(found.getProcessInstanceId(), variables);
        this.runtime.messageEventReceived(message, found.getId());
        return true;
    }

    @Override
    public void setVariable(String taskId, String name, Object value) {
        Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
        this.runtime.setVariable(task.getProcessInstanceId(), name, value);
    }

    @Override
    public void assign(String taskId, @Nullable String assignee, @Nullable String owner) {
        Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
        task.setAssignee(assignee);
        task.setOwner(owner);
        this.tasks.saveTask(task);
    }

    @Override
    public String taskForm(String taskId) {
        if (this.tasks.createTaskQuery().taskId(taskId).count() == 0) {
            throw new Conflict("task-already-completed");
        }
        return text(this.engine.getFormService().getDeployedTaskForm(taskId));
    }

    @Override
    public String startForm(String processKey) {
        ProcessDefinition newest = this.engine.getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey(processKey)
            .latestVersion()
            .singleResult();
        return text(this.engine.getFormService().getDeployedStartForm(newest.getId()));
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
