package org.sanxing.registration.source;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Refusal;
import org.sanxing.ledger.LedgerEntries;
import org.sanxing.rectification.BeginRectification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what takes long of an import behind the page: registers it, then begins the
 * procedures of its entries, some in each transaction. What a killed server leaves is
 * done when it starts, or by the next sweep of any node: a file that was not registered
 * waits to be confirmed again, an entry that was not begun is.
 */
@Component
class BeginImported {

    private static final Logger log = LoggerFactory.getLogger(BeginImported.class);

    /** Each holds its entries for a second or so; the page counts on by as many. */
    private static final int AT_ONCE = 25;

    private final ImportEntries importEntries;

    private final ImportStore store;

    private final LedgerEntries entries;

    private final BeginRectification beginRectification;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final Map<String, Integer> progress = new ConcurrentHashMap<>();

    /** One at a time: the database has others to serve. */
    private final ExecutorService behind = Executors.newSingleThreadExecutor((work) -> {
        Thread thread = new Thread(work, "ledger-import");
        thread.setDaemon(true);
        return thread;
    });

    BeginImported(ImportEntries importEntries, ImportStore store, LedgerEntries entries,
            BeginRectification beginRectification, TransactionTemplate transaction, Clock clock) {
        this.importEntries = importEntries;
        this.store = store;
        this.entries = entries;
        this.beginRectification = beginRectification;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PreDestroy
    void stop() {
        this.behind.shutdownNow();
    }

    /** Registers a file that is confirmed, behind the page. */
    void register(String importId, String account) {
        this.progress.put(importId, 0);
        this.transaction
            .executeWithoutResult((status) -> this.store.state(importId, ImportStore.Import.REGISTERING, null));
        this.behind.execute(() -> {
            try {
                this.importEntries.execute(importId, account, (rows) -> this.progress.put(importId, rows));
            }
            catch (Refusal refused) {
                failed(importId, refused.code());
            }
            catch (RuntimeException ex) {
                log.error("The import {} could not be registered; nothing of it was", importId, ex);
                failed(importId, "ledger-import-failed");
            }
            finally {
                this.progress.remove(importId);
            }
            begin();
        });
    }

    /** How many rows are done; null where this server does not know. */
    @Nullable Integer progress(String importId) {
        return this.progress.get(importId);
    }

    /** Begins, behind whoever asks, what is not begun; as of an earlier version. */
    @EventListener(ApplicationReadyEvent.class)
    void beginBehind() {
        this.behind.execute(this::begin);
    }

    private void failed(String importId, String code) {
        this.transaction.executeWithoutResult((status) -> this.store.lock(importId)
            .filter((one) -> one.state().equals(ImportStore.Import.REGISTERING))
            .ifPresent((one) -> this.store.state(importId, ImportStore.Import.PREVIEWED, code)));
    }

    @Scheduled(fixedDelayString = "${sanxing.sweep.delay:PT1M}", initialDelayString = "${sanxing.sweep.delay:PT1M}")
    void sweep() {
        this.store.expired(this.clock.instant().minus(ImportEntries.KEPT))
            .forEach((id) -> this.transaction.executeWithoutResult((status) -> this.store.lock(id)
                .filter((one) -> !one.state().equals(ImportStore.Import.REGISTERED))
                .ifPresent((one) -> this.store.remove(id))));
        begin();
    }

    /** One after another, however many fail: what fails is tried by the next sweep. */
    private void begin() {
        try {
            List<String> ids = this.entries.notBegun("", AT_ONCE);
            while (!ids.isEmpty()) {
                begin(ids);
                ids = this.entries.notBegun(ids.get(ids.size() - 1), AT_ONCE);
            }
        }
        catch (RuntimeException ex) {
            log.error("Procedures of entries could not be begun; the next sweep tries again", ex);
        }
    }

    /** Many in one transaction; where one of them fails, each in its own. */
    private void begin(List<String> ids) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            this.beginRectification.waiting(ids);
        }
        catch (RuntimeException ex) {
            if (ids.size() > 1) {
                ids.forEach((id) -> begin(List.of(id)));
            }
            else {
                log.error("The procedure of entry {} could not be begun; the next sweep tries again", ids.get(0), ex);
            }
        }
    }

}
