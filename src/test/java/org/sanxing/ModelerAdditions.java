package org.sanxing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Camunda Modeler puts into a diagram by itself, put into one of ours. */
public final class ModelerAdditions {

    private static final Pattern GENERATED = Pattern
        .compile("\\b(SequenceFlow|Gateway|BoundaryEvent|EndEvent|Event)_(\\w+)");

    private static final Pattern FLOW = Pattern
        .compile("<bpmn:sequenceFlow id=\"(\\w+)\"([^>]*)sourceRef=\"(Task_\\w+)\" targetRef=\"(\\w+)\" */>");

    private ModelerAdditions() {
    }

    /** Generated ids, an activity without a name, and all that is only drawn. */
    public static String to(String diagram) {
        String key = group(diagram, "<bpmn:process id=\"(\\w+)\"");
        String task = group(diagram, "<bpmn:userTask id=\"(\\w+)\"");
        String text = GENERATED.matcher(diagram)
            .replaceAll((id) -> (id.group(1).equals("SequenceFlow") ? "Flow"
                    : id.group(1).equals("Gateway") ? "Gateway" : "Event") + "_"
                    + Integer.toString(Math.abs(id.group().hashCode()), 36) + "0");
        text = first(text, FLOW,
                """
                        <bpmn:sequenceFlow id="$1"$2sourceRef="$3" targetRef="Activity_0n1e2w3" />
                        <bpmn:task id="Activity_0n1e2w3"><bpmn:documentation>待补</bpmn:documentation>
                        <bpmn:incoming>$1</bpmn:incoming><bpmn:outgoing>Flow_0a1b2c3</bpmn:outgoing></bpmn:task>
                        <bpmn:sequenceFlow id="Flow_0a1b2c3" sourceRef="Activity_0n1e2w3" targetRef="$4" />
                        <bpmn:dataObjectReference id="DataObjectReference_0f1g2h3" name="延期申请" dataObjectRef="DataObject_1i2j3k4" />
                        <bpmn:dataObject id="DataObject_1i2j3k4" />
                        <bpmn:dataStoreReference id="DataStoreReference_0p1q2r3" name="台账" />
                        """);
        // A lane is named before, notes after what flows.
        text = first(text,
                Pattern.compile("<bpmn:process id=\"" + key
                        + "\"[^>]*>\\s*(?:<bpmn:documentation>.*?</bpmn:documentation>\\s*)?"
                        + "(?:<bpmn:extensionElements>.*?</bpmn:extensionElements>)?", Pattern.DOTALL),
                """
                        <bpmn:collaboration id="Collaboration_0c1d2e3">
                        <bpmn:participant id="Participant_0f4g5h6" name="机关" processRef="%s" /></bpmn:collaboration>
                        $0<bpmn:laneSet id="LaneSet_1a2b3c4"><bpmn:lane id="Lane_0x9y8z7" name="支部">
                        <bpmn:flowNodeRef>%s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
                        """.formatted(key, task));
        text = first(text, Pattern.compile("</bpmn:process>"), """
                <bpmn:textAnnotation id="TextAnnotation_0q1w2e3"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>
                <bpmn:association id="Association_1r2t3y4" sourceRef="%s" targetRef="TextAnnotation_0q1w2e3" />
                <bpmn:group id="Group_0u1i2o3" categoryValueRef="CategoryValue_1p2a3s4" />
                </bpmn:process>
                <bpmn:category id="Category_0d1f2g3"><bpmn:categoryValue id="CategoryValue_1p2a3s4" value="审核" />
                </bpmn:category>
                <bpmn:message id="Message_0h1j2k3" name="Message_0h1j2k3" />
                <bpmn:error id="Error_0l1z2x3" name="Error_0l1z2x3" />
                """.formatted(task));
        text = first(text, Pattern.compile("<bpmndi:BPMNShape id="), """
                <bpmndi:BPMNShape bioc:stroke="#0d4372" bioc:fill="#bbdefb" color:background-color="#bbdefb" \
                color:border-color="#0d4372" id=""");
        return first(text, Pattern.compile("<bpmn:definitions "), """
                <bpmn:definitions xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" \
                xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" \
                xmlns:modeler="http://camunda.org/schema/modeler/1.0" exporter="Camunda Modeler" \
                exporterVersion="5.30.0" modeler:executionPlatform="Camunda Platform" \
                modeler:executionPlatformVersion="7.24.0"\s""");
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern);
        }
        return matcher.group(1);
    }

    private static String first(String text, Pattern pattern, String replacement) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern);
        }
        return matcher
            .replaceFirst(replacement.stripTrailing().endsWith("id=") ? replacement.stripTrailing() : replacement);
    }

}
