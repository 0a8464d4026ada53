package org.sanxing.audit;

import java.util.Collection;
import java.util.Map;

/**
 * Who the accounts in the record are. The audit may not look into the organisation, so
 * somebody who may gives it the names; without one the accounts themselves are shown.
 */
public interface PersonNames {

    /**
     * @return name by account, in one query; accounts that nobody has are left out
     */
    Map<String, String> namesOf(Collection<String> accounts);

    /**
     * @param text in lower case
     * @return name by account of people, here or gone, whose name or account contains it
     * or whose initials begin with it
     */
    default Map<String, String> found(String text) {
        return Map.of();
    }

}
