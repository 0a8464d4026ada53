package org.sanxing.shell;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Forbidden;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Refuses what a page of another site has a browser send to the API: with it would go the
 * credentials that the browser keeps. Scripts send neither of the two headers.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Problems problems;

    private final LocaleResolver languages;

    private final @Nullable String baseUrl;

    CrossSiteFilter(Problems problems, LocaleResolver languages, @Nullable String baseUrl) {
        this.problems = problems;
        this.languages = languages;
        this.baseUrl = baseUrl;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForeign(request)) {
            this.problems.write(
                    this.problems.of(new Forbidden("cross-site"), request, this.languages.resolveLocale(request)),
                    response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Browsers send the site only over TLS or to this machine, else the origin. */
    private boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (site != null) {
            return !OWN.contains(site);
        }
        return origin != null && !authority(origin).equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                && (this.baseUrl == null || !authority(origin).equalsIgnoreCase(authority(this.baseUrl)));
    }

    private static String authority(String url) {
        try {
            String authority = URI.create(url).getAuthority();
            return (authority != null) ? authority : "";
        }
        catch (IllegalArgumentException ex) {
            return "";
        }
    }

}
