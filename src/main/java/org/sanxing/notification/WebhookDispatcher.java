package org.sanxing.notification;

import java.io.IOException;
import java.io.Serializable;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.common.InvalidInput;
import org.sanxing.notification.Outbox.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Sends what waits for robots and other receivers, each in its own turn: one that hangs
 * holds up nobody else. After a failure a receiver is left alone until the next round.
 */
@Component
class WebhookDispatcher {

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatcher.class);

    private static final int AT_ONCE = 4;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Outbox outbox;

    private final NoticeChannels channels;

    private final WebhookRequests requests;

    private final WebhookClient client;

    private final MessageTexts texts;

    private final MailWriter mails;

    private final JsonMapper json;

    private final Clock clock;

    WebhookDispatcher(Outbox outbox, NoticeChannels channels, WebhookRequests requests, WebhookClient client,
            MessageTexts texts, MailWriter mails, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.channels = channels;
        this.requests = requests;
        this.client = client;
        this.texts = texts;
        this.mails = mails;
        this.json = json;
        this.clock = clock;
    }

    /** Returns when all that is due was tried. */
    void dispatch() {
        OutsideTransactions.check();
        List<String> targets = this.outbox.dueTargets();
        if (targets.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, targets.size()), (task) -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Future<?> turn : threads
                .invokeAll(targets.stream().map((target) -> Executors.callable(() -> dispatch(target))).toList())) {
                await(turn);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> turn) throws InterruptedException {
        try {
            turn.get();
        }
        catch (ExecutionException ex) {
            log.warn("A receiver was not looked after: {}", String.valueOf(ex.getCause()));
        }
    }

    private void dispatch(String target) {
        NoticeChannel channel = this.channels.find(target).filter(NoticeChannel::enabled).orElse(null);
        int room = (channel != null)
                ? channel.kind().perMinute() - this.outbox.sentSince(target, this.clock.instant().minus(MINUTE))
                : Integer.MAX_VALUE;
        for (int i = 0; i < room; i++) {
            Delivery next = this.outbox.claimFor(target).orElse(null);
            if (next == null) {
                return;
            }
            if (channel == null) {
                this.outbox.pointless(next, "switched off");
            }
            else if (!deliver(channel, next)) {
                return;
            }
        }
    }

    private boolean deliver(NoticeChannel channel, Delivery delivery) {
        String reason;
        try {
            reason = send(channel, said(channel, delivery));
        }
        catch (IOException ex) {
            reason = String.valueOf(ex.getMessage());
        }
        catch (RuntimeException ex) {
            reason = ex.toString();
        }
        if (reason == null) {
            this.outbox.sent(delivery);
        }
        else {
            this.outbox.failed(delivery, reason);
        }
        return reason == null;
    }

    /** Returns why it was not taken; null where it was. */
    private @Nullable String send(NoticeChannel channel, WebhookRequests.Said said) throws IOException {
        WebhookClient.Answer answer = this.client.send(this.requests.request(channel, said, this.clock.instant())
            .header("X-Sanxing-Delivery", said.delivery()));
        return this.requests.refusal(channel.kind(), answer.status(), answer.body());
    }

    private WebhookRequests.Said said(NoticeChannel channel, Delivery delivery) {
        Locale locale = NoticeSettings.locale(channel.language());
        List<NoticeChannel.Recipient> named = (delivery.content() != null)
                ? List.of(this.json.readValue(delivery.content(), NoticeChannel.Recipient[].class)) : List.of();
        return new WebhookRequests.Said(delivery.id(), delivery.event(), this.texts.name(delivery.event(), locale),
                String.join(" ", delivery.arguments()), named, delivery.caseId(), this.mails.url(delivery.link()),
                delivery.createdAt(), locale);
    }

    /**
     * Says something to try a receiver out, at once. What it answered is for the log
     * alone: it might be anything that this machine can reach.
     * @throws InvalidInput where the address is one of this machine
     */
    Tried tryOut(NoticeChannel channel) {
        Locale locale = NoticeSettings.locale(channel.language());
        WebhookRequests.Said said = new WebhookRequests.Said(Ids.next(), "test",
                this.texts.words("notification.robot.test.title", "", locale),
                this.texts.words("notification.robot.test.text", "", locale, channel.name()), List.of(), "test",
                this.mails.url("/notifications"), this.clock.instant(), locale);
        String reason;
        try {
            reason = send(channel, said);
        }
        catch (AllowedReceivers.OwnAddress ex) {
            throw new InvalidInput("url", "notice-url-own-machine");
        }
        catch (IOException ex) {
            reason = String.valueOf(ex.getMessage());
        }
        if (reason != null) {
            log.info("{} was tried out and does not work: {}", channel.name(), reason);
        }
        return new Tried(reason == null, (reason == null) ? "works" : "does not");
    }

    /**
     * @param answer the same in words: {@code works} or {@code does not}
     */
    record Tried(boolean ok, String answer) implements Serializable {

    }

}
