package org.sanxing.ledger;

import java.util.List;

import org.sanxing.notification.NoticeEvents;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of what this module tells people. */
@Component
@Order(30)
class LedgerNotices implements NoticeEvents {

    @Override
    public List<String> events() {
        return List.of("entryAssigned", "closeOutRequested", "voteCalled", "entryClosed", "entryRedone", "entryVoided",
                "rectificationDue", "rectificationOverdue", "rectificationLate", "verificationDue", "verificationLate",
                "voteDue", "voteLate", "extensionRequested", "extensionGranted", "extensionRefused", "extensionDue",
                "extensionLate");
    }

}
