package org.sanxing.checks;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.common.Conflict;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Cases;
import org.sanxing.tasks.DeadEnds;
import org.sanxing.tasks.TaskEvent;
import org.sanxing.tasks.WorkItem;
import org.sanxing.tasks.list.WorkItems;
import org.sanxing.workflow.CaseRepair;
import org.sanxing.workflow.UserTaskObserver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Cases that wait for nobody: a task of the engine that is not in the task list, an item
 * in the task list whose task is gone, and a case on its way in which neither is.
 */
@Component
@Order(100)
class CasesWithoutTask implements DeadEnds {

    private static final String UNLISTED = "unlisted";

    private static final String ORPHAN = "orphan";

    private static final String STILL = "still";

    private static final int PAGE = 1000;

    /** Where the author stands among the arguments of a sentence. */
    private static final int AUTHOR = 2;

    private final CaseRepair engine;

    private final ObjectProvider<Cases> modules;

    private final UserTaskObserver keeper;

    private final WorkItems items;

    private final Organization organization;

    private final JdbcClient jdbc;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    CasesWithoutTask(CaseRepair engine, ObjectProvider<Cases> modules, UserTaskObserver keeper, WorkItems items,
            Organization organization, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.engine = engine;
        this.modules = modules;
        this.keeper = keeper;
        this.items = items;
        this.organization = organization;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "casesWithoutTask";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        List<DeadEnd> found = new ArrayList<>();
        unlisted(limit, found);
        orphans(limit - found.size(), found);
        still(limit - found.size(), found);
        Map<String, Person> authors = this.organization
            .findAll(found.stream().map((one) -> one.arguments().get(AUTHOR)).distinct().toList());
        return found.stream().map((one) -> named(one, authors)).toList();
    }

    private static DeadEnd named(DeadEnd found, Map<String, Person> authors) {
        Person author = authors.get(found.arguments().get(AUTHOR));
        if (author == null) {
            return found;
        }
        List<String> words = List.of(found.arguments().get(0), found.arguments().get(1), author.name());
        return new DeadEnd(found.id(), found.reason(), words, found.caseId(), found.holder(), found.since(),
                found.detail(), found.remedies());
    }

    /** Reads in pages; what moved on between two readings is looked at again. */
    private void unlisted(int limit, List<DeadEnd> found) {
        for (int first = 0; limit > 0; first += PAGE) {
            List<String> ids = this.engine.openTasks(first, PAGE);
            Set<String> there = listed(ids);
            List<String> missing = ids.stream().filter((id) -> !there.contains(id)).limit(limit).toList();
            List<CaseRepair.OpenTask> open = this.engine.open(missing);
            Set<String> now = listed(missing);
            Map<String, About> about = about(open.stream().map((task) -> task.task().caseId()).toList());
            for (CaseRepair.OpenTask task : open) {
                if (!now.contains(task.task().id()) && found.size() < limit) {
                    String caseId = task.task().caseId();
                    About known = about.getOrDefault(caseId, new About(caseId, ""));
                    found.add(new DeadEnd(task.task().id(), UNLISTED,
                            List.of(known.title(), task.task().kind(), known.author()), caseId, task.task().assignee(),
                            task.since(), null, List.of(Remedy.of("rebuild"))));
                }
            }
            if (ids.size() < PAGE || found.size() >= limit) {
                return;
            }
        }
    }

    private Set<String> listed(Collection<String> ids) {
        return ids.isEmpty() ? Set.of()
                : new HashSet<>(this.jdbc.sql("select id from work_item where id in (:ids) and state = 'OPEN'")
                    .param("ids", ids)
                    .query(String.class)
                    .list());
    }

    private Map<String, About> about(Collection<String> cases) {
        Map<String, About> about = new HashMap<>();
        if (!cases.isEmpty()) {
            this.jdbc.sql("select case_id, title, author from work_item where case_id in (:cases) and newest = true")
                .param("cases", cases)
                .query((row) -> {
                    about.put(row.getString("case_id"), new About(row.getString("title"), row.getString("author")));
                });
            for (String id : cases) {
                if (!about.containsKey(id)) {
                    this.modules.orderedStream()
                        .flatMap((module) -> module.find(id).stream())
                        .findFirst()
                        .ifPresent((open) -> about.put(id, new About(open.title(), open.author())));
                }
            }
        }
        return about;
    }

