package org.sanxing.account;

import org.springframework.security.core.AuthenticationException;

/** The password is right, and not enough. */
public class SecondFactorNeeded extends AuthenticationException {

    private final transient Accounts.Account account;

    SecondFactorNeeded(Accounts.Account account) {
        super("second factor needed");
        this.account = account;
    }

    Accounts.Account account() {
        return this.account;
    }

}
