package org.sanxing.notification;

import java.util.List;
import java.util.Set;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the auditor what did not get out; the system administrator sees to it. */
@Component
@Order(10)
class FailedDeliveries implements DeskItems {

    private final Deliveries deliveries;

    private final Outbox outbox;

    private final Organization organization;

    private final MessageSource messages;

    FailedDeliveries(Deliveries deliveries, Outbox outbox, Organization organization, MessageSource messages) {
        this.organization = organization;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "deliveries";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.AUDITOR.id(), Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Item> items = this.deliveries.gaveUp(limit)
            .stream()
            .map((one) -> new Item(said(one), one.since(), null))
            .toList();
        return new Found(this.outbox.standing().gaveUp(), items,
                this.organization.rolesOf(account).contains(Role.SYSTEM_ADMINISTRATOR) ? "/admin/notices" : null);
    }

    private String said(Deliveries.GaveUp one) {
        String channel = this.messages.getMessage("notification.channel.kind." + one.channel(), null,
                LocaleContextHolder.getLocale());
        return this.messages.getMessage("desk.deliveries.item", new Object[] { channel, one.receiver(), one.reason() },
                LocaleContextHolder.getLocale());
    }

}
