package org.sanxing.calendar;

import java.util.List;
import java.util.Set;

import org.sanxing.common.DeskItems;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the holidays of this year and the next are known. */
@Component
@Order(20)
class NextYear implements DeskItems {

    private final CalendarYears years;

    private final WorkingCalendar calendar;

    private final MessageSource messages;

    NextYear(CalendarYears years, WorkingCalendar calendar, MessageSource messages) {
        this.years = years;
        this.calendar = calendar;
        this.messages = messages;
    }

    @Override
    public String id() {
        return "calendar";
    }

    @Override
    public Set<String> desks() {
        return Set.of(Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Override
    public Found find(String account, int limit) {
        int now = this.calendar.today().getYear();
        List<Item> unknown = List.of(now, now + 1)
            .stream()
            .filter((year) -> this.years.get(year).table().days().isEmpty())
            .map((year) -> new Item(this.messages.getMessage("desk.calendar.item", new Object[] { year },
                    LocaleContextHolder.getLocale()), null, "/admin/calendar/" + year))
            .toList();
        return new Found(unknown.size(), unknown, null);
    }

}
