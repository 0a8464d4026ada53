package org.sanxing.tasks.web;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.sanxing.common.Refusal;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Actor;
import org.sanxing.tasks.Operation;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.Consultations.Consultation;
import org.sanxing.tasks.list.Consultations;
import org.sanxing.tasks.list.TaskSteps.Copy;
import org.sanxing.tasks.list.TaskAccess;
import org.sanxing.tasks.list.TaskForms;
import org.sanxing.tasks.list.TaskSteps.Step;
import org.sanxing.tasks.list.TaskSteps;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.tasks.list.TaskSteps.Urge;
import org.sanxing.tasks.usecase.TaskRules;

import org.springframework.stereotype.Component;

/**
 * What every page of a task shows beside the case: what was done with the task, and what
 * the reader may do.
 *
 * @param operations as {@link Operation#id()} writes them
 * @param steps empty, like consultations and copies, for the person concerned
 * @param onBehalfOf account of the one for whom the reader has it; null where in their
 * own name
 * @param proposal of a delegate, for the owner; null where there is none
 * @param again when it can be urged again; null where it can be now
 */
public record TaskInfo(WorkItem item, TaskViews.Names names, Set<String> operations, List<Step> steps,
        List<Consultation> consultations, List<Copy> copies, List<Urge> urges, @Nullable String onBehalfOf,
        @Nullable Proposal proposal, @Nullable Instant again) {

    public boolean may(String operation) {
        return this.operations.contains(operation);
    }

    /** Whether there is anything to tell. */
    public boolean hasStory() {
        return !(this.steps.isEmpty() && this.consultations.isEmpty() && this.copies.isEmpty() && this.urges.isEmpty());
    }

    public List<Consultation> awaited() {
        return this.consultations.stream().filter(Consultation::isOpen).toList();
    }

    /** How many opinions have to come before it can be decided. */
    public long blocking() {
        return awaited().stream().filter(Consultation::blocking).count();
    }

    /**
     * What a delegate proposes.
     *
     * @param json of the form's fields, for the page to take it over
     */
    public record Proposal(Step step, FormSchema form, Map<String, Object> data,
            Map<String, List<FormComponent.Option>> options, String json) {

    }

    /** Reads them. As many statements however much was done. */
    @Component("taskInfos")
    public static class Source {

        private final WorkItems items;

        private final Organization organization;

        private final TaskViews views;

        private final TaskRules rules;

        private final TaskAccess access;

        private final TaskSteps steps;

        private final Consultations consultations;

        private final TaskForms forms;

        private final JsonMapper json;

        private final Clock clock;

        Source(WorkItems items, Organization organization, TaskViews views, TaskRules rules, TaskAccess access,
                TaskSteps steps, Consultations consultations, TaskForms forms, JsonMapper json, Clock clock) {
            this.items = items;
            this.organization = organization;
            this.views = views;
            this.rules = rules;
            this.access = access;
            this.steps = steps;
            this.consultations = consultations;
            this.forms = forms;
            this.json = json;
            this.clock = clock;
        }

        /**
         * Of the open task for which a case waits.
         * @return null where it is not open any more
         */
        public @Nullable TaskInfo of(String taskId, String account) {
            return this.items.find(taskId)
                .filter(WorkItem::isOpen)
                .map((item) -> of(item, this.organization.get(account)))
                .orElse(null);
        }

        public TaskInfo of(WorkItem item, Person me) {
            boolean mayLook = !me.account().equals(item.author());
            List<Step> done = mayLook ? this.steps.of(item.id()) : List.of();
            List<Consultation> asked = mayLook ? this.consultations.of(item.id()) : List.of();
            List<Copy> copied = mayLook ? this.steps.copies(item.id()) : List.of();
            List<Urge> urged = this.steps.urges(List.of(item.id()));
            String behalf = this.access.actor(item, me).map(Actor::onBehalfOf).orElse(null);
            Stream<@Nullable String> accounts = Stream
                .of(Stream.of(behalf),
                        done.stream().flatMap((one) -> Stream.of(one.actor(), one.onBehalfOf(), one.target())),
                        asked.stream().flatMap((one) -> Stream.of(one.account(), one.askedBy())),
                        copied.stream().flatMap((one) -> Stream.of(one.account(), one.by())),
                        urged.stream().flatMap((one) -> Stream.of(one.by(), one.readBy())))
                .flatMap(Function.identity());
            Set<String> allowed = this.rules.allowed(item, me)
                .stream()
                .map(Operation::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
            return new TaskInfo(item, this.views.namesOf(List.of(item), accounts), allowed, done, asked, copied, urged,
                    behalf, allowed.contains(Operation.COMPLETE.id()) ? proposal(item, done) : null, again(item, me));
        }

        private @Nullable Instant again(WorkItem item, Person me) {
            return this.rules.refusal(Operation.URGE, item, me)
                .map(Refusal::facts)
                .map((facts) -> (Instant) facts.get("again"))
                .filter((again) -> again.isAfter(this.clock.instant()))
                .orElse(null);
        }

        /** The newest one counts, until the task has gone to somebody else for good. */
        private @Nullable Proposal proposal(WorkItem item, List<Step> done) {
            if (item.isDelegated()) {
                return null;
            }
            Step found = null;
            for (Step step : done) {
                if (step.kind() == TaskSteps.Kind.HANDED_BACK && step.proposal() != null) {
                    found = step;
                }
                else if (step.kind() == TaskSteps.Kind.TRANSFERRED || step.kind() == TaskSteps.Kind.REASSIGNED
                        || step.kind() == TaskSteps.Kind.RELEASED) {
                    found = null;
                }
            }
            if (found == null || found.proposal() == null) {
                return null;
            }
            Map<String, Object> data = this.json.readValue(found.proposal(),
                    new TypeReference<LinkedHashMap<String, Object>>() {
                    });
            FormSchema form = this.forms.read(item);
            return new Proposal(found, form, data, this.forms.options(item, form), found.proposal());
        }

    }

}
