package org.sanxing.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;

/** A person changes the own password, which ends every session there was. */
@UseCase
class ChangePassword {

    private final Accounts accounts;

    private final VerifyPassword verifyPassword;

    private final PasswordHasher hasher;

    private final ApplicationEventPublisher events;

    private final Clock clock;

    ChangePassword(Accounts accounts, VerifyPassword verifyPassword, PasswordHasher hasher,
            ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.verifyPassword = verifyPassword;
        this.hasher = hasher;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the account as it is now
     */
    Accounts.Account execute(ChangePasswordCommand command) {
        List<FieldError> errors = new ArrayList<>(
                PasswordPolicy.check("password", command.account(), command.password(), command.passwordAgain()));
        String current = (command.current() != null) ? command.current() : "";
        if (errors.isEmpty() && current.equals(command.password())) {
            errors.add(FieldError.of("password", "password-same"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        try {
            this.verifyPassword.execute(command.account(), current, command.way(), command.address());
        }
        catch (BadCredentialsException ex) {
            throw new InvalidInput("current", "password-wrong");
        }
        catch (TooManyFailures ex) {
            throw new InvalidInput("current", "password-blocked", ex.minutes());
        }
        String hash = this.hasher.hash(String.valueOf(command.password()));
        this.accounts.password(command.account(), hash, false, this.clock.instant());
        this.events.publishEvent(new AccountEvent.PasswordChanged(command.account()));
        return this.accounts.find(command.account()).orElseThrow();
    }

    /**
     * @param way {@code page} or {@code api}
     */
    record ChangePasswordCommand(String account, @Nullable String current, @Nullable String password,
            @Nullable String passwordAgain, String way, String address) {

    }

}
