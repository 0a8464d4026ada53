package org.sanxing.dossier.signs;

import java.util.Optional;

import org.sanxing.dossier.signs.ConclusionPrints.Request;
import org.sanxing.ledger.EntryTurn.CloseOutRequested;
import org.sanxing.likeness.Fingerprints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts each conclusion into the index in the transaction that asks for close-out, and
 * those from before, or by another method, one by one after the start.
 */
@Component
public class KeepConclusionPrints {

    private static final Logger log = LoggerFactory.getLogger(KeepConclusionPrints.class);

    private final ConclusionPrints prints;

    private final Fingerprints fingerprints;

    private final TransactionTemplate transaction;

    KeepConclusionPrints(ConclusionPrints prints, Fingerprints fingerprints, TransactionTemplate transaction) {
        this.prints = prints;
        this.fingerprints = fingerprints;
        this.transaction = transaction;
    }

    @EventListener
    void on(CloseOutRequested asked) {
        this.prints.latest(asked.entryId()).ifPresent(this::put);
    }

    private void put(Request request) {
        this.prints.put(request.id(), request.entryId(), this.fingerprints.of(request.conclusion()),
                this.fingerprints.method());
    }

    /**
     * @return how many were put into the index
     */
    @Scheduled(initialDelayString = "${sanxing.likeness.delay:PT20S}",
            fixedDelayString = "${sanxing.likeness.delay:PT1H}")
    public int fill() {
        int filled = 0;
        while (Boolean.TRUE.equals(this.transaction.execute((status) -> fillOne()))) {
            filled++;
        }
        if (filled > 0) {
            log.info("The index of conclusions has got {}", filled);
        }
        return filled;
    }

    private boolean fillOne() {
        Optional<Request> missing = this.prints.lockMissing(this.fingerprints.method());
        missing.ifPresent(this::put);
        return missing.isPresent();
    }

}
