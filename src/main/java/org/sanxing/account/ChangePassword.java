package org.sanxing.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.organization.Organization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person changes the own password, which ends every session there was. */
@Component
class ChangePassword {

    private final Accounts accounts;

    private final PasswordPolicy policy;

    private final Organization organization;

    private final VerifyPassword verifyPassword;

    private final PasswordHasher hasher;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final Clock clock;

    ChangePassword(Accounts accounts, PasswordPolicy policy, Organization organization, VerifyPassword verifyPassword,
            PasswordHasher hasher, ApplicationEventPublisher events, PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.policy = policy;
        this.organization = organization;
        this.verifyPassword = verifyPassword;
        this.hasher = hasher;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * The transaction begins when all the hashing is done.
     * @return the account as it is now
     */
    Accounts.Account execute(ChangePasswordCommand command) {
        List<FieldError> errors = new ArrayList<>(this.policy.check("password", command.account(),
                this.organization.get(command.account()).name(), command.password(), command.passwordAgain()));
        String current = (command.current() != null) ? command.current() : "";
        if (errors.isEmpty() && current.equals(command.password())) {
            errors.add(FieldError.of("password", "password-same"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        Accounts.Account before = this.verifyPassword.own("current", command.account(), current, command.way(),
                command.address());
        String password = String.valueOf(command.password());
        for (String earlier : this.accounts.earlierHashes(command.account(), this.policy.history())) {
            if (this.hasher.matches(password, earlier)) {
                throw new InvalidInput("password", "password-had-before", this.policy.history());
            }
        }
        String hash = this.hasher.hash(password);
        return Objects.requireNonNull(this.transaction.execute((status) -> {
            if (!this.accounts.changePassword(before, hash, this.clock.instant())) {
                throw new InvalidInput("current", "password-wrong");
            }
            this.events.publishEvent(new AccountEvent.PasswordChanged(command.account()));
            return this.accounts.find(command.account()).orElseThrow();
        }));
    }

    /**
     * @param way {@code page} or {@code api}
     */
    record ChangePasswordCommand(String account, @Nullable String current, @Nullable String password,
            @Nullable String passwordAgain, String way, String address) {

    }

}
