package org.sanxing.account;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks on every page request whether the session still counts and what its person holds
 * now: a session ends with the next click when the person leaves or the password changes,
 * on whatever node that happened.
 */
class SessionFilter extends OncePerRequestFilter {

    static final String PASSWORD_PAGE = "/account";

    private static final String FACTOR_PAGE = "/account/second-factor";

    /** What the page asks by itself must not take away what is typed or shown on it. */
    private static final Set<String> WITH_INITIAL_PASSWORD = Set.of(PASSWORD_PAGE, "/account/password", "/sign-out",
            "/nav-counts");

    private final Accounts accounts;

    private final Organization organization;

    private final PasswordPolicy policy;

    private final SecondFactors factors;

    private final Clock clock;

    SessionFilter(Accounts accounts, Organization organization, PasswordPolicy policy, SecondFactors factors,
            Clock clock) {
        this.accounts = accounts;
        this.policy = policy;
        this.factors = factors;
        this.clock = clock;
        this.organization = organization;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return PublicPaths.isStatic(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || authentication instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Accounts.Account> account = this.accounts.find(authentication.getName())
            .filter((found) -> counts(found, authentication));
        Optional<Organization.Member> member = account.flatMap((found) -> this.organization.member(found.account()))
            .filter((found) -> found.person().active());
        if (account.isEmpty() || member.isEmpty()) {
            end(request);
        }
        else {
            if (this.policy.mustChange(account.get(), this.clock.instant())
                    && !WITH_INITIAL_PASSWORD.contains(PublicPaths.path(request))) {
                Redirects.to(PASSWORD_PAGE, request, response);
                return;
            }
            if (!account.get().secondFactor() && this.factors.neededBy(member.get().roles())
                    && !WITH_INITIAL_PASSWORD.contains(PublicPaths.path(request))
                    && !PublicPaths.path(request).startsWith(FACTOR_PAGE)) {
                Redirects.to(FACTOR_PAGE, request, response);
                return;
            }
            request.setAttribute(CurrentPerson.ATTRIBUTE, member.get().person());
            request.setAttribute(Organization.Member.class.getName(), member.get());
            refresh(authentication, member.get());
        }
        chain.doFilter(request, response);
    }

    private static boolean counts(Accounts.Account account, Authentication authentication) {
        return !(authentication.getPrincipal() instanceof SignedIn signedIn) || signedIn.epoch() == account.epoch();
    }

    private static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        put(new AnonymousAuthenticationToken("ended", "anonymous",
                AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
    }

    /** For this request only: the session keeps who it is, not what that person may. */
    private static void refresh(Authentication authentication, Organization.Member member) {
        UsernamePasswordAuthenticationToken fresh = UsernamePasswordAuthenticationToken
            .authenticated(authentication.getPrincipal(), null, Authorities.of(member));
        fresh.setDetails(authentication.getDetails());
        put(fresh);
    }

    private static void put(Authentication authentication) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
    }

}
