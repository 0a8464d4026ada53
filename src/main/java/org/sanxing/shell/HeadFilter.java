package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code HEAD} is answered like {@code GET} and leaves no trace of it: no reading, no
 * copy, no code. All of it is taken back.
 */
class HeadFilter extends OncePerRequestFilter {

    private final PlatformTransactionManager transactions;

    HeadFilter(PlatformTransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("HEAD") || request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TransactionStatus transaction = this.transactions.getTransaction(new DefaultTransactionDefinition());
        try {
            chain.doFilter(request, response);
        }
        finally {
            this.transactions.rollback(transaction);
        }
    }

}
