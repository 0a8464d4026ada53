package org.sanxing.organization;

import java.util.List;

/**
 * Who stands in for whom today. A deputation ends by itself with its period, and counts
 * only while both are active.
 */
public interface Deputies {

    /** For whom the person stands in today. One statement. */
    List<Deputation> actingFor(String deputy);

    /** Who stands in for the person today. One statement. */
    List<Deputation> standingInFor(String principal);

}
