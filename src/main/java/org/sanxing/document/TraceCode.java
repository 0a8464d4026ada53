package org.sanxing.document;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A code of twelve characters that cannot be guessed, made to be read from paper: without
 * the letters that look like figures, and with a last character that tells a mistyped or
 * a swapped one.
 *
 * @param value without the hyphens
 */
public record TraceCode(String value) {

    /** Crockford's base 32. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 12;

    private static final int GROUP = 4;

    /** x^5 + x^2 + 1: each position has a weight of its own in the field of 32. */
    private static final int POLYNOMIAL = 0b100101;

    static TraceCode next(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH - 1; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new TraceCode(code.append(ALPHABET.charAt(check(code))).toString());
    }

    private static int check(CharSequence code) {
        int check = 0;
        for (int i = 0; i < LENGTH - 1; i++) {
            check = times(check ^ ALPHABET.indexOf(code.charAt(i)));
        }
        return check;
    }

    private static int times(int value) {
        int doubled = value << 1;
        return ((doubled & 0b100000) != 0) ? doubled ^ POLYNOMIAL : doubled;
    }

    /**
     * Reads what somebody typed from paper: in lower case or full width, with blanks and
     * hyphens, O for 0, I or L for 1.
     * @return empty where it is no code, or one that was mistyped
     */
    public static Optional<TraceCode> read(String typed) {
        StringBuilder code = new StringBuilder();
        Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).codePoints().forEach((point) -> {
            int meant = switch (point) {
                case 'O' -> '0';
                case 'I', 'L' -> '1';
                default -> point;
            };
            boolean between = Character.isWhitespace(point) || Character.isSpaceChar(point)
                    || Character.getType(point) == Character.DASH_PUNCTUATION || point == 0x2212;
            if (!between && code.length() <= LENGTH) {
                code.appendCodePoint(meant);
            }
        });
        boolean known = code.length() == LENGTH && code.chars().allMatch((letter) -> ALPHABET.indexOf(letter) >= 0);
        return (known && ALPHABET.charAt(check(code)) == code.charAt(LENGTH - 1))
                ? Optional.of(new TraceCode(code.toString())) : Optional.empty();
    }

    /** As it is printed: {@code K7QX-2M9D-PF3T}. */
    @Override
    public String toString() {
        return this.value.substring(0, GROUP) + "-" + this.value.substring(GROUP, 2 * GROUP) + "-"
                + this.value.substring(2 * GROUP);
    }

}
