package org.sanxing.dossier.sheet;

import java.util.Map;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * Somebody took the ledger out as Excel.
 *
 * @param filters as they were given
 * @param rows how many there were when it began
 */
record LedgerExported(String account, Map<String, String> filters, long rows) implements DomainEvent {

    @Override
    public AuditRecord record() {
        return AuditRecord.of("exports", "ledgerExport", "ledgerExported", this.account)
            .detail("rows", this.rows)
            .detail("filters", this.filters.isEmpty() ? null : this.filters);
    }

}
