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

    /**
     * @param column with the id of the case
     * @param rows a table and a condition on it
     */
    static NamedCases in(String column, String rows, Map<String, Object> parameters) {
        return new NamedCases("select " + column + " from " + rows,
                "exists (select 1 from " + rows + " and " + column + " = c.id)", parameters, false);
    }

    NamedCases neverMany() {
        return new NamedCases(this.ids, this.condition, this.parameters, true);
    }

    /** With a condition that only helps an index to find them; empty for none. */
    NamedCases narrowed(String condition) {
        return new NamedCases(this.ids + condition, this.condition, this.parameters, this.few);
    }

    /** An array counts as ten for PostgreSQL, which therefore begins with it. */
    String gathered() {
        return "c.id = any(array(" + this.ids + "))";
    }

}
