package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Globals;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The path that a trusted proxy has taken away ({@code X-Forwarded-Prefix}), as part of
 * the context path: every link, redirect and cookie then has it. Tomcat believes the
 * other headers of the proxy, and says whether it is one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedPrefix extends OncePerRequestFilter {

    private static final String HEADER = "X-Forwarded-Prefix";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String prefix = prefix(request);
        chain.doFilter(prefix.isEmpty() ? request : new Prefixed(request, prefix), response);
    }

    /** The page of an error is found by a dispatch of its own, from the bare request. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** Without its last slash; empty where there is none that is a plain path. */
    private static String prefix(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        if (given == null || !Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE))
                || !given.matches("(/[A-Za-z0-9._~-]+)+/?")) {
            return "";
        }
        return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    private static final class Prefixed extends HttpServletRequestWrapper {

        private final String prefix;

        Prefixed(HttpServletRequest request, String prefix) {
            super(request);
            this.prefix = prefix;
        }

        @Override
        public String getContextPath() {
            return this.prefix + super.getContextPath();
        }

        @Override
        public String getRequestURI() {
            return this.prefix + super.getRequestURI();
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.insert(url.length() - super.getRequestURI().length(), this.prefix);
        }

    }

}
