package org.sanxing.rectification;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;

/** Tells those concerned of an extension; each is a step of its diagram. */
@UseCase
public class TellExtensionParties {

    private static final String TASKS = "/tasks?view=todo&kind=" + ExtensionProcess.KIND_DECIDE;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    private final RectificationSettings settings;

    private final Organization organization;

    private final Notifications notifications;

    private final Tasks tasks;

    private final WorkingCalendar calendar;

    private final ApplicationEventPublisher events;

    TellExtensionParties(LedgerEntries entries, RectificationHistories records, EntryPolicy policy,
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

    public void asked(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.get(asked.entryId());
        tell("extensionRequested", behind(this.policy.deciderOnExtension(entry), entry), entry, TASKS,
                this.calendar.plusWorkingDays(this.calendar.today(), this.settings.extension()).toString(),
                name(asked.askedBy()));
    }

    public void decided(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.get(asked.entryId());
        tell(asked.granted() ? "extensionGranted" : "extensionRefused", Set.of(asked.askedBy()), entry,
                "/ledger/" + entry.id(), entry.dueOn().toString(), name(String.valueOf(asked.decidedBy())));
    }

    public void reminded(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.get(asked.entryId());
        Set<String> told = holders(entry);
        tell("extensionDue", told, entry, TASKS, asked.wantedOn().toString(), name(asked.askedBy()));
        record("reminded", entry, told);
    }

    public void escalated(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        LedgerEntry entry = this.entries.get(asked.entryId());
        Set<String> told = new LinkedHashSet<>();
        this.policy.leader(entry).map(Person::account).ifPresent(told::add);
        tell("extensionLate", told, entry, "/ledger/" + entry.id(), asked.wantedOn().toString(), name(asked.askedBy()));
        record("escalated", entry, told);
    }

    private Set<String> holders(LedgerEntry entry) {
        Set<String> all = new LinkedHashSet<>();
        this.tasks.holdersOf(entry.id(), ExtensionProcess.KIND_DECIDE)
            .forEach((holder) -> all.addAll(behind(holder, entry)));
        return all;
    }

    private Set<String> behind(String holder, LedgerEntry entry) {
        return this.tasks.peopleBehind(holder, ExtensionProcess.KIND_DECIDE, entry.campaignId(), entry.responsible());
    }

    private void record(String action, LedgerEntry entry, Collection<String> told) {
        this.events.publishEvent(EntryEvent.of(action, entry, AuditRecord.SYSTEM)
            .with("task", ExtensionProcess.KIND_DECIDE)
            .with("to", List.copyOf(told)));
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

    private void tell(String event, Collection<String> to, LedgerEntry entry, String link, String dueOn, String about) {
        this.notifications
            .notify(Notice.of(event, to, entry.id(), link, entry.title(), entry.number().toString(), dueOn, about));
    }

}