    private void orphans(int limit, List<DeadEnd> found) {
        String after = "";
        int most = found.size() + limit;
        while (found.size() < most) {
            List<WorkItem> page = this.items.open("id > :after", Map.of("after", after), "id", PAGE);
            List<String> ids = page.stream().map(WorkItem::id).toList();
            Set<String> gone = new HashSet<>(ids);
            gone.removeAll(this.engine.openAmong(ids));
            gone.retainAll(listed(gone));
            for (WorkItem item : page) {
                if (gone.contains(item.id()) && found.size() < most) {
                    found.add(new DeadEnd(item.id(), ORPHAN, List.of(item.title(), item.kind(), item.author()),
                            item.caseId(), item.assignee(), item.movedAt(), null, List.of(Remedy.of("close"))));
                }
            }
            if (page.size() < PAGE) {
                return;
            }
            after = ids.get(ids.size() - 1);
        }
    }

    private void still(int limit, List<DeadEnd> found) {
        int most = found.size() + limit;
        for (Cases cases : this.modules.orderedStream().toList()) {
            String after = "";
            while (found.size() < most) {
                List<Cases.OpenCase> page = cases.open(after, PAGE);
                Set<String> waiting = this.engine.waiting(page.stream().map(Cases.OpenCase::id).toList());
                // Read once more: it may have moved on between the two readings.
                page.stream()
                    .filter((open) -> !waiting.contains(open.id()))
                    .filter((open) -> found.size() < most && cases.find(open.id()).isPresent()
                            && this.engine.waiting(List.of(open.id())).isEmpty())
                    .forEach((open) -> found.add(new DeadEnd(open.id(), STILL, List.of(open.title(), "", open.author()),
                            open.id(), null, open.since(), null, List.of(Remedy.withReason("restart")))));
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1).id();
            }
        }
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        switch (found.reason()) {
            case UNLISTED -> rebuild(found, remedy);
            case ORPHAN -> close(found.id(), remedy);
            default -> restart(found, remedy);
        }
    }

    /** The time for it begins anew where the list has never known it. */
    private void rebuild(DeadEnd found, Applied remedy) {
        CaseRepair.OpenTask open = this.engine.open(List.of(found.id()))
            .stream()
            .findFirst()
            .orElseThrow(() -> new Conflict("finding-settled"));
        this.items.lock(found.id()).ifPresentOrElse(this.items::openAgain, () -> this.keeper.created(open.task()));
        WorkItem item = this.items.find(found.id()).orElseThrow();
        tell("taskRebuilt", item, remedy);
    }

    private void close(String id, Applied remedy) {
        WorkItem item = this.items.lock(id).filter(WorkItem::isOpen).orElseThrow(() -> new Conflict("finding-settled"));
        this.items.end(id, WorkItem.State.CANCELLED, this.clock.instant());
        tell("taskClosed", item, remedy);
    }

    private void restart(DeadEnd found, Applied remedy) {
        this.items.open("case_id = :case and parent_id is null", Map.of("case", found.id()), "id", Integer.MAX_VALUE)
            .forEach((orphan) -> this.items.end(orphan.id(), WorkItem.State.CANCELLED, this.clock.instant()));
        this.modules.orderedStream()
            .filter((cases) -> cases.find(found.id()).isPresent())
            .findFirst()
            .orElseThrow(() -> new Conflict("finding-settled"))
            .restart(found.id(), remedy.administrator(), remedy.reason());
    }

    private void tell(String action, WorkItem item, Applied remedy) {
        this.events.publishEvent(
                TaskEvent.of(action, item.caseId(), item.id(), remedy.administrator(), null).because(remedy.reason()));
    }

    /** What a case is called, and whom it concerns. */
    private record About(String title, String author) {

    }

}
