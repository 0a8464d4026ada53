package org.sanxing.account;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.sanxing.common.DomainEvent;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;
import org.sanxing.organization.Organization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * Compares a password, for pages and API alike. An unknown account, one that left and a
 * wrong password look and take the same; so does one that has to wait, but for saying so.
 * <p>
 * Never within a transaction: it takes long, and a wrong password counts whatever becomes
 * of the action that asked for it.
 */
@Component
class VerifyPassword {

    private static final Logger log = LoggerFactory.getLogger(VerifyPassword.class);

    private static final int LONGEST = 256;

    private static final int REMEMBERED = 10_000;

    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(60);

    /** Where a person signs in from is noted no more often. */
    private static final Duration NOTED_EVERY = Duration.ofDays(1);

    private final Accounts accounts;

    private final SignInLimits limits;

    private final Organization organization;

    private final PasswordHasher hasher;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final Clock clock;

    /** Makes what is remembered worthless outside this process. */
    private final byte[] salt = Secrets.bytes(32);

    /**
     * Until when a right password counts as verified, by a fingerprint of account,
     * password, network and stored hash: a changed password is another fingerprint, so
     * nothing has to be evicted, and whoever guesses elsewhere learns nothing from it.
     */
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    /** One at a time for an account: guesses in parallel gain nothing. */
    private final Lock[] turns = IntStream.range(0, 256).mapToObj((i) -> new ReentrantLock()).toArray(Lock[]::new);

