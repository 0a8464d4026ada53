package org.sanxing.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.camunda.bpm.engine.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.ExecutionQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.sanxing.common.Conflict;
import org.sanxing.common.Remembered;
import org.sanxing.workflow.FormTexts.Place;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
@Transactional
class EngineWorkflow implements Workflow {

    private final ProcessEngine engine;

    private final RuntimeService runtime;

    private final TaskService tasks;

    private final FormTexts forms;

    EngineWorkflow(ProcessEngine engine, RuntimeService runtime, TaskService tasks, FormTexts forms) {
        this.engine = engine;
        this.runtime = runtime;
        this.tasks = tasks;
        this.forms = forms;
    }

    @Override
    public void start(String processKey, String businessKey, Map<String, Object> variables) {
        startVersion(newest(processKey).getId(), businessKey, variables);
    }

    @Override
    public void startVersion(String definition, String businessKey, Map<String, Object> variables) {
        this.runtime.startProcessInstanceById(definition, businessKey, variables);
    }

    @Override
    public void startAll(String processKey, Map<String, Map<String, Object>> cases) {
        asOne(() -> cases.forEach((businessKey, variables) -> start(processKey, businessKey, variables)));
    }

    /** As one command the engine reads once, and writes what is alike in batches. */
    private void asOne(Runnable steps) {
        commands().execute((context) -> {
            steps.run();
            return context;
        });
    }

    private CommandExecutor commands() {
        return ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
            .getCommandExecutorTxRequired();
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        String assignee = claims().assignees.remove(taskId);
        if (assignee == null) {
            this.tasks.complete(taskId, variables);
            return;
        }
        asOne(() -> {
            this.tasks.setAssignee(taskId, assignee);
            this.tasks.complete(taskId, variables);
        });
    }

    @Override
    public void claim(String taskId, String assignee) {
        claims().assignees.put(taskId, assignee);
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
        Place place = this.forms.places.get(taskId);
        if (place == null || !this.forms.texts.containsKey(place)) {
            Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
            if (task == null) {
                throw new Conflict("task-already-completed");
            }
            place = new Place(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
            this.forms.places.put(taskId, place);
        }
        return text(place, () -> this.engine.getFormService().getDeployedTaskForm(taskId));
    }

    @Override
    public String startForm(String processKey) {
        ProcessDefinition newest = newest(processKey);
        return text(new Place(newest.getId(), ""),
                () -> this.engine.getFormService().getDeployedStartForm(newest.getId()));
    }

    /** The one whose form was filled in, whatever is deployed meanwhile. */
    private ProcessDefinition newest(String processKey) {
        return Remembered.once(List.of("workflow.newest", processKey),
                () -> commands().execute((context) -> context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .findDeployedLatestProcessDefinitionByKey(processKey)));
    }

    private String text(Place place, Supplier<InputStream> form) {
        String kept = this.forms.texts.get(place);
        if (kept == null) {
            try (InputStream stream = form.get()) {
                kept = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
            this.forms.texts.put(place, kept);
        }
        return kept;
    }

    private Claims claims() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Claims claims) {
                return claims;
            }
        }
        Claims claims = new Claims();
        TransactionSynchronizationManager.registerSynchronization(claims);
        return claims;
    }

    /** Who has which task, told with its completion or at the end. */
    private final class Claims implements TransactionSynchronization {

        private final Map<String, String> assignees = new HashMap<>();

        @Override
        public void savepointRollback(Object savepoint) {
            this.assignees.clear();
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            this.assignees.forEach(EngineWorkflow.this.tasks::setAssignee);
        }

    }

}
