package org.sanxing.organization;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the organisation needs of whoever keeps the passwords, so that a person is added
 * or leaves in one transaction with the account. The account module provides it.
 */
public interface Credentials {

    /** Makes the first half of an initial password, for the one who asks for it. */
    Half firstHalf();

    /**
     * Gives each an initial password of two halves, of which nobody has seen both. It
     * must be changed at the first sign-in; all sessions and the lock there may be end.
     * @param accounts one, or several that have no password yet
     * @param firstHalf what was {@link Half#kept} of it: the same for all of them
     * @return the second halves by account, which are kept nowhere
     */
    Map<String, String> complete(List<String> accounts, String firstHalf);

    /**
     * Gives all of these the same password, which holds until it is changed; it is hashed
     * once.
     */
    void setPassword(Collection<String> accounts, String password);

    /** Ends sessions and personal tokens of somebody who left. */
    void end(String account);

    /**
     * @param shown once, and kept nowhere
     * @param kept sealed, until the second half is made
     */
    record Half(String shown, String kept) {

    }

}
