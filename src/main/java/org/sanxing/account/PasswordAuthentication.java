package org.sanxing.account;

import java.time.Clock;

import org.sanxing.organization.Organization;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Signs in by account and password, on the page and by HTTP Basic; and by a code after
 * that, where the account has a second factor: on the page only, a script takes a token.
 */
@Component
class PasswordAuthentication implements AuthenticationProvider {

    private final VerifyPassword verifyPassword;

    private final PasswordPolicy policy;

    private final SecondFactors factors;

    private final Accounts accounts;

    private final Organization organization;

    private final Clock clock;

    PasswordAuthentication(VerifyPassword verifyPassword, PasswordPolicy policy, SecondFactors factors,
            Accounts accounts, Organization organization, Clock clock) {
        this.verifyPassword = verifyPassword;
        this.policy = policy;
        this.factors = factors;
        this.accounts = accounts;
        this.organization = organization;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        boolean api = request.getDetails() instanceof ApiDetails;
        String address = (request.getDetails() instanceof WebAuthenticationDetails details
                && details.getRemoteAddress() != null) ? details.getRemoteAddress() : "";
        if (request.getDetails() instanceof SignInDetails page && page.pending() != null) {
            return authenticated(request, byCode(page.pending(), String.valueOf(page.code()), address));
        }
        String password = (request.getCredentials() != null) ? request.getCredentials().toString() : "";
        VerifyPassword.Verified verified = this.verifyPassword.execute(request.getName(), password,
                api ? "api" : "page", address);
        Accounts.Account account = verified.account();
        if (api && this.policy.mustChange(account, this.clock.instant())) {
            throw new PasswordMustChange();
        }
        if (account.secondFactor() || (api && this.factors.neededBy(verified.member().roles()))) {
            throw new SecondFactorNeeded(account);
        }
        return authenticated(request, verified);
    }

    private VerifyPassword.Verified byCode(PendingSignIn pending, String code, String address) {
        this.verifyPassword.counted(pending.account(), "page", address,
                () -> this.factors.opens(pending.account(), code));
        Accounts.Account account = this.accounts.find(pending.account())
            .filter((found) -> found.epoch() == pending.epoch())
            .orElseThrow(() -> new BadCredentialsException("refused"));
        return new VerifyPassword.Verified(account,
                this.organization.member(account.account())
                    .filter((member) -> member.person().active())
                    .orElseThrow(() -> new BadCredentialsException("refused")));
    }

    private static Authentication authenticated(Authentication request, VerifyPassword.Verified verified) {
        Accounts.Account account = verified.account();
        UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken
            .authenticated(new SignedIn(account.account(), account.epoch()), null, Authorities.of(verified.member()));
        result.setDetails(request.getDetails());
        if (request.getDetails() instanceof ApiDetails details) {
            details.met(verified.member().person());
        }
        return result;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

}
