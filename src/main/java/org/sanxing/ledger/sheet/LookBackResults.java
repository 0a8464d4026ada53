package org.sanxing.ledger.sheet;

import java.util.Collection;
import java.util.Map;

import org.springframework.stereotype.Component;

/** What the last look-back at each entry found; none where there was none. */
@Component
class LookBackResults {

    /**
     * @return by entry, {@code consolidated} or {@code relapsed}
     */
    Map<String, String> of(Collection<String> entryIds) {
        return Map.of();
    }

}
