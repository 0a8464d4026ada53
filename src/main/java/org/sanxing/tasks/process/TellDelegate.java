package org.sanxing.tasks.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.sanxing.tasks.Tell;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.ModelProperties;

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
                (place) -> ModelProperties.of(execution.getBpmnModelElementInstance()));
        if (this.tell.isDeclared(process(execution))) {
            this.tell.tell(execution.getProcessBusinessKey(), properties);
            return;
        }
        String suffix = properties.containsKey(EVENT) ? "" : "." + execution.getVariable(Deadline.TASK);
        tell(execution, String.valueOf(properties.get(EVENT + suffix)), list(properties.get(TO + suffix)));
    }

    void tell(DelegateExecution execution, String event, List<String> to) {
        this.tell.tell(process(execution), execution.getProcessBusinessKey(), event, to);
    }

    private static String process(DelegateExecution execution) {
        return execution.getProcessDefinitionId().split(":")[0];
    }

    /** Words with commas between them. */
    static List<String> list(@Nullable String words) {
        return List.of(StringUtils.tokenizeToStringArray(words, ","));
    }

}
