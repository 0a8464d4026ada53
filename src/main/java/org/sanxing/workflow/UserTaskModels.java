package org.sanxing.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;

/**
 * Where the models ask people for something: user tasks, and the starts of processes. For
 * checks by the modules that know what the forms are for.
 */
public final class UserTaskModels {

    private UserTaskModels() {
    }

    /** Reads the user tasks from every BPMN file that can be read. */
    public static List<UserTaskModel> of(Models models) {
        List<UserTaskModel> tasks = new ArrayList<>();
        models.diagrams()
            .forEach((path, model) -> model.getModelElementsByType(UserTask.class)
                .forEach((task) -> tasks
                    .add(new UserTaskModel(path, task.getId(), task.getCamundaFormRef(), branches(task)))));
        return tasks;
    }

    /** The events that begin a process when somebody sends its form. */
    public static List<UserTaskModel> starts(Models models, String processKey) {
        List<UserTaskModel> starts = new ArrayList<>();
        models.diagrams().forEach((path, model) -> {
            if (Models.baseName(path).equals(processKey)) {
                model.getModelElementsByType(StartEvent.class)
                    .stream()
                    .filter((start) -> start.getEventDefinitions().isEmpty())
                    .forEach((start) -> starts
                        .add(new UserTaskModel(path, start.getId(), start.getCamundaFormRef(), branches(start))));
            }
        });
        return starts;
    }

    /** Where the way forks before the next user task. */
    private static List<Branching> branches(FlowNode from) {
        List<Branching> branches = new ArrayList<>();
        Collection<SequenceFlow> flows = ((BpmnModelInstance) from.getModelInstance())
            .getModelElementsByType(SequenceFlow.class);
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            FlowNode node = next.remove();
            if (!seen.add(node) || (node instanceof UserTask && node != from)) {
                continue;
            }
            Map<String, @Nullable String> conditions = new LinkedHashMap<>();
            flows.stream().filter((flow) -> node.equals(flow.getSource())).forEach((flow) -> {
                ConditionExpression condition = flow.getConditionExpression();
                conditions.put(flow.getId(), (condition != null) ? condition.getTextContent() : null);
                next.add(flow.getTarget());
            });
            if (conditions.values().stream().anyMatch((condition) -> condition != null)) {
                branches.add(new Branching(node.getId(), conditions));
            }
            if (node instanceof SubProcess inner) {
                Collection<StartEvent> starts = inner.getChildElementsByType(StartEvent.class);
                next.addAll(starts);
            }
            if (node instanceof EndEvent && node.getParentElement() instanceof SubProcess outer) {
                flows.stream()
                    .filter((flow) -> outer.equals(flow.getSource()))
                    .forEach((flow) -> next.add(flow.getTarget()));
            }
        }
        return branches;
    }

    /**
     * @param path of the file
     * @param form id of its form; null where it has none
     * @param branches where the way forks behind it
     */
    public record UserTaskModel(String path, String elementId, @Nullable String form, List<Branching> branches) {

        /** The kind of work item that it makes. */
        public String kind() {
            return org.sanxing.workflow.UserTask.kindOf(this.elementId);
        }

    }

    /**
     * @param conditions of the flows that leave it, by their ids; null where the flow is
     * taken without
     */
    public record Branching(String elementId, Map<String, @Nullable String> conditions) {

    }

}
