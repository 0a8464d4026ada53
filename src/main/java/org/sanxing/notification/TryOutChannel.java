package org.sanxing.notification;

import org.springframework.stereotype.Component;

/**
 * The system administrator tries a receiver out and waits for its answer: the one request
 * that talks to the network, outside any transaction (the shell keeps no answer for it).
 */
@Component
class TryOutChannel {

    private final Administrators administrators;

    private final KeepChannels channels;

    private final WebhookDispatcher dispatcher;

    TryOutChannel(Administrators administrators, KeepChannels channels, WebhookDispatcher dispatcher) {
        this.administrators = administrators;
        this.channels = channels;
        this.dispatcher = dispatcher;
    }

    WebhookDispatcher.Tried execute(String actor, String id) {
        this.administrators.require(actor);
        NoticeChannel channel = this.channels.get(id);
        WebhookDispatcher.Tried tried = this.dispatcher.tryOut(channel);
        this.channels.tested(actor, channel, tried.ok());
        return tried;
    }

}
