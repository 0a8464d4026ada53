package org.sanxing.dossier.sheet;

import org.sanxing.common.CamelCase;

/**
 * A column of the ledger in Excel, as real ledgers have them; {@code sheet.column.<id>}
 * is its title.
 */
enum SheetColumn {

    SEQUENCE(6), NUMBER(16), SOURCE(26), CATEGORY(18), MANIFESTATION(50), ROOT_CAUSE(36), DEADLINE_CLASS(10), GOAL(24),
    MEASURES(40), SUPERVISOR(14), DEPARTMENT(14), RESPONSIBLE(12), DUE(12), PROGRESS(30), COMPLETION(30), EVIDENCE(24),
    ACCEPTANCE(24), CLOSED(12), LOOK_BACK(16), NOTE(20);

    private final int width;

    SheetColumn(int width) {
        this.width = width;
    }

    String id() {
        return CamelCase.of(this);
    }

    int width() {
        return this.width;
    }

}
