package org.sanxing.procedure;

import java.util.Map;

/**
 * The cases that rows of another table name, to be found among many: gathered first where
 * they are few, and where they are many each case {@code c} is asked for on its way.
 *
 * @param ids a select of their ids
 * @param condition the same of one case
 * @param parameters of both
 * @param few whether they are never many; false where that has to be seen
 */
record NamedCases(String ids, String condition, Map<String, Object> parameters, boolean few) {

    /** With {@code in} and not {@code exists}, for which H2 takes the wrong index. */
    static NamedCases in(String ids, Map<String, Object> parameters) {
        return new NamedCases(ids, "c.id in (" + ids + ")", parameters, false);
    }

    NamedCases neverMany() {
        return new NamedCases(this.ids, this.condition, this.parameters, true);
    }

    /** With a condition that only helps an index to find them; empty for none. */
    NamedCases narrowed(String condition) {
        return new NamedCases(this.ids + condition, this.condition, this.parameters, this.few);
    }

    /**
     * An array counts as ten for PostgreSQL, which therefore begins with it. On H2 it
     * holds no more than 65,536.
     */
    String gathered() {
        return "c.id = any(array(" + this.ids + "))";
    }

}
