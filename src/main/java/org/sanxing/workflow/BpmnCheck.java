package org.sanxing.workflow;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Holds BPMN and DMN files against the code: file names, ids, delegates, forms,
 * decisions, messages, variables and time to live.
 */
@Component
class BpmnCheck implements ModelCheck {

    /**
     * Shorter than the organ must keep its records would lose the diagram of old cases.
     */
    static final int MINIMUM_TIME_TO_LIVE_DAYS = 3650;

    private static final Pattern DELEGATE = Pattern.compile("\\$\\{(\\w+)}");

    private static final Pattern VARIABLE = Pattern.compile("\\b([a-zA-Z_]\\w*)\\b(?!\\s*\\()");

    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final Set<String> WORDS = Set.of("eq", "ne", "lt", "gt", "le", "ge", "and", "or", "not", "null",
            "true", "false", "empty");

    private static final Pattern ID = Pattern
        .compile("(Task|Gateway|SequenceFlow|BoundaryEvent|StartEvent|EndEvent|Event|SubProcess)_[A-Z][A-Za-z]+");

    private final Supplier<Set<String>> delegates;

    private final Supplier<List<ProcessContract>> contracts;

    @Autowired
    BpmnCheck(DelegateNames delegates, ObjectProvider<ProcessContract> contracts) {
        this(delegates::all, () -> contracts.stream().toList());
    }

    BpmnCheck(Supplier<Set<String>> delegates, Supplier<List<ProcessContract>> contracts) {
        this.delegates = delegates;
        this.contracts = contracts;
    }

    @Override
    public List<String> problems(Models models) {
        List<String> problems = new ArrayList<>();
        Set<String> forms = models.ending(".form").keySet().stream().map(Models::baseName).collect(Collectors.toSet());
        Set<String> decisions = models.ending(".dmn")
            .keySet()
            .stream()
            .map(Models::baseName)
            .collect(Collectors.toSet());
        Map<String, ProcessContract> owned = this.contracts.get()
            .stream()
            .collect(Collectors.toMap(ProcessContract::key, (contract) -> contract));
        Set<String> found = new HashSet<>();
        models.ending(".bpmn").forEach((path, text) -> {
            BpmnModelInstance model = readBpmn(path, text, problems);
            if (model != null) {
                found.add(Models.baseName(path));
                new OneFile(path, model, problems, forms, decisions, owned.get(Models.baseName(path))).check();
            }
        });
        owned.keySet()
            .stream()
            .filter((key) -> !found.contains(key))
            .forEach((key) -> problems.add("processes: no file " + key + ".bpmn"));
        models.ending(".dmn").forEach((path, text) -> checkDecision(path, text, problems));
        return problems;
    }

