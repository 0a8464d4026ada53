package org.sanxing.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What the engine remembers of a case: which diagram ran, and where it went. It holds the
 * visits of the elements, but no sequence flows: those are derived.
 */
@Component
public class CaseHistory {

    /** The engine's name for the bracket around the instances of one activity. */
    private static final String BODY = "#multiInstanceBody";

    /** Runs of one case that are read. */
    private static final int MOST = 50;

    private final HistoryService history;

    private final RepositoryService repository;

    CaseHistory(HistoryService history, RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    /** Empty where no process was ever started for the case. */
    public Optional<CaseRun> of(String caseId) {
        List<HistoricProcessInstance> newestFirst = this.history.createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(caseId)
            .orderByProcessInstanceStartTime()
            .desc()
            .listPage(0, MOST);
        if (newestFirst.isEmpty()) {
            return Optional.empty();
        }
        List<Visit> earlier = new ArrayList<>();
        for (int before = newestFirst.size() - 1; before > 0; before--) {
            earlier.addAll(visits(activities(newestFirst.get(before))));
        }
        return Optional.of(run(newestFirst.get(0), List.copyOf(earlier)));
    }

    private List<HistoricActivityInstance> activities(HistoricProcessInstance instance) {
        return this.history.createHistoricActivityInstanceQuery()
            .processInstanceId(instance.getId())
            .orderPartiallyByOccurrence()
            .asc()
            .list();
    }

    private static List<Visit> visits(List<HistoricActivityInstance> activities) {
        return activities.stream()
            .filter((activity) -> !activity.getActivityId().endsWith(BODY))
            .map(CaseHistory::visit)
            .toList();
    }

    private CaseRun run(HistoricProcessInstance instance, List<Visit> earlier) {
        List<HistoricActivityInstance> activities = activities(instance);
        String definition = instance.getProcessDefinitionId();
        List<Visit> visits = visits(activities);
        return new CaseRun(instance.getProcessDefinitionKey(), instance.getProcessDefinitionName(),
                instance.getProcessDefinitionVersion(), diagram(definition), visits,
                flows(this.repository.getBpmnModelInstance(definition), between(activities)),
                instance.getEndTime() != null, earlier);
    }

    private String diagram(String definition) {
        try (InputStream model = this.repository.getProcessModel(definition)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static Visit visit(HistoricActivityInstance activity) {
        return new Visit(activity.getActivityId(), activity.getActivityName(), activity.getActivityType(),
                activity.getAssignee(), activity.getStartTime().toInstant(), instant(activity.getEndTime()),
                activity.isCanceled());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return (date != null) ? date.toInstant() : null;
    }

    /** The visits as flows connect them: an activity with instances is its bracket. */
    private static List<Visit> between(List<HistoricActivityInstance> activities) {
        Set<String> bracketed = activities.stream()
            .map(HistoricActivityInstance::getActivityId)
            .filter((id) -> id.endsWith(BODY))
            .map((id) -> id.substring(0, id.length() - BODY.length()))
            .collect(Collectors.toSet());
        List<Visit> visits = new ArrayList<>();
        for (HistoricActivityInstance activity : activities) {
            Visit visit = visit(activity);
            String id = visit.elementId();
            if (id.endsWith(BODY)) {
                visits.add(new Visit(id.substring(0, id.length() - BODY.length()), visit.name(), visit.type(), null,
                        visit.startedAt(), visit.endedAt(), visit.cancelled()));
            }
            else if (!bracketed.contains(id)) {
                visits.add(visit);
            }
        }
        return visits;
    }

    /**
     * The path: each visit came over the incoming flow whose source was left last before
     * it began. A visit gives each of its outgoing flows once, that of an exclusive
     * gateway one of them; so a loop that comes round again finds the newer visit.
     */
    static List<String> flows(BpmnModelInstance model, List<Visit> visits) {
        Map<String, List<SequenceFlow>> incoming = model.getModelElementsByType(SequenceFlow.class)
            .stream()
            .collect(Collectors.groupingBy((flow) -> flow.getTarget().getId()));
        Set<String> choosing = model.getModelElementsByType(ExclusiveGateway.class)
            .stream()
            .map(ExclusiveGateway::getId)
            .collect(Collectors.toSet());
        Set<String> taken = new LinkedHashSet<>();
        Set<String> given = new HashSet<>();
        for (int target = 0; target < visits.size(); target++) {
            Visit arrival = visits.get(target);
            SequenceFlow came = null;
            String gift = null;
            int latest = -1;
            for (SequenceFlow flow : incoming.getOrDefault(arrival.elementId(), List.of())) {
                String source = flow.getSource().getId();
                for (int from = 0; from < visits.size(); from++) {
                    Visit left = visits.get(from);
                    String one = from + (choosing.contains(source) ? "" : " " + flow.getId());
                    if (from != target && left.elementId().equals(source) && leftBefore(left, from, arrival, target)
                            && !given.contains(one) && (latest < 0 || later(left, from, visits.get(latest), latest))) {
                        came = flow;
                        gift = one;
                        latest = from;
                    }
                }
            }
            if (came != null) {
                taken.add(came.getId());
                given.add(gift);
            }
        }
        return List.copyOf(taken);
    }

    private static boolean leftBefore(Visit left, int from, Visit arrival, int target) {
        return left.endedAt() != null && !left.cancelled() && from < target
                && !left.endedAt().isAfter(arrival.startedAt());
    }

    private static boolean later(Visit one, int index, Visit other, int otherIndex) {
        int difference = one.endedAt().compareTo(other.endedAt());
        return (difference != 0) ? difference > 0 : index > otherIndex;
    }

    /**
     * @param processKey e.g. {@code ReflectionReviewProcess}
     * @param processName its label, in the users' words
     * @param processVersion of the definition that ran
     * @param diagram the BPMN file of that very version
     * @param visits in the order they began
     * @param flows ids of the sequence flows taken, derived from the visits
     * @param ended whether the process is over
     * @param earlier visits of what ran before for the same case, in the order they
     * began: a case that was opened again or restarted has run more than once
     */
    public record CaseRun(String processKey, String processName, int processVersion, String diagram, List<Visit> visits,
            List<String> flows, boolean ended, List<Visit> earlier) {

        /** The visits of all that ran, in order. */
        public List<Visit> allVisits() {
            return Stream.concat(this.earlier.stream(), this.visits.stream()).toList();
        }

    }

    /**
     * One visit of one element.
     *
     * @param name its label
     * @param type the engine's word, e.g. {@code userTask}
     * @param actor account of who had the task; null for all but user tasks
     * @param endedAt null where it waits there now
     * @param cancelled whether it was left undecided
     */
    public record Visit(String elementId, @Nullable String name, String type, @Nullable String actor, Instant startedAt,
            @Nullable Instant endedAt, boolean cancelled) {

        /** The same visit, by somebody else. */
        public Visit by(@Nullable String other) {
            return new Visit(this.elementId, this.name, this.type, other, this.startedAt, this.endedAt, this.cancelled);
        }

    }

}
