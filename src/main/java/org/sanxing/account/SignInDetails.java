package org.sanxing.account;

import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What the sign-in page sends beside name and password. */
class SignInDetails extends WebAuthenticationDetails {

    private final transient @Nullable PendingSignIn pending;

    private final transient @Nullable String code;

    SignInDetails(HttpServletRequest request, Instant now) {
        super(request);
        this.code = request.getParameter("code");
        this.pending = (this.code != null) ? PendingSignIn.of(request, now) : null;
    }

    @Nullable PendingSignIn pending() {
        return this.pending;
    }

    @Nullable String code() {
        return this.code;
    }

}
