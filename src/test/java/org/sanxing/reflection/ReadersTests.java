package org.sanxing.reflection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is shown what a material says, by whichever way, is told to its author. A new
 * way that shows it belongs into these lists.
 */
@ApplicationTest
class ReadersTests {

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    private int openings(Materials.Material material, String reader) {
        for (JsonNode each : material.read().path("readers")) {
            if (each.path("account").asString().equals(reader)) {
                return each.path("times").asInt();
            }
        }
        return 0;
    }

    /** Opens each way once and says by how much the count grew. */
    private Map<String, Integer> walk(Materials.Material material, String reader, List<String> ways) {
        Map<String, Integer> grown = new LinkedHashMap<>();
        for (String way : ways) {
            int before = openings(material, reader);
            Office.Caller caller = this.office.as(reader);
            if (way.startsWith("/api/v1")) {
                caller.get(way.substring("/api/v1".length())).ok();
            }
            else {
                assertThat(caller.page(way).status()).as(way).isEqualTo(200);
            }
            grown.put(way, openings(material, reader) - before);
        }
        return grown;
    }

    private static Map<String, Integer> each(List<String> ways, int times) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        ways.forEach((way) -> expected.put(way, times));
        return expected;
    }

    private static List<String> ways(Materials.Material material) {
        String page = "/materials/" + material.id();
        String api = "/api/v1/reflections/" + material.id();
        return List.of(page, page + "?version=1", page + "/document?version=1", page + "/likeness",
                page + "/likeness?version=1", page + "/compare?from=1&to=2", api, api + "/versions/1",
                api + "/diff?from=1&to=2", api + "/likeness");
    }

    private Materials.Material twoVersions() {
        Materials.Material material = this.materials.inReview("staff1").withdraw();
        return material.save(material.campaign().content("reflection-1.json")).submit();
    }

    @Test
    void everyWayAReviewerReadsIsTold() {
        Materials.Material material = twoVersions();
        List<String> ways = new java.util.ArrayList<>(ways(material));
        ways.add("/tasks/" + material.taskId());
        ways.add("/api/v1/tasks/" + material.taskId());

        assertThat(walk(material, "head1", ways)).isEqualTo(each(ways, 1));
        List<String> others = ways(material);
        assertThat(walk(material, "secretary1", others)).isEqualTo(each(others, 1));
        assertThat(this.office.as("staff1").page("/materials/" + material.id()).html()).contains("阅读记录");
    }

    @Test
    void theAuditorsReadingIsToldToo() {
        Materials.Material material = twoVersions();
        List<String> ways = new java.util.ArrayList<>(ways(material));
        ways.add("/trace/" + material.id());
        assertThat(walk(material, "auditor", ways)).isEqualTo(each(ways, 1));
    }

    @Test
    void whoRegistersItReadsIt() {
        Materials.Material material = this.materials.accepted("staff1");
        List<String> ways = List.of("/tasks/" + material.taskId(), "/api/v1/tasks/" + material.taskId());
        assertThat(walk(material, "organiser1", ways)).isEqualTo(each(ways, 1));
    }

    @Test
    void whoIsConsultedReadsIt() {
        Materials.Material reviewed = this.materials.inReview("staff1");
        String task = consult("head1", reviewed, "supervisor2");
        assertThat(walk(reviewed, "supervisor2", List.of(task))).isEqualTo(each(List.of(task), 1));

        Materials.Material registered = this.materials.accepted("staff1");
        task = consult("secretary1", registered, "supervisor2");
        assertThat(walk(registered, "supervisor2", List.of(task))).isEqualTo(each(List.of(task), 1));
    }

    private String consult(String who, Materials.Material material, String colleague) {
        if (who.startsWith("secretary")) {
            this.office.as(who).post("/tasks/" + material.taskId() + "/claim", null).ok();
        }
        this.office.as(who)
            .post("/tasks/" + material.taskId() + "/consult", Map.of("to", List.of(colleague), "reason", "怎么看？"))
            .ok();
        for (JsonNode task : this.office.as(colleague).get("/tasks?view=todo&limit=200").ok().path("items")) {
            if (task.path("kind").asString().equals("giveOpinion") && this.office.as(colleague)
                .page("/tasks/" + task.path("id").asString())
                .text()
                .contains(material.id())) {
                return "/tasks/" + task.path("id").asString();
            }
        }
        return newest(colleague);
    }

    private String newest(String colleague) {
        return "/tasks/" + this.office.as(colleague)
            .get("/tasks?view=todo&limit=1&kind=giveOpinion&sort=createdAt")
            .ok()
            .path("items")
            .get(0)
            .path("id")
            .asString();
    }

    @Test
    void listsThatShowNoTextTellNothingNorDoesTheAuthorsOwnReading() {
        Materials.Material material = twoVersions();
        List<String> lists = List.of("/", "/tasks", "/materials", "/materials/" + material.id() + "/likeness/card",
                "/api/v1/tasks?limit=200", "/api/v1/reflections?limit=200",
                "/api/v1/reflections/" + material.id() + "/versions");
        assertThat(walk(material, "head1", lists)).isEqualTo(each(lists, 0));
        List<String> own = ways(material);
        assertThat(walk(material, "staff1", own)).isEqualTo(each(own, 0));
    }

}
