package org.sanxing.procedure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The element templates for Camunda Modeler, by the rules of their schema that ours come
 * near. The whole schema was run once, in Node; no validator of it is on the class path.
 */
class ElementTemplatesTests {

    private static final Path FILE = Path.of("processes/.camunda/element-templates/procedure.json");

    private static final Set<String> APPLICABLE = Set.of("bpmn:Process", "bpmn:UserTask", "bpmn:ServiceTask",
            "bpmn:SubProcess");

    private static final Set<String> DELEGATES = Set.of("${tell}", "${enter}", "${publish}", "${workingDays}",
            "${deputize}", "${start}");

    @Test
    void fitTheSchemaAndTheVocabulary() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<String> delegates = new HashSet<>();
        for (JsonNode template : JsonMapper.shared().readTree(Files.readString(FILE))) {
            String name = template.path("name").asString();
            assertThat(name).isNotBlank();
            assertThat(ids.add(template.path("id").asString())).as(name).isTrue();
            assertThat(template.path("appliesTo").valueStream().map(JsonNode::asString)).as(name)
                .isNotEmpty()
                .isSubsetOf(APPLICABLE);
            Set<String> bound = new HashSet<>();
            for (JsonNode property : template.path("properties")) {
                String type = property.path("type").asString();
                JsonNode binding = property.path("binding");
                assertThat(type).as(name).isIn("String", "Dropdown", "Hidden");
                assertThat(binding.path("type").asString()).as(name).isIn("property", "camunda:property");
                assertThat(bound.add(binding.path("name").asString())).as(name + " " + binding).isTrue();
                assertThat(property.has("label")).as(name + " " + binding).isEqualTo(!type.equals("Hidden"));
                if (type.equals("Dropdown")) {
                    assertThat(property.path("choices").valueStream().map((each) -> each.path("value").asString()))
                        .as(name)
                        .contains(property.path("value").asString());
                }
                if (binding.path("name").asString().equals("camunda:delegateExpression")) {
                    delegates.add(property.path("value").asString());
                }
            }
            assertThat(bound).as(name).doesNotContain("");
        }
        assertThat(delegates).isEqualTo(DELEGATES);
        assertThat(ids).hasSize(11);
    }

}
