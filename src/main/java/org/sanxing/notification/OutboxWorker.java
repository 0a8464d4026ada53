package org.sanxing.notification;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Looks after the outbox in threads of its own: neither a request nor a sweep waits for a
 * server that is slow, and mail does not wait for a robot.
 */
@Component
class OutboxWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

    /** As long as a mail may take, with each of its steps. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private final MessageRepository messages;

    private final Outbox outbox;

    private final Digests digests;

    private final MailDispatcher mail;

    private final WebhookDispatcher webhooks;

    private final Duration every;

    private @Nullable ThreadPoolTaskScheduler threads;

    OutboxWorker(MessageRepository messages, Outbox outbox, Digests digests, MailDispatcher mail,
            WebhookDispatcher webhooks, OutboxSettings settings) {
        this.messages = messages;
        this.outbox = outbox;
        this.digests = digests;
        this.mail = mail;
        this.webhooks = webhooks;
        this.every = settings.every();
    }

    @Override
    public synchronized void start() {
        ThreadPoolTaskScheduler fresh = new ThreadPoolTaskScheduler();
        fresh.setPoolSize(3);
        fresh.setThreadNamePrefix("outbox-");
        fresh.setDaemon(true);
        // What is being sent is sent, and marked; nothing more is begun.
        fresh.setWaitForTasksToCompleteOnShutdown(true);
        fresh.setAwaitTerminationMillis(LONGEST.toMillis());
        // The database may be away for a while; the next round tries again.
        fresh.setErrorHandler((ex) -> log.warn("The outbox was not looked after", ex));
        fresh.initialize();
        this.outbox.open();
        Instant first = fresh.getClock().instant().plus(this.every);
        fresh.scheduleWithFixedDelay(this.messages::gather, first, this.every);
        fresh.scheduleWithFixedDelay(() -> {
            this.outbox.putRight();
            this.digests.make();
            this.mail.dispatch();
        }, first, this.every);
        fresh.scheduleWithFixedDelay(this.webhooks::dispatch, first, this.every);
        this.threads = fresh;
    }

    @Override
    public synchronized void stop() {
        if (this.threads != null) {
            this.outbox.close();
            this.threads.shutdown();
            this.threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return this.threads != null;
    }

}
