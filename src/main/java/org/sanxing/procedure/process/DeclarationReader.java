package org.sanxing.procedure.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import org.sanxing.common.Texts;
import org.sanxing.forms.FormSchema;
import org.sanxing.forms.Forms;
import org.sanxing.forms.UnsupportedForm;
import org.sanxing.procedure.CaseState;
import org.sanxing.procedure.Declaration;
import org.sanxing.procedure.Declaration.Deputizing;
import org.sanxing.procedure.Declaration.Label;
import org.sanxing.procedure.Declaration.Period;
import org.sanxing.procedure.Declaration.Step;
import org.sanxing.procedure.Declaration.Waiting;
import org.sanxing.procedure.NumberPattern;
import org.sanxing.workflow.ModelProperties;
import org.sanxing.workflow.Models;

/**
 * Reads what models declare. What is wrong with them is for {@link DeclarationCheck} to
 * say; here it counts as not said.
 */
final class DeclarationReader {

    static final Pattern LEVELS = Pattern.compile("levels\\((\\w+)\\)");

    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.])([a-zA-Z_]\\w*)\\b(?!\\s*\\()");

    private static final Pattern STRING = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final Set<String> WORDS = Set.of("eq", "ne", "lt", "gt", "le", "ge", "and", "or", "not", "null",
            "true", "false", "empty");

    private static final String FIELD = "field:";

    private static final FormSchema NONE = new FormSchema("", List.of());

    private final Models models;

    private final Map<String, FormSchema> forms = new HashMap<>();

    private final Map<String, DecisionTable> tables = new HashMap<>();

    private final Map<String, String> paths = new HashMap<>();

    DeclarationReader(Models models, Forms forms) {
        this.models = models;
        models.ending(".form").forEach((path, text) -> {
            try {
                this.forms.put(Models.baseName(path), forms.read(path, text));
            }
            catch (UnsupportedForm ex) {
                // Said by the check of all forms.
            }
        });
        models.ending(".dmn").keySet().forEach((path) -> {
            try {
                models.decisions(path)
                    .getModelElementsByType(Decision.class)
                    .stream()
                    .filter((decision) -> decision.getExpression() instanceof DecisionTable)
                    .forEach((decision) -> {
                        this.tables.put(decision.getId(), (DecisionTable) decision.getExpression());
                        this.paths.put(decision.getId(), path);
                    });
            }
            catch (RuntimeException ex) {
                // Said by the check of all tables.
            }
        });
    }

    /** The form with this id; one without fields where there is none. */
    FormSchema form(@Nullable String id) {
        return this.forms.getOrDefault(String.valueOf(id), NONE);
    }

    Optional<DecisionTable> table(String id) {
        return Optional.ofNullable(this.tables.get(id));
    }

    /** Of the file with a decision. */
    String path(String decision) {
        return this.paths.getOrDefault(decision, "");
    }

    /**
     * @param path of the diagram
     * @param definition the engine's id of the version
     */
    Declaration read(String path, String definition) {
        BpmnModelInstance diagram = this.models.diagrams().get(path);
        Process process = diagram.getModelElementsByType(Process.class).iterator().next();
        Map<String, String> said = ModelProperties.of(process);
        String form = starts(diagram).map(StartEvent::getCamundaFormRef)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
        Map<String, Step> steps = new LinkedHashMap<>();
        for (UserTask task : diagram.getModelElementsByType(UserTask.class)) {
            steps.put(task.getId(), step(task, String.valueOf(form)));
        }
        Map<String, Waiting> ends = new LinkedHashMap<>();
        for (EndEvent end : diagram.getModelElementsByType(EndEvent.class)) {
            ends.put(end.getId(),
                    waiting(end, ModelProperties.of(end).get("state"), CaseState.CLOSED, CaseState::isOver));
        }
        return new Declaration(key(path), process.getId(), definition, label(process, process.getName()),
                said.getOrDefault("title", ""), bilingual(said.get("group")), words(said.get("starters")),
                words(said.get("register")), NumberPattern.of(said.getOrDefault("number", "")).orElse(null),
                Set.copyOf(words(said.get("readers"))), said.getOrDefault("print", "none"), form(form), steps, ends,
                addressees(diagram), facts(diagram, steps), deputies(diagram));
    }

    static Stream<StartEvent> starts(BpmnModelInstance diagram) {
        return diagram.getModelElementsByType(StartEvent.class)
            .stream()
            .filter((start) -> start.getEventDefinitions().isEmpty() && start.getParentElement() instanceof Process);
    }

    /** The name of the folder. */
    static String key(String path) {
        String[] parts = path.split("/");
        return (parts.length > 2) ? parts[1] : "";
    }

    private Step step(UserTask task, String startForm) {
        Map<String, String> said = ModelProperties.of(task);
        String holder = said.getOrDefault("holder", "");
        Matcher levels = LEVELS.matcher(holder);
        FormSchema form = form(task.getCamundaFormRef());
        String days = said.getOrDefault("days", "");
        String due = said.getOrDefault("due", "");
        boolean revises = holder.equals("subject") && startForm.equals(task.getCamundaFormRef());
        CaseState usual = revises ? CaseState.RETURNED
                : form.find(Declaration.DECISION).isPresent() ? CaseState.IN_REVIEW : CaseState.OPEN;
        return new Step(task.getId(), label(task, task.getName()), holder, levels.matches() ? levels.group(1) : null,
                days.matches("\\d{1,4}") ? Integer.valueOf(days) : null,
                due.startsWith(FIELD) ? due.substring(FIELD.length()) : null,
                waiting(task, said.get("state"), usual, (state) -> !state.isOver()),
                "true".equals(said.get("progress")), "true".equals(said.get("personal")),
                task.getLoopCharacteristics() != null, revises, away(said.get("away")), form);
    }

    private static @Nullable Period away(@Nullable String fields) {
        List<String> named = words(fields);
        return (named.size() == 2) ? new Period(named.get(0), named.get(1)) : null;
    }

    private static List<Deputizing> deputies(BpmnModelInstance diagram) {
        return diagram.getModelElementsByType(ServiceTask.class)
            .stream()
            .filter((task) -> "${deputize}".equals(task.getCamundaDelegateExpression()))
            .map(ModelProperties::of)
            .map((said) -> new Deputizing(new Period(String.valueOf(said.get("from")), String.valueOf(said.get("to"))),
                    String.valueOf(said.get("account"))))
            .toList();
    }

    /** A label, and after a line the same in English. */
    private static Label bilingual(@Nullable String text) {
        String[] labels = Texts.strip(text).split("\\s*\\|\\s*", 2);
        return new Label(labels[0], labels[labels.length - 1]);
    }

    /** An id, a label, and after a line the label in English: {@code inReview 审批中}. */
    private static Waiting waiting(FlowElement element, @Nullable String state, CaseState usual,
            Predicate<CaseState> fits) {
        String[] parts = Texts.strip(state).split("\\s+", 2);
        if (parts[0].isEmpty()) {
            return new Waiting(usual, usual.id(), label(element, element.getName()));
        }
        return new Waiting(CaseState.of(parts[0]).filter(fits).orElse(usual), parts[0],
                bilingual((parts.length > 1) ? parts[1] : parts[0]));
    }

    static Label label(BaseElement element, @Nullable String name) {
        String chinese = (name != null) ? Texts.strip(name.replaceAll("\\s+", " ")) : element.getId();
        return new Label(chinese, ModelProperties.of(element).getOrDefault("english", chinese));
    }

    private static List<String> addressees(BpmnModelInstance diagram) {
        return diagram.getModelElementsByType(ServiceTask.class)
            .stream()
            .filter((block) -> "${publish}".equals(block.getCamundaDelegateExpression()))
            .flatMap((block) -> words(ModelProperties.of(block).get("to")).stream())
            .filter((word) -> word.startsWith(FIELD))
            .map((word) -> word.substring(FIELD.length()))
            .distinct()
            .toList();
    }

    /** What conditions and tables read. */
    private Set<String> facts(BpmnModelInstance diagram, Map<String, Step> steps) {
        Set<String> facts = new LinkedHashSet<>();
        diagram.getModelElementsByType(ConditionExpression.class)
            .forEach((condition) -> facts.addAll(variables(condition.getTextContent())));
        steps.values()
            .stream()
            .flatMap((step) -> Stream.ofNullable(step.levels()))
            .flatMap((levels) -> table(levels).stream())
            .forEach((table) -> facts.addAll(inputs(table)));
        return facts;
    }

    static Set<String> variables(String expression) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(STRING.matcher(expression).replaceAll(""));
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group(1))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    static List<String> inputs(DecisionTable table) {
        List<String> inputs = new ArrayList<>();
        table.getInputs()
            .forEach((input) -> inputs.add(Texts.strip(input.getInputExpression().getText().getTextContent())));
        return inputs;
    }

    /** With commas between them. */
    static List<String> words(@Nullable String text) {
        return List.of(StringUtils.tokenizeToStringArray(text, ",", true, true));
    }

}
