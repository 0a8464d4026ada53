package org.sanxing.procedure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A folder of models as an office has one: what belongs to the product's own modules, and
 * two procedures that are written here, word by word. {@code seal} has each of the words
 * that a case comes by; {@code keeping} is begun by it.
 */
public final class DrawnFolders {

    private final Path folder;

    private DrawnFolders(Path folder) {
        this.folder = folder;
    }

    public static DrawnFolders in(Path folder) throws IOException {
        DrawnFolders drawn = new DrawnFolders(folder);
        drawn.copyTheModules();
        drawn.drawSeal();
        drawn.drawKeeping();
        return drawn;
    }

    /** Without the procedures that ship: an office need not have them. */
    private void copyTheModules() throws IOException {
        Set<String> procedures = new HashSet<>();
        for (Path from : below(Path.of("processes"))) {
            for (Path file : below(from)) {
                if (file.toString().endsWith(".bpmn") && Files.readString(file).contains("name=\"title\"")) {
                    procedures.add(from.getFileName().toString());
                }
            }
        }
        for (String root : List.of("processes", "forms")) {
            for (Path from : below(Path.of(root))) {
                String key = from.getFileName().toString();
                if (!procedures.contains(key) && !key.startsWith(".")) {
                    FileSystemUtils.copyRecursively(from, this.folder.resolve(root).resolve(key));
                }
            }
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /** Changes what stands in a file. */
    public void change(String file, String from, String to) throws IOException {
        String text = Files.readString(this.folder.resolve(file));
        if (!text.contains(from)) {
            throw new AssertionError(file + " does not say " + from);
        }
        Files.writeString(this.folder.resolve(file), text.replace(from, to));
    }

    public void remove(String procedure) throws IOException {
        FileSystemUtils.deleteRecursively(this.folder.resolve("processes").resolve(procedure));
        FileSystemUtils.deleteRecursively(this.folder.resolve("forms").resolve(procedure));
    }

    private void write(String file, String text) throws IOException {
        Path path = this.folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void drawSeal() throws IOException {
        Diagram seal = new Diagram("SealProcess", "用印申请",
                Map.of("title", "{document}用印", "group", "办公", "starters", "all", "register", "document, kind, copies",
                        "number", "印〔{year}〕{seq}号 per organ", "readers", "addressees", "print", "letter"));
        seal.start("StartEvent_Requested", "已申请", "seal-request");
        seal.person("Task_ApproveSeal", "审批用印", "seal-approval",
                Map.of("holder", "levels(SealLevels)", "days", "2", "state", "inReview 审批中"));
        seal.gateway("Gateway_Decision", "同意用印？");
        seal.gateway("Gateway_FurtherLevel", "还有审批层级？");
        seal.person("Task_ReviseSeal", "修改申请", "seal-request",
                Map.of("holder", "subject", "days", "3", "state", "returned 已退回"));
        seal.block("Task_EnterSeal", "登记编号", "${enter}", Map.of());
        seal.block("Task_PublishSeal", "印发", "${publish}", Map.of("to", "field:addressees"));
        seal.each("Task_ReadSeal", "阅知", "seal-reading",
                Map.of("holder", "each field:addressees", "state", "open 阅知中"));
        seal.block("Task_StartKeeping", "交存档", "${start}",
                Map.of("procedure", "keeping", "submit", "true", "set.what", "{document}"));
        seal.end("EndEvent_Sealed", "已用印", "closed 已用印");
        seal.end("EndEvent_Refused", "未批准", "refused 未批准");
        seal.flow("StartEvent_Requested", "Task_ApproveSeal", "");
        seal.flow("Task_ApproveSeal", "Gateway_Decision", "");
        seal.flow("Gateway_Decision", "Gateway_FurtherLevel", "${decision == 'approve'}");
        seal.flow("Gateway_Decision", "Task_ReviseSeal", "${decision == 'return'}");
        seal.flow("Gateway_Decision", "EndEvent_Refused", "${decision == 'refuse'}");
        seal.flow("Gateway_FurtherLevel", "Task_ApproveSeal", "${furtherLevel}");
        seal.flow("Gateway_FurtherLevel", "Task_EnterSeal", "${!furtherLevel}");
        seal.flow("Task_ReviseSeal", "Task_ApproveSeal", "");
        seal.flow("Task_EnterSeal", "Task_PublishSeal", "");
        seal.flow("Task_PublishSeal", "Task_ReadSeal", "");
        seal.flow("Task_ReadSeal", "Task_StartKeeping", "");
        seal.flow("Task_StartKeeping", "EndEvent_Sealed", "");
        write("processes/seal/SealProcess.bpmn", seal.text());
        write("processes/seal/SealLevels.dmn", LEVELS);
        write("forms/seal/seal-request.form", form("seal-request", text("document", "文件名称", true), """
                {"type":"radio","key":"kind","label":"印章","validate":{"required":true},"id":"Field_kind",
                 "layout":{"row":"Row_kind","columns":null},
                 "values":[{"value":"organ","label":"机关印章"},{"value":"party","label":"党组印章"}]}""", """
                {"type":"number","key":"copies","label":"份数","decimalDigits":0,"validate":{"required":true},
                 "id":"Field_copies","layout":{"row":"Row_copies","columns":null}}""", """
                {"type":"textarea","key":"body","label":"正文","id":"Field_body","validate":{"maxLength":2000},
                 "layout":{"row":"Row_body","columns":null}}""", """
                {"type":"checklist","key":"addressees","label":"主送","valuesKey":"departmentsAndPeople",
                 "id":"Field_addressees","layout":{"row":"Row_addressees","columns":null}}""", """
                {"type":"filepicker","key":"files","label":"附件","valuesKey":"caseFiles","multiple":true,
                 "id":"Field_files","layout":{"row":"Row_files","columns":null}}"""));
        write("forms/seal/seal-approval.form", form("seal-approval", """
                {"type":"radio","key":"decision","label":"决定","validate":{"required":true},"id":"Field_decision",
                 "layout":{"row":"Row_decision","columns":null},
                 "values":[{"value":"approve","label":"同意"},{"value":"return","label":"退回修改"},
                           {"value":"refuse","label":"不同意"}]}""", text("opinion", "意见", false)));
        write("forms/seal/seal-reading.form", form("seal-reading", text("opinion", "意见", false)));
    }

    private void drawKeeping() throws IOException {
        Diagram keeping = new Diagram("KeepingProcess", "存档", Map.of("title", "{what}存档", "group", "办公", "starters",
                "role:clerk", "register", "what", "print", "none"));
        keeping.start("StartEvent_Handed", "已移交", "keeping-request");
        keeping.person("Task_Keep", "存档", "keeping-done", Map.of("holder", "role:clerk", "state", "open 存档中"));
        keeping.end("EndEvent_Kept", "已存档", "closed 已存档");
        keeping.flow("StartEvent_Handed", "Task_Keep", "");
        keeping.flow("Task_Keep", "EndEvent_Kept", "");
        write("processes/keeping/KeepingProcess.bpmn", keeping.text());
        write("forms/keeping/keeping-request.form", form("keeping-request", text("what", "存什么", true)));
        write("forms/keeping/keeping-done.form", form("keeping-done", text("place", "存放处", true)));
    }

    private static String text(String key, String label, boolean required) {
        return """
                {"type":"textfield","key":"%1$s","label":"%2$s","id":"Field_%1$s","validate":{"required":%3$s,"maxLength":200},
                 "layout":{"row":"Row_%1$s","columns":null}}"""
            .formatted(key, label, required);
    }

    private static String form(String id, String... fields) {
        return """
                {"executionPlatform":"Camunda Platform","executionPlatformVersion":"7.24.0","schemaVersion":16,
                 "exporter":{"name":"Camunda Modeler","version":"5.30.0"},"id":"%s","type":"default","components":[%s]}
                """.formatted(id, String.join(",\n", fields));
    }

    private static final String LEVELS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_SealLevels" name="用印层级"
                namespace="https://sanxing.org/dmn">
              <decision id="SealLevels" name="用印层级" camunda:historyTimeToLive="P10950D">
                <decisionTable id="DecisionTable_SealLevels" hitPolicy="COLLECT">
                  <input id="Input_Copies" label="份数"><inputExpression id="InputExpression_Copies" typeRef="integer">
                    <text>copies</text></inputExpression></input>
                  <output id="Output_Level" label="层级" name="level" typeRef="string" />
                  <rule id="Rule_0"><inputEntry id="InputEntry_0"><text>-</text></inputEntry>
                    <outputEntry id="OutputEntry_0"><text>"superior"</text></outputEntry></rule>
                  <rule id="Rule_1"><inputEntry id="InputEntry_1"><text>&gt; 10</text></inputEntry>
                    <outputEntry id="OutputEntry_1"><text>"supervisor"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    /** A diagram, element by element, laid out from left to right. */
    private static final class Diagram {

        private final String id;

        private final StringBuilder elements = new StringBuilder();

        private final StringBuilder shapes = new StringBuilder();

        private final Map<String, Integer> places = new LinkedHashMap<>();

        private final List<String> flows = new ArrayList<>();

        Diagram(String id, String name, Map<String, String> properties) {
            this.id = id;
            this.elements.append("""
                    <bpmn:process id="%s" name="%s" isExecutable="true" camunda:historyTimeToLive="P10950D">
                    """.formatted(id, name)).append(said(properties));
        }

        private static String said(Map<String, String> properties) {
            StringBuilder said = new StringBuilder("<bpmn:extensionElements><camunda:properties>");
            properties.forEach((name, value) -> said
                .append("<camunda:property name=\"%s\" value=\"%s\" />".formatted(name, value)));
            return said.append("</camunda:properties></bpmn:extensionElements>\n").toString();
        }

        private void element(String kind, String element, String name, String attributes, String content) {
            this.places.put(element, 100 + 150 * this.places.size());
            this.elements.append("<bpmn:%1$s id=\"%2$s\" name=\"%3$s\" %4$s>%5$s</bpmn:%1$s>\n".formatted(kind, element,
                    name, attributes, content));
            this.shapes.append("""
                    <bpmndi:BPMNShape id="%1$s_di" bpmnElement="%1$s">
                    <dc:Bounds x="%2$d" y="100" width="100" height="80" /></bpmndi:BPMNShape>
                    """.formatted(element, this.places.get(element)));
        }

        private static String asks(String form) {
            return "camunda:formRef=\"%s\" camunda:formRefBinding=\"deployment\"".formatted(form);
        }

        void start(String element, String name, String form) {
            element("startEvent", element, name, asks(form), "");
        }

        void person(String element, String name, String form, Map<String, String> properties) {
            element("userTask", element, name, asks(form), said(properties));
        }

        void each(String element, String name, String form, Map<String, String> properties) {
            element("userTask", element, name, asks(form), said(properties)
                    + "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"${holders}\" camunda:elementVariable=\"holder\" />");
        }

        void block(String element, String name, String delegate, Map<String, String> properties) {
            element("serviceTask", element, name, "camunda:delegateExpression=\"" + delegate + "\"",
                    properties.isEmpty() ? "" : said(properties));
        }

        void gateway(String element, String name) {
            element("exclusiveGateway", element, name, "", "");
        }

        void end(String element, String name, String state) {
            element("endEvent", element, name, "", said(Map.of("state", state)));
        }

        void flow(String from, String to, String condition) {
            String flow = "SequenceFlow_" + (this.flows.size() + 1);
            this.flows.add(flow);
            this.elements
                .append("<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">%s</bpmn:sequenceFlow>\n"
                    .formatted(flow, from, to,
                            condition.isEmpty() ? "" : "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">"
                                    + condition + "</bpmn:conditionExpression>"));
            this.shapes.append("""
                    <bpmndi:BPMNEdge id="%s_di" bpmnElement="%s"><di:waypoint x="%d" y="140" />
                    <di:waypoint x="%d" y="140" /></bpmndi:BPMNEdge>
                    """.formatted(flow, flow, this.places.get(from) + 100, this.places.get(to)));
        }

        String text() {
            return """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                        xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                        xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
                        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        id="Definitions_%1$s" targetNamespace="https://sanxing.org/bpmn">
                    %2$s</bpmn:process>
                    <bpmndi:BPMNDiagram id="Diagram_%1$s"><bpmndi:BPMNPlane id="Plane_%1$s" bpmnElement="%1$s">
                    %3$s</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                    </bpmn:definitions>
                    """
                .formatted(this.id, this.elements, this.shapes);
        }

    }

}
