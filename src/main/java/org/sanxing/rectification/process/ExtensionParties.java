package org.sanxing.rectification.process;

import java.util.LinkedHashSet;
import java.util.Set;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.RectificationSettings;
import org.sanxing.rectification.EntryParties;
import org.sanxing.rectification.ExtensionProcess;
import org.sanxing.rectification.RectificationHistory.Extension;
import org.sanxing.rectification.RectificationHistories;
import org.springframework.stereotype.Component;

/** Who is told what of an extension. */
@Component
class ExtensionParties extends EntryParties<ExtensionParties.Case> {

    private static final String TASKS = "/tasks?view=todo&kind=" + ExtensionProcess.KIND_DECIDE;

    private final LedgerEntries entries;

    private final RectificationHistories records;

    ExtensionParties(Means means, LedgerEntries entries, RectificationHistories records, EntryPolicy policy,
            RectificationSettings settings, WorkingCalendar calendar) {
        super(ExtensionProcess.KEY, ExtensionProcess.KIND_DECIDE, means, policy);
        this.entries = entries;
        this.records = records;
        role("decider", (about) -> behind(policy.deciderOnExtension(about.entry), about));
        role("applicant", (about) -> Set.of(about.asked.askedBy()));
        role("holders", this::holders);
        notice("extensionRequested", (about, to) -> says("extensionRequested", to, about, TASKS,
                calendar.plusWorkingDays(calendar.today(), settings.extension()).toString(), applicant(about)));
        notice("extensionDecided", (about, to) -> says(about.asked.granted() ? "extensionGranted" : "extensionRefused",
                to, about, page(about), about.entry.dueOn().toString(), name(String.valueOf(about.asked.decidedBy()))));
        notice("extensionDue",
                (about, to) -> says("extensionDue", to, about, TASKS, about.wantedOn(), applicant(about)),
                (about, to) -> record("reminded", about, ExtensionProcess.KIND_DECIDE, to));
        notice("extensionLate",
                (about, to) -> says("extensionLate", to, about, page(about), about.wantedOn(), applicant(about)),
                (about, to) -> record("escalated", about, ExtensionProcess.KIND_DECIDE, to));
    }

    @Override
    protected Case find(String extensionId) {
        Extension asked = this.records.extension(extensionId).orElseThrow();
        return new Case(asked, this.entries.get(asked.entryId()));
    }

    @Override
    protected LedgerEntry entry(Case about) {
        return about.entry;
    }

    private String applicant(Case about) {
        return name(about.asked.askedBy());
    }

    private Set<String> holders(Case about) {
        Set<String> all = new LinkedHashSet<>();
        tasks().holdersOf(about.entry.id(), ExtensionProcess.KIND_DECIDE)
            .forEach((holder) -> all.addAll(behind(holder, about)));
        return all;
    }

    record Case(Extension asked, LedgerEntry entry) {

        String wantedOn() {
            return this.asked.wantedOn().toString();
        }

    }

}
