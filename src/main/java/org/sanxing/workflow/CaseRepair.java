package org.sanxing.workflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What it takes to find cases that stand still, and to set them going again. What changes
 * something joins the caller's transaction.
 */
@Component
@Transactional
public class CaseRepair {

    private static final int REASON_LENGTH = 300;

    private final ProcessEngine engine;

    private final RuntimeService runtime;

    private final TaskService tasks;

    private final RepositoryService repository;

    private final OwnedProcesses owned;

    CaseRepair(ProcessEngine engine, RuntimeService runtime, TaskService tasks, RepositoryService repository,
            OwnedProcesses owned) {
        this.engine = engine;
        this.runtime = runtime;
        this.tasks = tasks;
        this.repository = repository;
        this.owned = owned;
    }

    /**
     * Ids of the open user tasks, in order.
     * @param first how many to pass over
     */
    public List<String> openTasks(int first, int count) {
        return this.tasks.createTaskQuery()
            .orderByTaskId()
            .asc()
            .listPage(first, count)
            .stream()
            .map(Task::getId)
            .toList();
    }

    /** Ids of those of the user tasks that are open. One statement. */
    public Set<String> openAmong(Collection<String> taskIds) {
        return taskIds.isEmpty() ? Set.of()
                : this.tasks.createTaskQuery()
                    .taskIdIn(taskIds.toArray(String[]::new))
                    .list()
                    .stream()
                    .map(Task::getId)
                    .collect(Collectors.toSet());
    }

