package org.sanxing.account;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Initial passwords that the first version with two administrators gave: each half had a
 * hash of its own. The first sign-in replaces it by a hash of the whole.
 */
final class Halves implements PasswordEncoder {

    static final String ID = "halves";

    private static final int LENGTH = 11;

    private static final String BETWEEN = "&";

    private final PasswordEncoder each;

    /**
     * @param each knows the hashes of the halves
     */
    Halves(PasswordEncoder each) {
        this.each = each;
    }

    /** Whether a half that waits is kept as a hash, and not sealed. */
    static boolean isHash(String firstHalf) {
        return firstHalf.startsWith("{");
    }

    static String hash(String first, String second) {
        return "{" + ID + "}" + first + BETWEEN + second;
    }

    @Override
    public String encode(@Nullable CharSequence rawPassword) {
        throw new UnsupportedOperationException("Halves are hashed one by one");
    }

    @Override
    public boolean matches(@Nullable CharSequence typed, @Nullable String hashes) {
        String[] stored = String.valueOf(hashes).split(BETWEEN, 2);
        String text = (typed != null && typed.length() == 2 * LENGTH + 1) ? typed.toString()
                : " ".repeat(2 * LENGTH + 1);
        return this.each.matches(text.substring(0, LENGTH), stored[0])
                & this.each.matches(text.substring(LENGTH + 1), stored[stored.length - 1]);
    }

}
