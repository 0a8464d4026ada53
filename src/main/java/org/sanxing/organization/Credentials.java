package org.sanxing.organization;

import java.util.Collection;

/**
 * What the organisation needs of whoever keeps the passwords, so that a person is added
 * or leaves in one transaction with the account. The account module provides it.
 */
public interface Credentials {

    /**
     * Gives the person a new password that must be changed at the first sign-in, and ends
     * all sessions and the lock there may be.
     * @return the password, which is kept nowhere
     */
    String issueInitialPassword(String account);

    /**
     * Gives all of these the same password, which holds until it is changed; it is hashed
     * once.
     */
    void setPassword(Collection<String> accounts, String password);

    /** Ends sessions and personal tokens of somebody who left. */
    void end(String account);

}
