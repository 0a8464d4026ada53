package org.sanxing.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.Materials;
import org.sanxing.Office;
import org.sanxing.attachment.Samples;
import tools.jackson.databind.JsonNode;

/** One entry of the ledger, and what people do with it by the API. */
public final class Entry {

    private final Office office;

    private final String id;

    /** Narrows the lists in which its tasks are looked for. */
    private final String campaign;

    public Entry(Office office, String id) {
        this(office, id, "");
    }

    private Entry(Office office, String id, String campaign) {
        this.office = office;
        this.id = id;
        this.campaign = campaign;
    }

    /** The one problem of a material, registered with another responsible party. */
    public static Entry registered(Office office, Materials materials, String author, String registrar,
            String responsible) {
        Materials.Campaign campaign = materials.campaign();
        Map<String, Object> content = campaign.content("reflection-2.json");
        Materials.rows(content).subList(1, Materials.rows(content).size()).clear();
        Materials.Material material = materials.draft(author, campaign, content).submit().approveToTheEnd();
        String task = "/tasks/" + office.openTasks(material.id()).get(0).id();
        Map<String, Object> data = new LinkedHashMap<>();
        List<Map<String, Object>> entries = new ArrayList<>();
        office.as(registrar).get(task).ok().path("data").path("entries").forEach((proposed) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("problem", proposed.path("problem").asInt());
            row.put("title", proposed.path("title").asString());
            row.put("rootCause", proposed.path("rootCause").asString());
            row.put("deadlineClass", "short");
            row.put("responsible", responsible);
            entries.add(row);
        });
        data.put("entries", entries);
        office.as(registrar).post(task + "/complete", Map.of("data", data)).ok();
        String id = office.as(registrar)
            .get("/ledger/entries?reflectionId=" + material.id())
            .ok()
            .path("items")
            .path(0)
            .path("id")
            .asString();
        return new Entry(office, id, campaign.id());
    }

    public String id() {
        return this.id;
    }

    public String path() {
        return "/ledger/entries/" + this.id;
    }

    public JsonNode read() {
        return this.office.as("leader1").get(path()).ok();
    }

    public String state() {
        return read().path("state").asString();
    }

    /** The same, found without a list where the person or a group holds it. */
    private String next(String account, String kind) {
        return this.office.openTasks(this.id)
            .stream()
            .filter((task) -> task.kind().equals(kind) && (task.holder() == null || task.holder().equals(account)))
            .map(Office.OpenTask::id)
            .findFirst()
            .or(() -> task(account, kind))
            .orElseThrow();
    }

    /** The task of a kind that the person may do now. */
    public Optional<String> task(String account, String kind) {
        return this.office.as(account)
            .get("/tasks?view=todo&limit=200&kind=" + kind + "&campaignId=" + this.campaign)
            .ok()
            .path("items")
            .valueStream()
            .filter((item) -> item.path("caseId").asString().equals(this.id))
            .map((item) -> item.path("id").asString())
            .findFirst();
    }

    public Office.Answer complete(String account, String task, Map<String, ?> data) {
        return this.office.as(account).post("/tasks/" + task + "/complete", Map.of("data", data));
    }

    public String upload(String account, String name) {
        return this.office.as(account)
            .upload("/attachments", name, Samples.docx("会议记录 " + name), "caseId", this.id)
            .ok()
            .path("id")
            .asString();
    }

    /** Every measure in force done; one is confirmed where there is none. */
    public Entry finishMeasures(String account) {
        JsonNode entry = this.office.as(account).get(path()).ok();
        List<Map<String, String>> measures = new ArrayList<>();
        if (entry.path("measureSets").isEmpty()) {
            measures.add(measure("逐条整改", "有记录可查", entry.path("dueOn").asString(), "done"));
        }
        else {
            entry.path("measures").forEach((one) -> {
                Map<String, String> measure = measure(one.path("text").asString(), one.path("standard").asString(),
                        one.path("dueOn").asString(), one.path("state").asString().replace("open", "done"));
                if (one.path("reason").isString()) {
                    measure.put("reason", one.path("reason").asString());
                }
                measures.add(measure);
            });
        }
        if (entry.path("measureSets").isEmpty() || entry.path("measures")
            .valueStream()
            .anyMatch((one) -> one.path("state").asString().equals("open"))) {
            this.office.as(account).put(path() + "/measures", Map.of("measures", measures)).ok();
        }
        return this;
    }

    public static Map<String, String> measure(String text, String standard, String dueOn, String state) {
        return new LinkedHashMap<>(Map.of("text", text, "standard", standard, "dueOn", dueOn, "state", state));
    }

    /** As the form proposes it, every measure done and every item met. */
    public Map<String, Object> filled(String account, String task, @Nullable String evidence) {
        finishMeasures(account);
        List<Map<String, Object>> checklist = new ArrayList<>();
        this.office.as(account)
            .get("/tasks/" + task)
            .ok()
            .path("data")
            .path("checklist")
            .forEach((item) -> checklist.add(Map.of("item", item.path("item").asString(), "met", true)));
        return Map.of("conclusion", "已逐条整改，办件平均用时由 5 天降到 2 天。", "evidence",
                (evidence != null) ? List.of(evidence) : List.of(), "checklist", checklist);
    }

    /** With a piece of evidence, and every item met. */
    public Entry request(String account) {
        String task = next(account, "rectify");
        complete(account, task, filled(account, task, upload(account, "会议记录.docx"))).ok();
        return this;
    }

    public Entry verify(String account, Map<String, ?> data) {
        complete(account, next(account, "verifyRectification"), data).ok();
        return this;
    }

    public Entry pass(String account) {
        return verify(account, Map.of("decision", "pass", "opinion", "属实"));
    }

    public Office.Answer vote(String account, String vote) {
        return complete(account, next(account, "voteCloseOut"), Map.of("vote", vote, "opinion", "我的意见"));
    }

    /** What happened, as {@code action actor}. */
    public List<String> story() {
        return this.office.as("auditor")
            .get("/cases/" + this.id + "/trace")
            .ok()
            .path("events")
            .valueStream()
            .map((event) -> event.path("action").asString() + " " + event.path("actor").path("account").asString())
            .toList();
    }

}
