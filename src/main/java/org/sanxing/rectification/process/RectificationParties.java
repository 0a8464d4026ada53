package org.sanxing.rectification.process;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.organization.Person;
import org.sanxing.rectification.EntryParties;
import org.sanxing.rectification.RectificationProcess;
import org.sanxing.rectification.RectificationHistory.Ballot;
import org.sanxing.rectification.RectificationHistory.Round;
import org.sanxing.rectification.RectificationHistories;
import org.sanxing.tasks.WorkItem;
import org.springframework.stereotype.Component;

/** Who is told what in the rectification of an entry. */
@Component
class RectificationParties extends EntryParties<RectificationParties.Case> {

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final EntryPolicy policy;

    RectificationParties(Means means, LedgerEntries entries, RectificationHistories records, EntryPolicy policy,
            RectificationSettings settings, WorkingCalendar calendar) {
        super(RectificationProcess.KEY, RectificationProcess.KIND_VERIFY, means, policy);
        this.entries = entries;
        this.records = records;
        this.policy = policy;
        role("superiors", this::superiors);
        role("holders", (about) -> behind(open(about).holder(), about));
        role("voters", (about) -> ballot(about).waiting());
        notice("entryAssigned", (about, to) -> says("entryAssigned", to, about, task(about), dueOn(about)));
        notice("entryRedone", (about, to) -> says("entryRedone", to, about, task(about), dueOn(about)));
        notice("closeOutRequested", (about, to) -> says("closeOutRequested", to, about, task(about),
                calendar.plusWorkingDays(calendar.today(), settings.verification()).toString(), responsible(about)));
        notice("entryClosed", (about, to) -> says("entryClosed", to, about, page(about)));
        notice("entryVoided", (about, to) -> says("entryVoided", to, about, page(about)));
        notice("rectificationDue", (about, to) -> says("rectificationDue", to, about, task(about), dueOn(about)),
                (about, to) -> record("reminded", about, RectificationProcess.KIND_RECTIFY, to));
        notice("rectificationOverdue",
                (about, to) -> says("rectificationOverdue", to, about, task(about), dueOn(about)),
                (about, to) -> record("overdueTold", about, RectificationProcess.KIND_RECTIFY, to));
        notice("rectificationLate",
                (about, to) -> says("rectificationLate", to, about, page(about), dueOn(about), responsible(about)),
                (about, to) -> record("escalated", about, RectificationProcess.KIND_RECTIFY, to));
        notice("verificationDue", (about, to) -> says("verificationDue", to, about, task(about),
                String.valueOf(open(about).dueAt()), responsible(about)),
                (about, to) -> record("reminded", about, open(about).kind(), to));
        notice("verificationLate", (about, to) -> says("verificationLate", to, about, page(about),
                String.valueOf(open(about).dueAt()), responsible(about)),
                (about, to) -> record("escalated", about, open(about).kind(), to));
        notice("voteDue",
                (about, to) -> says("voteDue", to, about, "/tasks?view=todo&kind=" + RectificationProcess.KIND_VOTE,
                        String.valueOf(ballot(about).dueAt()), responsible(about)),
                (about, to) -> record("reminded", about, RectificationProcess.KIND_VOTE, to));
        notice("voteLate",
                (about, to) -> says("voteLate", to, about, page(about), String.valueOf(ballot(about).dueAt()),
                        String.join(" / ", ballot(about).waiting().stream().map(this::name).toList())),
                (about, to) -> record("escalated", about, RectificationProcess.KIND_VOTE, to));
    }

    @Override
    protected Case find(String entryId) {
        return new Case(this.entries.get(entryId));
    }

    @Override
    protected LedgerEntry entry(Case about) {
        return about.entry;
    }

    private static String dueOn(Case about) {
        return about.entry.dueOn().toString();
    }

    /**
     * The supervisor and the branch secretary are told of the delay; nothing is decided
     * or given to another.
     */
    private Set<String> superiors(Case about) {
        String responsible = about.entry.responsible();
        Set<String> told = accounts(
                organization().find(responsible).map(Person::departmentId).flatMap(organization()::supervisorOf),
                organization().branchSecretary(about.entry.branchId()));
        told.remove(responsible);
        return told.isEmpty() ? accounts(this.policy.leader(about.entry)) : told;
    }

    private WorkItem open(Case about) {
        if (about.open == null) {
            about.open = tasks().openTaskOf(about.entry.id()).orElseThrow();
        }
        return about.open;
    }

    private Ballot ballot(Case about) {
        return this.records.round(about.entry.id()).map(Round::ballot).orElseThrow();
    }

    /** An entry, and what is open of it. */
    static final class Case {

        private final LedgerEntry entry;

        private @Nullable WorkItem open;

        private Case(LedgerEntry entry) {
            this.entry = entry;
        }

    }

}
