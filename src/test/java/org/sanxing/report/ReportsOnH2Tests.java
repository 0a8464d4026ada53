package org.sanxing.report;

final class ReportsOnH2Tests extends ReportsContract {

    ReportsOnH2Tests() {
        super(false);
    }

}
