package org.sanxing.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.sanxing.common.Texts;

/**
 * How the elements of our diagrams are named. A diagram from outside may keep what
 * Camunda Modeler gives: that is only said.
 */
final class NamingRule {

    private static final Pattern ID = Pattern
        .compile("(Task|Gateway|SequenceFlow|BoundaryEvent|StartEvent|EndEvent|Event|SubProcess)_[A-Z][A-Za-z]+");

    private NamingRule() {
    }

    static List<Fault> breaches(Models models) {
        List<Fault> breaches = new ArrayList<>();
        models.diagrams().forEach((path, model) -> {
            for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
                boolean node = element instanceof FlowNode;
                if ((node || element instanceof SequenceFlow) && !ID.matcher(element.getId()).matches()) {
                    breaches.add(Fault.of(path, element.getId(), "id-form"));
                }
                if (node && Texts.isBlank(element.getName())) {
                    breaches.add(Fault.of(path, element.getId(), "label"));
                }
            }
        });
        return breaches;
    }

}
