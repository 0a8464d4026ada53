package org.sanxing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Materials in every state, reached as people reach it. Each is in a campaign of its own
 * that the secretary of branch 1 opens for everybody, so that no test sees another's.
 */
public final class Materials {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final AtomicInteger CAMPAIGNS = new AtomicInteger();

    private final Office office;

    private final MovableClock clock;

    Materials(Office office, MovableClock clock) {
        this.office = office;
        this.clock = clock;
    }

    /** An open campaign that names everybody, with the seven focus problems. */
    public Campaign campaign() {
        LocalDate today = LocalDate.ofInstant(this.clock.instant(), SHANGHAI);
        JsonNode made = this.office.as("secretary1")
            .post("/campaigns",
                    Map.of("title", "测试整治" + CAMPAIGNS.incrementAndGet(), "notice", "通知", "opens",
                            today.minusDays(1).toString(), "closes", today.plusDays(200).toString(), "categories",
                            List.of("责任心不强", "工作、学习主动性差", "对本职业务不熟悉不精通", "程序规范不清楚", "精神状态不佳", "工作效率低下", "工作标准不高")))
            .ok(201);
        String id = made.path("id").asString();
        this.office.as("secretary1").post("/campaigns/" + id + "/open", null).ok();
        Map<String, String> categories = new LinkedHashMap<>();
        made.path("categories")
            .forEach((category) -> categories.put(category.path("name").asString(), category.path("id").asString()));
        return new Campaign(id, categories);
    }

    /** A draft of a campaign of its own, filled with {@code reflection-2.json}. */
    public Material draft(String author) {
        return draft(author, campaign());
    }

    public Material draft(String author, Campaign campaign) {
        return draft(author, campaign, campaign.content("reflection-2.json"));
    }

    public Material draft(String author, Campaign campaign, Map<String, Object> content) {
        String id = this.office.as(author)
            .post("/reflections", Map.of("campaignId", campaign.id()))
            .ok(201)
            .path("id")
            .asString();
        return new Material(id, author, campaign).save(content);
    }

    public Material inReview(String author) {
        return draft(author).submit();
    }

    /** By the first level. */
    public Material returned(String author) {
        return inReview(author).giveBack("请补充具体事例");
    }

    /** By all levels; the branch has to register it. */
    public Material accepted(String author) {
        return inReview(author).approveToTheEnd();
    }

    public Material registered(String author, String registrar) {
        return accepted(author).register(registrar);
    }

    /**
     * @param categories ids by name
     */
    public record Campaign(String id, Map<String, String> categories) {

        /** A sample with the ids of this campaign's categories. */
        public Map<String, Object> content(String sample) {
            Map<String, Object> content = sample(sample);
            rows(content).forEach((row) -> row.put("category", this.categories.get(row.get("category"))));
            return content;
        }

        public String anyCategory() {
            return this.categories.values().iterator().next();
        }

        /** A problem of which each text is this one. */
        public Map<String, Object> problem(String text) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("category", anyCategory());
            problem.put("manifestation", text);
            problem.put("cause", text);
            problem.put("measure", text);
            problem.put("deadlineClass", "short");
            problem.put("underWay", false);
            return problem;
        }

        public Map<String, Object> content(String experience, List<Map<String, Object>> problems) {
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("experience", experience);
            content.put("problems", new ArrayList<>(problems));
            return content;
        }

    }

    /** A file of the samples. */
    public static Map<String, Object> sample(String name) {
        try (InputStream file = Materials.class.getResourceAsStream("/samples/" + name)) {
            return JsonMapper.shared().readValue(file, new TypeReference<LinkedHashMap<String, Object>>() {
            });
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> rows(Map<String, Object> content) {
        return (List<Map<String, Object>>) content.get("problems");
    }

    /** One material, and what people do with it. */
    public final class Material {

        private final String id;

        private final String author;

        private final Campaign campaign;

        private Material(String id, String author, Campaign campaign) {
            this.id = id;
            this.author = author;
            this.campaign = campaign;
        }

        public String id() {
            return this.id;
        }

        public String author() {
            return this.author;
        }

        public Campaign campaign() {
            return this.campaign;
        }

        public String path() {
            return "/reflections/" + this.id;
        }

        private Office.Caller author(@Nullable String other) {
            return Materials.this.office.as((other != null) ? other : this.author);
        }

        public Material save(Object content) {
            author(null).put(path(), content).ok();
            return this;
        }

        public Material submit() {
            assertThat(author(null).post(path() + "/submit", null).ok().path("state").asString()).isEqualTo("inReview");
            return this;
        }

        public Material withdraw() {
            assertThat(author(null).post(path() + "/withdraw", null).ok().path("state").asString()).isEqualTo("draft");
            return this;
        }

        /** As its author sees it. */
        public JsonNode read() {
            return author(null).get(path()).ok();
        }

        public String state() {
            return read().path("state").asString();
        }

        public int version() {
            return read().path("version").asInt();
        }

        /** The open task: {@code id}, {@code kind}, {@code assignee}… */
        public JsonNode task() {
            return read().path("currentTask");
        }

        public String taskId() {
            return task().path("id").asString();
        }

        /** Account of who has the open task; empty for a group. */
        public String holder() {
            return task().path("assignee").path("account").asString("");
        }

        /** By whoever has the task. */
        public Material approve() {
            decideByHolder(Map.of("decision", "approve"));
            return this;
        }

        /** By all levels. */
        public Material approveToTheEnd() {
            String state = "inReview";
            while (state.equals("inReview")) {
                Office.OpenTask task = open();
                assertThat(task.kind()).isEqualTo("reviewReflection");
                state = decide(String.valueOf(task.holder()), task.id(), Map.of("decision", "approve")).ok()
                    .path("state")
                    .asString();
            }
            return this;
        }

        private Office.OpenTask open() {
            List<Office.OpenTask> tasks = Materials.this.office.openTasks(this.id);
            assertThat(tasks).as("open tasks of %s", this.id).hasSize(1);
            return tasks.get(0);
        }

        public Material giveBack(String opinion) {
            decideByHolder(Map.of("decision", "return", "opinion", opinion));
            return this;
        }

        private void decideByHolder(Map<String, ?> data) {
            Office.OpenTask task = open();
            decide(String.valueOf(task.holder()), task.id(), data).ok();
        }

        /** Completes the open task. */
        public Office.Answer decide(String account, Map<String, ?> data) {
            return decide(account, taskId(), data);
        }

        private Office.Answer decide(String account, String task, Map<String, ?> data) {
            return Materials.this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data));
        }

        /** Registers it as proposed. */
        public Material register(String account) {
            String task = "/tasks/" + open().id();
            JsonNode proposed = Materials.this.office.as(account).get(task).ok().path("data");
            Materials.this.office.as(account).post(task + "/complete", Map.of("data", proposed)).ok();
            return this;
        }

    }

}
