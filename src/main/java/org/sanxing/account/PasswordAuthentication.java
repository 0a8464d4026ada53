package org.sanxing.account;

import java.time.Clock;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Signs in by account and password, on the page and by HTTP Basic. */
@Component
class PasswordAuthentication implements AuthenticationProvider {

    private final VerifyPassword verifyPassword;

    private final PasswordPolicy policy;

    private final Clock clock;

    PasswordAuthentication(VerifyPassword verifyPassword, PasswordPolicy policy, Clock clock) {
        this.verifyPassword = verifyPassword;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        boolean api = request.getDetails() instanceof ApiDetails;
        String address = (request.getDetails() instanceof WebAuthenticationDetails details) ? details.getRemoteAddress()
                : "";
        String password = (request.getCredentials() != null) ? request.getCredentials().toString() : "";
        VerifyPassword.Verified verified = this.verifyPassword.execute(request.getName(), password,
                api ? "api" : "page", (address != null) ? address : "");
        Accounts.Account account = verified.account();
        if (api && this.policy.mustChange(account, this.clock.instant())) {
            throw new PasswordMustChange();
        }
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
