package org.sanxing.notification;

import java.util.List;

import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;

/**
 * What happened to the ways by which people are told; all of it is on one chain that is
 * no case. Neither a secret nor an address, which is one too, is ever in it.
 */
sealed interface ChannelEvent extends DomainEvent {

    /** The chain in which all of this is kept. */
    String CHAIN = "channels";

    private static AuditRecord record(String action, String actor, String type, String id) {
        return AuditRecord.of(CHAIN, type, action, actor).object(type, id);
    }

    private static AuditRecord describe(AuditRecord record, NoticeChannel channel) {
        return record.detail("name", channel.name())
            .detail("kind", channel.kind().id())
            .detail("host", channel.host())
            .detail("language", channel.language())
            .detail("noticeEvents", channel.events().isEmpty() ? null : channel.events())
            .detail("branches", channel.branches().isEmpty() ? null : channel.branches())
            .detail("enabled", channel.enabled());
    }

    record Added(String actor, NoticeChannel channel) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return describe(ChannelEvent.record("added", this.actor, "noticeChannel", this.channel.id()), this.channel);
        }

    }

    /**
     * @param dropped how many messages that waited are not sent because of it
     */
    record Changed(String actor, NoticeChannel before, NoticeChannel after, int dropped) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return describe(ChannelEvent.record("changed", this.actor, "noticeChannel", this.after.id()), this.after)
                .detail("nameBefore", this.before.name().equals(this.after.name()) ? null : this.before.name())
                .detail("addressChanged", this.before.url().equals(this.after.url()) ? null : true)
                .detail("secretChanged",
                        java.util.Objects.equals(this.before.secret(), this.after.secret()) ? null : true)
                .detail("dropped", (this.dropped > 0) ? this.dropped : null);
        }

    }

    record Removed(String actor, NoticeChannel channel, int dropped) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return ChannelEvent.record("removed", this.actor, "noticeChannel", this.channel.id())
                .detail("name", this.channel.name())
                .detail("kind", this.channel.kind().id())
                .detail("dropped", (this.dropped > 0) ? this.dropped : null);
        }

    }

    record Tested(String actor, NoticeChannel channel, boolean ok) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return ChannelEvent.record("tested", this.actor, "noticeChannel", this.channel.id())
                .detail("name", this.channel.name())
                .detail("taken", this.ok);
        }

    }

    record Retried(String actor, List<String> deliveries) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return ChannelEvent.record("retried", this.actor, "delivery", this.deliveries.get(0))
                .detail("deliveries", this.deliveries.size());
        }

    }

    record Dropped(String actor, Outbox.Delivery delivery) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return ChannelEvent.record("dropped", this.actor, "delivery", this.delivery.id())
                .detail("channel", this.delivery.channel().id())
                .detail("to", this.delivery.account())
                .detail("noticeEvent", this.delivery.event());
        }

    }

    /** A person chose how to be told. */
    record SettingsChanged(NoticeSettings settings) implements ChannelEvent {

        @Override
        public AuditRecord record() {
            return ChannelEvent.record("changed", this.settings.account(), "noticeSettings", this.settings.account());
        }

    }

}
