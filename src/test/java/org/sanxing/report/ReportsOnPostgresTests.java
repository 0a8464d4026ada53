package org.sanxing.report;

final class ReportsOnPostgresTests extends ReportsContract {

    ReportsOnPostgresTests() {
        super(true);
    }

}
