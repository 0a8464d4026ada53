package org.sanxing.account;

import jakarta.servlet.http.HttpServletRequest;

import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Person;

import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Marks a request that came by the API. */
class ApiDetails extends WebAuthenticationDetails {

    private final transient HttpServletRequest request;

    ApiDetails(HttpServletRequest request) {
        super(request);
        this.request = request;
    }

    /** Who asks need not be read again for this request. */
    void met(Person person) {
        this.request.setAttribute(CurrentPerson.ATTRIBUTE, person);
    }

}
