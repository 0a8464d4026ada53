package org.sanxing.lookback;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins the look-backs whose date has come, each in a transaction of its own. Any number
 * of nodes may run it; each is begun once.
 */
@Component
public class BeginDueLookBacks {

    private static final Logger log = LoggerFactory.getLogger(BeginDueLookBacks.class);

    private final BeginLookBack beginLookBack;

    private final TransactionTemplate transaction;

    BeginDueLookBacks(BeginLookBack beginLookBack, TransactionTemplate transaction) {
        this.beginLookBack = beginLookBack;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    public void sweep() {
        List<String> failed = new ArrayList<>();
        boolean more = true;
        while (more) {
            List<String> current = new ArrayList<>();
            try {
                more = Boolean.TRUE
                    .equals(this.transaction.execute((status) -> this.beginLookBack.next(failed, current).isPresent()));
            }
            catch (RuntimeException ex) {
                log.error("The look-back {} could not begin; the next sweep tries again", current, ex);
                failed.addAll(current);
                more = !current.isEmpty();
            }
        }
    }

}
