package org.sanxing.procedure.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import org.sanxing.common.Texts;
import org.sanxing.forms.FormComponent;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.procedure.CaseReaders;
import org.sanxing.procedure.CaseState;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declaration.Period;
import org.sanxing.procedure.Declaration.Step;
import org.sanxing.procedure.Holders;
import org.sanxing.procedure.NumberPattern;
import org.sanxing.procedure.Procedures;
import org.sanxing.procedure.RunningCases;
import org.sanxing.procedure.StartedCases;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.DeclaredProcedures;
import org.sanxing.workflow.Fault;
import org.sanxing.workflow.ModelCheck;
import org.sanxing.workflow.ModelProperties;
import org.sanxing.workflow.Models;
import org.sanxing.workflow.Workflow;

/**
 * Holds declared procedures against the vocabulary ({@code procedures.zh.md}): every word
 * is known, every name is there, everybody can be found, and every case comes to an end
 * or to a person.
 */
@Component
class DeclarationCheck implements ModelCheck {

    static final Set<String> OF_PROCESS = Set.of("title", "group", "starters", "register", "number", "readers", "print",
            "english");

    static final Set<String> OF_STEP = Set.of("holder", "days", "due", "state", "progress", "personal", "away",
            "english");

    /**
     * What each building block is told, by delegate; {@code set.} stands for all that
     * begin with it.
     */
    static final Map<String, Map<String, Told>> OF_BLOCK = Map.of("tell",
            Map.of("event", Told.FREE, "text", Told.FREE, "to", Told.ANYBODY), "enter", Map.of(), "publish",
            Map.of("to", Told.PEOPLE), "workingDays", Map.of("from", Told.DATE, "to", Told.DATE, "into", Told.NUMBER),
            "deputize", Map.of("from", Told.DATE, "to", Told.DATE, "account", Told.PERSON), "start", Map.of("procedure",
                    Told.PROCEDURE, "for", Told.SUBJECTS, "submit", Told.FLAG, StartedCases.SET, Told.FREE));

    private static final Set<String> PRINTS = Set.of("letter", "form", "none");

    private static final Set<String> FLAGS = Set.of("true", "false");

    /** The lists that offer people, or departments, whose heads stand for them. */
    private static final Set<String> PEOPLE = Set.of("people", "leaders", "departments", "departmentsAndPeople");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Forms forms;

    DeclarationCheck(Forms forms) {
        this.forms = forms;
    }

    @Override
    public List<Fault> faults(Models models) {
        List<Fault> faults = new ArrayList<>();
        DeclarationReader reader = new DeclarationReader(models, this.forms);
        Map<String, String> keys = new HashMap<>();
        Set<String> declared = models.declared();
        declared.forEach((path) -> keys.putIfAbsent(DeclarationReader.key(path), path));
        for (String path : declared) {
            String key = DeclarationReader.key(path);
            if (!key.matches("[a-z][a-z0-9-]{0,59}")) {
                faults.add(Fault.of(path, key, "folder"));
            }
            if (!path.equals(keys.get(key))) {
                faults.add(Fault.of(path, key, "key-twice", key, String.valueOf(keys.get(key))));
            }
            new OneProcedure(path, models.diagrams().get(path), reader, keys, faults).check();
        }
        return faults;
    }

    /** What the property of a building block names. */
    enum Told {

        /** As a holder is named. */
        PEOPLE(true),

        /** The same, or the subject. */
        SUBJECTS(false),

        /** The same, or who is known only on the way. */
        ANYBODY(true),

        DATE(true), NUMBER(true), PERSON(true), PROCEDURE(true), FLAG(false), FREE(false);

        private final boolean needed;

        Told(boolean needed) {
            this.needed = needed;
        }

        boolean isNeeded() {
            return this.needed;
        }

    }

    private static final class OneProcedure {

        /** In which what is wrong stands. */
        private String path;

        private final BpmnModelInstance diagram;

        private final DeclarationReader reader;

        private final Declaration declared;

        /** Paths of all by their keys. */
        private final Map<String, String> procedures;

        private final List<Fault> faults;

        /** By where they begin. */
        private final Map<String, List<SequenceFlow>> flows;

