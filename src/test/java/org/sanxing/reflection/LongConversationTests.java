package org.sanxing.reflection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials.Material;
import org.sanxing.Materials;
import org.sanxing.Office;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A material of 20,000 characters in its tenth version with 60 remarks: what its pages
 * cost. By hand, see {@code src/docs/load.md}.
 */
@ApplicationTest
@Tag("long")
class LongConversationTests {

    private static final int VERSIONS = 10;

    private static final int REMARKS = 60;

    private static final int CHARACTERS = 20_000;

    private static final int TIMES = 15;

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    private final Random random = new Random(4);

    @Test
    void costsWhatIsWrittenDown() {
        Material small = this.materials.inReview("staff2");
        Material material = conversation("staff1");
        JsonNode read = this.office.as("head1").get(material.path()).ok();
        assertThat(read.path("version").asInt()).isEqualTo(VERSIONS);
        assertThat(read.path("remarks").size()).isEqualTo(REMARKS);
        read.path("remarks")
            .forEach((remark) -> assertThat(remark.path("anchor").path("state").asString()).isIn("quoted", "changed",
                    "gone"));
        String page = "/tasks/" + material.taskId();
        measure("review page", page, () -> this.office.as("head1").page(page).html());
        measure("material as JSON", material.path(), () -> this.office.as("head1").get(material.path()).text());
        measure("compare page, in the text", material.path(),
                () -> this.office.as("head1").page("/materials/" + material.id() + "/compare?from=1&to=10").html());
        long difference = measure("difference of versions 1 and 10", material.path(),
                () -> this.office.as("head1").get(material.path() + "/diff?from=1&to=10").text());
        measure("difference of versions 9 and 10", material.path(),
                () -> this.office.as("head1").get(material.path() + "/diff?from=9&to=10").text());
        assertThat(difference).as("milliseconds, the request included").isLessThan(200);
        long few = Office.statements(() -> this.office.as("head1").page("/tasks/" + small.taskId()).html());
        long many = Office.statements(() -> this.office.as("head1").page(page).html());
        assertThat(many).as("statements of the review page, against a short one's %d", few)
            .isLessThanOrEqualTo(few + 4);
        System.out.printf("review page: %d statements, of a short material %d%n", many, few);
    }

    /** The median, after the first ones. */
    private long measure(String what, String path, Supplier<String> request) {
        String answer = request.get();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2 * TIMES; i++) {
            long begin = System.nanoTime();
            answer = request.get();
            times.add((System.nanoTime() - begin) / 1_000_000);
        }
        List<Long> warm = times.subList(TIMES, 2 * TIMES).stream().sorted().toList();
        System.out.printf("%s: median %d ms, slowest %d ms, %,d characters%n", what, warm.get(TIMES / 2),
                warm.get(TIMES - 1), answer.length());
        return warm.get(TIMES / 2);
    }

    private Material conversation(String author) {
        Material material = this.materials.draft(author);
        Map<String, Object> content = content(material);
        material.save(content).submit();
        for (int version = 1; version < VERSIONS; version++) {
            List<Map<String, Object>> remarks = new ArrayList<>();
            for (int i = 0; i < share(version); i++) {
                remarks.add(remark(content));
            }
            material.decide("head1", Map.of("decision", "return", "opinion", "请按逐处意见修改后再报。", "remarks", remarks)).ok();
            edit(content);
            JsonNode open = this.office.as(author).get(material.path()).ok().path("remarks");
            List<Map<String, Object>> answers = open.valueStream()
                .map((remark) -> Map.<String, Object>of("remarkId", remark.path("id").asString(), "answer", "done",
                        "text", "已改"))
                .toList();
            material.save(content);
            this.office.as(author).post(material.path() + "/submit", Map.of("answers", answers)).ok();
        }
        return material;
    }

    /** The remarks of the rounds, 60 together. */
    private static int share(int version) {
        int rounds = VERSIONS - 1;
        return REMARKS / rounds + ((version <= REMARKS % rounds) ? 1 : 0);
    }

    private Map<String, Object> content(Material material) {
        List<Map<String, Object>> problems = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Map<String, Object> problem = new LinkedHashMap<>(material.campaign().problem("问题"));
            for (String part : List.of("manifestation", "cause", "measure")) {
                problem.put(part, text(CHARACTERS / 60, i));
            }
            problems.add(problem);
        }
        return material.campaign().content(text(CHARACTERS / 2, 99), problems);
    }

    private String text(int characters, int about) {
        String[] pieces = { "综合科收发文登记，", "会议通知逐一核对名单，", "没有及时向科室负责人报告，", "归根到底是责任心不强，", "今后每周五下午对照清单自查。", "调研材料引用往年数据。",
                "三月份那份急件未按规定登记，", "对口单位来电催问后才答复。" };
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(pieces[this.random.nextInt(pieces.length)])
                .append("第")
                .append(about * 1000 + this.random.nextInt(1000))
                .append("号事项，");
            if (this.random.nextInt(12) == 0) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private Map<String, Object> remark(Map<String, Object> content) {
        int problem = this.random.nextInt(Materials.rows(content).size() + 5);
        boolean experience = problem >= Materials.rows(content).size();
        String text = String
            .valueOf(experience ? content.get("experience") : Materials.rows(content).get(problem).get("cause"));
        int[] points = text.codePoints().toArray();
        int start = this.random.nextInt(points.length - 30);
        return Map.of("passage", experience ? "experience" : "problems[" + problem + "].cause", "quote",
                new String(points, start, 12), "start", start, "text", "请写清时间、事项和责任环节。");
    }

    /** Six places of the experience, one cause, and two problems change places. */
    private void edit(Map<String, Object> content) {
        String experience = String.valueOf(content.get("experience"));
        for (int i = 0; i < 6; i++) {
            int at = this.random.nextInt(experience.length() - 40);
            experience = experience.substring(0, at) + text(20, 50) + experience.substring(at + 20);
        }
        content.put("experience", experience);
        List<Map<String, Object>> problems = Materials.rows(content);
        problems.get(this.random.nextInt(problems.size())).put("cause", text(CHARACTERS / 60, 60));
        problems.add(problems.remove(this.random.nextInt(problems.size())));
    }

}
