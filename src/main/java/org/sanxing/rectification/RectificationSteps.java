package org.sanxing.rectification;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.ledger.EntryPolicy;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerEntryOpened;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.CaseCourse;

import org.springframework.stereotype.Component;

/** Who verifies an entry, who votes on closing it, and who voided it. */
@Component
class RectificationSteps implements CaseCourse {

    private final LedgerEntries entries;

    private final RectificationHistories histories;

    private final EntryPolicy policy;

    private final Organization organization;

    RectificationSteps(LedgerEntries entries, RectificationHistories histories, EntryPolicy policy,
            Organization organization) {
        this.entries = entries;
        this.histories = histories;
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
            .map((entry) -> new Course(new Act("registered", entry.registeredBy(), entry.registeredAt()), next(entry),
                    voided(entry)));
    }

    private @Nullable Act voided(LedgerEntry entry) {
        return (entry.state() != LedgerEntry.State.VOID) ? null
                : this.histories.amendments(entry.id())
                    .stream()
                    .filter((one) -> one.action().equals("void"))
                    .findFirst()
                    .map((one) -> new Act("voided", one.madeBy(), one.madeAt()))
                    .orElse(null);
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
