package org.sanxing.ledger.report;

final class ReportsOnPostgresTests extends ReportsContract {

    ReportsOnPostgresTests() {
        super(true);
    }

}
