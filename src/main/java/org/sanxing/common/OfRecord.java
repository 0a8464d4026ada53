package org.sanxing.common;

import java.util.List;

/**
 * What a module keeps, as the record sees it: each of its tables, whether the audit chain
 * carries digests of its rows, and where it does not, why. A module registers one; a test
 * fails where a table or a column is in none.
 */
public interface OfRecord {

    List<RecordTable> tables();

    /** What of it goes with time. */
    default List<OldRows> old() {
        return List.of();
    }

    /**
     * Chains of which the events go once the record need not be kept any more; one whose
     * name is followed by a colon in those of others is named without them. Never those
     * of cases: rows stand on them.
     */
    default List<String> passing() {
        return List.of();
    }

}
