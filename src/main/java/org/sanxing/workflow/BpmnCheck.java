package org.sanxing.workflow;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Holds BPMN files against the code: file names, ids, delegates, forms, decisions,
 * messages, variables and time to live. What Camunda Modeler adds to a diagram by itself,
 * generated ids and what is only drawn, is no fault.
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
    public List<Fault> faults(Models models) {
        List<Fault> faults = new ArrayList<>();
        DecisionCheck decisions = new DecisionCheck(models, faults);
        Map<String, ProcessContract> owned = this.contracts.get()
            .stream()
            .collect(Collectors.toMap(ProcessContract::key, (contract) -> contract));
        Map<String, String> found = new HashMap<>();
        models.unreadable().forEach((path, why) -> faults.add(Fault.of(path, "", "no-bpmn", why)));
        models.ending(".bpmn").keySet().forEach((path) -> {
            String other = found.put(Models.baseName(path), path);
            if (other != null) {
                faults.add(Fault.of(path, Models.baseName(path), "process-twice", other));
            }
        });
        models.diagrams()
            .forEach((path,
                    model) -> new OneFile(path, model, faults, models, decisions, owned.get(Models.baseName(path)))
                        .check());
        owned.keySet()
            .stream()
            .filter((key) -> !found.containsKey(key))
            .forEach((key) -> faults.add(Fault.of("processes/", key + ".bpmn", "file-missing")));
        return faults;
    }

    static void checkTimeToLive(String path, String id, @Nullable String value, List<Fault> faults) {
        String code = null;
        Object about = "";
        if (Texts.isBlank(value)) {
            code = "ttl-none";
        }
        else {
            try {
                int days = value.startsWith("P") ? Period.parse(value).getDays() : Integer.parseInt(value);
                code = (days < MINIMUM_TIME_TO_LIVE_DAYS) ? "ttl-short" : null;
                about = days;
            }
            catch (RuntimeException ex) {
                code = "ttl-unread";
                about = value;
            }
        }
        if (code != null) {
            faults.add(Fault.of(path, id, code, MINIMUM_TIME_TO_LIVE_DAYS, about));
        }
    }

    /** The check of one BPMN file. */
    private final class OneFile {

        private final String path;

        private final BpmnModelInstance model;

        private final List<Fault> faults;

        private final Set<String> forms;

        private final Set<String> delegates = BpmnCheck.this.delegates.get();

        private final DecisionCheck decisions;

        private final @Nullable ProcessContract contract;

        /** What a declared procedure says is checked by those who know its words. */
        private final boolean declared;

        OneFile(String path, BpmnModelInstance model, List<Fault> faults, Models models, DecisionCheck decisions,
                @Nullable ProcessContract contract) {
            this.path = path;
            this.model = model;
            this.faults = faults;
            this.forms = models.ending(".form").keySet().stream().map(Models::baseName).collect(Collectors.toSet());
            this.decisions = decisions;
            this.contract = contract;
            this.declared = contract == null && models.declared().contains(path);
        }

        void check() {
            for (Process process : this.model.getModelElementsByType(Process.class)) {
                if (!process.getId().equals(Models.baseName(this.path))) {
                    fault(process.getId(), "process-id", Models.baseName(this.path));
                }
                if (!process.isExecutable()) {
                    fault(process.getId(), "executable");
                }
                checkTimeToLive(this.path, process.getId(), process.getCamundaHistoryTimeToLiveString(), this.faults);
            }
            this.model.getModelElementsByType(ServiceTask.class)
                .forEach((task) -> checkDelegate(task.getId(), task.getCamundaDelegateExpression()));
            this.model.getModelElementsByType(SendTask.class)
                .forEach((task) -> checkDelegate(task.getId(), task.getCamundaDelegateExpression()));
            this.model.getModelElementsByType(UserTask.class).forEach(this::checkUserTask);
            this.model.getModelElementsByType(BusinessRuleTask.class).forEach(this::checkBusinessRuleTask);
            this.model.getModelElementsByType(StartEvent.class)
                .stream()
                .filter((start) -> start.getEventDefinitions().isEmpty() && start.getCamundaFormRef() != null)
                .forEach((start) -> checkForm(start.getId(), start.getCamundaFormRef(),
                        start.getCamundaFormRefBinding()));
            refuse(ScriptTask.class, "script");
            refuse(CamundaScript.class, "script");
            refuse(TimerEventDefinition.class, "timer");
            checkContract();
        }

        private void checkDelegate(String task, @Nullable String expression) {
            Matcher matcher = DELEGATE.matcher((expression != null) ? expression : "");
            if (!matcher.matches()) {
                fault(task, "delegate-none");
            }
            else if (!this.delegates.contains(matcher.group(1))) {
                fault(task, "delegate", matcher.group(1));
            }
        }

        private void checkUserTask(UserTask task) {
            if (Texts.isBlank(task.getName())) {
                fault(task.getId(), "task-label");
            }
            if (task.getCamundaFormRef() == null) {
                fault(task.getId(), "task-form");
            }
            else {
                checkForm(task.getId(), task.getCamundaFormRef(), task.getCamundaFormRefBinding());
            }
            if (!this.declared && task.getCamundaAssignee() == null && task.getCamundaCandidateGroups() == null) {
                fault(task.getId(), "assigned");
            }
            checkVariables(task.getId(), task.getCamundaAssignee());
            checkVariables(task.getId(), task.getCamundaCandidateGroups());
        }

        private void checkForm(String element, String form, @Nullable String binding) {
            if (!"deployment".equals(binding)) {
                fault(element, "form-binding");
            }
            if (!this.forms.contains(form)) {
                fault(element, "form", form, sorted(this.forms));
            }
        }

        private void checkBusinessRuleTask(BusinessRuleTask task) {
            if (!"deployment".equals(task.getCamundaDecisionRefBinding())) {
                fault(task.getId(), "decision-binding");
            }
            if (!this.decisions.names().contains(String.valueOf(task.getCamundaDecisionRef()))) {
                fault(task.getId(), "decision", String.valueOf(task.getCamundaDecisionRef()),
                        sorted(this.decisions.names()));
            }
            else if (this.contract != null) {
                String result = String.valueOf(task.getCamundaResultVariable());
                Map<String, Set<String>> known = this.contract.known();
                if (!known.containsKey(result)) {
                    fault(task.getId(), "result", result, sorted(known.keySet()));
                }
                else if (!"collectEntries".equals(task.getCamundaMapDecisionResult())) {
                    fault(task.getId(), "result-list");
                }
                this.decisions.check(task.getCamundaDecisionRef(), known, known.get(result));
            }
        }

        private void checkContract() {
            if (this.contract == null) {
                if (this.declared) {
                    return;
                }
                fault(Models.baseName(this.path), "no-title");
                return;
            }
            this.contract.elements()
                .stream()
                .filter((id) -> this.model.getModelElementById(id) == null)
                .forEach((id) -> fault(id, "element-gone"));
            Map<String, String> messages = this.model.getModelElementsByType(MessageEventDefinition.class)
                .stream()
                .filter((event) -> event.getMessage() != null)
                .collect(Collectors.toMap((event) -> String.valueOf(event.getMessage().getName()),
                        (event) -> ((BaseElement) event.getParentElement()).getId(), (one, other) -> one));
            this.contract.messages()
                .stream()
                .filter((name) -> !messages.containsKey(name))
                .forEach((name) -> fault(name, "message-gone"));
            messages.forEach((name, event) -> {
                if (!this.contract.messages().contains(name)) {
                    fault(event, "message", name, sorted(this.contract.messages()));
                }
            });
            for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
                if (flow.getConditionExpression() != null) {
                    checkVariables(flow.getId(), flow.getConditionExpression().getTextContent());
                    if (flow.getConditionExpression().getLanguage() != null) {
                        fault(flow.getId(), "flow-script");
                    }
                }
            }
        }

        private void checkVariables(String element, @Nullable String expression) {
            if (expression == null || this.contract == null) {
                return;
            }
            List<String> variables = sorted(this.contract.variables());
            if (expression.contains("#{") || expression.contains("(")) {
                fault(element, "expression", expression, variables);
            }
            Matcher matcher = VARIABLE.matcher(STRING.matcher(expression).replaceAll(""));
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!WORDS.contains(name) && !this.contract.variables().contains(name)) {
                    fault(element, "variable", name, variables);
                }
            }
        }

        private void refuse(Class<? extends BpmnModelElementInstance> type, String code) {
            for (ModelElementInstance found : this.model.getModelElementsByType(type)) {
                ModelElementInstance element = found;
                while (!(element instanceof FlowElement) && element.getParentElement() != null) {
                    element = element.getParentElement();
                }
                fault((element instanceof FlowElement flow) ? flow.getId() : type.getSimpleName(), code);
            }
        }

        private void fault(String element, String code, Object... arguments) {
            this.faults.add(Fault.of(this.path, element, code, arguments));
        }

    }

    static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

}
