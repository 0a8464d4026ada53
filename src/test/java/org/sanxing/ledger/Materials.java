package org.sanxing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.sanxing.campaign.Campaign;
import org.jspecify.annotations.Nullable;

import org.sanxing.campaign.Campaigns;
import org.sanxing.common.NotFound;
import org.sanxing.organization.Organization;
import org.sanxing.reflection.Reflections;
import org.sanxing.registration.RegisterProblems;
import org.sanxing.tasks.NoTasks;
import org.sanxing.workflow.Deadline;
import org.sanxing.workflow.Workflow;

/**
 * Accepted materials, their campaign, and an engine that has only the step after the
 * registration.
 */
public final class Materials implements Reflections, Campaigns, Workflow, NoTasks {

    static final String CAMPAIGN = "campaign";

    final Set<String> registered = ConcurrentHashMap.newKeySet();

    /** The entries whose procedure was begun. */
    final Set<String> begun = ConcurrentHashMap.newKeySet();

    private final Map<String, AcceptedReflection> accepted = new ConcurrentHashMap<>();

    private final Set<String> readers = new HashSet<>();

    private Supplier<RegisterProblems> next = () -> {
        throw new IllegalStateException();
    };

    private Supplier<Organization> organization = () -> {
        throw new IllegalStateException();
    };

    void join(ModuleDatabase database) {
        this.next = () -> database.get(RegisterProblems.class);
        this.organization = () -> database.people;
    }

    @Override
    public String stateOf(String reflectionId) {
        return this.registered.contains(reflectionId) ? "registered" : "accepted";
    }

    @Override
    public void reached(String reflectionId, String account, String way) {
        this.readers.add(account);
    }

    @Override
    public boolean awaits(String message, String businessKey) {
        return false;
    }

    @Override
    public boolean correlateAt(String message, String taskId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean announceAt(String taskId, Deadline step) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean announce(String businessKey, String kind, Deadline step) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void claim(String taskId, String assignee) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void assign(String taskId, @Nullable String assignee, @Nullable String owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setVariable(String taskId, String name, Object value) {
        throw new UnsupportedOperationException();
    }

    /** A material of that person, all of whose problems are due in a month. */
    String of(String author, int problems) {
        String id = UUID.randomUUID().toString();
        List<Problem> stated = new ArrayList<>();
        for (int index = 0; index < problems; index++) {
            stated.add(new Problem(index, "category-" + (index % 7), "表现" + index + "不够具体的问题，需要整改", "原因" + index,
                    "措施" + index, "short", false));
        }
        var person = this.organization.get().get(author);
        this.accepted.put(id, new AcceptedReflection(id, "整治 · " + author, author, CAMPAIGN, person.departmentId(),
                person.branchId(), 2, Instant.EPOCH, () -> stated));
        return id;
    }

    void mayRead(String account) {
        this.readers.add(account);
    }

    @Override
    public AcceptedReflection accepted(String reflectionId) {
        AcceptedReflection material = this.accepted.get(reflectionId);
        if (material == null) {
            throw new NotFound("reflection");
        }
        return material;
    }

    @Override
    public void opened(String reflectionId, String account) {
    }

    @Override
    public boolean mayRead(String reflectionId, String account) {
        return this.readers.contains(account);
    }

    @Override
    public java.util.Optional<String> registrars(String reflectionId) {
        return java.util.Optional.empty();
    }

    @Override
    public void markRegistered(String reflectionId, String actor) {
        this.registered.add(reflectionId);
    }

    /** The engine: a task has the id of its case here. */
    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        this.next.get().openEntries(taskId);
    }

    @Override
    public void startAll(String processKey, Map<String, Map<String, Object>> cases) {
        this.begun.addAll(cases.keySet());
    }

    @Override
    public void start(String processKey, String businessKey, Map<String, Object> variables) {
        this.begun.add(businessKey);
    }

    @Override
    public void startVersion(String definition, String businessKey, Map<String, Object> variables) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean correlate(String message, String businessKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean correlate(String message, String businessKey, Map<String, Object> variables) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String taskForm(String taskId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String startForm(String processKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Optional<Campaign> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Campaign get(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String notice(String id) {
        return "";
    }

    @Override
    public Names names() {
        return new Names(titles(), categoryNames());
    }

    @Override
    public Map<String, String> titles() {
        return Map.of(CAMPAIGN, "整治");
    }

    private static Map<String, String> categoryNames() {
        Map<String, String> names = new HashMap<>();
        for (int index = 0; index < 7; index++) {
            names.put("category-" + index, "重点" + index);
        }
        return names;
    }

    @Override
    public List<Campaign> owedBy(String account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean names(String campaignId, String account) {
        throw new UnsupportedOperationException();
    }

}
