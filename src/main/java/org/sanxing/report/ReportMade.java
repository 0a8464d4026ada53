package org.sanxing.report;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/** A report was made, by itself. */
record ReportMade(ProgressReport report) implements DomainEvent {

    @Override
    public AuditRecord record() {
        ProgressReport.Figures total = this.report.total();
        return AuditRecord.of("ledgerReports", "ledgerReport", "reportMade", AuditRecord.SYSTEM)
            .object("ledgerReport", String.valueOf(this.report.id()))
            .detail("kind", this.report.period().kind().id())
            .detail("starts", this.report.period().starts().toString())
            .detail("ends", this.report.period().last().toString())
            .detail("opened", total.opened())
            .detail("closed", total.closed())
            .detail("redone", total.redone())
            .detail("open", total.open())
            .detail("late", total.late());
    }

}
