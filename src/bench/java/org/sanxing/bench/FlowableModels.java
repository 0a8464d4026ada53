package org.sanxing.bench;

import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Our models as Flowable reads them: its attributes for those of the other engine. Link
 * events, which it does not have, become flows; the table becomes a delegate, as its DMN
 * engine is not on Maven Central.
 */
final class FlowableModels {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final String FLOWABLE = "http://flowable.org/bpmn";

    private static final List<String> KEPT = List.of("assignee", "candidateGroups", "delegateExpression", "collection",
            "elementVariable");

    private FlowableModels() {
    }

    static String of(String resource) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document;
        try (InputStream file = FlowableModels.class.getResourceAsStream("/" + resource)) {
            document = factory.newDocumentBuilder().parse(file);
        }
        document.getDocumentElement()
            .setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:flowable", FLOWABLE);
        for (Element element : all(document, "*", "*")) {
            if (element.getLocalName().equals("extensionElements") || element.getLocalName().equals("BPMNDiagram")) {
                element.getParentNode().removeChild(element);
            }
            else {
                attributes(element);
            }
        }
        for (Element table : all(document, BPMN, "businessRuleTask")) {
            Element task = (Element) document.renameNode(table, BPMN, "bpmn:serviceTask");
            task.setAttributeNS(FLOWABLE, "flowable:delegateExpression", "${levels}");
        }
        links(document);
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }

    private static void attributes(Element element) {
        for (int i = element.getAttributes().getLength() - 1; i >= 0; i--) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if (CAMUNDA.equals(attribute.getNamespaceURI())) {
                element.removeAttributeNode(attribute);
                if (KEPT.contains(attribute.getLocalName())) {
                    element.setAttributeNS(FLOWABLE, "flowable:" + attribute.getLocalName(), attribute.getValue());
                }
            }
        }
    }

    /** What leads to a throwing one leads to where the catching one leads. */
    private static void links(Document document) {
        String target = null;
        List<String> gone = new ArrayList<>();
        for (Element link : all(document, BPMN, "linkEventDefinition")) {
            Element event = (Element) link.getParentNode();
            gone.add(event.getAttribute("id"));
            event.getParentNode().removeChild(event);
        }
        List<Element> flows = all(document, BPMN, "sequenceFlow");
        for (Element flow : flows) {
            if (gone.contains(flow.getAttribute("sourceRef"))) {
                target = flow.getAttribute("targetRef");
                flow.getParentNode().removeChild(flow);
                for (String side : List.of("incoming", "outgoing")) {
                    all(document, BPMN, side).stream()
                        .filter((end) -> end.getTextContent().equals(flow.getAttribute("id")))
                        .forEach((end) -> end.getParentNode().removeChild(end));
                }
            }
        }
        for (Element flow : flows) {
            if (gone.contains(flow.getAttribute("targetRef"))) {
                flow.setAttribute("targetRef", target);
            }
        }
    }

    private static List<Element> all(Document document, String namespace, String name) {
        NodeList nodes = document.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            elements.add((Element) node);
        }
        return elements;
    }

}
