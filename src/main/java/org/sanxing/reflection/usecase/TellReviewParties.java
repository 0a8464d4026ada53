package org.sanxing.reflection.usecase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.UseCase;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.reflection.DeadlineEscalated;
import org.sanxing.reflection.DeadlineReminded;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewRestored;
import org.sanxing.reflection.ReviewerPolicy;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.tasks.TaskGroups;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;

import org.springframework.context.ApplicationEventPublisher;

/** Tells those concerned what happened to a material; each is a step of the diagram. */
@UseCase
public class TellReviewParties {

    private final ReflectionRepository reflections;

    private final ReviewerPolicy policy;

    private final Organization organization;

    private final Notifications notifications;

    private final Tasks tasks;

    private final WorkingCalendar calendar;

    private final Deadlines deadlines;

    private final ApplicationEventPublisher events;

    TellReviewParties(ReflectionRepository reflections, ReviewerPolicy policy, Organization organization,
            Notifications notifications, Tasks tasks, WorkingCalendar calendar, Deadlines deadlines,
            ApplicationEventPublisher events) {
        this.reflections = reflections;
        this.policy = policy;
        this.organization = organization;
        this.notifications = notifications;
        this.tasks = tasks;
        this.calendar = calendar;
        this.deadlines = deadlines;
        this.events = events;
    }

    /** A task waits for the reviewer. */
    public void reviewer(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("taskWaiting", behind(reflection.levelHolder(), ReflectionReviewProcess.KIND_REVIEW, reflection),
                reflection, task(reflection), reflection.author(), due(this.deadlines.review()));
    }

    /**
     * A decision was taken back: the system notes that the material is with its reviewer
     * again. Who is told of it knows from who took it back.
     */
    public void restored(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        this.events.publishEvent(new ReviewRestored(reflectionId, reflection.version(),
                String.valueOf(reflection.levelId()), String.valueOf(reflection.levelHolder())));
    }

    /** The author's material came back. */
    public void returned(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("returned", Set.of(reflection.author()), reflection, edit(reflection), reflection.changedBy(),
                due(this.deadlines.revision()));
    }

    /** The reviewer need not look any more. */
    public void withdrawn(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("withdrawn", accounts(reflection.levelHolder()), reflection, page(reflection), reflection.author());
    }

    /** The author's material has passed all levels. */
    public void accepted(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("accepted", Set.of(reflection.author()), reflection, page(reflection), reflection.changedBy());
    }

    /** A task waits for those who register. */
    public void registrars(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("taskWaiting", registrarsOf(reflection), reflection, task(reflection), reflection.author(),
                due(this.deadlines.registration()));
    }

    /** The author's problems stand in the ledger. */
    public void registered(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        tell("registered", Set.of(reflection.author()), reflection, page(reflection), reflection.changedBy());
    }

    /** The open task is nearly due: those who have it are reminded. */
    public void reminded(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        WorkItem task = this.tasks.openTaskOf(reflectionId).orElseThrow();
        Set<String> told = holdersOf(task, reflection);
        tell("reminded", told, reflection, task(reflection), reflection.author(), String.valueOf(task.dueAt()));
        this.events
            .publishEvent(new DeadlineReminded(reflectionId, reflection.version(), task.kind(), List.copyOf(told)));
    }

    /**
     * The open task is overdue: the next level and the branch secretary are told, and
     * nothing is decided or reassigned.
     */
    public void escalated(String reflectionId) {
        Reflection reflection = this.reflections.getById(reflectionId);
        WorkItem task = this.tasks.openTaskOf(reflectionId).orElseThrow();
        Set<String> told = new LinkedHashSet<>();
        this.policy.above(reflection).ifPresent(told::add);
        if (reflection.branchId() != null) {
            this.organization.branchSecretary(reflection.branchId()).map(Person::account).ifPresent(told::add);
        }
        Set<String> late = holdersOf(task, reflection);
        told.remove(reflection.author());
        if (task.assignee() != null) {
            told.removeAll(late);
        }
        tell("escalated", told, reflection, page(reflection), reflection.author(), String.valueOf(task.dueAt()),
                String.join(" / ", names(late)));
        this.events
            .publishEvent(new DeadlineEscalated(reflectionId, reflection.version(), task.kind(), List.copyOf(told)));
    }

    /** Those who have the task, and for a delegated one its owner. */
    private Set<String> holdersOf(WorkItem task, Reflection reflection) {
        Set<String> holders = new LinkedHashSet<>(behind(task.holder(), task.kind(), reflection));
        if (task.owner() != null) {
            holders.add(task.owner());
        }
        return holders;
    }

    private Set<String> behind(@Nullable String holder, String kind, Reflection reflection) {
        return (holder == null) ? Set.of() : this.tasks.peopleBehind(holder, kind, reflection.campaignId(),
                kind.equals(ReflectionReviewProcess.KIND_REVISE) ? null : reflection.author());
    }

    private Set<String> registrarsOf(Reflection reflection) {
        if (reflection.branchId() != null
                && !this.policy.registrars(reflection.branchId(), reflection.author()).isEmpty()) {
            return behind(TaskGroups.committee(reflection.branchId()), ReflectionReviewProcess.KIND_REGISTER,
                    reflection);
        }
        return this.policy.leader(reflection.author())
            .map((leader) -> behind(leader.account(), ReflectionReviewProcess.KIND_REGISTER, reflection))
            .orElseGet(Set::of);
    }

    private static Set<String> accounts(@Nullable String account) {
        return (account != null) ? Set.of(account) : Set.of();
    }

    private List<String> names(Collection<String> accounts) {
        return this.organization.findAll(accounts).values().stream().map(Person::name).toList();
    }

    /**
     * @param about account of the person whom the message names
     * @param more further arguments of the message: when it is due, who has it
     */
    private void tell(String event, Set<String> recipients, Reflection reflection, String link, String about,
            String... more) {
        String name = this.organization.find(about).map(Person::name).orElse(about);
        List<String> arguments = new ArrayList<>(List.of(reflection.title(), name));
        arguments.addAll(List.of(more));
        this.notifications
            .notify(Notice.of(event, recipients, reflection.id(), link, arguments.toArray(String[]::new)));
    }

    private String due(int workingDays) {
        return this.calendar.plusWorkingDays(this.calendar.today(), workingDays).toString();
    }

    private static String task(Reflection reflection) {
        return "/tasks/of/" + reflection.id();
    }

    private static String page(Reflection reflection) {
        return "/materials/" + reflection.id();
    }

    private static String edit(Reflection reflection) {
        return page(reflection) + "/edit";
    }

}
