package org.sanxing.rectification;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.tasks.Tasks;
import org.sanxing.tasks.WorkItem;
import org.springframework.context.ApplicationEventPublisher;

/** Tells those concerned what happens to an entry; each is a step of the diagram. */
@UseCase
public class TellRectificationParties {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    private final Organization organization;

    private final Notifications notifications;

    private final Tasks tasks;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    TellRectificationParties(LedgerEntries entries, RectificationHistories records, EntryPolicy policy,
            RectificationSettings settings, Organization organization, Notifications notifications, Tasks tasks,
            WorkingCalendar calendar, ApplicationEventPublisher events) {
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        this.settings = settings;
        this.organization = organization;
        this.notifications = notifications;
        this.tasks = tasks;
        this.calendar = calendar;
        this.events = events;
    }

    /** The entry is the responsible party's to rectify. */
    public void assigned(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        tell("entryAssigned", Set.of(entry.responsible()), entry, task(entry), entry.dueOn().toString());
    }

    /** Close-out is asked for: those who verify have a task. */
    public void verifiers(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        LocalDate dueOn = this.calendar.plusWorkingDays(this.calendar.today(), this.settings.verification());
        tell("closeOutRequested", behind(this.policy.verifiers(entry), entry), entry, task(entry), dueOn.toString(),
                name(entry.responsible()));
    }

    /** Each of those entitled has a vote to cast. */
    public void voters(LedgerEntry entry, Collection<String> voters, LocalDate dueOn) {
        tell("voteCalled", voters, entry, "/tasks?view=todo&kind=" + RectificationProcess.KIND_VOTE, dueOn.toString(),
                name(entry.responsible()));
    }

    public void closed(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        Set<String> told = committee(entry);
        told.add(entry.responsible());
        tell("entryClosed", told, entry, page(entry));
    }

    public void redone(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        tell("entryRedone", Set.of(entry.responsible()), entry, task(entry), entry.dueOn().toString());
    }

    public void voided(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        Set<String> told = committee(entry);
        told.add(entry.responsible());
        tell("entryVoided", told, entry, page(entry));
    }

    /** The responsible party is reminded of the deadline. */
    public void reminded(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        tell("rectificationDue", Set.of(entry.responsible()), entry, task(entry), entry.dueOn().toString());
        record("reminded", entry, RectificationProcess.KIND_RECTIFY, Set.of(entry.responsible()));
    }

    /** The responsible party is told that the deadline has passed. */
    public void overdue(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        tell("rectificationOverdue", Set.of(entry.responsible()), entry, task(entry), entry.dueOn().toString());
        record("overdueTold", entry, RectificationProcess.KIND_RECTIFY, Set.of(entry.responsible()));
    }

    /**
     * The supervisor and the branch secretary are told of the delay; nothing is decided
     * or given to another.
     */
    public void escalated(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        Set<String> told = new LinkedHashSet<>();
        this.organization.find(entry.responsible())
            .map(Person::departmentId)
            .flatMap(this.organization::supervisorOf)
            .map(Person::account)
            .ifPresent(told::add);
        this.organization.branchSecretary(entry.branchId()).map(Person::account).ifPresent(told::add);
        told.remove(entry.responsible());
        if (told.isEmpty()) {
            this.policy.leader(entry).map(Person::account).ifPresent(told::add);
        }
        tell("rectificationLate", told, entry, page(entry), entry.dueOn().toString(), name(entry.responsible()));
        record("escalated", entry, RectificationProcess.KIND_RECTIFY, told);
    }

    public void verifiersReminded(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        WorkItem task = this.tasks.openTaskOf(entryId).orElseThrow();
        Set<String> told = behind(task.holder(), entry);
        tell("verificationDue", told, entry, task(entry), String.valueOf(task.dueAt()), name(entry.responsible()));
        record("reminded", entry, task.kind(), told);
    }

    public void verificationOverdue(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        WorkItem task = this.tasks.openTaskOf(entryId).orElseThrow();
        Set<String> told = new LinkedHashSet<>();
        this.organization.branchSecretary(entry.branchId()).map(Person::account).ifPresent(told::add);
        this.policy.leader(entry).map(Person::account).ifPresent(told::add);
        told.remove(entry.responsible());
        tell("verificationLate", told, entry, page(entry), String.valueOf(task.dueAt()), name(entry.responsible()));
        record("escalated", entry, task.kind(), told);
    }

    /** Those who have not voted are reminded. */
    public void votersReminded(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        Ballot ballot = ballot(entryId).orElseThrow();
        tell("voteDue", ballot.waiting(), entry, "/tasks?view=todo&kind=" + RectificationProcess.KIND_VOTE,
                String.valueOf(ballot.dueAt()), name(entry.responsible()));
        record("reminded", entry, RectificationProcess.KIND_VOTE, ballot.waiting());
    }

    /** The party group secretary is told whose votes are overdue. */
    public void voteOverdue(String entryId) {
        LedgerEntry entry = this.entries.get(entryId);
        Ballot ballot = ballot(entryId).orElseThrow();
        Set<String> told = new LinkedHashSet<>();
        this.policy.leader(entry).map(Person::account).ifPresent(told::add);
        tell("voteLate", told, entry, page(entry), String.valueOf(ballot.dueAt()),
                String.join(" / ", ballot.waiting().stream().map(this::name).toList()));
        record("escalated", entry, RectificationProcess.KIND_VOTE, told);
    }

    private Optional<Ballot> ballot(String entryId) {
        return this.records.round(entryId).map(RectificationHistory.Round::ballot);
    }

    private Set<String> behind(String holder, LedgerEntry entry) {
        return this.tasks.peopleBehind(holder, RectificationProcess.KIND_VERIFY, entry.campaignId(),
                entry.responsible());
    }

    private Set<String> committee(LedgerEntry entry) {
        return new LinkedHashSet<>(
                this.organization.committee(entry.branchId()).stream().map(Person::account).toList());
    }

    private void record(String action, LedgerEntry entry, String kind, Collection<String> told) {
        this.events.publishEvent(
                EntryEvent.of(action, entry, AuditRecord.SYSTEM).with("task", kind).with("to", List.copyOf(told)));
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

    private void tell(String event, Collection<String> to, LedgerEntry entry, String link, String dueOn, String about) {
        this.notifications
            .notify(Notice.of(event, to, entry.id(), link, entry.title(), entry.number().toString(), dueOn, about));
    }

    private void tell(String event, Collection<String> to, LedgerEntry entry, String link, @Nullable String dueOn) {
        this.notifications.notify((dueOn != null)
                ? Notice.of(event, to, entry.id(), link, entry.title(), entry.number().toString(), dueOn)
                : Notice.of(event, to, entry.id(), link, entry.title(), entry.number().toString()));
    }

    private void tell(String event, Collection<String> to, LedgerEntry entry, String link) {
        tell(event, to, entry, link, null);
    }

    private static String task(LedgerEntry entry) {
        return "/tasks/of/" + entry.id();
    }

    private static String page(LedgerEntry entry) {
        return "/ledger/" + entry.id();
    }

}
