package org.sanxing.account;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Leads to another page, never into a fragment of the present one. */
final class Redirects {

    private Redirects() {
    }

    /**
     * The address without the host, which is whatever the request named, and with the
     * context path: what was asked for has it, the home page has not.
     */
    static String withinSite(String url, String context) {
        UriComponents address = UriComponentsBuilder.fromUriString(url).build();
        String query = (address.getQuery() != null) ? "?" + address.getQuery() : "";
        String path = "/" + StringUtils.trimLeadingCharacter(String.valueOf(address.getPath()), '/');
        return (path.startsWith(context + "/") ? path : context + path) + query;
    }

    static void to(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + path);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
        else {
            response.sendRedirect(request.getContextPath() + path);
        }
    }

}
