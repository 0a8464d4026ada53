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

    /** The address without the host, which is whatever the request named. */
    static String withinSite(String url) {
        UriComponents address = UriComponentsBuilder.fromUriString(url).build();
        String query = (address.getQuery() != null) ? "?" + address.getQuery() : "";
        return "/" + StringUtils.trimLeadingCharacter(String.valueOf(address.getPath()), '/') + query;
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
