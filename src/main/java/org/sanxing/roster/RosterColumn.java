package org.sanxing.roster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.sanxing.document.SheetTable;

/**
 * A column of one of the sheets. {@code roster.column.<sheet>.<id>} is its title,
 * {@code .also} what else it may be called, {@code .how} what belongs there.
 */
enum RosterColumn implements SheetTable.Column {

    UNIT(RosterSheet.DEPARTMENTS, "name", true, 28), PARENT(RosterSheet.DEPARTMENTS, "parent", false, 28),
    HEAD(RosterSheet.DEPARTMENTS, "head", false, 20), SUPERVISOR(RosterSheet.DEPARTMENTS, "supervisor", false, 20),
    CELL(RosterSheet.BRANCHES, "name", true, 28), CODE(RosterSheet.BRANCHES, "code", true, 14),
    NAME(RosterSheet.PEOPLE, "name", true, 14), ACCOUNT(RosterSheet.PEOPLE, "account", true, 18),
    POST(RosterSheet.PEOPLE, "post", false, 24), DEPARTMENT(RosterSheet.PEOPLE, "department", true, 24),
    BRANCH(RosterSheet.PEOPLE, "branch", true, 20), ROLES(RosterSheet.PEOPLE, "roles", false, 28),
    EMAIL(RosterSheet.PEOPLE, "email", false, 28);

    private final RosterSheet sheet;

    private final String id;

    private final boolean needed;

    private final int width;

    /**
     * @param id of the field that is filled from it
     */
    RosterColumn(RosterSheet sheet, String id, boolean needed, int width) {
        this.sheet = sheet;
        this.id = id;
        this.needed = needed;
        this.width = width;
    }

    RosterSheet sheet() {
        return this.sheet;
    }

    @Override
    public String id() {
        return this.id;
    }

    @Override
    public boolean needed() {
        return this.needed;
    }

    @Override
    public int width() {
        return this.width;
    }

    static Set<RosterColumn> of(RosterSheet sheet) {
        return Arrays.stream(values())
            .filter((column) -> column.sheet == sheet)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RosterColumn.class)));
    }

    static Optional<RosterColumn> of(RosterSheet sheet, String field) {
        return of(sheet).stream().filter((column) -> column.id.equals(field)).findFirst();
    }

}
