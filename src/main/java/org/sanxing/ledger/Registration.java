package org.sanxing.ledger;

import java.time.Instant;
import java.util.List;

import org.sanxing.calendar.DeadlineClass;

/**
 * What the branch decided on an accepted material: what is added once and stays.
 */
record Registration(String reflectionId, int version, String branchId, List<Entry> entries, String opinion,
        String registeredBy, Instant registeredAt) {

    /**
     * One problem as it goes into the ledger.
     *
     * @param problem index of the problem within the material, from 0
     * @param responsible account
     */
    record Entry(int problem, String title, String rootCause, DeadlineClass deadlineClass, String responsible) {

    }

}