        OneProcedure(String path, BpmnModelInstance diagram, DeclarationReader reader, Map<String, String> procedures,
                List<Fault> faults) {
            this.path = path;
            this.diagram = diagram;
            this.reader = reader;
            this.declared = reader.read(path, "");
            this.procedures = procedures;
            this.faults = faults;
            this.flows = diagram.getModelElementsByType(SequenceFlow.class)
                .stream()
                .filter((flow) -> flow.getSource() != null && flow.getTarget() != null)
                .collect(Collectors.groupingBy((flow) -> flow.getSource().getId()));
        }

        void check() {
            process();
            List<StartEvent> starts = DeclarationReader.starts(this.diagram).toList();
            if (starts.size() != 1) {
                fault(this.declared.process(), "starts", starts.size());
            }
            starts.stream()
                .filter((start) -> start.getCamundaFormRef() == null)
                .forEach((start) -> fault(start.getId(), "start-form"));
            this.diagram.getModelElementsByType(UserTask.class).forEach(this::step);
            this.diagram.getModelElementsByType(ServiceTask.class).forEach(this::block);
            this.diagram.getModelElementsByType(EndEvent.class).forEach(this::end);
            this.diagram.getModelElementsByType(ConditionExpression.class).forEach(this::condition);
            Stream
                .of(BusinessRuleTask.class, SendTask.class, ReceiveTask.class, CallActivity.class, BoundaryEvent.class,
                        IntermediateCatchEvent.class)
                .flatMap((type) -> this.diagram.getModelElementsByType(type).stream())
                .forEach((element) -> fault(((BaseElement) element).getId(), "element-kind"));
            this.diagram.getModelElementsByType(SignalEventDefinition.class)
                .forEach((signal) -> fault(signal.getId(), "signal"));
            this.diagram.getModelElementsByType(MessageEventDefinition.class)
                .stream()
                .filter((event) -> event.getMessage() == null
                        || !Workflow.MSG_TASK_DUE.equals(event.getMessage().getName()))
                .forEach((event) -> fault(((BaseElement) event.getParentElement()).getId(), "message-unsent",
                        Workflow.MSG_TASK_DUE));
            this.diagram.getModelElementsByType(SubProcess.class)
                .stream()
                .filter((inner) -> !inner.triggeredByEvent())
                .forEach((inner) -> fault(inner.getId(), "sub-process"));
            loops();
        }

        private void process() {
            Process process = this.diagram.getModelElementsByType(Process.class).iterator().next();
            Map<String, String> said = ModelProperties.of(process);
            String id = process.getId();
            known(id, said, OF_PROCESS);
            needed(id, said, "title", "group", "starters", "register");
            NumberPattern.names(this.declared.title())
                .stream()
                .filter((name) -> !name.equals("subject"))
                .forEach((name) -> field(id, "title", name));
            this.declared.starters()
                .stream()
                .filter((word) -> !Procedures.starters().contains(word)
                        && !(word.startsWith("role:") && Holders.isOfOrganization(word)))
                .forEach((word) -> fault(id, "starter", word, sorted(Procedures.starters())));
            this.declared.register().stream().filter((column) -> !column.equals("returns")).forEach((column) -> {
                if (this.declared.field(column).filter(OneProcedure::isWritten).isEmpty()) {
                    fault(id, "column", column, sorted(fields((field) -> true)));
                }
            });
            number(id, said.get("number"));
            oneOf(id, "print", said.get("print"), PRINTS);
            this.declared.readers()
                .stream()
                .filter((word) -> !CaseReaders.WORDS.contains(word))
                .forEach((word) -> fault(id, "readers", word, sorted(CaseReaders.WORDS)));
        }

        private void number(String id, @Nullable String written) {
            if (written == null) {
                return;
            }
            NumberPattern pattern = this.declared.number();
            Set<String> names = NumberPattern.names(written);
            if (pattern == null) {
                fault(id, "number-per", written);
                return;
            }
            for (String needed : List.of("year", "seq")) {
                if (!names.contains(needed)) {
                    fault(id, "number-part", "{" + needed + "}", written);
                }
            }
            names.stream()
                .filter((name) -> !Set.of("year", "seq").contains(name))
                .forEach((name) -> field(id, "number", name));
            if (!NumberPattern.PER.contains(pattern.per())) {
                field(id, "number", pattern.per());
            }
        }

