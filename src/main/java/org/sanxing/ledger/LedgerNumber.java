package org.sanxing.ledger;

import java.util.Locale;

/**
 * The number of an entry, e.g. {@code ZB1-2026-007}: one sequence for each branch and
 * year.
 */
public record LedgerNumber(String branchCode, int year, int sequence) {

    public LedgerNumber plus(int more) {
        return new LedgerNumber(this.branchCode, this.year, this.sequence + more);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%d-%03d", this.branchCode, this.year, this.sequence);
    }

}
