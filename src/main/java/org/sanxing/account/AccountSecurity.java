package org.sanxing.account;

import java.time.Clock;
import java.time.ZoneId;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.sanxing.common.DatabaseTrouble;
import org.sanxing.common.Sealing;
import org.sanxing.organization.Organization;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** The pieces of which the shell builds its security chains. */
@Component
public class AccountSecurity {

    private final Accounts accounts;

    private final Organization organization;

    private final SetUpSecret setUpSecret;

    private final RecordSignIns recordSignIns;

    private final PasswordPolicy policy;

    private final SecondFactors factors;

    private final Sealing sealing;

    private final Clock clock;

    private final ZoneId zone;

    AccountSecurity(Accounts accounts, Organization organization, SetUpSecret setUpSecret, RecordSignIns recordSignIns,
            PasswordPolicy policy, SecondFactors factors, Sealing sealing, Clock clock, ZoneId zone) {
        this.accounts = accounts;
        this.organization = organization;
        this.setUpSecret = setUpSecret;
        this.recordSignIns = recordSignIns;
        this.policy = policy;
        this.factors = factors;
        this.sealing = sealing;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Signs in by personal token.
     * @param entryPoint answers where the token is none
     */
    public Filter bearerTokens(AuthenticationEntryPoint entryPoint) {
        return new BearerTokenFilter(this.accounts, this.organization, this.clock, this.zone, entryPoint);
    }

    /** Ends sessions that no longer count; to stand just before authorization. */
    public Filter sessions() {
        return new SessionFilter(this.accounts, this.organization, this.policy, this.factors, this.clock);
    }

    /** Leads to the set-up page while nobody has an account. */
    public Filter setUp() {
        return new SetUpFilter(this.setUpSecret);
    }

    /** Marks what comes by the API. */
    public AuthenticationDetailsSource<HttpServletRequest, WebAuthenticationDetails> apiDetails() {
        return ApiDetails::new;
    }

    /** What the sign-in page sends. */
    public AuthenticationDetailsSource<HttpServletRequest, WebAuthenticationDetails> pageDetails() {
        return (request) -> new SignInDetails(request, this.clock.instant());
    }

    /** Notes the sign-in, and leads to the page that was asked for. */
    public AuthenticationSuccessHandler signedIn() {
        SavedRequestAwareAuthenticationSuccessHandler next = new SavedRequestAwareAuthenticationSuccessHandler();
        next.setRedirectStrategy(
                (request, response, url) -> response.sendRedirect(Redirects.withinSite(url, request.getContextPath())));
        return (request, response, authentication) -> {
            PendingSignIn.forget(request);
            this.recordSignIns.signedIn(authentication.getName(), request);
            next.onAuthenticationSuccess(request, response, authentication);
        };
    }

    /** Notes who signs out. */
    public LogoutHandler signedOut() {
        return (request, response, authentication) -> {
            if (authentication != null) {
                this.recordSignIns.signedOut(authentication.getName(), request);
            }
        };
    }

    /** Leads back to the sign-in page, which says why. */
    public AuthenticationFailureHandler refused() {
        return (request, response, failure) -> {
            if (DatabaseTrouble.of(failure) != null) {
                // Whether it is the right password is not known.
                throw new ServletException(failure);
            }
            if (failure instanceof SecondFactorNeeded known) {
                PendingSignIn.keep(request, known.account(), this.clock.instant());
                response.sendRedirect(request.getContextPath() + "/sign-in");
                return;
            }
            String account = request.getParameter("username");
            String shown = (account != null) ? account.substring(0, Math.min(64, account.length())) : "";
            SignInOutcome outcome = (failure instanceof TooManyFailures many)
                    ? new SignInOutcome(this.sealing.seal(shown), many.minutes(), many.seconds())
                    : new SignInOutcome(this.sealing.seal(shown), 0, 0);
            request.getSession().setAttribute(SignInOutcome.ATTRIBUTE, outcome);
            response.sendRedirect(request.getContextPath() + "/sign-in");
        };
    }

}