        private void step(UserTask task) {
            String id = task.getId();
            Step step = this.declared.step(id);
            Map<String, String> said = ModelProperties.of(task);
            known(id, said, OF_STEP);
            if (task.getCamundaAssignee() != null || task.getCamundaCandidateGroups() != null
                    || task.getCamundaCandidateUsers() != null) {
                fault(id, "assignee");
            }
            holder(step,
                    task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics several ? several : null);
            if (said.containsKey("days") && step.days() == null) {
                fault(id, "days", said.get("days"));
            }
            if (said.containsKey("due")) {
                field(id, "due", String.valueOf(step.due()), (field) -> field.type() == FormComponent.Type.DATE,
                        "date-due");
            }
            if (said.containsKey("away")) {
                away(id, step.away());
            }
            oneOf(id, "progress", said.get("progress"), FLAGS);
            oneOf(id, "personal", said.get("personal"), FLAGS);
            state(id, said, (state) -> !state.isOver());
            if (step.decides() && !asked(task).contains(Declaration.DECISION)) {
                fault(id, "undecided");
            }
        }

        private void away(String id, @Nullable Period away) {
            if (away == null) {
                fault(id, "away");
                return;
            }
            // The department's page finds them where the register does.
            Stream.of(away.from(), away.to())
                .forEach((key) -> field(id, "away", key,
                        (field) -> field.type() == FormComponent.Type.DATE && this.declared.register().contains(key),
                        "date-column"));
        }

        /** Whether an end is meant, or a place on the way. */
        private void state(String id, Map<String, String> said, Predicate<CaseState> fits) {
            String written = Texts.strip(said.get("state"));
            if (!said.containsKey("state")) {
                return;
            }
            String[] parts = written.split("\\s+", 2);
            if (parts.length < 2 || CaseState.of(parts[0]).filter(fits.negate()).isPresent()
                    || !parts[0].matches("[a-zA-Z]\\w*")) {
                fault(id, "state", written, Stream.of(CaseState.values()).filter(fits).map(CaseState::id).toList());
            }
        }

        private void end(EndEvent end) {
            Map<String, String> said = ModelProperties.of(end);
            known(end.getId(), said, Set.of("state", "english"));
            state(end.getId(), said, CaseState::isOver);
        }

        private void holder(Step step, @Nullable MultiInstanceLoopCharacteristics several) {
            String holder = step.holder();
            String id = step.id();
            if (holder.isEmpty()) {
                fault(id, "holder", sorted(Holders.words()));
                return;
            }
            boolean each = holder.startsWith("each ") || holder.equals("reports");
            if (several == null && each) {
                fault(id, "each-unmarked");
            }
            if (several != null) {
                if (!each) {
                    fault(id, "marked-for-one", holder);
                }
                if (!("${" + DeclaredProcedures.HOLDERS + "}").equals(several.getCamundaCollection())
                        || !DeclaredProcedures.HOLDER.equals(several.getCamundaElementVariable())) {
                    fault(id, "each-over-whom");
                }
            }
            if (step.levels() != null) {
                levels(step, step.levels());
            }
            else if (!holder.equals("subject")) {
                named(id, "holder", holder);
            }
        }

        /** A word that names people by the organisation or by a field. */
        private void named(String id, String property, String word) {
            String one = word.startsWith("each ") ? word.substring("each ".length()) : word;
            if (one.startsWith("field:")) {
                field(id, property, one.substring("field:".length()),
                        (field) -> PEOPLE.contains(String.valueOf(field.valuesKey())), "people");
            }
            else if (!one.equals("reports") && !Holders.isOfOrganization(one)) {
                fault(id, "nobody", word, sorted(Holders.words()));
            }
        }

        private void levels(Step step, String decision) {
            DecisionTable table = this.reader.table(decision).orElse(null);
            if (table == null) {
                fault(step.id(), "table", decision);
                return;
            }
            if (!this.declared.facts().contains(RunningCases.FURTHER_LEVEL)) {
                fault(step.id(), "levels-once");
            }
            String diagramPath = this.path;
            this.path = this.reader.path(decision);
            table(table);
            this.path = diagramPath;
        }

        private void table(DecisionTable table) {
            List<String> inputs = DeclarationReader.inputs(table);
            for (String input : inputs) {
                if (!input.equals(RunningCases.POSITION)) {
                    fact(table.getId(), input);
                }
            }
            for (Rule rule : table.getRules()) {
                List<InputEntry> cells = List.copyOf(rule.getInputEntries());
                for (int i = 0; i < cells.size(); i++) {
                    options(cells.get(i), inputs.get(i));
                }
                for (OutputEntry cell : rule.getOutputEntries()) {
                    List<String> words = QUOTED.matcher(cell.getTextContent())
                        .results()
                        .flatMap((text) -> DeclarationReader.words(text.group(1)).stream())
                        .toList();
                    if (words.isEmpty() || !words.stream().allMatch(Holders::isOfOrganization)) {
                        fault(cell.getId(), "level", Texts.strip(cell.getTextContent()), sorted(Holders.words()));
                    }
                }
            }
        }

