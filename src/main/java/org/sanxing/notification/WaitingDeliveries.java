package org.sanxing.notification;

import java.util.List;
import java.util.Set;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits to be sent, and since when. */
@Component
@Order(30)
class WaitingDeliveries implements DeskItems {

    private final Outbox outbox;

    private final MessageSource messages;

    WaitingDeliveries(Outbox outbox, MessageSource messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "queue";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Item> oldest = this.outbox.oldestWaiting()
            .map((since) -> new Item(this.messages.getMessage("desk.queue.item", null, LocaleContextHolder.getLocale()),
                    since, "/admin/notices"))
            .stream()
            .toList();
        return new Found(this.outbox.standing().waiting(), oldest, null);
    }

}
