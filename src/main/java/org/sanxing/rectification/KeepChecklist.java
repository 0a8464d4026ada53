package org.sanxing.rectification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sanxing.calendar.DeadlineClass;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Recorded;
import org.sanxing.common.FieldError;
import org.sanxing.common.Forbidden;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.Organization;
import org.springframework.context.ApplicationEventPublisher;

/** The branch committee says what must be shown before an entry of a class is closed. */
@UseCase
class KeepChecklist {

    public static final int ITEMS = 20;

    private static final int ITEM = 200;

    private final Checklists checklists;

    private final Organization organization;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    KeepChecklist(Checklists checklists, Organization organization, ApplicationEventPublisher events, Clock clock) {
        this.checklists = checklists;
        this.organization = organization;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws Forbidden for who is not of the committee
     * @throws InvalidInput without an item, or with one twice
     */
    List<String> execute(String branchId, String classId, ChecklistCommand command, String account) {
        DeadlineClass deadlineClass = DeadlineClass.of(classId)
            .orElseThrow(() -> new InvalidInput("deadlineClass", "ledger-deadline-class"));
        if (!this.organization.committeesOf(account).contains(branchId)) {
            throw new Forbidden("committee-only");
        }
        List<String> items = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (String typed : (command.items() != null) ? command.items() : List.<@Nullable String>of()) {
            String item = Texts.strip(typed);
            if (item.isEmpty()) {
                continue;
            }
            if (item.codePointCount(0, item.length()) > ITEM) {
                errors.add(FieldError.of("items", "ledger-too-long", ITEM));
            }
            else if (items.contains(item)) {
                errors.add(FieldError.of("items", "ledger-item-twice", item));
            }
            items.add(item);
        }
        if (items.isEmpty() || items.size() > ITEMS) {
            errors.add(FieldError.of("items", "ledger-items", ITEMS));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        this.checklists.add(branchId, deadlineClass, items, account, this.clock.instant());
        this.events.publishEvent(new Recorded(AuditRecord.of("ledger", "checklist", "checklistChanged", account)
            .object("checklist", branchId + "/" + deadlineClass.id())
            .detail("deadlineClass", deadlineClass.id())
            .detail("items", items)));
        return items;
    }

    record ChecklistCommand(@Nullable List<@Nullable String> items) {

    }

}