    VerifyPassword(Accounts accounts, SignInLimits limits, Organization organization, PasswordHasher hasher,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.accounts = accounts;
        this.limits = limits;
        this.organization = organization;
        this.hasher = hasher;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** As typed; capitals and spaces around are slips. */
    static String normalized(String name) {
        return Texts.strip(name).toLowerCase(Locale.ROOT);
    }

    /**
     * @param way {@code page} or {@code api}
     * @param remote as the server says it
     * @throws TooManyFailures where no password is looked at for a while
     * @throws BadCredentialsException for everything else
     */
    Verified execute(String typedName, String password, String way, String remote) {
        String name = normalized(typedName);
        Attempt attempt = attempt(name, way, remote);
        Lock turn = this.turns[Math.floorMod(name.hashCode(), this.turns.length)];
        Optional<Verified> remembered = remembered(attempt, password);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Assert.state(!TransactionSynchronizationManager.isActualTransactionActive(),
                "Passwords are compared before a transaction begins");
        turn.lock();
        try {
            return remembered(attempt, password).orElseGet(() -> verify(attempt, password));
        }
        finally {
            turn.unlock();
        }
    }

    /**
     * Compares the password of somebody who is signed in already.
     * @param field in which it was typed
     */
    Accounts.Account own(String field, String account, @Nullable String password, String way, String remote) {
        try {
            return execute(account, (password != null) ? password : "", way, remote).account();
        }
        catch (BadCredentialsException ex) {
            throw new InvalidInput(field, "password-wrong");
        }
        catch (TooManyFailures ex) {
            throw new InvalidInput(field, "password-blocked", ex.minutes());
        }
    }

    /**
     * Counts like a password what else somebody has to know who is known already.
     * @throws BadCredentialsException where it is wrong
     */
    void counted(String account, String way, String remote, BooleanSupplier right) {
        Attempt attempt = attempt(account, way, remote);
        Lock turn = this.turns[Math.floorMod(account.hashCode(), this.turns.length)];
        turn.lock();
        try {
            Duration blocked = this.limits.standing(account, attempt.digest(), attempt.network()).blocked();
            if (!blocked.isZero()) {
                throw new TooManyFailures(blocked);
            }
            if (!right.getAsBoolean()) {
                failed(attempt, true);
                throw new BadCredentialsException("refused");
            }
        }
        finally {
            turn.unlock();
        }
    }

    private Attempt attempt(String name, String way, String remote) {
        String address = ClientAddress.of(remote);
        return new Attempt(name, this.limits.digest(name), way, address, ClientAddress.network(address));
    }

    private Optional<Verified> remembered(Attempt attempt, String password) {
        if (this.verified.isEmpty() || password.length() > LONGEST || tooLong(attempt.name())) {
            return Optional.empty();
        }
        Instant now = this.clock.instant();
        return this.accounts.findUnlocked(attempt.name(), attempt.digest(), attempt.network(), now)
            .filter((account) -> {
                Instant until = this.verified.get(fingerprint(account, attempt.network(), password));
                return until != null && now.isBefore(until);
            })
            .flatMap((account) -> active(account.account()).map((member) -> new Verified(account, member)));
    }

    private Verified verify(Attempt attempt, String password) {
        SignInLimits.Standing standing = this.limits.standing(attempt.name(), attempt.digest(), attempt.network());
        String compared = (password.length() <= LONGEST) ? password : "";
        if (!standing.blocked().isZero()) {
            this.hasher.pretend(compared);
            throw new TooManyFailures(standing.blocked());
        }
        Optional<Accounts.Account> found = tooLong(attempt.name()) ? Optional.empty()
                : this.accounts.find(attempt.name());
        boolean matches = this.hasher.matches(compared, found.map(Accounts.Account::passwordHash))
                && compared.equals(password);
        Optional<Organization.Member> member = matches ? active(attempt.name()) : Optional.empty();
        if (found.isEmpty() || member.isEmpty()) {
            failed(attempt, found.isPresent());
            throw new BadCredentialsException("refused");
        }
        Accounts.Account account = found.get();
        succeeded(attempt, standing);
        if (this.hasher.outdated(account.passwordHash())) {
            this.accounts.rehash(account.account(), account.passwordHash(), this.hasher.hash(password));
            account = this.accounts.find(account.account()).orElse(account);
        }
        remember(account, attempt.network(), password);
        return new Verified(account, member.get());
    }

    private static boolean tooLong(String name) {
        return name.length() > 64;
    }

    private Optional<Organization.Member> active(String name) {
        return this.organization.member(name).filter((member) -> member.person().active());
    }

    /** Counted first, and whether or not it can be recorded. */
    private void failed(Attempt attempt, boolean known) {
        Lockout after = this.limits.failed(attempt.digest(), attempt.network());
        try {
            this.transaction.executeWithoutResult((status) -> {
                if (known) {
                    this.accounts.signIn(attempt.name(), false, attempt.way(), attempt.address(), this.clock.instant());
                }
                publish(new AccountEvent.SignInFailed(known ? attempt.name() : null, attempt.digest(), attempt.way(),
                        attempt.address()));
                if (known && after.locked()) {
                    publish(new AccountEvent.AccountLocked(attempt.name(), attempt.address()));
                }
            });
        }
        catch (RuntimeException ex) {
            log.error("A wrong password from {} was counted but could not be recorded", attempt.address(), ex);
        }
    }

    private void succeeded(Attempt attempt, SignInLimits.Standing standing) {
        if (standing.failures() > 0) {
            this.limits.forget(attempt.digest(), attempt.network());
        }
        Instant knownAt = standing.knownAt();
        if (knownAt == null || knownAt.plus(NOTED_EVERY).isBefore(this.clock.instant())) {
            try {
                note(attempt);
            }
            catch (DuplicateKeyException ex) {
                // Another node was first, and the transaction is spoilt.
                note(attempt);
            }
        }
    }

    private void note(Attempt attempt) {
        this.transaction.executeWithoutResult((status) -> {
            this.limits.known(attempt.name(), attempt.network());
            if (attempt.way().equals("api")) {
                publish(new AccountEvent.SignedIn(attempt.name(), attempt.way(), attempt.address(), null));
            }
        });
    }

    private void publish(DomainEvent event) {
        this.events.publishEvent(event);
    }

    private void remember(Accounts.Account account, String network, String password) {
        Instant now = this.clock.instant();
        if (this.verified.size() >= REMEMBERED) {
            this.verified.values().removeIf((until) -> !now.isBefore(until));
            if (this.verified.size() >= REMEMBERED) {
                return;
            }
        }
        this.verified.put(fingerprint(account, network, password), now.plus(REMEMBERED_FOR));
    }

    private String fingerprint(Accounts.Account account, String network, String password) {
        byte[] name = Secrets.utf8(account.account() + ' ' + network);
        byte[] typed = Secrets.utf8(password);
        byte[] lengths = ByteBuffer.allocate(8).putInt(name.length).putInt(typed.length).array();
        return Secrets.sha256(this.salt, lengths, name, typed, Secrets.utf8(account.passwordHash()));
    }

    record Verified(Accounts.Account account, Organization.Member member) {

    }

    /**
     * @param digest of the name
     */
    private record Attempt(String name, String digest, String way, String address, String network) {

    }

}