    /** Those of the user tasks that are open; one statement for each. */
    public List<OpenTask> open(Collection<String> taskIds) {
        if (taskIds.isEmpty()) {
            return List.of();
        }
        List<Task> found = this.tasks.createTaskQuery()
            .taskIdIn(taskIds.toArray(String[]::new))
            .orderByTaskId()
            .asc()
            .list();
        Map<String, String> cases = cases(found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()));
        return found.stream()
            .map((task) -> new OpenTask(
                    new UserTask(task.getId(), task.getTaskDefinitionKey(),
                            UserTask.processKeyOf(task.getProcessDefinitionId()),
                            cases.getOrDefault(task.getProcessInstanceId(), ""), task.getAssignee(), group(task),
                            !this.owned.owns(UserTask.processKeyOf(task.getProcessDefinitionId()))),
                    task.getCreateTime().toInstant()))
            .toList();
    }

    private @Nullable String group(Task task) {
        return UserTask.groupOf(this.tasks.getIdentityLinksForTask(task.getId()));
    }

    /** The business keys of process instances. */
    private Map<String, String> cases(Set<String> instances) {
        Map<String, String> cases = new HashMap<>();
        if (!instances.isEmpty()) {
            this.runtime.createProcessInstanceQuery()
                .processInstanceIds(instances)
                .list()
                .forEach((instance) -> cases.put(instance.getId(), String.valueOf(instance.getBusinessKey())));
        }
        return cases;
    }

    /** The elements at which a case waits for somebody. */
    public Set<String> waitingAt(String caseId) {
        return this.tasks.createTaskQuery()
            .processInstanceBusinessKey(caseId)
            .list()
            .stream()
            .map(Task::getTaskDefinitionKey)
            .collect(Collectors.toSet());
    }

    /** Those of the cases in which a user task is open. */
    public Set<String> waiting(Collection<String> caseIds) {
        if (caseIds.isEmpty()) {
            return Set.of();
        }
        Set<String> instances = this.tasks.createTaskQuery()
            .processInstanceBusinessKeyIn(caseIds.toArray(String[]::new))
            .list()
            .stream()
            .map(Task::getProcessInstanceId)
            .collect(Collectors.toSet());
        return new LinkedHashSet<>(cases(instances).values());
    }

    /**
     * Starts a case anew at an element of the newest version of its process. What still
     * runs of it ends.
     */
    public void startAt(String processKey, String caseId, String elementId, Map<String, Object> variables) {
        cancel(caseId);
        this.runtime.createProcessInstanceByKey(processKey)
            .businessKey(caseId)
            .setVariables(variables)
            .startBeforeActivity(elementId)
            .execute();
    }

    /** Where an element is drawn for each of several: all of them, and not one more. */
    public static String allOf(String elementId) {
        return elementId + "#multiInstanceBody";
    }

    /** The same on a certain version of a process, the engine's id of which is given. */
    public void startVersionAt(String definition, String caseId, String elementId, Map<String, Object> variables) {
        cancel(caseId);
        this.runtime.createProcessInstanceById(definition)
            .businessKey(caseId)
            .setVariables(variables)
            .startBeforeActivity(elementId)
            .execute();
    }

    /**
     * Has a case go on at an element of the diagram on which it runs; what is open of it
     * ends undecided.
     */
    public void moveTo(String caseId, String elementId, Map<String, Object> variables) {
        ProcessInstance run = this.runtime.createProcessInstanceQuery()
            .processInstanceBusinessKey(caseId)
            .singleResult();
        ActivityInstance[] open = this.runtime.getActivityInstance(run.getId()).getChildActivityInstances();
        this.runtime.setVariables(run.getId(), variables);
        ProcessInstanceModificationBuilder change = this.runtime.createProcessInstanceModification(run.getId());
        change.startBeforeActivity(elementId);
        for (ActivityInstance each : open) {
            change.cancelActivityInstance(each.getId());
        }
        change.execute();
    }

    /** Ends what runs of a case, undecided. */
    public void cancel(String caseId) {
        List<ProcessInstance> running = this.runtime.createProcessInstanceQuery()
            .processInstanceBusinessKey(caseId)
            .list();
        running.forEach((instance) -> this.runtime.deleteProcessInstance(instance.getId(), "cancelled"));
    }

    /**
     * Offers an open task to a group instead of whom it was offered to; nobody has it
     * then.
     */
    public void offer(String taskId, String group) {
        Task task = this.tasks.createTaskQuery().taskId(taskId).singleResult();
        task.setAssignee(null);
        task.setOwner(null);
        this.tasks.saveTask(task);
        String before = group(task);
        if (!group.equals(before)) {
            if (before != null) {
                this.tasks.deleteCandidateGroup(taskId, before);
            }
            this.tasks.addCandidateGroup(taskId, group);
        }
    }

    /** Jobs that failed as often as they are tried. */
    public List<FailedJob> failedJobs(int limit) {
        List<Job> jobs = this.engine.getManagementService()
            .createJobQuery()
            .noRetriesLeft()
            .orderByJobId()
            .asc()
            .listPage(0, limit);
        Map<String, String> cases = cases(jobs.stream()
            .map(Job::getProcessInstanceId)
            .filter(java.util.Objects::nonNull)
            .collect(Collectors.toSet()));
        List<FailedJob> failed = new ArrayList<>();
        for (Job job : jobs) {
            Instant since = (job.getCreateTime() != null) ? job.getCreateTime().toInstant() : Instant.EPOCH;
            failed.add(new FailedJob(job.getId(), cases.getOrDefault(String.valueOf(job.getProcessInstanceId()), ""),
                    name(job), reason(job.getExceptionMessage()), since));
        }
        return failed;
    }

    private String name(Job job) {
        String element = job.getFailedActivityId();
        if (element == null || job.getProcessDefinitionId() == null) {
            return job.getId();
        }
        return (this.repository.getBpmnModelInstance(job.getProcessDefinitionId())
            .getModelElementById(element) instanceof FlowElement found && found.getName() != null) ? found.getName()
                    : element;
    }

    private static String reason(@Nullable String message) {
        String first = (message != null) ? message.lines().findFirst().orElse("") : "";
        return (first.length() > REASON_LENGTH) ? first.substring(0, REASON_LENGTH) : first;
    }

    /** Has a failed job tried once more. */
    public void tryAgain(String jobId) {
        this.engine.getManagementService().setJobRetries(jobId, 1);
    }

    /**
     * @param task as it was when it was created, but for who has it now
     */
    public record OpenTask(UserTask task, Instant since) {

    }

    /**
     * @param element name of the step in the diagram, or its id
     * @param reason first line of what went wrong
     */
    public record FailedJob(String id, String caseId, String element, String reason, Instant since) {

    }

}
