package org.sanxing.shell;

import java.io.IOException;
import java.util.function.Function;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody have all threads and connections: what is more than some requests of the
 * same account, or address, at the same time is told to come again.
 */
class BusyFilter extends OncePerRequestFilter {

    private static final String COME_AGAIN = "2";

    private final AtOnce atOnce;

    private final Function<HttpServletRequest, @Nullable String> key;

    private final Problems problems;

    private final Languages languages;

    /**
     * @param key whose request it is; null for nobody's, which is let through
     */
    BusyFilter(AtOnce atOnce, Function<HttpServletRequest, @Nullable String> key, Problems problems,
            Languages languages) {
        this.atOnce = atOnce;
        this.key = key;
        this.problems = problems;
        this.languages = languages;
    }

    /** One filter of this class for each kind of key. */
    @Override
    protected String getAlreadyFilteredAttributeName() {
        return BusyFilter.class.getName() + System.identityHashCode(this);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Requests.isLight(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String whose = this.key.apply(request);
        if (whose == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!this.atOnce.enter(whose)) {
            refuse(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        }
        finally {
            this.atOnce.leave(whose);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = HttpStatus.TOO_MANY_REQUESTS.value();
        response.setHeader(HttpHeaders.RETRY_AFTER, COME_AGAIN);
        if (Requests.isApi(request)) {
            this.problems.write(this.problems.ofStatus(status, this.languages.resolveLocale(request)), response);
        }
        else {
            response.sendError(status);
        }
    }

}
