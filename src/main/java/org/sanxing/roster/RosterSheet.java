package org.sanxing.roster;

import java.util.Arrays;
import java.util.Optional;

import org.sanxing.common.CamelCase;

/** A sheet of the file; {@code roster.sheet.<id>} is its name. */
enum RosterSheet {

    DEPARTMENTS, BRANCHES, PEOPLE;

    /** As the paths of fields begin. */
    String id() {
        return CamelCase.of(this);
    }

    static Optional<RosterSheet> of(String id) {
        return Arrays.stream(values()).filter((sheet) -> sheet.id().equals(id)).findFirst();
    }

}
