package org.sanxing.tasks.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.jspecify.annotations.Nullable;
import org.sanxing.tasks.Tell;
import org.sanxing.workflow.Deadline;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * {@code ${tell}}: tells those that the properties of the element name. Where it stands
 * for several kinds of tasks, a property ends in the kind: {@code event.rectify}.
 */
@Component("tell")
class TellDelegate implements JavaDelegate {

    static final String EVENT = "event";

    static final String TO = "to";

    private final Tell tell;

    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

    TellDelegate(Tell tell) {
        this.tell = tell;
    }

    @Override
    public void execute(DelegateExecution execution) {
        // A definition never changes, and its model is searched slowly.
        Map<String, String> properties = this.known.computeIfAbsent(
                execution.getProcessDefinitionId() + " " + execution.getCurrentActivityId(),
                (place) -> properties(execution.getBpmnModelElementInstance()));
        String suffix = properties.containsKey(EVENT) ? "" : "." + execution.getVariable(Deadline.TASK);
        tell(execution, String.valueOf(properties.get(EVENT + suffix)), list(properties.get(TO + suffix)));
    }

    void tell(DelegateExecution execution, String event, List<String> to) {
        this.tell.tell(execution.getProcessDefinitionId().split(":")[0], execution.getProcessBusinessKey(), event, to);
    }

    static Map<String, String> properties(BaseElement element) {
        Map<String, String> found = new LinkedHashMap<>();
        if (element.getExtensionElements() != null) {
            element.getExtensionElements()
                .getChildElementsByType(CamundaProperties.class)
                .forEach((all) -> all.getCamundaProperties()
                    .forEach((one) -> found.put(one.getCamundaName(), one.getCamundaValue())));
        }
        return found;
    }

    /** Words with commas between them. */
    static List<String> list(@Nullable String words) {
        return List.of(StringUtils.tokenizeToStringArray(words, ","));
    }

}
