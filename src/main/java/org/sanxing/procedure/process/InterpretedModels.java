package org.sanxing.procedure.process;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.FieldError;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declaration.Step;
import org.sanxing.procedure.Holders;
import org.sanxing.procedure.ModelPlayer;
import org.sanxing.procedure.RunningCases;
import org.sanxing.workflow.ModelProperties;
import org.sanxing.workflow.Models;

/**
 * Follows a diagram by what was decided, without the engine: gateways and tables are
 * evaluated as the engine does, and of the building blocks only what changes the content
 * is done. Who has a level is asked of the organisation as it is now.
 */
@Component
class InterpretedModels implements ModelPlayer {

    private static final int MOST_STEPS = 10_000;

    private final Forms forms;

    private final Holders holders;

    private final RunningCases cases;

    private final WorkingCalendar calendar;

    InterpretedModels(Forms forms, Holders holders, RunningCases cases, WorkingCalendar calendar) {
        this.forms = forms;
        this.holders = holders;
        this.cases = cases;
        this.calendar = calendar;
    }

    @Override
    public Play of(Models models, Locale locale) {
        DeclarationReader reader = new DeclarationReader(models, this.forms);
        Map<String, Played> all = new TreeMap<>();
        for (String path : models.declared()) {
            Declaration declared = reader.read(path, "");
            all.put(declared.key(), new Played(declared, models.diagrams().get(path)));
        }
        DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        Map<String, DmnDecision> tables = new HashMap<>();
        models.ending(".dmn")
            .forEach((path, text) -> engine
                .parseDecisions(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .forEach((decision) -> tables.put(decision.getKey(), decision)));
        return new Play() {

            @Override
            public Map<String, String> procedures() {
                Map<String, String> names = new LinkedHashMap<>();
                all.forEach((key, one) -> names.put(key, one.declared.name().in(locale)));
                return names;
            }

            @Override
            public Outcome play(Finished past) {
                return new Run(all.get(past.of().procedure()), engine, tables, past, locale).play();
            }

        };
    }

    private record Played(Declaration declared, BpmnModelInstance diagram) {

    }

    /** It does not come to the end that it had. */
    private static final class Stopped extends RuntimeException {

        private final Way way;

        Stopped(Way way, String where) {
            super(where, null, false, false);
            this.way = way;
        }

    }

    /** One case on its way. */
    private final class Run {

        private final Declaration declared;

        private final Map<String, List<SequenceFlow>> flows;

        private final BpmnModelInstance diagram;

        private final DmnEngine engine;

        private final Map<String, DmnDecision> tables;

        private final Finished past;

        private final Locale locale;

        private final Map<String, Object> content = new HashMap<>();

        private final Map<String, Object> facts = new HashMap<>();

        private final Set<String> waiting = new LinkedHashSet<>();

        private final Map<String, Integer> arrived = new HashMap<>();

        private final Set<FlowNode> joining = new LinkedHashSet<>();

        private final Set<String> missing = new LinkedHashSet<>();

        private List<String> levels = List.of();

        private int level;

        private int version;

        private int entered;

        private @Nullable String end;

        Run(Played played, DmnEngine engine, Map<String, DmnDecision> tables, Finished past, Locale locale) {
            this.declared = played.declared;
            this.diagram = played.diagram;
            this.engine = engine;
            this.tables = tables;
            this.past = past;
            this.locale = locale;
            this.flows = this.diagram.getModelElementsByType(SequenceFlow.class)
                .stream()
                .collect(Collectors.groupingBy((flow) -> flow.getSource().getId()));
        }

        Outcome play() {
            Way way = Way.SAME;
            String where = "";
            try {
                for (Sent sent : this.past.sent()) {
                    submit(sent);
                    for (Made made : this.past.made()) {
                        if (made.version() == sent.version()) {
                            done(made);
                        }
                    }
                }
                if (!this.waiting.isEmpty()) {
                    throw new Stopped(Way.STUCK, standing());
                }
                // An administrator may have ended it elsewhere.
                if (this.declared.ends().containsKey(String.valueOf(this.past.of().step()))
                        && !String.valueOf(this.past.of().step()).equals(this.end)
                        || this.declared.at(this.end)
                            .filter((at) -> at.state() != this.past.of().state())
                            .isPresent()) {
                    throw new Stopped(Way.OTHER, standing());
                }
            }
            catch (Stopped stopped) {
                way = stopped.way;
                where = String.valueOf(stopped.getMessage());
            }
            if (way == Way.SAME && !this.missing.isEmpty()) {
                way = Way.MISSING;
            }
            return new Outcome(this.past.of().id(), this.past.of().number(), way, where, this.missing);
        }

        /** Where it is now: steps that wait, or the end. */
        private String standing() {
            return this.waiting.isEmpty()
                    ? this.declared.at(this.end)
                        .map((at) -> at.label().in(this.locale))
                        .orElse(String.valueOf(this.end))
                    : this.waiting.stream()
                        .map((step) -> this.declared.step(step).name().in(this.locale))
                        .collect(Collectors.joining(", "));
        }

        private void submit(Sent sent) {
            int before = this.version;
            this.version = sent.version();
            Optional<Step> revision = this.waiting.stream().map(this.declared::step).filter(Step::revises).findFirst();
            FormSchema form = revision.map(Step::form).orElse(this.declared.form());
            form.fields().forEach((field) -> this.content.remove(String.valueOf(field.key())));
            this.content.putAll(sent.content());
            require(form, sent.content());
            Object returnedFrom = this.facts.get(RunningCases.RETURNED_FROM);
            this.facts.putAll(InterpretedModels.this.cases.firstFacts(this.declared, this.past.of(), this.content));
            this.facts.put(RunningCases.RETURNED_FROM, returnedFrom);
            if (revision.isPresent()) {
                leave(revision.get().id());
                return;
            }
            boolean withdrawn = this.past.made().stream().noneMatch((made) -> made.version() == before);
            if (before > 0 && !withdrawn) {
                throw new Stopped(Way.OTHER, standing());
            }
            this.waiting.clear();
            this.joining.clear();
            Optional<Step> back = (before > 0) ? this.declared.revision() : Optional.empty();
            if (back.isPresent()) {
                leave(back.get().id());
            }
            else {
                DeclarationReader.starts(this.diagram).forEach((start) -> leave(start.getId()));
            }
        }

        /** What a form asks and nobody said. */
        private void require(FormSchema form, Map<String, Object> said) {
            InterpretedModels.this.forms.missing(form, said, Map.of())
                .stream()
                .filter((error) -> error.code().equals("required"))
                .map(FieldError::field)
                .map((path) -> form.find(path).map((field) -> field.name(this.locale)).orElse(path))
                .forEach(this.missing::add);
        }

        private void done(Made made) {
            if (!this.waiting.contains(made.step())) {
                throw new Stopped(Way.OTHER, standing());
            }
            Step step = this.declared.step(made.step());
            if (step.decides() && step.form()
                .find(Declaration.DECISION)
                .filter((field) -> field.values().contains(made.decision()))
                .isEmpty()) {
                throw new Stopped(Way.STUCK, step.name().in(this.locale));
            }
            Map<String, Object> filled = new HashMap<>(made.said());
            filled.put(Declaration.DECISION, made.decision());
            filled.put(Declaration.OPINION, made.opinion());
            require(step.form(), filled);
            List<Made> ofStep = ofStep(made.step());
            if (step.several() && ofStep.get(ofStep.size() - 1) != made) {
                return;
            }
            if (!step.several()) {
                this.content.putAll(made.said());
            }
            this.facts
                .putAll(InterpretedModels.this.cases.facts(this.declared, this.past.of(), new HashMap<>(made.said())));
            this.facts.put(Declaration.DECISION, made.decision());
            boolean back = made.decision().equals("return");
            if (back) {
                this.facts.put(RunningCases.RETURNED_FROM, made.step());
            }
            this.facts.put(RunningCases.FURTHER_LEVEL,
                    step.levels() != null && !back && !made.decision().equals("refuse") && further(made));
            leave(made.step());
            if (this.waiting.isEmpty()) {
                List<FlowNode> held = List.copyOf(this.joining);
                this.joining.clear();
                held.forEach(this::split);
            }
        }

        /** What was done at a step on this version. */
        private List<Made> ofStep(String step) {
            return this.past.made()
                .stream()
                .filter((made) -> made.version() == this.version && made.step().equals(step))
                .toList();
        }

        private boolean further(Made made) {
            Optional<Holders.Level> next = InterpretedModels.this.holders.next(this.levels, this.level + 1,
                    this.past.of(), new Holders.Decided(made.holder(), made.actor(), made.onBehalfOf()));
            next.ifPresent((found) -> this.level = found.index());
            return next.isPresent();
        }

        private void leave(String element) {
            this.waiting.remove(element);
            this.flows.getOrDefault(element, List.of()).forEach((flow) -> enter(flow.getTarget()));
        }

        private void enter(FlowNode node) {
            if (++this.entered > MOST_STEPS) {
                throw new Stopped(Way.STUCK, node.getId());
            }
            if (node instanceof UserTask) {
                arrive(this.declared.step(node.getId()));
            }
            else if (node instanceof EndEvent) {
                this.end = node.getId();
            }
            else if (node instanceof ExclusiveGateway gateway) {
                enter(choose(gateway.getId(), gateway.getDefault()).findFirst()
                    .orElseThrow(() -> new Stopped(Way.STUCK, name(gateway)))
                    .getTarget());
            }
            else if (node instanceof ParallelGateway || node instanceof InclusiveGateway) {
                join(node);
            }
            else {
                if (node instanceof ServiceTask block) {
                    count(block);
                }
                leave(node.getId());
            }
        }

        private void arrive(Step step) {
            if (step.several() && ofStep(step.id()).isEmpty()) {
                // Nobody was meant.
                leave(step.id());
                return;
            }
            this.waiting.add(step.id());
            if (step.levels() != null && this.facts.get(RunningCases.FURTHER_LEVEL) != Boolean.TRUE) {
                this.levels = this.engine
                    .evaluateDecisionTable(this.tables.get(step.levels()), new HashMap<>(this.facts))
                    .getResultList()
                    .stream()
                    .flatMap((rule) -> rule.values().stream())
                    .flatMap((value) -> DeclarationReader.words(String.valueOf(value)).stream())
                    .toList();
                this.level = InterpretedModels.this.holders
                    .next(this.levels, Math.max(0, Math.min(this.level, this.levels.size() - 1)), this.past.of(), null)
                    .map(Holders.Level::index)
                    .orElse(this.levels.size());
            }
        }

        private void join(FlowNode gateway) {
            long incoming = this.flows.values()
                .stream()
                .flatMap(List::stream)
                .filter((flow) -> flow.getTarget().equals(gateway))
                .count();
            if (incoming > 1 && gateway instanceof ParallelGateway
                    && this.arrived.merge(gateway.getId(), 1, Integer::sum) % incoming != 0) {
                return;
            }
            if (incoming > 1 && gateway instanceof InclusiveGateway && !this.waiting.isEmpty()) {
                this.joining.add(gateway);
                return;
            }
            split(gateway);
        }

        private void split(FlowNode gateway) {
            List<FlowNode> next = (gateway instanceof InclusiveGateway inclusive)
                    ? choose(inclusive.getId(), inclusive.getDefault()).map(SequenceFlow::getTarget).toList()
                    : this.flows.getOrDefault(gateway.getId(), List.of())
                        .stream()
                        .map(SequenceFlow::getTarget)
                        .toList();
            if (next.isEmpty()) {
                throw new Stopped(Way.STUCK, name(gateway));
            }
            next.forEach(this::enter);
        }

        private String name(FlowNode node) {
            return DeclarationReader.label(node, node.getName()).in(this.locale);
        }

        /** The flows that may be taken; the default one where no other may. */
        private Stream<SequenceFlow> choose(String gateway, @Nullable SequenceFlow byDefault) {
            List<SequenceFlow> open = new ArrayList<>();
            for (SequenceFlow flow : this.flows.getOrDefault(gateway, List.of())) {
                if (!flow.equals(byDefault) && holds(flow)) {
                    open.add(flow);
                }
            }
            return open.isEmpty() ? Stream.ofNullable(byDefault) : open.stream();
        }

        private boolean holds(SequenceFlow flow) {
            if (flow.getConditionExpression() == null) {
                return true;
            }
            try {
                return Conditions.holds(flow.getConditionExpression().getTextContent(), this.facts);
            }
            catch (ELException ex) {
                throw new Stopped(Way.STUCK, flow.getId());
            }
        }

        private void count(ServiceTask block) {
            Map<String, String> said = ModelProperties.of(block);
            if ("${workingDays}".equals(block.getCamundaDelegateExpression())
                    && this.content.get(said.get("from")) instanceof String from
                    && this.content.get(said.get("to")) instanceof String to) {
                long days = InterpretedModels.this.calendar.workingDaysBetween(LocalDate.parse(from).minusDays(1),
                        LocalDate.parse(to));
                this.content.put(String.valueOf(said.get("into")), days);
                this.facts.put(String.valueOf(said.get("into")), days);
            }
        }

    }

}
