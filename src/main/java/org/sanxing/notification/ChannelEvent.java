package org.sanxing.notification;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * What happened to the ways by which people are told; all of it is on one chain that is
 * no case. Neither a secret nor an address, which is one too, is ever in it.
 */
record ChannelEvent(AuditRecord record) implements DomainEvent {

    private static ChannelEvent of(String action, String actor, String type, String id) {
        return new ChannelEvent(AuditRecord.of("channels", type, action, actor).object(type, id));
    }

    private static ChannelEvent of(String action, String actor, NoticeChannel channel) {
        return of(action, actor, "noticeChannel", channel.id()).with("name", channel.name());
    }

    private ChannelEvent with(String detail, @Nullable Object value) {
        return new ChannelEvent(this.record.detail(detail, value));
    }

    private ChannelEvent describing(NoticeChannel channel) {
        return with("kind", channel.kind().id()).with("host", channel.host())
            .with("language", channel.language())
            .with("noticeEvents", channel.events().isEmpty() ? null : channel.events())
            .with("branches", channel.branches().isEmpty() ? null : channel.branches())
            .with("enabled", channel.enabled());
    }

    static ChannelEvent added(String actor, NoticeChannel channel) {
        return of("added", actor, channel).describing(channel);
    }

    /**
     * @param dropped how many messages that waited are not sent because of it
     */
    static ChannelEvent changed(String actor, NoticeChannel before, NoticeChannel after, int dropped) {
        return of("changed", actor, after).describing(after)
            .with("nameBefore", before.name().equals(after.name()) ? null : before.name())
            .with("addressChanged", before.url().equals(after.url()) ? null : true)
            .with("secretChanged", Objects.equals(before.secret(), after.secret()) ? null : true)
            .with("dropped", (dropped > 0) ? dropped : null);
    }

    static ChannelEvent removed(String actor, NoticeChannel channel, int dropped) {
        return of("removed", actor, channel).with("kind", channel.kind().id())
            .with("dropped", (dropped > 0) ? dropped : null);
    }

    static ChannelEvent tested(String actor, NoticeChannel channel, boolean ok) {
        return of("tested", actor, channel).with("taken", ok);
    }

    static ChannelEvent retried(String actor, List<String> deliveries) {
        return of("retried", actor, "delivery", deliveries.get(0)).with("deliveries", deliveries.size());
    }

    static ChannelEvent dropped(String actor, Outbox.Delivery delivery) {
        return of("dropped", actor, "delivery", delivery.id()).with("channel", delivery.channel().id())
            .with("to", delivery.account())
            .with("noticeEvent", delivery.event());
    }

    /** A person chose how to be told. */
    static ChannelEvent settingsChanged(String account) {
        return of("changed", account, "noticeSettings", account);
    }

}
