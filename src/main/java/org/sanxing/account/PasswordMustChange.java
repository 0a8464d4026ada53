package org.sanxing.account;

import org.springframework.security.core.AuthenticationException;

/** An initial password opens nothing but the page on which it is changed. */
public class PasswordMustChange extends AuthenticationException {

    PasswordMustChange() {
        super("password must change");
    }

}
