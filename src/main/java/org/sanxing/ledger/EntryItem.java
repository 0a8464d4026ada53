package org.sanxing.ledger;

import java.time.Instant;
import java.time.LocalDate;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.DeadlineClass;
import org.sanxing.organization.PersonRef;

/** An entry as the API lists it. */
public record EntryItem(String id, String number, String title, @Nullable String category, String categoryName,
        @Schema(ref = "LedgerSource") EntrySource source,
        @Schema(implementation = LedgerEntry.State.class) String state, PersonRef responsible,
        @Schema(implementation = DeadlineClass.class) String deadlineClass, LocalDate dueOn, int cycle, int redoCount,
        boolean recurring, boolean overdue, @Nullable String campaignId, @Nullable Unit branch,
        @Nullable Unit department, Instant registeredAt, int revision) {

    public static EntryItem of(LedgerEntry entry, LedgerNames known, LocalDate today) {
        return new EntryItem(entry.id(), entry.number().toString(), entry.title(), entry.category(),
                known.category(entry.category()), entry.source(), entry.state().id(), known.person(entry.responsible()),
                entry.deadlineClass().id(), entry.dueOn(), entry.cycle(), entry.redoCount(), entry.recurring(),
                entry.isOverdue(today), entry.campaignId(), Unit.of(entry.branchId(), known.branch(entry.branchId())),
                Unit.of(entry.departmentId(), known.department(entry.departmentId())), entry.registeredAt(),
                entry.revision());
    }

    public record Unit(String id, String name) {

        public static @Nullable Unit of(@Nullable String id, String name) {
            return (id != null) ? new Unit(id, name) : null;
        }

    }

}
