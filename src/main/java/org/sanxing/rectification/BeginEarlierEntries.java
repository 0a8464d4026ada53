package org.sanxing.rectification;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Begins, once, the procedure of the entries that were registered before there was one:
 * each in a transaction of its own, so that several nodes share the work.
 */
@Component
class BeginEarlierEntries {

    private final BeginRectification beginRectification;

    BeginEarlierEntries(BeginRectification beginRectification) {
        this.beginRectification = beginRectification;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        while (this.beginRectification.next()) {
            // The next one.
        }
    }

}
