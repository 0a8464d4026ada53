package org.sanxing.durability;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.sanxing.durability.Server.Answer;

/**
 * People at work: they write, submit, withdraw, return, approve and register, and note
 * what was asked for and what was acknowledged.
 */
final class Workload {

    /** Two for each thread, so that nobody waits for nobody. */
    private static final List<List<String>> SHIFTS = List.of(List.of("staff1", "head1", "secretary1", "leader3"),
            List.of("staff2", "supervisor1", "organiser1", "leader4"),
            List.of("staff3", "head2", "organiser2", "leader5"),
            List.of("leader1", "discipline1", "secretary2", "discipline2"),
            List.of("leader2", "supervisor2", "head1", "supervisor1"));

    /**
     * One act of one person on one material; version 0 where the answer does not tell it.
     */
    record Act(String material, String actor, String action, int version) {
    }

    private final Collection<Act> asked = new CopyOnWriteArrayList<>();

    private final Collection<Act> acknowledged = new CopyOnWriteArrayList<>();

    private final Map<String, String> materials = new ConcurrentHashMap<>();

    private final AtomicInteger count = new AtomicInteger();

    private final Random seeds = new Random(20261122);

    /** Materials by author. */
    Map<String, String> materials() {
        return this.materials;
    }

    Collection<Act> asked() {
        return this.asked;
    }

    Collection<Act> acknowledged() {
        return this.acknowledged;
    }

    int count() {
        return this.count.get();
    }

    /**
     * Starts to work; {@code kill} is run by the caller, after which the returned handle
     * is joined.
     */
    Running start(Server server) throws IOException {
        Map<String, Object> campaign = server.get("staff1", "/campaigns?state=open").items().get(0);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(SHIFTS.size());
        List<Future<?>> shifts = new ArrayList<>();
        for (List<String> shift : SHIFTS) {
            Random random = new Random(this.seeds.nextLong());
            shifts.add(threads.submit(() -> {
                while (!over.get()) {
                    for (String account : shift) {
                        try {
                            work(server, account, campaign, random);
                        }
                        catch (IOException gone) {
                            if (!over.get()) {
                                throw new IllegalStateException("The server left before it was killed", gone);
                            }
                            return;
                        }
                    }
                }
            }));
        }
        threads.shutdown();
        return new Running(over, shifts);
    }

    record Running(AtomicBoolean over, List<Future<?>> shifts) {

        /** To be called before the kill. */
        void announceEnd() {
            this.over.set(true);
        }

        void join() throws Exception {
            for (Future<?> shift : this.shifts) {
                shift.get();
            }
        }

        boolean failed() {
            return this.shifts.stream().anyMatch(Future::isDone);
        }

    }

    private void work(Server server, String account, Map<String, Object> campaign, Random random) throws IOException {
        String own = this.materials.get(account);
        if (own == null) {
            own = begin(server, account, campaign);
            if (own == null) {
                return;
            }
        }
        Map<String, Object> material = server.get(account, "/reflections/" + own).json();
        String state = (String) material.get("state");
        int version = (Integer) material.get("version");
        if (state.equals("draft") && version == 0) {
            write(server, account, own, campaign);
            submit(server, account, own, 1);
        }
        else if (state.equals("draft") || state.equals("returned")) {
            submit(server, account, own, version + 1);
        }
        else if (state.equals("inReview") && random.nextInt(6) == 0) {
            ask(new Act(own, account, "withdrawn", version), server, "/reflections/" + own + "/withdraw", Map.of());
        }
        for (Map<String, Object> task : server.get(account, "/tasks?view=todo").items()) {
            decide(server, account, task, random);
        }
    }

    @SuppressWarnings("unchecked")
    private String begin(Server server, String account, Map<String, Object> campaign) throws IOException {
        List<Map<String, Object>> mine = server.get(account, "/reflections?limit=200").items();
        for (Map<String, Object> each : mine) {
            if (account.equals(((Map<String, Object>) each.get("author")).get("account"))) {
                this.materials.put(account, (String) each.get("id"));
                return (String) each.get("id");
            }
        }
        Answer answer = server.post(account, "/reflections", Map.of("campaignId", campaign.get("id")));
        if (!answer.done()) {
            return null;
        }
        String id = (String) answer.json().get("id");
        this.materials.put(account, id);
        Act act = new Act(id, account, "created", 0);
        this.asked.add(act);
        this.acknowledged.add(act);
        this.count.incrementAndGet();
        return id;
    }

    @SuppressWarnings("unchecked")
    private void write(Server server, String account, String id, Map<String, Object> campaign) throws IOException {
        String category = (String) ((List<Map<String, Object>>) campaign.get("categories")).get(0).get("id");
        Map<String, Object> problem = Map.of("category", category, "manifestation", account + "的问题", "cause", "原因",
                "measure", "措施", "deadlineClass", "short", "underWay", false);
        server.send(account, "PUT", "/reflections/" + id,
                Map.of("experience", account + "的工作体会", "problems", List.of(problem, problem)));
    }

    private void submit(Server server, String account, String id, int version) throws IOException {
        ask(new Act(id, account, "submitted", version), server, "/reflections/" + id + "/submit", Map.of());
    }

    @SuppressWarnings("unchecked")
    private void decide(Server server, String account, Map<String, Object> task, Random random) throws IOException {
        String material = (String) task.get("caseId");
        String path = "/tasks/" + task.get("id") + "/complete";
        int version = (Integer) task.get("round");
        if ("reviewReflection".equals(task.get("kind"))) {
            // Some come through to the ledger; the others go to and fro, so that there is
            // work for ten kills.
            String author = (String) ((Map<String, Object>) task.get("author")).get("account");
            boolean approve = random.nextInt(author.endsWith("1") ? 2 : 40) == 0;
            Map<String, Object> data = new HashMap<>();
            data.put("decision", approve ? "approve" : "return");
            data.put("opinion", approve ? "同意。" : "请写具体。");
            ask(new Act(material, account, approve ? "approved" : "returned", version), server, path,
                    Map.of("data", data));
        }
        else if ("registerProblems".equals(task.get("kind"))) {
            String author = (String) ((Map<String, Object>) task.get("author")).get("account");
            List<Map<String, Object>> entries = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("problem", i);
                entry.put("title", author + "的第 " + (i + 1) + " 个问题");
                entry.put("rootCause", "原因");
                entry.put("deadlineClass", "short");
                entry.put("responsible", author);
                entries.add(entry);
            }
            ask(new Act(material, account, "registered", 0), server, path, Map.of("data", Map.of("entries", entries)));
        }
    }

    private void ask(Act act, Server server, String path, Object body) throws IOException {
        this.asked.add(act);
        if (server.post(act.actor(), path, body).done()) {
            this.acknowledged.add(act);
            this.count.incrementAndGet();
        }
        else {
            this.asked.remove(act);
        }
    }

}
