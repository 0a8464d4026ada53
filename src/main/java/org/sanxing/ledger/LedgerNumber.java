package org.sanxing.ledger;

/**
 * The number of an entry, e.g. {@code ZB1-2026-007}: one sequence for each branch and
 * year.
 */
public record LedgerNumber(String branchCode, int year, int sequence) {

    private static final int DIGITS = 3;

    public LedgerNumber plus(int more) {
        return new LedgerNumber(this.branchCode, this.year, this.sequence + more);
    }

    @Override
    public String toString() {
        String number = Integer.toString(this.sequence);
        return this.branchCode + "-" + this.year + "-" + "0".repeat(Math.max(0, DIGITS - number.length())) + number;
    }

}
