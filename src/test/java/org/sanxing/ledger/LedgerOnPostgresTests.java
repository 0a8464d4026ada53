package org.sanxing.ledger;

final class LedgerOnPostgresTests extends LedgerTests {

    LedgerOnPostgresTests() {
        super(true);
    }

}
