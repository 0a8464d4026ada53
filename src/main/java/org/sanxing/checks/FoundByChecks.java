package org.sanxing.checks;

import java.util.List;
import java.util.Set;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Role;
import org.sanxing.tasks.DeadEnds.DeadEnd;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What has come to a halt, for the home of the system administrator. */
@Component
@Order(10)
class FoundByChecks implements DeskItems {

    private static final int COUNTED = 100;

    private final Checks checks;

    private final MessageSource messages;

    FoundByChecks(Checks checks, MessageSource messages) {
        this.checks = checks;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "checks";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SYSTEM_ADMINISTRATOR.id());
    }

    /** A line for each kind, since the oldest of it. */
    @Override
    public Found find(String account, int limit) {
        Checks.Report report = this.checks.run(COUNTED);
        List<Item> kinds = report.groups()
            .stream()
            .filter((group) -> !group.found().isEmpty())
            .map((group) -> new Item(said(group),
                    group.found().stream().map(DeadEnd::since).min(java.util.Comparator.naturalOrder()).orElse(null),
                    "/admin/checks"))
            .toList();
        return new Found(report.count(), kinds, "/admin/checks");
    }

    private String said(Checks.Group group) {
        return this.messages.getMessage("desk.checks.item",
                new Object[] {
                        this.messages.getMessage("checks.kind." + group.kind(), null, LocaleContextHolder.getLocale()),
                        group.found().size() },
                LocaleContextHolder.getLocale());
    }

}
