package org.sanxing.registration;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.sanxing.calendar.DeadlineClass;

/**
 * What the branch decided on an accepted material: what is added once and stays.
 *
 * @param entries in the order of the problems
 * @param others what else the form asked, by field
 * @param onBehalfOf account of the member for whom a deputy registered; null otherwise
 */
public record Registration(String reflectionId, int version, String branchId, List<Entry> entries,
        Map<String, Object> others, String registeredBy, @Nullable String onBehalfOf, Instant registeredAt) {

    static final String OPINION = "opinion";

    public String opinion() {
        Object opinion = this.others.get(OPINION);
        return (opinion != null) ? opinion.toString() : "";
    }

    /**
     * One problem as it goes into the ledger.
     *
     * @param problem index of the problem within the material, from 0
     * @param responsible account
     * @param fields the whole row of the form, fields included that the ledger does not
     * know
     */
    public record Entry(int problem, String title, String rootCause, DeadlineClass deadlineClass, String responsible,
            Map<String, Object> fields) {

    }

}
