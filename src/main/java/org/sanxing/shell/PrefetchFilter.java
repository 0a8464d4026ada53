package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A browser that fetches a page which nobody opened yet is told to wait until somebody
 * does: reading is of record.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class PrefetchFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPrefetch(request, "Sec-Purpose") || isPrefetch(request, "Purpose") || isPrefetch(request, "X-Moz")) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isPrefetch(HttpServletRequest request, String header) {
        String purpose = request.getHeader(header);
        return purpose != null && (purpose.contains("prefetch") || purpose.contains("preview"));
    }

}
