package org.sanxing.account;

import java.io.Serializable;

/**
 * Why the last attempt to sign in failed, kept in the session for the page that shows it.
 *
 * @param account as typed, sealed: it may be a password, typed into the wrong field
 * @param minutes how long to wait; 0 where the password was wrong
 */
record SignInOutcome(String account, long minutes, long seconds) implements Serializable {

    static final String ATTRIBUTE = SignInOutcome.class.getName();

}
