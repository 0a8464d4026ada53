package org.sanxing.report;

import org.sanxing.ledger.LedgerPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The reports to the party group among the parts of the ledger. */
@Component
@Order(3)
class ReportsPart implements LedgerPart {

    private final ReadReports readReports;

    ReportsPart(ReadReports readReports) {
        this.readReports = readReports;
    }

    @Override
    public String path() {
        return "/ledger/reports";
    }

    @Override
    public String label() {
        return "report.list.link";
    }

    @Override
    public boolean opensTo(String account) {
        return this.readReports.mayRead(account);
    }

}
