package org.sanxing.procedure.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.sanxing.procedure.Holders;
import org.sanxing.procedure.Procedures;
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

    private static final Path PAGE = Path.of("src/docs/procedures.zh.md");

    @Test
    void fitTheSchemaAndTheVocabulary() throws Exception {
        Set<String> ids = new HashSet<>();
        Map<String, Set<String>> offered = new HashMap<>();
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
                    assertThat(offered.put(property.path("value").asString(), bound)).as(name).isNull();
                }
            }
            assertThat(bound).as(name).doesNotContain("");
            if (!bound.contains("camunda:delegateExpression")) {
                offered.computeIfAbsent(template.path("appliesTo").get(0).asString(), (kind) -> new HashSet<>())
                    .addAll(bound);
            }
        }
        assertThat(offered.get("bpmn:Process")).containsAll(DeclarationCheck.OF_PROCESS);
        assertThat(offered.get("bpmn:UserTask")).containsAll(DeclarationCheck.OF_STEP);
        DeclarationCheck.OF_BLOCK.forEach((block, properties) -> assertThat(offered)
            .hasEntrySatisfying("${" + block + "}", (bound) -> properties.forEach((name, told) -> {
                if (told.isNeeded()) {
                    assertThat(bound).as(block).contains(name);
                }
            })));
        assertThat(offered.keySet()).hasSize(DeclarationCheck.OF_BLOCK.size() + 3);
        assertThat(ids).hasSize(11);
    }

    /** A new word is there for whoever draws as soon as it is there for the check. */
    @Test
    void everyWordStandsOnThePageOfTheVocabulary() throws Exception {
        String page = Files.readString(PAGE);
        Set<String> words = new HashSet<>(DeclarationCheck.OF_PROCESS);
        words.addAll(DeclarationCheck.OF_STEP);
        words.addAll(Holders.words());
        words.addAll(Procedures.starters());
        DeclarationCheck.OF_BLOCK.forEach((block, properties) -> {
            words.add("${" + block + "}");
            properties.keySet().forEach((name) -> words.add(name.replace("set.", "set.字段")));
        });
        assertThat(words).allSatisfy((word) -> assertThat(page).contains("`" + word + "`"));
    }

}
