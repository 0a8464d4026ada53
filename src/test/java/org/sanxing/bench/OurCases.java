package org.sanxing.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.sanxing.reflection.usecase.Drafts;
import org.sanxing.reflection.usecase.SubmitReflection;
import org.sanxing.tasks.usecase.CompleteTask;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Through the use cases. */
final class OurCases implements CaseSide {

    /** Whom two levels review, and who has the task in turn. */
    private static final Map<String, List<String>> AUTHORS = Map.of("staff1",
            List.of("head1", "supervisor1", "secretary1"), "staff2", List.of("head1", "supervisor1", "secretary1"),
            "staff3", List.of("head2", "supervisor2", "secretary2"));

    private final Application application;

    private final Drafts drafts;

    private final SubmitReflection submit;

    private final CompleteTask complete;

    private final JdbcClient jdbc;

    private int campaigns;

    OurCases(Application application) {
        this.application = application;
        this.drafts = application.get(Drafts.class);
        this.submit = application.get(SubmitReflection.class);
        this.complete = application.get(CompleteTask.class);
        this.jdbc = application.get(JdbcClient.class);
    }

    /** Drafts: a campaign has one of each person. */
    @Override
    public List<String> prepare(int cases) throws Exception {
        List<String> prepared = new ArrayList<>();
        while (prepared.size() < cases) {
            LocalDate today = LocalDate.now();
            JsonNode made = this.application.post("secretary1", "/campaigns",
                    Map.of("title", "整治" + ++this.campaigns, "notice", "通知", "opens", today.minusDays(1).toString(),
                            "closes", today.plusDays(200).toString(), "categories", List.of("责任心不强")));
            String campaign = made.path("id").asString();
            this.application.post("secretary1", "/campaigns/" + campaign + "/open", Map.of());
            String category = made.path("categories").path(0).path("id").asString();
            List<Map<String, Object>> problems = Stream.of("一", "二", "三")
                .map((text) -> Map.<String, Object>of("category", category, "manifestation", text, "cause", text,
                        "measure", text, "deadlineClass", "short", "underWay", false))
                .toList();
            for (String author : AUTHORS.keySet()) {
                String id = this.drafts.begin(campaign, author).id();
                this.drafts.save(id, author, Map.of("experience", "文", "problems", problems), null);
                prepared.add(id + " " + author);
            }
        }
        return prepared.subList(0, cases);
    }

    @Override
    public void wholeCase(String prepared) {
        String id = prepared.split(" ")[0];
        String author = prepared.split(" ")[1];
        List<String> holders = AUTHORS.get(author);
        submit(id, author);
        complete(id, holders.get(0), Map.of("decision", "return", "opinion", "请补充"));
        submit(id, author);
        complete(id, holders.get(0), Map.of("decision", "approve"));
        complete(id, holders.get(1), Map.of("decision", "approve"));
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("problem", i);
            entry.put("title", "第 " + (i + 1) + " 个问题");
            entry.put("rootCause", "原因");
            entry.put("deadlineClass", "short");
            entry.put("responsible", author);
            entries.add(entry);
        }
        complete(id, holders.get(2), Map.of("entries", entries));
    }

    void submit(String id, String author) {
        this.submit.execute(new SubmitReflection.SubmitReflectionCommand(id, author, null, null, null));
    }

    void submit(String prepared) {
        submit(prepared.split(" ")[0], prepared.split(" ")[1]);
    }

    private void complete(String id, String account, Map<String, Object> data) {
        String task = this.jdbc
            .sql("select id from work_item where case_id = ? order by created_at desc fetch first row only")
            .param(id)
            .query(String.class)
            .single();
        this.complete.execute(new CompleteTask.CompleteTaskCommand(task, data, account, null));
    }

    @Override
    public void close() {
        this.application.close();
    }

}
