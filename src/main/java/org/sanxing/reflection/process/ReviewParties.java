package org.sanxing.reflection.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.notification.Notice;
import org.sanxing.organization.Person;
import org.sanxing.reflection.Reflection;
import org.sanxing.reflection.ReflectionEvent;
import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.reflection.ReflectionRepository;
import org.sanxing.reflection.ReviewerPolicy;
import org.sanxing.tasks.CaseParties;
import org.sanxing.tasks.WorkItem;

import org.springframework.stereotype.Component;

/** Who is told what of a material. */
@Component
class ReviewParties extends CaseParties<ReviewParties.Case> {

    private final ReflectionRepository reflections;

    private final ReviewerPolicy policy;

    private final WorkingCalendar calendar;

    ReviewParties(Means means, ReflectionRepository reflections, ReviewerPolicy policy, WorkingCalendar calendar,
            Deadlines deadlines) {
        super(ReflectionReviewProcess.KEY, means);
        this.reflections = reflections;
        this.policy = policy;
        this.calendar = calendar;
        role("author", (about) -> Set.of(about.of.author()));
        role("reviewer", (about) -> behind(about.of.levelHolder(), ReflectionReviewProcess.KIND_REVIEW, about.of));
        role("formerReviewer", (about) -> (about.of.levelHolder() != null) ? Set.of(about.of.levelHolder()) : Set.of());
        role("registrars", (about) -> behind(this.policy.registrars(about.of).orElse(null),
                ReflectionReviewProcess.KIND_REGISTER, about.of));
        role("holders", this::holders);
        role("overseers", this::overseers);
        notice("reviewWaiting", (about, to) -> says("taskWaiting", to, about.of, about.task(), about.of.author(),
                due(deadlines.review())));
        notice("registrationWaiting", (about, to) -> says("taskWaiting", to, about.of, about.task(), about.of.author(),
                due(deadlines.registration())));
        notice("returned", (about, to) -> says("returned", to, about.of, about.page() + "/edit", about.of.changedBy(),
                due(deadlines.revision())));
        notice("withdrawn", (about, to) -> says("withdrawn", to, about.of, about.page(), about.of.author()));
        notice("accepted", (about, to) -> says("accepted", to, about.of, about.page(), about.of.changedBy()));
        notice("registered", (about, to) -> says("registered", to, about.of, about.page(), about.of.changedBy()));
        notice("reminded", (about, to) -> says("reminded", to, about.of, about.task(), about.of.author(),
                String.valueOf(open(about).dueAt())), (about, to) -> publish(told("reminded", about, to)));
        notice("escalated",
                (about, to) -> says("escalated", to, about.of, about.page(), about.of.author(),
                        String.valueOf(open(about).dueAt()), String.join(" / ", names(holders(about)))),
                (about, to) -> publish(told("escalated", about, to)));
    }

    @Override
    protected Case find(String reflectionId) {
        return new Case(this.reflections.getById(reflectionId));
    }

    private ReflectionEvent told(String action, Case about, Collection<String> to) {
        return new ReflectionEvent.DeadlineTold(about.of.id(), about.of.version(), action, open(about).kind(),
                List.copyOf(to));
    }

    private WorkItem open(Case about) {
        if (about.open == null) {
            about.open = tasks().openTaskOf(about.of.id()).orElseThrow();
        }
        return about.open;
    }

    /** Those who have the open task, and for a delegated one its owner. */
    private Set<String> holders(Case about) {
        if (about.holders == null) {
            WorkItem task = open(about);
            about.holders = new LinkedHashSet<>(behind(task.holder(), task.kind(), about.of));
            if (task.owner() != null) {
                about.holders.add(task.owner());
            }
        }
        return about.holders;
    }

    /**
     * The next level and the branch secretary: they are told that a task is overdue;
     * nothing is decided or reassigned.
     */
    private Set<String> overseers(Case about) {
        Set<String> told = new LinkedHashSet<>();
        this.policy.above(about.of).ifPresent(told::add);
        if (about.of.branchId() != null) {
            organization().branchSecretary(about.of.branchId()).map(Person::account).ifPresent(told::add);
        }
        told.remove(about.of.author());
        if (open(about).assignee() != null) {
            told.removeAll(holders(about));
        }
        return told;
    }

    private Set<String> behind(@Nullable String holder, String kind, Reflection reflection) {
        return (holder == null) ? Set.of() : behind(holder, kind, reflection.campaignId(),
                kind.equals(ReflectionReviewProcess.KIND_REVISE) ? null : reflection.author());
    }

    private List<String> names(Collection<String> accounts) {
        return organization().findAll(accounts).values().stream().map(Person::name).toList();
    }

    /**
     * @param about account of the person whom the message names
     * @param more further arguments of the message: when it is due, who has it
     */
    private Notice says(String event, Collection<String> to, Reflection reflection, String link, String about,
            String... more) {
        List<String> arguments = new ArrayList<>(List.of(reflection.title(), name(about)));
        arguments.addAll(List.of(more));
        return Notice.of(event, to, reflection.id(), link, arguments.toArray(String[]::new)).about(reflection.author());
    }

    private String due(int workingDays) {
        return this.calendar.plusWorkingDays(this.calendar.today(), workingDays).toString();
    }

    /** A material, and who has its open task. */
    static final class Case {

        private final Reflection of;

        private @Nullable WorkItem open;

        private @Nullable Set<String> holders;

        private Case(Reflection of) {
            this.of = of;
        }

        private String task() {
            return "/tasks/of/" + this.of.id();
        }

        private String page() {
            return "/materials/" + this.of.id();
        }

    }

}
