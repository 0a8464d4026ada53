package org.sanxing.notification;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The system administrator tries a receiver out and waits for its answer: the one request
 * that talks to the network, outside any transaction.
 */
@Component
class TryOutChannel {

    private final Administrators administrators;

    private final KeepChannels channels;

    private final WebhookDispatcher dispatcher;

    private final TransactionTemplate outside;

    TryOutChannel(Administrators administrators, KeepChannels channels, WebhookDispatcher dispatcher,
            PlatformTransactionManager transactions) {
        this.administrators = administrators;
        this.channels = channels;
        this.dispatcher = dispatcher;
        this.outside = new TransactionTemplate(transactions);
        this.outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    WebhookDispatcher.Tried execute(String actor, String id) {
        this.administrators.require(actor);
        NoticeChannel channel = this.channels.get(id);
        WebhookDispatcher.Tried tried = this.outside.execute((status) -> this.dispatcher.tryOut(channel));
        this.channels.tested(actor, channel, tried.ok());
        return tried;
    }

}
