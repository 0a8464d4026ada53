package org.sanxing.lookback.process;

import java.util.LinkedHashSet;
import java.util.Set;

import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.lookback.LookBack;
import org.sanxing.lookback.LookBacks;
import org.sanxing.organization.Person;
import org.sanxing.rectification.EntryParties;
import org.springframework.stereotype.Component;

/** Who is told what when an entry is looked back on. */
@Component
class LookBackParties extends EntryParties<LookBackParties.Case> {

    private final LedgerEntries entries;

    private final LookBacks lookBacks;

    LookBackParties(Means means, LedgerEntries entries, LookBacks lookBacks, EntryPolicy policy) {
        super(LookBackProcess.KEY, LookBackProcess.KIND_LOOK_BACK, means, policy);
        this.entries = entries;
        this.lookBacks = lookBacks;
        role("concerned", this::concerned);
        role("holders", this::holders);
        notice("lookBackBegun",
                (about, to) -> says("lookBackBegun", to, about, task(about), about.dueOn(), responsible(about)));
        notice("lookedBack",
                (about, to) -> about.relapsed()
                        ? says("entryRelapsed", to, about, page(about), about.entry.dueOn().toString(),
                                responsible(about))
                        : says("entryConsolidated", to, about, page(about), "", responsible(about)));
        notice("lookBackDue",
                (about, to) -> says("lookBackDue", to, about, task(about), about.dueOn(), responsible(about)),
                (about, to) -> record("reminded", about, LookBackProcess.KIND_LOOK_BACK, to));
        notice("lookBackLate",
                (about, to) -> says("lookBackLate", to, about, page(about), about.dueOn(), responsible(about)),
                (about, to) -> record("escalated", about, LookBackProcess.KIND_LOOK_BACK, to));
    }

    @Override
    protected Case find(String lookBackId) {
        LookBack found = this.lookBacks.get(lookBackId);
        return new Case(found, this.entries.get(found.entryId()));
    }

    @Override
    protected LedgerEntry entry(Case about) {
        return about.entry;
    }

    /** The responsible party is told what was found, and the branch of a relapse. */
    private Set<String> concerned(Case about) {
        Set<String> told = new LinkedHashSet<>(Set.of(about.entry.responsible()));
        if (about.relapsed()) {
            organization().committee(about.entry.branchId()).stream().map(Person::account).forEach(told::add);
        }
        return told;
    }

    private Set<String> holders(Case about) {
        return tasks().openTaskOf(about.entry.id()).map((task) -> behind(task.holder(), about)).orElseGet(Set::of);
    }

    record Case(LookBack lookBack, LedgerEntry entry) {

        String dueOn() {
            return String.valueOf(this.lookBack.dueOn());
        }

        boolean relapsed() {
            LookBack.End end = this.lookBack.end();
            return end != null && end.outcome().equals(LookBack.End.RELAPSED);
        }

    }

}