    private BpmnModelInstance readBpmn(String path, String text, List<String> problems) {
        try {
            return Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (RuntimeException ex) {
            problems.add(path + ": not a valid BPMN file: " + ex.getMessage());
            return null;
        }
    }

    private void checkDecision(String path, String text, List<String> problems) {
        DmnModelInstance model;
        try {
            model = Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
        catch (RuntimeException ex) {
            problems.add(path + ": not a valid DMN file: " + ex.getMessage());
            return;
        }
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        for (Decision decision : decisions) {
            if (!decision.getId().equals(Models.baseName(path))) {
                problems.add(path + ": decision '" + decision.getId() + "' must be named like its file");
            }
            checkTimeToLive(path, decision.getId(), decision.getCamundaHistoryTimeToLiveString(), problems);
        }
    }

    private static void checkTimeToLive(String path, String id, String value, List<String> problems) {
        if (value == null || value.isBlank()) {
            problems.add(path + ": '" + id + "' has no camunda:historyTimeToLive");
            return;
        }
        try {
            int days = value.startsWith("P") ? Period.parse(value).getDays() : Integer.parseInt(value);
            if (days < MINIMUM_TIME_TO_LIVE_DAYS) {
                problems.add(path + ": '" + id + "' keeps its history for " + days + " days, needs "
                        + MINIMUM_TIME_TO_LIVE_DAYS);
            }
        }
        catch (RuntimeException ex) {
            problems.add(path + ": '" + id + "' has an unreadable camunda:historyTimeToLive: " + value);
        }
    }

    /** The check of one BPMN file. */
    private final class OneFile {

        private final String path;

        private final BpmnModelInstance model;

        private final List<String> problems;

        private final Set<String> forms;

        private final Set<String> decisions;

        private final ProcessContract contract;

        OneFile(String path, BpmnModelInstance model, List<String> problems, Set<String> forms, Set<String> decisions,
                ProcessContract contract) {
            this.path = path;
            this.model = model;
            this.problems = problems;
            this.forms = forms;
            this.decisions = decisions;
            this.contract = contract;
        }

        void check() {
            for (Process process : this.model.getModelElementsByType(Process.class)) {
                if (!process.getId().equals(Models.baseName(this.path))) {
                    problem(process.getId(), "the process must be named like its file");
                }
                if (!process.isExecutable()) {
                    problem(process.getId(), "the process is not executable");
                }
                checkTimeToLive(this.path, process.getId(), process.getCamundaHistoryTimeToLiveString(), this.problems);
            }
            for (FlowElement element : this.model.getModelElementsByType(FlowElement.class)) {
                if (!ID.matcher(element.getId()).matches()) {
                    problem(element.getId(), "the id is not of the form Kind_Meaning");
                }
                if (!(element instanceof SequenceFlow) && (element.getName() == null || element.getName().isBlank())) {
                    problem(element.getId(), "has no label");
                }
            }
            this.model.getModelElementsByType(ServiceTask.class).forEach(this::checkServiceTask);
            this.model.getModelElementsByType(UserTask.class).forEach(this::checkUserTask);
            this.model.getModelElementsByType(BusinessRuleTask.class).forEach(this::checkBusinessRuleTask);
            this.model.getModelElementsByType(StartEvent.class)
                .stream()
                .filter((start) -> start.getEventDefinitions().isEmpty())
                .forEach((start) -> checkForm(start.getId(), start.getCamundaFormRef(),
                        start.getCamundaFormRefBinding(), false));
            refuse(ScriptTask.class, "scripts are not allowed");
            refuse(Script.class, "scripts are not allowed");
            refuse(CamundaScript.class, "scripts are not allowed");
            refuse(TimerEventDefinition.class, "timers are not allowed: deadlines are data");
            checkContract();
        }

        private void checkServiceTask(ServiceTask task) {
            String expression = task.getCamundaDelegateExpression();
            Matcher matcher = DELEGATE.matcher((expression != null) ? expression : "");
            if (!matcher.matches()) {
                problem(task.getId(), "names no delegate (camunda:delegateExpression)");
            }
            else if (!BpmnCheck.this.delegates.get().contains(matcher.group(1))) {
                problem(task.getId(), "there is no delegate '" + matcher.group(1) + "'");
            }
        }

        private void checkUserTask(UserTask task) {
            checkForm(task.getId(), task.getCamundaFormRef(), task.getCamundaFormRefBinding(), true);
            if (task.getCamundaAssignee() == null && task.getCamundaCandidateGroups() == null) {
                problem(task.getId(), "nobody is assigned");
            }
            checkVariables(task.getId(), task.getCamundaAssignee());
            checkVariables(task.getId(), task.getCamundaCandidateGroups());
        }

        private void checkForm(String element, String form, String binding, boolean needed) {
            if (form == null) {
                if (needed) {
                    problem(element, "has no form (camunda:formRef)");
                }
                return;
            }
            if (!"deployment".equals(binding)) {
                problem(element, "its form must be bound by 'deployment'");
            }
            if (!this.forms.contains(form)) {
                problem(element, "there is no form '" + form + "'");
            }
        }

        private void checkBusinessRuleTask(BusinessRuleTask task) {
            if (!this.decisions.contains(task.getCamundaDecisionRef())) {
                problem(task.getId(), "there is no decision '" + task.getCamundaDecisionRef() + "'");
            }
            if (!"deployment".equals(task.getCamundaDecisionRefBinding())) {
                problem(task.getId(), "its decision must be bound by 'deployment'");
            }
        }

        private void checkContract() {
            if (this.contract == null) {
                problem(Models.baseName(this.path), "no module owns this process");
                return;
            }
            this.contract.elements()
                .stream()
                .filter((id) -> this.model.getModelElementById(id) == null)
                .forEach((id) -> problem(id, "the code names it, the diagram does not have it"));
            Set<String> messages = this.model.getModelElementsByType(Message.class)
                .stream()
                .map(Message::getName)
                .collect(Collectors.toSet());
            this.contract.messages()
                .stream()
                .filter((name) -> !messages.contains(name))
                .forEach((name) -> problem(name, "the code correlates this message, the diagram does not have it"));
            messages.stream()
                .filter((name) -> !this.contract.messages().contains(name))
                .forEach((name) -> problem(name, "nobody sends this message"));
            for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
                ConditionExpression condition = flow.getConditionExpression();
                if (condition != null) {
                    checkVariables(flow.getId(), condition.getTextContent());
                }
            }
        }

        private void checkVariables(String element, String expression) {
            if (expression == null || this.contract == null) {
                return;
            }
            if (expression.contains("#{") || expression.contains("(")) {
                problem(element, "an expression reads variables, it calls nothing: " + expression);
            }
            Matcher matcher = VARIABLE.matcher(STRING.matcher(expression).replaceAll(""));
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!WORDS.contains(name) && !this.contract.variables().contains(name)) {
                    problem(element, "reads the unknown variable '" + name + "'");
                }
            }
        }

        private <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> void refuse(Class<T> type,
                String why) {
            if (!this.model.getModelElementsByType(type).isEmpty()) {
                problem(type.getSimpleName(), why);
            }
        }

        private void problem(String element, String what) {
            this.problems.add(this.path + ": '" + element + "': " + what);
        }

    }

}
