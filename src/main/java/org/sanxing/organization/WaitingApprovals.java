package org.sanxing.organization;

import java.util.List;
import java.util.Set;

import org.sanxing.common.DeskItems;
import org.sanxing.common.PageLimit;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for a second administrator. */
@Component
@Order(5)
class WaitingApprovals implements DeskItems {

    private final Approvals approvals;

    private final Organization organization;

    private final MessageSource messages;

    WaitingApprovals(Approvals approvals, Organization organization, MessageSource messages) {
        this.approvals = approvals;
        this.organization = organization;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "approvals";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SYSTEM_ADMINISTRATOR.id(), Role.SECURITY_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        List<Item> waiting = this.approvals.list(account, Approval.State.WAITING, null, PageLimit.MAXIMUM)
            .items()
            .stream()
            .filter(Approvals.Item::mayDecide)
            .limit(limit)
            .map((one) -> new Item(said(one), one.askedAt(), ApprovalPages.HOME))
            .toList();
        return new Found(this.approvals.waitingFor(account), waiting, ApprovalPages.HOME);
    }

    private String said(Approvals.Item item) {
        String kind = this.messages.getMessage("approvals.kind." + item.kind(), null, LocaleContextHolder.getLocale());
        return this.messages.getMessage("desk.approvals.item",
                new Object[] { kind, this.organization.find(item.subject()).map(Person::name).orElse(item.subject()) },
                LocaleContextHolder.getLocale());
    }

}
