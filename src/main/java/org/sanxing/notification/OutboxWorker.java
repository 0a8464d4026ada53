package org.sanxing.notification;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks after the outbox in threads of its own: neither a request nor a sweep waits for a
 * server that is slow, and mail does not wait for a robot.
 */
@Component
class OutboxWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    private final Digests digests;

    private final MailDispatcher mail;

    private final WebhookDispatcher webhooks;

    private final Duration every;

    private @Nullable ScheduledExecutorService threads;

    OutboxWorker(Digests digests, MailDispatcher mail, WebhookDispatcher webhooks,
            @Value("${sanxing.outbox.every:PT5S}") Duration every) {
        this.digests = digests;
        this.mail = mail;
        this.webhooks = webhooks;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        AtomicInteger number = new AtomicInteger();
        ScheduledExecutorService fresh = Executors.newScheduledThreadPool(2, (task) -> {
            Thread thread = new Thread(task, "outbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        repeat(fresh, () -> {
            this.digests.make();
            this.mail.dispatch();
        });
        repeat(fresh, this.webhooks::dispatch);
        this.threads = fresh;
    }

    private void repeat(ScheduledExecutorService on, Runnable work) {
        on.scheduleWithFixedDelay(() -> {
            try {
                work.run();
            }
            catch (RuntimeException | Error ex) {
                // The database may be away for a while; the next round tries again. What
                // is thrown here would end all further rounds without a word.
                log.warn("The outbox was not looked after: {}", ex.toString());
            }
        }, this.every.toMillis(), this.every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (this.threads != null) {
            this.threads.shutdownNow();
            this.threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return this.threads != null;
    }

}
