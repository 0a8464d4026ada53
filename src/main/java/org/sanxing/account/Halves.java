package org.sanxing.account;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares an initial password whose halves were made at different times, each for
 * another person to see: the hash of the first is all there was when the second was made,
 * so each half has a hash of its own. The first sign-in replaces it by a hash of the
 * whole.
 */
final class Halves implements PasswordEncoder {

    static final String ID = "halves";

    /** Groups of characters in each half: just under 50 bits. */
    static final int GROUPS = 2;

    private static final int LENGTH = GROUPS * 6 - 1;

    private static final String BETWEEN = "&";

    private final PasswordEncoder each;

    /**
     * @param each knows the hashes of the halves
     */
    Halves(PasswordEncoder each) {
        this.each = each;
    }

    static String hash(String first, String second) {
        return "{" + ID + "}" + first + BETWEEN + second;
    }

    @Override
    public String encode(@Nullable CharSequence rawPassword) {
        throw new UnsupportedOperationException("Halves are hashed one by one");
    }

    /** Always compares both, so that the time says nothing of the first. */
    @Override
    public boolean matches(@Nullable CharSequence typed, @Nullable String hashes) {
        String[] stored = String.valueOf(hashes).split(BETWEEN, 2);
        String text = (typed != null && typed.length() == 2 * LENGTH + 1) ? typed.toString()
                : " ".repeat(2 * LENGTH + 1);
        boolean first = this.each.matches(text.substring(0, LENGTH), stored[0]);
        boolean second = this.each.matches(text.substring(LENGTH + 1), stored[stored.length - 1]);
        return first & second;
    }

}
