package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.RefusedAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells of a refused attempt after everything else is over, the transaction of the
 * idempotency filter included: what is written of it must not be rolled back with it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RefusedAttemptFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RefusedAttemptFilter.class);

    private final ApplicationEventPublisher events;

    RefusedAttemptFilter(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        }
        finally {
            if (request.getAttribute(RefusedAttempt.class.getName()) instanceof RefusedAttempt attempt) {
                try {
                    this.events.publishEvent(attempt);
                }
                catch (RuntimeException ex) {
                    log.error("A refused attempt could not be recorded: {}", attempt, ex);
                }
            }
        }
    }

}
