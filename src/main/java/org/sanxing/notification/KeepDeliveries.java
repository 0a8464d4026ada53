package org.sanxing.notification;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.NotFound;
import org.sanxing.common.Page;
import org.sanxing.common.UseCase;
import org.sanxing.notification.Outbox.Delivery;

import org.springframework.context.ApplicationEventPublisher;

/** The system administrator looks after what could not be delivered. */
@UseCase
class KeepDeliveries implements Deliveries {

    /** As many as are tried again by one press. */
    private static final int MANY = 1000;

    private final Outbox outbox;

    private final NoticeChannels channels;

    private final Administrators administrators;

    private final ApplicationEventPublisher events;

    KeepDeliveries(Outbox outbox, NoticeChannels channels, Administrators administrators,
            ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.channels = channels;
        this.administrators = administrators;
        this.events = events;
    }

    @Override
    public List<GaveUp> gaveUp(int limit) {
        return page(limit, null).items();
    }

    @Override
    public List<Sent> sent(String event, Instant since) {
        return this.outbox.sent(event, since);
    }

    Page<GaveUp> page(int limit, @Nullable String cursor) {
        Map<String, String> names = new HashMap<>();
        this.channels.all().forEach((channel) -> names.put(channel.id(), channel.name()));
        return this.outbox.gaveUp(limit, cursor).map((delivery) -> gaveUp(delivery, names));
    }

    private static GaveUp gaveUp(Delivery delivery, Map<String, String> names) {
        String receiver = (delivery.target() != null) ? names.getOrDefault(delivery.target(), delivery.target())
                : String.valueOf(delivery.address());
        return new GaveUp(delivery.id(), delivery.channel().id(), receiver, delivery.account(), delivery.event(),
                delivery.caseId(), String.valueOf(delivery.reason()), delivery.attempts(), delivery.createdAt());
    }

    @Override
    public void tryAgain(String id, String administrator) {
        this.administrators.require(administrator);
        this.outbox.find(id).orElseThrow(() -> new NotFound("delivery"));
        retry(List.of(id), administrator);
    }

    /** Returns how many. */
    int tryAllAgain(String administrator) {
        this.administrators.require(administrator);
        return retry(this.outbox.gaveUp(MANY, null).items().stream().map(Delivery::id).toList(), administrator);
    }

    private int retry(List<String> ids, String administrator) {
        int tried = this.outbox.tryAgain(ids);
        if (tried > 0) {
            this.events.publishEvent(ChannelEvent.retried(administrator, ids));
        }
        return tried;
    }

    /** It is not sent any more. */
    void drop(String id, String administrator) {
        this.administrators.require(administrator);
        Delivery delivery = this.outbox.find(id).orElseThrow(() -> new NotFound("delivery"));
        if (!this.outbox.drop(id)) {
            throw new Conflict("delivery-not-given-up").in(delivery.state());
        }
        this.events.publishEvent(ChannelEvent.dropped(administrator, delivery));
    }

}
