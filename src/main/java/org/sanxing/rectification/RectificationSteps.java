package org.sanxing.rectification;

import java.util.List;
import java.util.Optional;

import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.CaseCourse;

import org.springframework.stereotype.Component;

/** Who verifies an entry, and who votes on closing it. */
@Component
class RectificationSteps implements CaseCourse {

    private final LedgerEntries entries;

    private final EntryPolicy policy;

    private final Organization organization;

    RectificationSteps(LedgerEntries entries, EntryPolicy policy, Organization organization) {
        this.entries = entries;
        this.policy = policy;
        this.organization = organization;
    }

    @Override
    public String caseType() {
        return LedgerEntryOpened.CASE_TYPE;
    }

    @Override
    public Optional<Course> of(String caseId) {
        return this.entries.find(caseId)
            .map((entry) -> new Course("registered", entry.registeredBy(), entry.registeredAt(), next(entry)));
    }

    private List<Next> next(LedgerEntry entry) {
        return switch (entry.state()) {
            case RECTIFYING -> List.of(new Next(RectificationProcess.KIND_VERIFY, verifiers(entry)), vote(entry));
            case VERIFYING -> List.of(vote(entry));
            default -> List.of();
        };
    }

    private List<String> verifiers(LedgerEntry entry) {
        List<String> committee = this.organization.committee(entry.branchId())
            .stream()
            .map(Person::account)
            .filter((account) -> !account.equals(entry.responsible()))
            .toList();
        return committee.isEmpty() ? this.policy.leader(entry).map(Person::account).stream().toList() : committee;
    }

    private Next vote(LedgerEntry entry) {
        return new Next(RectificationProcess.KIND_VOTE,
                this.policy.members(entry)
                    .stream()
                    .filter(EntryPolicy.Member::entitled)
                    .map(EntryPolicy.Member::account)
                    .toList());
    }

}
