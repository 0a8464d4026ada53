package org.sanxing.registration.source;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.ledger.EntrySource;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNumber;
import org.sanxing.organization.Person;

/** A problem as the branch registers it itself. */
public record Finding(EntrySource source, @Nullable String campaignId, LedgerEntry.Statement statement,
        String responsible) {

    /**
     * @param responsible the person of that account
     */
    public LedgerEntry open(LedgerNumber number, String branchId, Person responsible, String registeredBy, Instant now,
            LocalDate dueOn) {
        return LedgerEntry.open(new LedgerEntry.Identity(Ids.next(), number, branchId, responsible.departmentId(),
                this.campaignId, this.source, null, registeredBy, now), this.statement, this.responsible, dueOn);
    }

}
