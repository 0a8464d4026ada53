package org.sanxing.ledger;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.sanxing.audit.CaseDescriber;
import org.sanxing.campaign.Campaigns;
import org.sanxing.organization.Department;
import org.sanxing.organization.Organization;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the audit shows of a ledger entry. */
@Component
class LedgerCases implements CaseDescriber {

    private final LedgerEntries entries;

    private final Organization organization;

    private final Campaigns campaigns;

    private final EntryPolicy policy;

    private final Set<String> overseen;

    LedgerCases(LedgerEntries entries, Organization organization, Campaigns campaigns, EntryPolicy policy,
            ObjectProvider<OverseenActions> overseen) {
        this.entries = entries;
        this.organization = organization;
        this.campaigns = campaigns;
        this.policy = policy;
        this.overseen = overseen.stream()
            .flatMap((some) -> some.actions().stream())
            .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> caseTypes() {
        return Set.of(LedgerEntryOpened.CASE_TYPE);
    }

    @Override
    public Optional<CaseDescription> describe(String caseId) {
        return this.entries.find(caseId)
            .map((entry) -> new CaseDescription(entry.id(), entry.number() + " " + entry.title(), entry.responsible(),
                    Optional.ofNullable(entry.departmentId())
                        .flatMap(this.organization::department)
                        .map(Department::name)
                        .orElse(""),
                    (entry.campaignId() != null) ? this.campaigns.title(entry.campaignId()).orElse("") : null,
                    entry.state().id(), "/ledger/" + entry.id()));
    }

    @Override
    public boolean mayRead(String caseId, String account) {
        return this.entries.find(caseId, account).isPresent();
    }

    /**
     * Who may read the entry may read what happened to it; what colleagues said to each
     * other on its tasks is theirs.
     */
    @Override
    public Optional<BiPredicate<String, String>> follows(String caseId, String account) {
        return this.entries.find(caseId, account).map((entry) -> {
            boolean oversees = this.policy.oversees(entry, account);
            return (type, action) -> type.equals(LedgerEntryOpened.CASE_TYPE)
                    && (oversees || !this.overseen.contains(action));
        });
    }

}
