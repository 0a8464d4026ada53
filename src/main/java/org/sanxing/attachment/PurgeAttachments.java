package org.sanxing.attachment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sweeps away files that were uploaded and never became part of anything, and contents of
 * which no file is left. Each goes in a transaction of its own that looks again before,
 * so any node may do it at any time.
 */
@Component
class PurgeAttachments {

    private static final Logger log = LoggerFactory.getLogger(PurgeAttachments.class);

    private static final int AT_A_TIME = 100;

    /** An upload keeps its content first and names it then. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final AttachmentStore attachments;

    private final AttachmentContents contents;

    private final AttachmentLimits limits;

    private final ObjectProvider<AttachmentUse> uses;

    private final TransactionTemplate transaction;

    private final Clock clock;

    PurgeAttachments(AttachmentStore attachments, AttachmentContents contents, AttachmentLimits limits,
            ObjectProvider<AttachmentUse> uses, PlatformTransactionManager transactions, Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.limits = limits;
        this.uses = uses;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "${sanxing.attachments.sweep:PT1H}")
    void purge() {
        Instant now = this.clock.instant();
        int files = purgeFiles(now.minus(this.limits.keepUnattached()));
        int kept = purgeContents(now.minus(GRACE));
        if (files + kept > 0) {
            log.info("Removed {} files that were never submitted, and {} contents", files, kept);
        }
    }

    private int purgeFiles(Instant before) {
        int removed = 0;
        String after = "";
        List<Attachment> some;
        do {
            some = this.attachments.looseBefore(before, after, AT_A_TIME);
            Map<String, Set<String>> inUse = new HashMap<>();
            for (Attachment attachment : some) {
                after = attachment.id();
                boolean used = inUse.computeIfAbsent(attachment.caseId(), this::inUse).contains(attachment.id());
                removed += used ? 0 : removed(() -> this.attachments.remove(attachment.id()));
            }
        }
        while (some.size() == AT_A_TIME);
        return removed;
    }

    private Set<String> inUse(String caseId) {
        Set<String> ids = new HashSet<>();
        this.uses.stream().forEach((use) -> ids.addAll(use.inUse(caseId)));
        return ids;
    }

    private int purgeContents(Instant before) {
        int removed = 0;
        int gone;
        List<String> some;
        do {
            some = this.contents.unused(before, AT_A_TIME);
            gone = some.stream().mapToInt((hash) -> removed(() -> this.contents.removeIfUnused(hash, before))).sum();
            removed += gone;
        }
        while (gone > 0 && some.size() == AT_A_TIME);
        return removed;
    }

    private int removed(BooleanSupplier removal) {
        return Boolean.TRUE.equals(this.transaction.execute((status) -> removal.getAsBoolean())) ? 1 : 0;
    }

}
