package org.sanxing.lookback;

import java.util.List;

import org.sanxing.notification.NoticeEvents;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of what people are told about look-backs. */
@Component
@Order(34)
class LookBackNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("lookBackBegun", "lookBackDue", "lookBackLate", "entryConsolidated", "entryRelapsed");
    }

}
