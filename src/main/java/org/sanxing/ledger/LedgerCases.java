package org.sanxing.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.sanxing.audit.CaseDescriber;
import org.springframework.stereotype.Component;

/** What the audit shows of a ledger entry. */
@Component
class LedgerCases implements CaseDescriber {

    private final LedgerEntries entries;

    private final LedgerNames.Source names;

    LedgerCases(LedgerEntries entries, LedgerNames.Source names) {
        this.entries = entries;
        this.names = names;
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of(LedgerEntryOpened.CASE_TYPE);
    }

    @Override
    public Optional<CaseDescription> describe(String caseId) {
        return this.entries.find(caseId).map((entry) -> {
            LedgerNames known = this.names.of(List.of(entry));
            return new CaseDescription(entry.id(), entry.number() + " " + entry.title(), entry.responsible(),
                    known.department(entry.departmentId()),
                    (entry.campaignId() != null) ? known.campaign(entry.campaignId()) : null, entry.state().id(),
                    "/ledger/" + entry.id());
        });
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.entries.find(caseId, account).isPresent();
    }

}
