package org.sanxing.rectification;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.tasks.DeadEnds;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Entries whose responsible party has left, and votes of members who have left or are no
 * longer of the party group.
 */
@Component
@Order(250)
class EntriesWithoutDecider implements DeadEnds {

    private static final String RESPONSIBLE_LEFT = "responsibleLeft";

    private static final String END = "endEntry";

    private static final String VOTER_LEFT = "voterLeft";

    private final LedgerEntries entries;

    private final RectificationHistories records;

    private final Organization organization;

    private final KeepEntry keepEntry;

    private final CastVote castVote;

    EntriesWithoutDecider(LedgerEntries entries, RectificationHistories records, Organization organization,
            KeepEntry keepEntry, CastVote castVote) {
        this.entries = entries;
        this.records = records;
        this.organization = organization;
        this.keepEntry = keepEntry;
        this.castVote = castVote;
    }

    @Override
    public String kind() {
        return "entriesWithoutDecider";
    }

    @Override
    public List<DeadEnd> find(int limit) {
        List<String> responsible = this.entries.responsibleNow();
        Map<String, Person> people = this.organization.findAll(responsible);
        List<DeadEnd> found = new ArrayList<>();
        for (String account : responsible) {
            Person person = people.get(account);
            if (person == null || !person.active()) {
                String name = (person != null) ? person.name() : account;
                for (LedgerEntry entry : this.entries.openOf(account)) {
                    found.add(new DeadEnd(entry.id(), RESPONSIBLE_LEFT, List.of(entry.number().toString(), name),
                            entry.id(), account, entry.registeredAt(), null,
                            entry.isPersonal() ? List.of(Remedy.withPerson("reassignEntry"), Remedy.withReason(END))
                                    : List.of(Remedy.withPerson("reassignEntry"))));
                }
            }
        }
        Set<String> group = new HashSet<>(this.organization.partyGroup().stream().map(Person::account).toList());
        for (RectificationHistories.Owed owed : this.records.votesOwed()) {
            if (!group.contains(owed.account())) {
                String name = this.organization.find(owed.account()).map(Person::name).orElse(owed.account());
                found.add(new DeadEnd(owed.entryId() + ":" + owed.account(), VOTER_LEFT, List.of(owed.number(), name),
                        owed.entryId(), owed.account(), owed.since(), null, List.of(Remedy.withReason("endVote"))));
            }
        }
        return found.stream().limit(limit).toList();
    }

    @Override
    public void check(DeadEnd found, Applied remedy) {
        if (found.reason().equals(RESPONSIBLE_LEFT) && !remedy.remedy().equals(END)) {
            this.keepEntry.requireAnswerable(found.id(), remedy.to());
        }
    }

    @Override
    public void remedy(DeadEnd found, Applied remedy) {
        if (found.reason().equals(VOTER_LEFT)) {
            this.castVote.end(String.valueOf(found.caseId()), String.valueOf(found.holder()), remedy.administrator(),
                    remedy.because());
        }
        else if (remedy.remedy().equals(END)) {
            this.keepEntry.end(found.id(), remedy.because(), remedy.administrator());
        }
        else {
            this.keepEntry.handOver(found.id(), remedy.to(), remedy.because(), remedy.administrator());
        }
    }

}
