package org.sanxing.notification;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A receiver as administrators see it: neither its secret nor its whole address.
 *
 * @param address enough to know it by
 * @param signed whether it has a secret
 */
record ChannelView(String id, @Schema(implementation = Channel.class) String kind, String name, String address,
        boolean signed, String language, List<String> events, List<String> branches, boolean enabled, int revision) {

    static ChannelView of(NoticeChannel channel) {
        return new ChannelView(channel.id(), channel.kind().id(), channel.name(), channel.shownUrl(),
                channel.secret() != null, channel.language(), channel.events(), channel.branches(), channel.enabled(),
                channel.revision());
    }

}
