package org.sanxing.dossier.signs;

import java.util.Optional;

import org.sanxing.ledger.EntryEvent;
import org.sanxing.rectification.RectificationRecords;
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

    private final RectificationRecords records;

    private final Fingerprints fingerprints;

    private final TransactionTemplate transaction;

    KeepConclusionPrints(ConclusionPrints prints, RectificationRecords records, Fingerprints fingerprints,
            TransactionTemplate transaction) {
        this.prints = prints;
        this.records = records;
        this.fingerprints = fingerprints;
        this.transaction = transaction;
    }

    @EventListener
    void on(EntryEvent happened) {
        if (happened.action().equals("closeOutRequested")) {
            this.records.of(happened.entryId())
                .latestRequest()
                .ifPresent((request) -> put(request.id(), happened.entryId(), request.conclusion()));
        }
    }

    private void put(String requestId, String entryId, String conclusion) {
        this.prints.put(requestId, entryId, this.fingerprints.of(conclusion), this.fingerprints.method());
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
        Optional<ConclusionPrints.Missing> missing = this.prints.lockMissing(this.fingerprints.method());
        missing.ifPresent((one) -> put(one.requestId(), one.entryId(), one.conclusion()));
        return missing.isPresent();
    }

}
