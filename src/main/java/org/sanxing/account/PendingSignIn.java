package org.sanxing.account;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Whose password was right, until the code is given.
 *
 * @param epoch of the account then
 */
record PendingSignIn(String account, int epoch, Instant until) implements Serializable {

    private static final String ATTRIBUTE = PendingSignIn.class.getName();

    private static final Duration TIME = Duration.ofMinutes(5);

    static void keep(HttpServletRequest request, Accounts.Account account, Instant now) {
        request.getSession()
            .setAttribute(ATTRIBUTE, new PendingSignIn(account.account(), account.epoch(), now.plus(TIME)));
    }

    static @Nullable PendingSignIn of(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return (session != null && session.getAttribute(ATTRIBUTE) instanceof PendingSignIn pending
                && now.isBefore(pending.until)) ? pending : null;
    }

    static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

}
