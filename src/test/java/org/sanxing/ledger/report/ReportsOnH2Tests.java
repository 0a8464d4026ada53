package org.sanxing.ledger.report;

final class ReportsOnH2Tests extends ReportsContract {

    ReportsOnH2Tests() {
        super(false);
    }

}
