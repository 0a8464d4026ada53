package org.sanxing.account;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.Texts;

import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs in by a personal token, for one request. */
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * The time of the last use is kept no finer than this, or each request would write.
     */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(10);

    private final Accounts accounts;

    private final Organization organization;

    private final Clock clock;

    private final ZoneId zone;

    private final AuthenticationEntryPoint entryPoint;

    BearerTokenFilter(Accounts accounts, Organization organization, Clock clock, ZoneId zone,
            AuthenticationEntryPoint entryPoint) {
        this.accounts = accounts;
        this.organization = organization;
        this.clock = clock;
        this.zone = zone;
        this.entryPoint = entryPoint;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            chain.doFilter(request, response);
            return;
        }
        try {
            authenticate(Texts.strip(header.substring(SCHEME.length())), request);
        }
        catch (AuthenticationException ex) {
            SecurityContextHolder.clearContext();
            this.entryPoint.commence(request, response, ex);
            return;
        }
        chain.doFilter(request, response);
    }

    private void authenticate(String token, HttpServletRequest request) {
        Accounts.Token use = this.accounts
            .token(Secrets.sha256(Secrets.utf8(token)), LocalDate.ofInstant(this.clock.instant(), this.zone))
            .orElseThrow(() -> new BadCredentialsException("unknown token"));
        Optional<Accounts.Account> account = this.accounts.find(use.account());
        Optional<Organization.Member> member = account.flatMap((found) -> this.organization.member(found.account()))
            .filter((found) -> found.person().active());
        if (account.isEmpty() || member.isEmpty()) {
            throw new BadCredentialsException("not active");
        }
        if (account.get().mustChangePassword()) {
            throw new PasswordMustChange();
        }
        if (!allows(use, request)) {
            throw new TokenScope();
        }
        Instant now = this.clock.instant();
        if (use.lastUsedAt() == null || use.lastUsedAt().plus(NOTED_EVERY).isBefore(now)) {
            this.accounts.tokenUsed(use.id(), now);
        }
        UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken
            .authenticated(new SignedIn(use.account(), account.get().epoch()), null, Authorities.of(member.get()));
        result.setDetails(new ApiDetails(request));
        request.setAttribute(CurrentPerson.ATTRIBUTE, member.get().person());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(result);
        SecurityContextHolder.setContext(context);
    }

    /** One for reading only reads; none does what a password is asked for. */
    private static boolean allows(Accounts.Token token, HttpServletRequest request) {
        boolean reads = READING.contains(request.getMethod());
        return reads || (token.scope().equals(KeepTokens.WRITE)
                && (request.getMethod().equals("DELETE") || !PasswordRequests.matches(request)));
    }

}
