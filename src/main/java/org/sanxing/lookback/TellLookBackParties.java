package org.sanxing.lookback;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.UseCase;
import org.sanxing.ledger.EntryEvent;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.Tasks;
import org.springframework.context.ApplicationEventPublisher;

/** Tells those concerned of a look-back; each is a step of its diagram. */
@UseCase
public class TellLookBackParties {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    private final EntryPolicy policy;

    private final Organization organization;

    private final Notifications notifications;

    private final Tasks tasks;

    private final ApplicationEventPublisher events;

    TellLookBackParties(LedgerEntries entries, LookBacks lookBacks, EntryPolicy policy, Organization organization,
            Notifications notifications, Tasks tasks, ApplicationEventPublisher events) {
        this.entries = entries;
        this.lookBacks = lookBacks;
        this.policy = policy;
        this.organization = organization;
        this.notifications = notifications;
        this.tasks = tasks;
        this.events = events;
    }

    public void begun(String lookBackId) {
        LookBack begun = this.lookBacks.get(lookBackId);
        LedgerEntry entry = this.entries.get(begun.entryId());
        tell("lookBackBegun", behind(this.policy.verifiers(entry), entry), entry, task(entry),
                String.valueOf(begun.dueOn()), name(entry.responsible()));
    }

    /** The responsible party is told what was found, and the branch of a relapse. */
    public void done(String lookBackId) {
        LookBack done = this.lookBacks.get(lookBackId);
        LedgerEntry entry = this.entries.get(done.entryId());
        Set<String> told = new LinkedHashSet<>(Set.of(entry.responsible()));
        LookBack.End end = done.end();
        if (end != null && end.outcome().equals(LookBack.End.RELAPSED)) {
            this.organization.committee(entry.branchId()).forEach((person) -> told.add(person.account()));
            tell("entryRelapsed", told, entry, page(entry), entry.dueOn().toString(), name(entry.responsible()));
        }
        else {
            tell("entryConsolidated", told, entry, page(entry), "", name(entry.responsible()));
        }
    }

    public void reminded(String lookBackId) {
        LookBack open = this.lookBacks.get(lookBackId);
        LedgerEntry entry = this.entries.get(open.entryId());
        Set<String> told = new LinkedHashSet<>();
        this.tasks.openTaskOf(entry.id()).ifPresent((task) -> told.addAll(behind(task.holder(), entry)));
        tell("lookBackDue", told, entry, task(entry), String.valueOf(open.dueOn()), name(entry.responsible()));
        record("reminded", entry, told);
    }

    /** The branch secretary and the leader are told; nothing is given to another. */
    public void escalated(String lookBackId) {
        LookBack open = this.lookBacks.get(lookBackId);
        LedgerEntry entry = this.entries.get(open.entryId());
        Set<String> told = new LinkedHashSet<>();
        this.organization.branchSecretary(entry.branchId()).map(Person::account).ifPresent(told::add);
        this.policy.leader(entry).map(Person::account).ifPresent(told::add);
        told.remove(entry.responsible());
        tell("lookBackLate", told, entry, page(entry), String.valueOf(open.dueOn()), name(entry.responsible()));
        record("escalated", entry, told);
    }

    private Set<String> behind(String holder, LedgerEntry entry) {
        return this.tasks.peopleBehind(holder, LookBackProcess.KIND_LOOK_BACK, entry.campaignId(), entry.responsible());
    }

    private void record(String action, LedgerEntry entry, Collection<String> told) {
        this.events.publishEvent(EntryEvent.of(action, entry, AuditRecord.SYSTEM)
            .with("task", LookBackProcess.KIND_LOOK_BACK)
            .with("to", List.copyOf(told)));
    }

    private String name(String account) {
        return this.organization.find(account).map(Person::name).orElse(account);
    }

    private void tell(String event, Collection<String> to, LedgerEntry entry, String link, String dueOn, String about) {
        this.notifications
            .notify(Notice.of(event, to, entry.id(), link, entry.title(), entry.number().toString(), dueOn, about));
    }

    private static String task(LedgerEntry entry) {
        return "/tasks/of/" + entry.id();
    }

    private static String page(LedgerEntry entry) {
        return "/ledger/" + entry.id();
    }

}
