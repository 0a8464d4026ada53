package org.sanxing.account;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** While nobody has an account, every page is the set-up page. */
class SetUpFilter extends OncePerRequestFilter {

    private final SetUpSecret secret;

    SetUpFilter(SetUpSecret secret) {
        this.secret = secret;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PublicPaths.isStatic(request) || PublicPaths.path(request).equals("/setup");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (this.secret.isOpen()) {
            Redirects.to("/setup", request, response);
            return;
        }
        chain.doFilter(request, response);
    }

}
