package org.sanxing.ledger;

import java.util.List;

import org.sanxing.common.CamelCase;

/**
 * A column of the ledger's list, in its order. Number, title and state are always there.
 */
public enum ListColumn {

    SOURCE, CATEGORY, MANIFESTATION, ROOT_CAUSE, MEASURE, BRANCH, CAMPAIGN, RESPONSIBLE, DEADLINE_CLASS, REGISTERED,
    DISCOVERED, REDO, DUE;

    public String id() {
        return CamelCase.of(this);
    }

    /** What people see who have chosen nothing. */
    public static List<ListColumn> usual() {
        return List.of(CATEGORY, RESPONSIBLE, DEADLINE_CLASS, DUE);
    }

}
