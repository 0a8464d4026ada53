package org.sanxing.procedure.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;

import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.RunningCases;

/**
 * What lies before a case in its diagram, if everybody agrees: a way that what is known
 * rules out is left out, one that depends on what nobody has said yet is not.
 */
final class Ways {

    private static final String AGREED = "approve";

    private static final Set<String> ALWAYS_KNOWN = Set.of(RunningCases.FURTHER_LEVEL, RunningCases.RETURNED_FROM,
            RunningCases.POSITION);

    private final String start;

    private final Map<String, List<Way>> ways = new HashMap<>();

    private final Set<String> choosing = new HashSet<>();

    private final Set<String> choosingOne = new HashSet<>();

    /** Where all have to come, each time anew. */
    private final Set<String> joining = new HashSet<>();

    Ways(BpmnModelInstance diagram) {
        Set<String> reached = new HashSet<>();
        this.start = DeclarationReader.starts(diagram).findFirst().orElseThrow().getId();
        for (SequenceFlow flow : diagram.getModelElementsByType(SequenceFlow.class)) {
            FlowNode from = flow.getSource();
            if (flow.getTarget() instanceof ParallelGateway && !reached.add(flow.getTarget().getId())) {
                this.joining.add(flow.getTarget().getId());
            }
            SequenceFlow byDefault = (from instanceof ExclusiveGateway one) ? one.getDefault()
                    : (from instanceof InclusiveGateway several) ? several.getDefault() : null;
            if (from instanceof ExclusiveGateway || from instanceof InclusiveGateway) {
                this.choosing.add(from.getId());
            }
            if (from instanceof ExclusiveGateway) {
                this.choosingOne.add(from.getId());
            }
            this.ways.computeIfAbsent(from.getId(), (id) -> new ArrayList<>())
                .add(new Way(flow.getTarget().getId(), flow.equals(byDefault), (flow.getConditionExpression() != null)
                        ? flow.getConditionExpression().getTextContent() : null));
        }
    }

    /**
     * @param from element behind which it begins; null for the start
     * @param known what conditions read; null where it is not known
     * @return ids of the steps of people, in the order in which they come
     */
    List<String> ahead(Declaration declared, @Nullable String from, Map<String, Object> known) {
        Map<String, Object> facts = new HashMap<>(known);
        facts.put(RunningCases.FURTHER_LEVEL, false);
        // By element, with the decision that is made before it.
        Map<String, Place> found = new LinkedHashMap<>();
        Deque<Place> next = new ArrayDeque<>();
        next.add(new Place((from != null) ? from : this.start, agreed(declared, from)));
        while (!next.isEmpty()) {
            Place place = next.remove();
            facts.put(Declaration.DECISION, place.decision);
            for (String target : targets(place.element, facts)) {
                if (!found.containsKey(target)) {
                    Place reached = new Place(target,
                            declared.steps().containsKey(target) ? agreed(declared, target) : place.decision);
                    found.put(target, reached);
                    next.add(reached);
                }
            }
        }
        return found.keySet().stream().filter(declared.steps()::containsKey).toList();
    }

    /**
     * The steps of people that may follow on one directly, whatever is decided, and on no
     * other one with it.
     */
    Set<String> behind(Declaration declared, String step) {
        Set<String> seen = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(step));
        while (!next.isEmpty()) {
            for (Way way : this.ways.getOrDefault(next.remove(), List.of())) {
                if (!this.joining.contains(way.target) && seen.add(way.target)
                        && !declared.steps().containsKey(way.target)) {
                    next.add(way.target);
                }
            }
        }
        return seen;
    }

    /** What is decided at a step, if all goes well; null where that is not known. */
    private static @Nullable String agreed(Declaration declared, @Nullable String step) {
        Declaration.Step at = declared.steps().get(String.valueOf(step));
        return (at != null
                && at.form().find(Declaration.DECISION).filter((field) -> field.values().contains(AGREED)).isPresent())
                        ? AGREED : null;
    }

    private List<String> targets(String element, Map<String, Object> facts) {
        List<String> targets = new ArrayList<>();
        boolean sure = false;
        String otherwise = null;
        for (Way way : this.ways.getOrDefault(element, List.of())) {
            if (way.otherwise) {
                otherwise = way.target;
            }
            else if (!this.choosing.contains(element) || way.condition == null) {
                targets.add(way.target);
                sure = true;
            }
            else if (DeclarationReader.variables(way.condition)
                .stream()
                .anyMatch((name) -> !ALWAYS_KNOWN.contains(name) && facts.get(name) == null)) {
                targets.add(way.target);
            }
            else if (Conditions.holds(way.condition, facts)) {
                targets.add(way.target);
                sure = true;
                if (this.choosingOne.contains(element)) {
                    break;
                }
            }
        }
        if (!sure && otherwise != null) {
            targets.add(otherwise);
        }
        return targets;
    }

    private record Way(String target, boolean otherwise, @Nullable String condition) {

    }

    private record Place(String element, @Nullable String decision) {

    }

}
