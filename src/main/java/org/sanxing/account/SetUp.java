package org.sanxing.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.Conflict;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.common.UseCase;
import org.sanxing.organization.FoundOrganization;
import org.springframework.dao.DuplicateKeyException;

/**
 * Makes the first three administrators, all or none. Opened by the secret in the log,
 * only while nobody has an account.
 */
@UseCase
class SetUp {

    private static final int PASSWORD_GROUPS = 4;

    private final Accounts accounts;

    private final SetUpSecret secret;

    private final FoundOrganization foundOrganization;

    private final PasswordHasher hasher;

    private final Clock clock;

    SetUp(Accounts accounts, SetUpSecret secret, FoundOrganization foundOrganization, PasswordHasher hasher,
            Clock clock) {
        this.accounts = accounts;
        this.secret = secret;
        this.foundOrganization = foundOrganization;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * @param administrators in the order of {@link FoundOrganization#roles()}
     * @return their initial passwords, in this order; kept nowhere, to be shown once
     */
    List<String> execute(@Nullable String typedSecret, List<Administrator> administrators) {
        if (!this.secret.isOpen()) {
            throw new Conflict("set-up-already");
        }
        if (!secretMatches(typedSecret)) {
            throw new InvalidInput("secret", "secret-wrong");
        }
        List<FieldError> errors = check(administrators);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        try {
            this.accounts.setUp(this.clock.instant());
        }
        catch (DuplicateKeyException ex) {
            throw new Conflict("set-up-already");
        }
        this.foundOrganization.execute(administrators.stream()
            .map((one) -> new FoundOrganization.Founder(one.account(), one.name()))
            .toList());
        List<String> passwords = new ArrayList<>();
        for (Administrator administrator : administrators) {
            String password = Secrets.next(PASSWORD_GROUPS);
            this.accounts.password(administrator.account(), this.hasher.hash(password), true, this.clock.instant());
            passwords.add(password);
        }
        return passwords;
    }

    private boolean secretMatches(@Nullable String typedSecret) {
        try {
            return this.secret.matches((typedSecret != null) ? typedSecret : "");
        }
        catch (TooManyFailures ex) {
            throw new InvalidInput("secret", "password-blocked", ex.minutes());
        }
    }

    private List<FieldError> check(List<Administrator> administrators) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> accounts = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < administrators.size(); i++) {
            Administrator one = administrators.get(i);
            String prefix = "administrators[" + i + "].";
            if (!one.account().matches("[a-z][a-z0-9._-]{1,63}")) {
                errors.add(FieldError.of(prefix + "account", "account-format"));
            }
            else if (!accounts.add(one.account())) {
                errors.add(FieldError.of(prefix + "account", "account-taken"));
            }
            if (one.name().isEmpty()) {
                errors.add(FieldError.of(prefix + "name", "needed"));
            }
            else if (one.name().length() > 100) {
                errors.add(FieldError.of(prefix + "name", "longer-than", 100));
            }
            else if (!names.add(one.name())) {
                errors.add(FieldError.of(prefix + "name", "three-persons"));
            }
        }
        return errors;
    }

    record Administrator(String account, String name) {

        static Administrator of(@Nullable String account, @Nullable String name) {
            return new Administrator(Texts.strip(account), Texts.strip(name));
        }

    }

}
