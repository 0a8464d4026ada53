package org.sanxing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often each step of a material with three problems asks the database; the numbers
 * only ever fall. Batches count as one. The texts are in {@code target/statements.txt}.
 */
@ApplicationTest
class ActionStatementsTests {

    private static final Map<String, Integer> CEILINGS = new LinkedHashMap<>();

    static {
        CEILINGS.put("submit", 28);
        CEILINGS.put("return", 38);
        CEILINGS.put("resubmit", 42);
        CEILINGS.put("approve", 43);
        CEILINGS.put("last approve", 43);
        CEILINGS.put("register 3", 59);
        CEILINGS.put("whole case", 253);
    }

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    private final StringBuilder sent = new StringBuilder();

    /** Signs everybody in, and counts nothing else than the step itself. */
    private long count(String account, Consumer<Office.Caller> step) {
        Office.Caller caller = this.office.as(account);
        caller.get("/me").ok();
        long count = Office.statements(() -> step.accept(caller));
        this.sent.append(count).append('\n');
        Office.sent().forEach((text) -> this.sent.append("    ").append(text.replaceAll("\\s+", " ")).append('\n'));
        return count;
    }

    private long decide(Materials.Material material, String account, Map<String, ?> data) {
        String path = "/tasks/" + material.taskId() + "/complete";
        return count(account, (caller) -> caller.post(path, Map.of("data", data)).ok());
    }

    private long submit(Materials.Material material) {
        String path = material.path() + "/submit";
        return count(material.author(), (caller) -> caller.post(path, null).ok());
    }

    private Map<String, Long> wholeCase() {
        Materials.Campaign campaign = this.materials.campaign();
        Materials.Material material = this.materials.draft("staff1", campaign)
            .save(campaign.content("文", Stream.of("一", "二", "三").map(campaign::problem).toList()));
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("submit", submit(material));
        counts.put("return", decide(material, material.holder(), Map.of("decision", "return", "opinion", "请补充")));
        counts.put("resubmit", submit(material));
        counts.put("approve", decide(material, material.holder(), Map.of("decision", "approve")));
        counts.put("last approve", decide(material, material.holder(), Map.of("decision", "approve")));
        JsonNode proposed = this.office.as("secretary1").get("/tasks/" + material.taskId()).ok().path("data");
        String path = "/tasks/" + material.taskId() + "/complete";
        counts.put("register 3", count("secretary1", (caller) -> caller.post(path, Map.of("data", proposed)).ok()));
        assertThat(material.state()).isEqualTo("registered");
        counts.put("whole case", counts.values().stream().mapToLong(Long::longValue).sum());
        return counts;
    }

    @Test
    void onlyFall() throws IOException {
        // Once before: what is kept for good does not count.
        wholeCase();
        this.sent.setLength(0);
        Map<String, Long> counts = wholeCase();
        Files.writeString(Path.of("target", "statements.txt"), this.sent);
        StringBuilder table = new StringBuilder("Statements per action, ceiling and measured:\n");
        CEILINGS.forEach((action, most) -> table.append("%4d %4d  %s%n".formatted(most, counts.get(action), action)));
        System.out.println(table);
        CEILINGS.forEach((action, most) -> assertThat(counts.get(action)).as(action).isLessThanOrEqualTo(most));
    }

}
