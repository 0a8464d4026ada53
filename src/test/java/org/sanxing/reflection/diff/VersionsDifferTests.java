package org.sanxing.reflection.diff;

import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@ApplicationTest
class VersionsDifferTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Test
    void whoMayReadTwoVersionsSeesWhatChanged() {
        Material material = this.materials.returned("staff1");
        Map<String, Object> content = material.campaign().content("reflection-2.json");
        String experience = String.valueOf(content.get("experience"));
        content.put("experience", experience + "今年起每周五核对一次台账。");
        Collections.reverse(Materials.rows(content));
        material.save(content).submit();
        for (String reader : new String[] { "staff1", "head1", "organiser1", "auditor" }) {
            JsonNode diff = this.office.as(reader).get(material.path() + "/diff?from=1&to=2").ok();
            diff.path("fields").forEach((field) -> {
                assertThat(joined(field, "delete")).isEqualTo(field.path("old").asString());
                assertThat(joined(field, "insert")).isEqualTo(field.path("new").asString());
            });
            JsonNode first = diff.path("fields").get(0);
            assertThat(first.path("passage").asString()).isEqualTo("experience");
            assertThat(first.path("changes").get(1).path("op").asString()).isEqualTo("insert");
            assertThat(first.path("changes").get(1).path("text").asString()).isEqualTo("今年起每周五核对一次台账。");
            assertThat(diff.path("fields").valueStream().skip(1)).allMatch((field) -> field.path("changes").size() <= 1)
                .anyMatch((field) -> !field.path("fromPassage").equals(field.path("toPassage")));
        }
        assertThat(this.office.as("head1").get(material.path() + "/diff").ok().path("from").asInt()).isOne();
        this.office.as("staff2").get(material.path() + "/diff").refused(404);
        this.office.as("head1").get(material.path() + "/diff?from=1&to=3").refused(404);
    }

    private static String joined(JsonNode field, String op) {
        return field.path("changes")
            .valueStream()
            .filter((change) -> change.path("op").asString().equals("equal") || change.path("op").asString().equals(op))
            .map((change) -> change.path("text").asString())
            .collect(Collectors.joining());
    }

}