        /** A cell compares a choice with its options. */
        private void options(InputEntry cell, String input) {
            List<String> values = this.declared.field(input).map(FormComponent::values).orElse(List.of());
            QUOTED.matcher(cell.getTextContent())
                .results()
                .map((text) -> text.group(1))
                .filter((value) -> !values.isEmpty() && !values.contains(value))
                .forEach((value) -> fault(cell.getId(), "cell", value, values));
        }

        private void block(ServiceTask task) {
            String id = task.getId();
            String delegate = String.valueOf(task.getCamundaDelegateExpression()).replaceAll("\\W", "");
            Map<String, Told> properties = OF_BLOCK.get(delegate);
            if (properties == null) {
                fault(id, "block", delegate,
                        OF_BLOCK.keySet().stream().sorted().map((name) -> "${" + name + "}").toList());
                return;
            }
            Map<String, String> said = ModelProperties.of(task);
            known(id, said, properties.keySet());
            properties.forEach((name, kind) -> {
                String value = said.get(name);
                if (!Texts.isBlank(value)) {
                    told(id, name, value, kind);
                }
                else if (kind.isNeeded()) {
                    fault(id, "property-missing", name);
                }
            });
            if (delegate.equals("tell")) {
                tell(id, said);
            }
            said.forEach((name, value) -> {
                if (name.startsWith(StartedCases.SET)) {
                    NumberPattern.names(value).forEach((key) -> field(id, name, key, OneProcedure::isWritten, "set"));
                    set(id, name.substring(StartedCases.SET.length()),
                            this.procedures.get(String.valueOf(said.get("procedure"))));
                }
            });
        }

        private void told(String id, String name, String value, Told kind) {
            switch (kind) {
                case PEOPLE, SUBJECTS,
                        ANYBODY ->
                    DeclarationReader.words(value)
                        .stream()
                        .filter((word) -> kind == Told.PEOPLE || !word.equals("subject"))
                        .filter((word) -> kind != Told.ANYBODY || !RunningCases.TOLD.contains(word))
                        .forEach((word) -> named(id, name, word));
                case DATE -> field(id, name, value, (field) -> field.type() == FormComponent.Type.DATE, "date");
                case NUMBER -> field(id, name, value, (field) -> field.type() == FormComponent.Type.NUMBER, "number");
                case PERSON -> field(id, name, value,
                        (field) -> "people".equals(field.valuesKey()) && field.type() == FormComponent.Type.SELECT,
                        "person");
                case PROCEDURE -> {
                    if (!this.procedures.containsKey(value)) {
                        fault(id, "procedure", value, sorted(this.procedures.keySet()));
                    }
                }
                case FLAG -> oneOf(id, name, value, FLAGS);
                case FREE -> {
                }
            }
        }

        /** What another procedure does not ask whoever decides could not put right. */
        private void set(String id, String key, @Nullable String other) {
            if (other != null) {
                FormSchema form = this.reader.read(other, "").form();
                if (form.find(key).filter(OneProcedure::isWritten).isEmpty()) {
                    fault(id, "set", key, DeclarationReader.key(other),
                            sorted(form.fields().stream().map((field) -> String.valueOf(field.key())).toList()));
                }
            }
        }

        /** Files belong to one case, and rows have fields of their own. */
        private static boolean isWritten(FormComponent field) {
            return field.type() != FormComponent.Type.FILES && field.type() != FormComponent.Type.REPEATED_GROUP;
        }

        private void tell(String id, Map<String, String> said) {
            if (said.containsKey("event") == said.containsKey("text")) {
                fault(id, "tell", sorted(RunningCases.tellable()));
            }
            else if (said.containsKey("event") && !RunningCases.tellable().contains(said.get("event"))) {
                fault(id, "tell-event", said.get("event"), sorted(RunningCases.tellable()));
            }
        }

        private void condition(ConditionExpression condition) {
            String flow = ((BaseElement) condition.getParentElement()).getId();
            String text = condition.getTextContent();
            if (text.contains("#{") || text.contains("(") || condition.getLanguage() != null) {
                fault(flow, "condition", text);
            }
            DeclarationReader.variables(text).forEach((name) -> fact(flow, name));
        }

