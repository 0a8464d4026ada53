package org.sanxing.account;

import java.security.MessageDigest;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sealing;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Initial passwords of many people at once, for whom a slow hash each would take minutes.
 * They are random, and the key lies outside the database: a copy of the database alone
 * gives nothing to try guesses on. The first sign-in replaces it by a slow hash, and
 * takes as long as any.
 */
final class KeyedHash implements PasswordEncoder {

    static final String ID = "keyed";

    private static final int SALT_BYTES = 16;

    private static final String BETWEEN = "$";

    private final Sealing sealing;

    KeyedHash(Sealing sealing) {
        this.sealing = sealing;
    }

    @Override
    public String encode(@Nullable CharSequence rawPassword) {
        String salt = Base64.getEncoder().withoutPadding().encodeToString(Secrets.bytes(SALT_BYTES));
        return salt + BETWEEN + digest(salt, rawPassword);
    }

    @Override
    public boolean matches(@Nullable CharSequence typed, @Nullable String stored) {
        String hash = String.valueOf(stored);
        int end = Math.max(0, hash.indexOf(BETWEEN));
        return MessageDigest.isEqual(Secrets.utf8(digest(hash.substring(0, end), typed)),
                Secrets.utf8(hash.substring(end + 1)));
    }

    private String digest(String salt, @Nullable CharSequence password) {
        return this.sealing.digest(Secrets.utf8(salt + BETWEEN + password));
    }

}
