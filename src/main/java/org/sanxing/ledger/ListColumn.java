package org.sanxing.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A column of the ledger's list, in its order. Number, title and state are always there.
 */
public enum ListColumn {

    SOURCE("source", false), CATEGORY("category", true), MANIFESTATION("manifestation", false),
    ROOT_CAUSE("rootCause", false), MEASURE("measure", false), BRANCH("branch", false), CAMPAIGN("campaign", false),
    RESPONSIBLE("responsible", true), CLASS("deadlineClass", true), REGISTERED("registered", false),
    DISCOVERED("discovered", false), REDO("redo", false), DUE("due", true);

    private final String id;

    private final boolean usual;

    ListColumn(String id, boolean usual) {
        this.id = id;
        this.usual = usual;
    }

    public String id() {
        return this.id;
    }

    /** What people see who have chosen nothing. */
    public static List<ListColumn> usual() {
        return Arrays.stream(values()).filter((column) -> column.usual).toList();
    }

    static Optional<ListColumn> of(String id) {
        return Arrays.stream(values()).filter((column) -> column.id.equals(id)).findFirst();
    }

}
