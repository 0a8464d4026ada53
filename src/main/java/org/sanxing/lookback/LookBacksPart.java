package org.sanxing.lookback;

import org.sanxing.ledger.LedgerPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The look-backs among the parts of the ledger. */
@Component
@Order(2)
class LookBacksPart implements LedgerPart {

    private final LookBackReading reading;

    LookBacksPart(LookBackReading reading) {
        this.reading = reading;
    }

    @Override
    public String path() {
        return "/ledger/lookbacks";
    }

    @Override
    public String label() {
        return "lookback.title";
    }

    @Override
    public boolean opensTo(String account) {
        return this.reading.mayRead(account);
    }

}
