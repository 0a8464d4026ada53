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
import java.util.stream.IntStream;

import org.sanxing.organization.Organization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares a password, for pages and API alike. An unknown account, one that left and a
 * wrong password look and take the same.
 */
@Component
class VerifyPassword {

    private static final int LONGEST = 256;

    private static final int REMEMBERED = 10_000;

    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(60);

    private final Accounts accounts;

    private final UnknownAccounts unknown;

    private final Organization organization;

    private final PasswordHasher hasher;

    private final ApplicationEventPublisher events;

    private final TransactionTemplate transaction;

    private final Clock clock;

    /** Makes what is remembered worthless outside this process. */
    private final byte[] salt = Secrets.bytes(32);

    /**
     * Until when a right password counts as verified, by a fingerprint of account,
     * password and stored hash: a changed password is another fingerprint, so nothing has
     * to be evicted.
     */
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    /** One at a time for an account: guesses in parallel gain nothing. */
    private final Lock[] turns = IntStream.range(0, 256).mapToObj((i) -> new ReentrantLock()).toArray(Lock[]::new);

    VerifyPassword(Accounts accounts, UnknownAccounts unknown, Organization organization, PasswordHasher hasher,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.accounts = accounts;
        this.unknown = unknown;
        this.organization = organization;
        this.hasher = hasher;
        this.events = events;
        // A failure counts even where the action that asked is rolled back.
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** As typed; capitals and spaces around are slips. */
    static String normalized(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @param way {@code page} or {@code api}
     * @throws TooManyFailures where no password is looked at for a while
     * @throws BadCredentialsException for everything else
     */
    Verified execute(String typedName, String password, String way, String address) {
        String name = normalized(typedName);
        Lock turn = this.turns[Math.floorMod(name.hashCode(), this.turns.length)];
        Optional<Verified> remembered = remembered(name, password);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        turn.lock();
        try {
            return remembered(name, password).orElseGet(() -> verify(name, password, way, address));
        }
        finally {
            turn.unlock();
        }
    }

    private Optional<Verified> remembered(String name, String password) {
        if (this.verified.isEmpty() || password.length() > LONGEST || tooLong(name)) {
            return Optional.empty();
        }
        return this.accounts.find(name).filter((account) -> {
            Instant until = this.verified.get(fingerprint(account, password));
            Instant now = this.clock.instant();
            return until != null && now.isBefore(until) && account.lockout().blockedFor(now).isZero();
        }).flatMap((account) -> active(name).map((member) -> new Verified(account, member)));
    }

    private Verified verify(String name, String password, String way, String address) {
        Instant now = this.clock.instant();
        String compared = (password.length() <= LONGEST) ? password : "";
        Optional<Accounts.Account> found = tooLong(name) ? Optional.empty() : this.accounts.find(name);
        if (found.isEmpty()) {
            refuseWhileBlocked(this.unknown.lockout(name), now);
            this.hasher.takeAsLong(compared);
            this.unknown.failed(name, now);
            throw new BadCredentialsException("refused");
        }
        Accounts.Account account = found.get();
        refuseWhileBlocked(account.lockout(), now);
        boolean matches = this.hasher.matches(compared, account.passwordHash()) && compared.equals(password);
        Optional<Organization.Member> member = matches ? active(name) : Optional.empty();
        if (member.isEmpty()) {
            failed(name, way, address, now);
            throw new BadCredentialsException("refused");
        }
        if (account.lockout().failures() > 0) {
            this.accounts.lockout(name, Lockout.NONE);
        }
        if (this.hasher.outdated(account.passwordHash())) {
            this.accounts.rehash(name, account.passwordHash(), this.hasher.hash(password));
        }
        remember(account, password, now);
        return new Verified(account, member.get());
    }

    private static boolean tooLong(String name) {
        return name.length() > 64;
    }

    private static void refuseWhileBlocked(Lockout lockout, Instant now) {
        Duration blocked = lockout.blockedFor(now);
        if (!blocked.isZero()) {
            throw new TooManyFailures(blocked);
        }
    }

    private Optional<Organization.Member> active(String name) {
        return this.organization.member(name).filter((member) -> member.person().active());
    }

    private void failed(String name, String way, String address, Instant now) {
        this.transaction.executeWithoutResult((status) -> {
            Lockout after = this.accounts.lock(name).orElseThrow().lockout().afterFailure(now);
            this.accounts.lockout(name, after);
            this.accounts.signIn(name, false, way, address, now);
            if (after.locked()) {
                this.events.publishEvent(new AccountEvent.AccountLocked(name, address));
            }
        });
    }

    private void remember(Accounts.Account account, String password, Instant now) {
        if (this.verified.size() >= REMEMBERED) {
            this.verified.values().removeIf((until) -> !now.isBefore(until));
            if (this.verified.size() >= REMEMBERED) {
                return;
            }
        }
        this.verified.put(fingerprint(account, password), now.plus(REMEMBERED_FOR));
    }

    record Verified(Accounts.Account account, Organization.Member member) {

    }

    private String fingerprint(Accounts.Account account, String password) {
        byte[] name = Secrets.utf8(account.account());
        byte[] typed = Secrets.utf8(password);
        byte[] lengths = ByteBuffer.allocate(8).putInt(name.length).putInt(typed.length).array();
        return Secrets.sha256(this.salt, lengths, name, typed, Secrets.utf8(account.passwordHash()));
    }

}
