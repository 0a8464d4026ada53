package org.sanxing.ledger;

final class LedgerOnH2Tests extends LedgerTests {

    LedgerOnH2Tests() {
        super(false);
    }

}
