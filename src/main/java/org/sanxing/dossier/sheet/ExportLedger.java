package org.sanxing.dossier.sheet;

import org.sanxing.common.UseCase;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.ledger.LedgerQuery;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Somebody takes the ledger out as Excel. It is put on record before the first row goes
 * out: whoever breaks off the download has had its beginning.
 */
@UseCase
public class ExportLedger {

    private final LedgerEntries entries;

    private final ApplicationEventPublisher events;

    ExportLedger(LedgerEntries entries, ApplicationEventPublisher events) {
        this.entries = entries;
        this.events = events;
    }

    /**
     * @return how many rows there are
     */
    public long execute(LedgerQuery.Parameters parameters, String account) {
        LedgerQuery query = parameters.query();
        long rows = this.entries.count(query, account);
        this.events.publishEvent(new LedgerExported(account, parameters.filters(), rows));
        return rows;
    }

}
