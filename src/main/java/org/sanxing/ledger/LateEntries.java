package org.sanxing.ledger;

import java.util.List;

import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.DeskItems;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the auditor which entries of the ledger are late. */
@Component
@Order(30)
class LateEntries implements DeskItems {

    private static final LedgerQuery LATE = new LedgerQuery(null, null, null, null, null, null, null, true, null, null,
            null, null, LedgerQuery.Sort.DUE);

    private final LedgerSearch search;

    private final WorkingCalendar calendar;

    LateEntries(LedgerSearch search, WorkingCalendar calendar) {
        this.search = search;
        this.calendar = calendar;
    }

    @Override
    public String id() {
        return "entries";
    }

    @Override
    public Found find(String account, int limit) {
        List<Item> items = this.search.page(LATE, account, limit, null)
            .items()
            .stream()
            .map((entry) -> new Item(entry.number() + " " + entry.title(), this.calendar.endOf(entry.dueOn()),
                    "/trace/" + entry.id()))
            .toList();
        return new Found(this.search.count(LATE, account), items, "/ledger?overdue=true");
    }

}
