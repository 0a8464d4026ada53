package org.sanxing.dossier.sheet;

/**
 * A column of the ledger in Excel, as real ledgers have them; {@code sheet.column.<id>}
 * is its title.
 */
enum SheetColumn {

    SEQUENCE("sequence", 6), NUMBER("number", 16), SOURCE("source", 26), CATEGORY("category", 18),
    MANIFESTATION("manifestation", 50), ROOT_CAUSE("rootCause", 36), CLASS("deadlineClass", 10), GOAL("goal", 24),
    MEASURES("measures", 40), SUPERVISOR("supervisor", 14), DEPARTMENT("department", 14),
    RESPONSIBLE("responsible", 12), DUE("due", 12), PROGRESS("progress", 30), COMPLETION("completion", 30),
    EVIDENCE("evidence", 24), ACCEPTANCE("acceptance", 24), CLOSED("closed", 12), LOOK_BACK("lookBack", 16),
    NOTE("note", 20);

    private final String id;

    private final int width;

    SheetColumn(String id, int width) {
        this.id = id;
        this.width = width;
    }

    String id() {
        return this.id;
    }

    int width() {
        return this.width;
    }

}
