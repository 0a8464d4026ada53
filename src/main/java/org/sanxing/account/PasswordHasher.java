package org.sanxing.account;

import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.sanxing.common.Sealing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id as OWASP recommends it: 19 MiB, two passes, one lane. The hash names its
 * algorithm, so that a later one can take over. Only as many are worked out at a time as
 * there are processors: each takes its memory.
 */
@Component
class PasswordHasher {

    private static final int SALT_BYTES = 16;

    private static final int HASH_BYTES = 32;

    private static final int LANES = 1;

    private static final int KIBIBYTES = 19 * 1024;

    private static final int PASSES = 2;

    private final PasswordEncoder encoder;

    private final PasswordEncoder quick;

    private final Semaphore working = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    private final Semaphore pretending = new Semaphore(1);

    /**
     * What an unknown account is compared with, so that it takes as long as a known one;
     * it need not be anybody's hash, which would cost the start a second.
     */
    private final String nobody;

    @Autowired
    PasswordHasher(Sealing sealing) {
        this(sealing, KIBIBYTES, PASSES);
    }

    /** For tests, in which many people sign in. */
    PasswordHasher(Sealing sealing, int kibibytes, int passes) {
        PasswordEncoder argon2id = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, kibibytes, passes);
        PasswordEncoder each = new DelegatingPasswordEncoder("argon2id", Map.of("argon2id", argon2id));
        PasswordEncoder keyed = new KeyedHash(sealing);
        this.quick = new DelegatingPasswordEncoder(KeyedHash.ID, Map.of(KeyedHash.ID, keyed));
        this.encoder = new DelegatingPasswordEncoder("argon2id",
                Map.of("argon2id", argon2id, Halves.ID, new Halves(each), KeyedHash.ID, keyed));
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        this.nobody = "{argon2id}$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s".formatted(kibibytes, passes, LANES,
                base64.encodeToString(new byte[SALT_BYTES]), base64.encodeToString(new byte[HASH_BYTES]));
    }

    String hash(String password) {
        return oneOfFew(() -> this.encoder.encode(password));
    }

    /** Of a random password only, until it is used ({@link KeyedHash}). */
    String quickHash(String password) {
        return Objects.requireNonNull(this.quick.encode(password));
    }

    boolean matches(String password, String hash) {
        // Who has not signed in yet is nobody's to know by the time it takes.
        String slow = hash.startsWith("{" + KeyedHash.ID + "}") ? this.nobody : hash;
        boolean matches = oneOfFew(() -> this.encoder.matches(password, slow));
        return hash.equals(slow) ? matches : this.encoder.matches(password, hash);
    }

    /**
     * @param hash empty where there is no account; it takes as long
     */
    boolean matches(String password, Optional<String> hash) {
        return matches(password, hash.orElse(this.nobody)) && hash.isPresent();
    }

    /**
     * Takes as long as comparing does, for whom no password is looked at; one at a time,
     * others go without, so that nobody keeps the processors busy with it.
     */
    void pretend(String password) {
        if (this.pretending.tryAcquire()) {
            try {
                matches(password, this.nobody);
            }
            finally {
                this.pretending.release();
            }
        }
    }

    boolean outdated(String hash) {
        return this.encoder.upgradeEncoding(hash);
    }

    private <T> T oneOfFew(Supplier<T> work) {
        this.working.acquireUninterruptibly();
        try {
            return work.get();
        }
        finally {
            this.working.release();
        }
    }

}
