package org.sanxing.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;

/** The extension properties ({@code camunda:property}) of an element of a diagram. */
public final class ModelProperties {

    /** What makes a process a declared procedure: what its cases are called. */
    private static final String TITLE = "title";

    private ModelProperties() {
    }

    public static Map<String, String> of(BaseElement element) {
        Map<String, String> found = new LinkedHashMap<>();
        if (element.getExtensionElements() != null) {
            element.getExtensionElements()
                .getChildElementsByType(CamundaProperties.class)
                .forEach((all) -> all.getCamundaProperties()
                    .forEach((one) -> found.put(one.getCamundaName(), one.getCamundaValue())));
        }
        return found;
    }

    static boolean declares(Process process) {
        return of(process).containsKey(TITLE);
    }

}
