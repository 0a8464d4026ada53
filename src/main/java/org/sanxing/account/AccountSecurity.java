package org.sanxing.account;

import java.time.Clock;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;

import org.sanxing.organization.Organization;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The pieces of which the shell builds its security chains. */
@Component
public class AccountSecurity {

    private final Accounts accounts;

    private final Organization organization;

    private final SetUpSecret setUpSecret;

    private final Clock clock;

    AccountSecurity(Accounts accounts, Organization organization, SetUpSecret setUpSecret, Clock clock) {
        this.accounts = accounts;
        this.organization = organization;
        this.setUpSecret = setUpSecret;
        this.clock = clock;
    }

    /**
     * Signs in by personal token.
     * @param entryPoint answers where the token is none
     */
    public Filter bearerTokens(AuthenticationEntryPoint entryPoint) {
        return new BearerTokenFilter(this.accounts, this.organization, this.clock, entryPoint);
    }

    /** Ends sessions that no longer count; to stand just before authorization. */
    public Filter sessions() {
        return new SessionFilter(this.accounts, this.organization);
    }

    /** Leads to the set-up page while nobody has an account. */
    public Filter setUp() {
        return new SetUpFilter(this.setUpSecret);
    }

    /** Marks what comes by the API. */
    public AuthenticationDetailsSource<HttpServletRequest, WebAuthenticationDetails> apiDetails() {
        return ApiDetails::new;
    }

    /** Notes the sign-in, and leads to the page that was asked for. */
    public AuthenticationSuccessHandler signedIn() {
        SavedRequestAwareAuthenticationSuccessHandler next = new SavedRequestAwareAuthenticationSuccessHandler();
        next.setRedirectStrategy((request, response, url) -> response.sendRedirect(Redirects.withinSite(url)));
        return (request, response, authentication) -> {
            this.accounts.signIn(authentication.getName(), true, "page", request.getRemoteAddr(), this.clock.instant());
            next.onAuthenticationSuccess(request, response, authentication);
        };
    }

    /** Leads back to the sign-in page, which says why. */
    public AuthenticationFailureHandler refused() {
        return (request, response, failure) -> {
            String account = request.getParameter("username");
            String shown = (account != null) ? account.substring(0, Math.min(64, account.length())) : "";
            SignInOutcome outcome = (failure instanceof TooManyFailures many)
                    ? new SignInOutcome(shown, many.minutes(), many.seconds()) : new SignInOutcome(shown, 0, 0);
            request.getSession().setAttribute(SignInOutcome.ATTRIBUTE, outcome);
            response.sendRedirect(request.getContextPath() + "/sign-in");
        };
    }

}
