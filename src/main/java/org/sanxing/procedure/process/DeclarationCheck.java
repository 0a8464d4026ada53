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
import org.sanxing.forms.Forms;
import org.sanxing.procedure.CaseState;
import org.sanxing.procedure.Declaration;
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

    private static final Set<String> OF_PROCESS = Set.of("title", "group", "starters", "register", "number", "readers",
            "print", "english");

    private static final Set<String> OF_STEP = Set.of("holder", "days", "due", "state", "progress", "personal",
            "english");

    /** By delegate; {@code set.} stands for all that begin with it. */
    private static final Map<String, Set<String>> OF_BLOCK = Map.of("tell", Set.of("event", "text", "to"), "enter",
            Set.of(), "publish", Set.of("to"), "workingDays", Set.of("from", "to", "into"), "start",
            Set.of("procedure", "for", "submit", StartedCases.SET));

    private static final Set<String> READERS = Set.of("subject", "reached", "auditor", "addressees", "heads",
            "committee", "group", "all");

    private static final Set<String> PRINTS = Set.of("letter", "form", "none");

    private static final Set<String> FLAGS = Set.of("true", "false");

    /** The lists that offer people, or departments, whose heads stand for them. */
    private static final Set<String> PEOPLE = Set.of("people", "leaders", "departments", "departmentsAndPeople");

    private static final String OF_HOLDERS = "name the subject, head, supervisor, superior, committee, role:<role>, "
            + "levels(<decision table>), field:<field with people or departments>, or for several 'each field:<field>' "
            + "or reports";

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
        Set<String> all = declared.stream().map(DeclarationReader::key).collect(Collectors.toSet());
        for (String path : declared) {
            String key = DeclarationReader.key(path);
            if (!key.matches("[a-z][a-z0-9-]{0,59}")) {
                faults.add(new Fault(path, key, "the folder names no procedure",
                        "put it into a folder of its own below processes/, named in small letters"));
            }
            String other = keys.putIfAbsent(key, path);
            if (other != null) {
                faults.add(new Fault(path, key, "the procedure '" + key + "' stands in " + other + " too",
                        "give each procedure a folder of its own"));
            }
            new OneProcedure(path, models.diagrams().get(path), reader, all, faults).check();
        }
        return faults;
    }

    private static final class OneProcedure {

        /** In which what is wrong stands. */
        private String path;

        private final BpmnModelInstance diagram;

        private final DeclarationReader reader;

        private final Declaration declared;

        private final Set<String> procedures;

        private final List<Fault> faults;

        /** By where they begin. */
        private final Map<String, List<SequenceFlow>> flows;

        OneProcedure(String path, BpmnModelInstance diagram, DeclarationReader reader, Set<String> procedures,
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
                fault(this.declared.process(), "has " + starts.size() + " starts", "draw one start event");
            }
            starts.stream()
                .filter((start) -> start.getCamundaFormRef() == null)
                .forEach((start) -> fault(start.getId(), "has no form", "set its form (camunda:formRef)"));
            this.diagram.getModelElementsByType(UserTask.class).forEach(this::step);
            this.diagram.getModelElementsByType(ServiceTask.class).forEach(this::block);
            this.diagram.getModelElementsByType(EndEvent.class).forEach(this::end);
            this.diagram.getModelElementsByType(ConditionExpression.class).forEach(this::condition);
            Stream
                .of(BusinessRuleTask.class, SendTask.class, ReceiveTask.class, CallActivity.class, BoundaryEvent.class,
                        IntermediateCatchEvent.class)
                .flatMap((type) -> this.diagram.getModelElementsByType(type).stream())
                .forEach((element) -> fault(((BaseElement) element).getId(),
                        "a declared procedure has no element of this kind",
                        "use user tasks, service tasks, gateways, a start and end events"));
            this.diagram.getModelElementsByType(SignalEventDefinition.class)
                .forEach((signal) -> fault(signal.getId(), "nobody sends signals", "take the event out"));
            this.diagram.getModelElementsByType(MessageEventDefinition.class)
                .stream()
                .filter((event) -> event.getMessage() == null
                        || !Workflow.MSG_TASK_DUE.equals(event.getMessage().getName()))
                .forEach((event) -> fault(((BaseElement) event.getParentElement()).getId(), "nobody sends its message",
                        "name " + Workflow.MSG_TASK_DUE + ", for reminders"));
            this.diagram.getModelElementsByType(SubProcess.class)
                .stream()
                .filter((inner) -> !inner.triggeredByEvent())
                .forEach((inner) -> fault(inner.getId(), "steps do not stand in sub-processes",
                        "draw them on the level of the process"));
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
                .filter((word) -> !Procedures.STARTERS.contains(word)
                        && !(word.startsWith("role:") && Holders.isOfOrganization(word)))
                .forEach((word) -> fault(id, "'" + word + "' names nobody who may start it",
                        "name of " + sorted(Procedures.STARTERS) + ", role:<role>"));
            this.declared.register().stream().filter((column) -> !column.equals("returns")).forEach((column) -> {
                if (this.declared.field(column)
                    .filter((field) -> field.type() != FormComponent.Type.FILES
                            && field.type() != FormComponent.Type.REPEATED_GROUP)
                    .isEmpty()) {
                    fault(id, "the column '" + column + "' of the register is no field",
                            "name fields of its forms: " + sorted(fields((field) -> true)));
                }
            });
            number(id, said.get("number"));
            oneOf(id, said, "print", PRINTS);
            this.declared.readers()
                .stream()
                .filter((word) -> !READERS.contains(word))
                .forEach((word) -> fault(id, "'" + word + "' names no readers", "name of " + sorted(READERS)));
        }

        private void number(String id, @Nullable String written) {
            if (written == null) {
                return;
            }
            NumberPattern pattern = this.declared.number();
            Set<String> names = NumberPattern.names(written);
            if (pattern == null) {
                fault(id, "the number does not say what it counts: " + written,
                        "write it as \u5047\u3014{year}\u3015{seq}\u53f7 per organ");
                return;
            }
            for (String needed : List.of("year", "seq")) {
                if (!names.contains(needed)) {
                    fault(id, "the number is without {" + needed + "}: " + written, "add {" + needed + "}");
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
                fault(id, "names its assignee", "say by the property 'holder' who has it, and nothing beside");
            }
            holder(step,
                    task.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics several ? several : null);
            if (said.containsKey("days") && step.days() == null) {
                fault(id, "'days' is no number of working days: " + said.get("days"), "write a number, such as 2");
            }
            if (said.containsKey("due")) {
                field(id, "due", String.valueOf(step.due()), (field) -> field.type() == FormComponent.Type.DATE,
                        "write field:<key>, with the key of a date");
            }
            oneOf(id, said, "progress", FLAGS);
            oneOf(id, said, "personal", FLAGS);
            state(id, said, (state) -> !state.isOver());
            if (step.decides() && !asked(task).contains(Declaration.DECISION)) {
                fault(id, "what is decided there makes no difference",
                        "draw a gateway behind it, with a flow for each option, such as ${decision == 'approve'}");
            }
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
                fault(id, "its state cannot be used: " + written, "write an id and a label; known ids there are "
                        + Stream.of(CaseState.values()).filter(fits).map(CaseState::id).toList());
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
                fault(id, "does not say who has it", "add the property 'holder': " + OF_HOLDERS);
                return;
            }
            boolean each = holder.startsWith("each ") || holder.equals("reports");
            if (several == null && each) {
                fault(id, "is for several people and drawn for one", "set its marker to parallel multi-instance, with "
                        + "the collection ${holders} and the element variable holder");
            }
            if (several != null) {
                if (!each) {
                    fault(id, "is drawn for each of several, whom '" + holder + "' does not name",
                            "say 'each field:<field>' or reports, or take the marker away");
                }
                if (!("${" + DeclaredProcedures.HOLDERS + "}").equals(several.getCamundaCollection())
                        || !DeclaredProcedures.HOLDER.equals(several.getCamundaElementVariable())) {
                    fault(id, "does not say over whom it is drawn",
                            "set the collection to ${holders} and the element variable to holder");
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
                        (field) -> PEOPLE.contains(String.valueOf(field.valuesKey())),
                        "name a field that offers people or departments (valuesKey of " + sorted(PEOPLE) + ")");
            }
            else if (!one.equals("reports") && !Holders.isOfOrganization(one)) {
                fault(id, "'" + word + "' is nobody", OF_HOLDERS);
            }
        }

        private void levels(Step step, String decision) {
            DecisionTable table = this.reader.table(decision).orElse(null);
            if (table == null) {
                fault(step.id(), "there is no decision table '" + decision + "'", "put the table beside the diagram");
                return;
            }
            if (!this.declared.facts().contains(RunningCases.FURTHER_LEVEL)) {
                fault(step.id(), "has levels, and no gateway asks whether another follows",
                        "draw a gateway behind it, with the condition ${furtherLevel} on the way back");
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
                        fault(cell.getId(), "names no known level: " + Texts.strip(cell.getTextContent()),
                                "write in quotes head, supervisor, superior, committee, partySecretary, "
                                        + "partyDeputySecretary or role:<role>");
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
                .forEach((value) -> fault(cell.getId(), "waits for '" + value + "', which no option gives",
                        "write one of: " + String.join(", ", values)));
        }

        private void block(ServiceTask task) {
            String id = task.getId();
            String delegate = String.valueOf(task.getCamundaDelegateExpression()).replaceAll("\\W", "");
            Set<String> properties = OF_BLOCK.get(delegate);
            if (properties == null) {
                fault(id, "'" + delegate + "' is no building block",
                        "name one of " + OF_BLOCK.keySet().stream().sorted().map((name) -> "${" + name + "}").toList());
                return;
            }
            Map<String, String> said = ModelProperties.of(task);
            known(id, said, properties);
            switch (delegate) {
                case "tell" -> tell(id, said);
                case "publish" -> {
                    needed(id, said, "to");
                    DeclarationReader.words(said.get("to")).forEach((word) -> named(id, "to", word));
                }
                case "workingDays" -> {
                    needed(id, said, "from", "to", "into");
                    Stream.of("from", "to")
                        .filter(said::containsKey)
                        .forEach((name) -> field(id, name, said.get(name),
                                (field) -> field.type() == FormComponent.Type.DATE, "name a date"));
                    if (said.containsKey("into")) {
                        field(id, "into", said.get("into"), (field) -> field.type() == FormComponent.Type.NUMBER,
                                "name a number, which people cannot change");
                    }
                }
                case "start" -> {
                    needed(id, said, "procedure");
                    if (said.containsKey("procedure") && !this.procedures.contains(said.get("procedure"))) {
                        fault(id, "there is no procedure '" + said.get("procedure") + "'",
                                "name one of: " + sorted(this.procedures));
                    }
                    if (said.containsKey("for") && !said.get("for").equals("subject")) {
                        named(id, "for", said.get("for"));
                    }
                    said.forEach((name, value) -> {
                        if (name.startsWith(StartedCases.SET)) {
                            NumberPattern.names(value).forEach((field) -> field(id, name, field));
                        }
                    });
                }
                default -> {
                }
            }
        }

        private void tell(String id, Map<String, String> said) {
            needed(id, said, "to");
            if (said.containsKey("event") == said.containsKey("text")) {
                fault(id, "does not say what it tells",
                        "add either 'text' or 'event', one of " + sorted(RunningCases.tellable()));
            }
            else if (said.containsKey("event") && !RunningCases.tellable().contains(said.get("event"))) {
                fault(id, "tells the unknown event '" + said.get("event") + "'",
                        "name one of " + sorted(RunningCases.tellable()));
            }
            DeclarationReader.words(said.get("to"))
                .stream()
                .filter((word) -> !word.equals("subject") && !RunningCases.TOLD.contains(word))
                .forEach((word) -> named(id, "to", word));
        }

        private void condition(ConditionExpression condition) {
            String flow = ((BaseElement) condition.getParentElement()).getId();
            String text = condition.getTextContent();
            if (text.contains("#{") || text.contains("(") || condition.getLanguage() != null) {
                fault(flow, "a condition reads variables, it calls nothing: " + text, "write it as ${...}");
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
            field(element, "it", name, OneProcedure::isFact, "read a choice, a tick or a number: "
                    + sorted(fields(OneProcedure::isFact)) + ", or " + RunningCases.RETURNED_FROM);
        }

        private static boolean isFact(FormComponent field) {
            return switch (field.type()) {
                case NUMBER, CHECKBOX -> true;
                case SELECT, RADIO -> !field.options().isEmpty();
                default -> false;
            };
        }

        private void field(String element, String property, String key) {
            field(element, property, key, (field) -> true, "name one of: " + sorted(fields((field) -> true)));
        }

        private void field(String element, String property, String key, Predicate<FormComponent> fits, String remedy) {
            if (this.declared.field(key).isEmpty()) {
                fault(element, "'" + property + "' names '" + key + "', which is no field of its forms", remedy);
            }
            else if (this.declared.field(key).filter(fits).isEmpty()) {
                fault(element, "'" + property + "' names the field '" + key + "', which does not fit there", remedy);
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
                    fault(node.getId(), "the way leads back to it without a step of people",
                            "lead it through a user task, or to an end");
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
                .forEach((name) -> fault(id, "the property '" + name + "' is unknown",
                        words.isEmpty() ? "take it out" : "use of " + sorted(words)));
        }

        private void needed(String id, Map<String, String> said, String... names) {
            Stream.of(names)
                .filter((name) -> Texts.isBlank(said.get(name)))
                .forEach((name) -> fault(id, "the property '" + name + "' is missing", "add it"));
        }

        private void oneOf(String id, Map<String, String> said, String name, Set<String> values) {
            if (said.containsKey(name) && !values.contains(said.get(name))) {
                fault(id, "'" + name + "' cannot be '" + said.get(name) + "'", "write one of " + sorted(values));
            }
        }

        private void fault(String element, String what, String remedy) {
            this.faults.add(new Fault(this.path, element, what, remedy));
        }

        private static String sorted(Collection<String> names) {
            return names.stream().sorted().collect(Collectors.joining(", "));
        }

    }

}
