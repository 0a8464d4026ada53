package org.sanxing.lookback;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * Chance that can be checked afterwards. A seed is drawn for a branch and quarter and its
 * digest put on record; what an entry draws follows from seed, number and cycle, so that
 * anybody who knows the seed finds the same.
 */
final class Sample {

    private static final int BYTES = 32;

    /** As many digits as a spreadsheet can read. */
    private static final int DIGITS = 8;

    private static final int HUNDRED = 100;

    private static final int MONTHS = 3;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sample() {
    }

    static String seed() {
        byte[] seed = new byte[BYTES];
        RANDOM.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** SHA-256 in hexadecimal. */
    static String digest(String text) {
        return DigestUtils.sha256Hex(text);
    }

    /**
     * What is hashed: e.g. {@code 9f…:ZB1-2026-001:1}.
     */
    static String ticket(String seed, String number, int cycle) {
        return seed + ":" + number + ":" + cycle;
    }

    /** The first eight digits of the digest, as a number, modulo 100. */
    static int drawn(String seed, String number, int cycle) {
        return (int) (Long.parseLong(digest(ticket(seed, number, cycle)).substring(0, DIGITS), 16) % HUNDRED);
    }

    /** E.g. {@code 2026Q4}. */
    static String quarter(LocalDate date) {
        return date.getYear() + "Q" + ((date.getMonthValue() - 1) / MONTHS + 1);
    }

}
