package org.sanxing.account;

import java.io.Serializable;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who proved to be whom. Names no rights: they are looked up each time.
 *
 * @param epoch of the account when it was proved; another one since means it is over
 */
record SignedIn(String account, int epoch) implements AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return this.account;
    }

}
