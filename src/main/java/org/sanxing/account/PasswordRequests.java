package org.sanxing.account;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What compares a password in its own time: no transaction may be open around it.
 */
public final class PasswordRequests {

    /** Where it is shown what became of it. */
    public static final String PAGE = "/account";

    private static final List<String> PATHS = List.of("/account/password", "/account/tokens", "/account/second-factor",
            "/api/v1/me/password", "/api/v1/me/tokens", "/api/v1/me/second-factor");

    private PasswordRequests() {
    }

    public static boolean matches(HttpServletRequest request) {
        String path = PublicPaths.path(request);
        return PATHS.stream().anyMatch((known) -> path.equals(known) || path.startsWith(known + "/"));
    }

}