        /** Texts are no facts: variables are cut at 4,000 characters. */
        private void fact(String element, String name) {
            if (Set
                .of(RunningCases.FURTHER_LEVEL, RunningCases.RETURNED_FROM, RunningCases.POSITION, Deadline.STEP,
                        Deadline.TASK)
                .contains(name)) {
                return;
            }
            field(element, "it", name, OneProcedure::isFact, "fact");
        }

        private static boolean isFact(FormComponent field) {
            return switch (field.type()) {
                case NUMBER, CHECKBOX -> true;
                case SELECT, RADIO -> !field.options().isEmpty();
                default -> false;
            };
        }

        private void field(String element, String property, String key) {
            field(element, property, key, (field) -> true, "any");
        }

        /**
         * @param wanted what fits there: {@code field.<wanted>} and
         * {@code misfit.<wanted>} have the words
         */
        private void field(String element, String property, String key, Predicate<FormComponent> fits, String wanted) {
            if (this.declared.field(key).filter(fits).isEmpty()) {
                fault(element, (this.declared.field(key).isEmpty() ? "field." : "misfit.") + wanted, property, key,
                        sorted(fields(fits)));
            }
        }

        private Set<String> fields(Predicate<FormComponent> which) {
            return Stream
                .concat(Stream.of(this.declared.form()), this.declared.steps().values().stream().map(Step::form))
                .flatMap((form) -> form.fields().stream())
                .filter(which)
                .map((field) -> String.valueOf(field.key()))
                .collect(Collectors.toSet());
        }

        /** What the gateways ask before the next step of people. */
        private Set<String> asked(FlowNode from) {
            Set<String> asked = new LinkedHashSet<>();
            Set<FlowNode> seen = new HashSet<>();
            Deque<FlowNode> next = new ArrayDeque<>(List.of(from));
            while (!next.isEmpty()) {
                FlowNode node = next.remove();
                if (seen.add(node) && (node == from || !(node instanceof UserTask))) {
                    for (SequenceFlow flow : flows(node)) {
                        if (flow.getConditionExpression() != null) {
                            asked.addAll(DeclarationReader.variables(flow.getConditionExpression().getTextContent()));
                        }
                        next.add(flow.getTarget());
                    }
                }
            }
            return asked;
        }

        /** Round and round without anybody who does something would never end. */
        private void loops() {
            Set<FlowNode> done = new HashSet<>();
            for (FlowNode node : this.diagram.getModelElementsByType(FlowNode.class)) {
                if (!(node instanceof UserTask) && !done.contains(node) && returns(node)) {
                    fault(node.getId(), "loop");
                    return;
                }
                done.add(node);
            }
        }

        private boolean returns(FlowNode from) {
            Set<FlowNode> seen = new HashSet<>();
            Deque<FlowNode> next = new ArrayDeque<>(List.of(from));
            while (!next.isEmpty()) {
                for (SequenceFlow flow : flows(next.remove())) {
                    FlowNode node = flow.getTarget();
                    if (node.equals(from)) {
                        return true;
                    }
                    if (seen.add(node) && !(node instanceof UserTask)) {
                        next.add(node);
                    }
                }
            }
            return false;
        }

        private List<SequenceFlow> flows(FlowNode from) {
            return this.flows.getOrDefault(from.getId(), List.of());
        }

        private void known(String id, Map<String, String> said, Set<String> words) {
            said.keySet()
                .stream()
                .filter((name) -> words.stream()
                    .noneMatch((word) -> word.endsWith(".") ? name.startsWith(word) : name.equals(word)))
                .forEach((name) -> fault(id, words.isEmpty() ? "property-none" : "property", name, sorted(words)));
        }

        private void needed(String id, Map<String, String> said, String... names) {
            Stream.of(names)
                .filter((name) -> Texts.isBlank(said.get(name)))
                .forEach((name) -> fault(id, "property-missing", name));
        }

        private void oneOf(String id, String name, @Nullable String value, Set<String> values) {
            if (value != null && !values.contains(value)) {
                fault(id, "value", name, value, sorted(values));
            }
        }

        private void fault(String element, String code, Object... arguments) {
            this.faults.add(Fault.of(this.path, element, code, arguments));
        }

        private static List<String> sorted(Collection<String> names) {
            return names.stream().sorted().toList();
        }

    }

}
