package org.sanxing.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

/**
 * Holds decision tables against the values that the code knows of what goes in and what
 * comes out.
 */
final class DecisionCheck {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Map<String, Decision> decisions = new HashMap<>();

    private final Map<String, String> paths = new HashMap<>();

    private final List<Fault> faults;

    DecisionCheck(Models models, List<Fault> faults) {
        this.faults = faults;
        models.ending(".dmn").keySet().forEach((path) -> read(path, models));
    }

    private void read(String path, Models models) {
        DmnModelInstance model;
        try {
            model = models.decisions(path);
        }
        catch (RuntimeException ex) {
            this.faults.add(Fault.of(path, "", "no-dmn", String.valueOf(ex.getMessage())));
            return;
        }
        for (DmnElement element : model.getModelElementsByType(DmnElement.class)) {
            String language = element.getAttributeValue("expressionLanguage");
            if (language != null && !language.toLowerCase(Locale.ROOT).contains("feel")) {
                this.faults.add(Fault.of(path, element.getId(), "table-script"));
            }
        }
        for (Decision decision : model.getModelElementsByType(Decision.class)) {
            String id = decision.getId();
            if (!id.equals(Models.baseName(path))) {
                this.faults.add(Fault.of(path, id, "decision-id", Models.baseName(path)));
            }
            BpmnCheck.checkTimeToLive(path, id, decision.getCamundaHistoryTimeToLiveString(), this.faults);
            String other = this.paths.put(id, path);
            if (other != null) {
                this.faults.add(Fault.of(path, id, "decision-twice", other));
            }
            this.decisions.put(id, decision);
        }
    }

    Set<String> names() {
        return this.decisions.keySet();
    }

    /**
     * @param known values of the variables that may go in
     * @param results the values that may come out; null where nothing reads them
     */
    void check(String id, Map<String, Set<String>> known, @Nullable Set<String> results) {
        String path = String.valueOf(this.paths.get(id));
        if (!(this.decisions.get(id).getExpression() instanceof DecisionTable table)) {
            this.faults.add(Fault.of(path, id, "no-table"));
            return;
        }
        List<Input> inputs = List.copyOf(table.getInputs());
        for (Input input : inputs) {
            String variable = Texts.strip(input.getInputExpression().getText().getTextContent());
            if (!known.containsKey(variable)) {
                this.faults.add(Fault.of(path, input.getId(), "variable", variable, BpmnCheck.sorted(known.keySet())));
            }
        }
        for (Rule rule : table.getRules()) {
            List<InputEntry> entries = List.copyOf(rule.getInputEntries());
            for (int i = 0; i < entries.size(); i++) {
                String text = Texts.strip(entries.get(i).getText().getTextContent());
                Set<String> values = known
                    .get(Texts.strip(inputs.get(i).getInputExpression().getText().getTextContent()));
                if (values != null && !text.isEmpty() && !text.equals("-")) {
                    checkValues(path, entries.get(i).getId(), text, values);
                }
            }
            for (OutputEntry entry : rule.getOutputEntries()) {
                if (results != null) {
                    checkValues(path, entry.getId(), Texts.strip(entry.getText().getTextContent()), results);
                }
            }
        }
    }

    private void checkValues(String path, String element, String text, Set<String> known) {
        List<String> all = BpmnCheck.sorted(known);
        List<String> values = QUOTED.matcher(text).results().map((quoted) -> quoted.group(1)).toList();
        if (values.isEmpty()) {
            this.faults.add(Fault.of(path, element, "table-text", text, all));
        }
        values.stream()
            .filter((value) -> !known.contains(value))
            .forEach((value) -> this.faults.add(Fault.of(path, element, "table-value", value, all)));
    }

}
