package org.sanxing.account;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Marks a request that came by the API. */
class ApiDetails extends WebAuthenticationDetails {

    ApiDetails(HttpServletRequest request) {
        super(request);
    }

}
