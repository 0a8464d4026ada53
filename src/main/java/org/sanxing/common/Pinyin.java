package org.sanxing.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/**
 * Chinese words by their sound. The file has a line for each letter, with the characters
 * that begin with it in the order of CLDR's pinyin collation (Unicode License).
 */
public final class Pinyin {

    /** By sound, and before all Chinese what is not. */
    public static final Comparator<String> ORDER = Pinyin::compare;

    /** Surnames that sound otherwise than the word, each with its letter. */
    private static final String SURNAMES = "单s曾z解x仇q区o查z乐y翟z";

    private static final char FIRST = '\u4e00';

    private static final char[] PLACES = new char[0x5200];

    private static final char[] LETTERS = new char[PLACES.length];

    static {
        try (InputStream file = Objects.requireNonNull(Pinyin.class.getResourceAsStream("/pinyin.txt"))) {
            char place = 1;
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                for (char one : line.substring(1).toCharArray()) {
                    LETTERS[one - FIRST] = line.charAt(0);
                    PLACES[one - FIRST] = place++;
                }
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Pinyin() {
    }

    /** 张三丰 is zsf; what is no Chinese character stays, in lower case. */
    public static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            initials.append(letter(name, at));
        }
        return initials.toString().toLowerCase(Locale.ROOT);
    }

    private static char letter(String name, int at) {
        char one = name.charAt(at);
        int surname = (at == 0) ? SURNAMES.indexOf(one) : -1;
        if (surname >= 0 && one >= FIRST) {
            return SURNAMES.charAt(surname + 1);
        }
        return (place(one) > 0) ? LETTERS[one - FIRST] : one;
    }

    /** 0 for what is no Chinese character. */
    private static int place(char one) {
        return (one >= FIRST && one - FIRST < PLACES.length) ? PLACES[one - FIRST] : 0;
    }

    private static int compare(String one, String other) {
        for (int at = 0; at < Math.min(one.length(), other.length()); at++) {
            char left = one.charAt(at);
            char right = other.charAt(at);
            if (left != right) {
                int places = Integer.compare(place(left), place(right));
                int letters = (place(left) > 0 && place(right) > 0)
                        ? Character.compare(letter(one, at), letter(other, at)) : 0;
                return (letters != 0) ? letters : (places != 0) ? places : Character.compare(left, right);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

}
