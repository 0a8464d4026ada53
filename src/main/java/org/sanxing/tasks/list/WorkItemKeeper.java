package org.sanxing.tasks.list;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.DueTimes;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.Remembered;
import org.sanxing.organization.Deputies;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.sanxing.common.NavigationEntry;
import org.sanxing.tasks.WorkItemFacts;
import org.sanxing.workflow.UserTask;
import org.sanxing.workflow.UserTaskObserver;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the task list in step with the engine: writes a work item when the engine creates
 * a task, and ends it when the engine does.
 */
@Component
@Transactional
class WorkItemKeeper implements UserTaskObserver, Tasks {

    private static final String FACTS = "tasks.facts";

    private final WorkItems items;

    private final JdbcTaskList list;

    private final Consultations consultations;

    private final TaskHandlers handlers;

    private final TaskAccess access;

    private final Organization organization;

    private final Deputies deputies;

    private final WorkingCalendar calendar;

    private final DueTimes dueTimes;

    private final Clock clock;

    WorkItemKeeper(WorkItems items, JdbcTaskList list, Consultations consultations, TaskHandlers handlers,
            TaskAccess access, Organization organization, Deputies deputies, WorkingCalendar calendar,
            DueTimes dueTimes, Clock clock) {
        this.items = items;
        this.list = list;
        this.consultations = consultations;
        this.handlers = handlers;
        this.access = access;
        this.organization = organization;
        this.deputies = deputies;
        this.calendar = calendar;
        this.dueTimes = dueTimes;
        this.clock = clock;
    }

    @Override
    public void created(UserTask task) {
        // Of several at once, such as votes, the case says the same.
        Map<List<String>, WorkItemFacts> known = Remembered.once(FACTS, HashMap::new);
        WorkItemFacts facts = known.computeIfAbsent(List.of(task.kind(), task.caseId()),
                (asked) -> this.handlers.of(task.kind()).describe(task.kind(), task.caseId()));
        Instant now = this.clock.instant();
        String holder = (task.assignee() != null) ? task.assignee() : task.candidateGroup();
        if (holder == null) {
            throw new IllegalStateException("Nobody is to do " + task.elementId() + " of " + task.caseId());
        }
        String group = TaskGroups.isGroup(holder) ? holder : null;
        Integer days = facts.workingDays();
        LocalDate startedOn = (days != null) ? this.calendar.today() : null;
        Instant dueAt = (facts.dueOn() != null) ? this.calendar.endOf(facts.dueOn()) : null;
        if (startedOn != null && days != null) {
            dueAt = this.dueTimes.due(startedOn, days);
        }
        WorkItem item = new WorkItem(task.id(), task.kind(), facts.caseId(), facts.title(), facts.author(),
                facts.departmentId(), facts.campaignId(), facts.round(), holder, group, facts.excluded(), false, null,
                facts.parentId(), WorkItem.State.OPEN, now, now, dueAt, null, null, null, null, null, null, null, null,
                0);
        this.items.add(
                item, this.organization.get(facts.author()).name(), new WorkItems.Reckoning(startedOn, days,
                        facts.announced() ? this.dueTimes.reminder(dueAt, now) : null, facts.announced()),
                facts.beside());
    }

    @Override
    public void completed(String taskId) {
        Remembered.forget(FACTS);
        this.items.end(taskId, WorkItem.State.DONE, this.clock.instant());
    }

    @Override
    public void deleted(String taskId) {
        Remembered.forget(FACTS);
        this.items.end(taskId, WorkItem.State.CANCELLED, this.clock.instant());
    }

    @Override
    public Optional<WorkItem> openTaskOf(String caseId) {
        return this.items.open(caseId);
    }

    @Override
    public Optional<WorkItem> lockOpenTaskOf(String caseId) {
        return this.items.lockNewest(caseId).filter(WorkItem::isOpen);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isWith(String caseId, String account) {
        // Those of several at once stand beside the newest.
        List<WorkItem> open = this.items.open(caseId)
            .map(List::of)
            .orElseGet(() -> this.items.open("case_id = :case and parent_id is null", Map.of("case", caseId), "id",
                    Integer.MAX_VALUE));
        if (open.isEmpty()) {
            return false;
        }
        Person person = this.organization.get(account);
        Standing standing = this.access.standing(account);
        return open.stream()
            .anyMatch((item) -> this.access.actor(item, person, standing).isPresent()
                    || this.access.owner(item, person, standing).isPresent());
    }

    @Override
    public void added(Collection<String> caseIds) {
        this.items.added(caseIds);
    }

    @Override
    public void deciding(String taskId, String account, @Nullable String onBehalfOf, String decision) {
        this.items.deciding(taskId, account, onBehalfOf, decision);
    }

    @Override
    public void decided(String taskId, String account, @Nullable String onBehalfOf, String decision) {
        this.items.decided(taskId, account, onBehalfOf, decision);
        // On a personal task nobody is asked.
        if (this.items.place(taskId).filter((task) -> this.handlers.of(task.kind()).personal(task.kind())).isEmpty()) {
            this.consultations.cancelAll(taskId);
        }
    }

    @Override
    public void begun(String caseId) {
        this.items.begun(caseId, this.clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> holdersOf(String caseId, String kind) {
        return this.items.open(caseId, kind).stream().map(WorkItem::holder).collect(Collectors.toSet());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<WorkItem> openTask(String caseId, String kind, String holder) {
        return this.items.open(caseId, kind).stream().filter((item) -> item.holder().equals(holder)).findFirst();
    }

    @Override
    public void dueOn(String caseId, String kind, LocalDate date) {
        this.items.dueAt(caseId, kind, this.calendar.endOf(date));
    }

    @Override
    public void concerns(String caseId, String account, String kind) {
        this.items.open(caseId, kind)
            .forEach((item) -> this.items.pass(item, account, false, null, this.clock.instant()));
        this.items.concerns(caseId, account, this.organization.get(account).departmentId());
    }

    @Override
    public void alsoFoundBy(String caseId, String words) {
        this.items.alsoFoundBy(caseId, words);
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> peopleBehind(String holder, String kind, @Nullable String campaignId,
            @Nullable String excluded) {
        List<String> members = TaskGroups.isGroup(holder)
                ? TaskGroups.members(holder, this.organization).stream().map(Person::account).toList()
                : List.of(holder);
        Set<String> people = new LinkedHashSet<>(members);
        people.remove(excluded);
        if (!this.handlers.of(kind).personal(kind)) {
            for (String principal : List.copyOf(people)) {
                this.deputies.standingInFor(principal)
                    .stream()
                    .filter((deputation) -> deputation.covers(kind, campaignId))
                    .forEach((deputation) -> people.add(deputation.deputy()));
            }
        }
        people.remove(excluded);
        return people;
    }

    @Override
    @Transactional(readOnly = true)
    public NavigationEntry.Count countsOf(String account) {
        return this.list.count(account);
    }

}
