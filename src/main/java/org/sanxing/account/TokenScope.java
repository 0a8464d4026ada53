package org.sanxing.account;

import org.springframework.security.core.AuthenticationException;

/** The token is right, but not for this. */
public class TokenScope extends AuthenticationException {

    TokenScope() {
        super("token scope");
    }

}
