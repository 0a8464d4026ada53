package org.sanxing.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.authentication.password.CompromisedPasswordDecision;

/**
 * Knows passwords that guessers try first: common words, alone or with digits and signs
 * about them, runs and repetitions. The list is ours; an organ adds words of its own.
 */
class BlockList implements CompromisedPasswordChecker {

    /** Fewer letters than these beside the words do not count. */
    private static final int OWN_LETTERS = 3;

    private static final int DIFFERENT = 5;

    private static final String ROWS = "1234567890 qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm "
            + "abcdefghijklmnopqrstuvwxyz";

    /** Longest first. */
    private final List<String> words;

    BlockList(List<String> ownWords) {
        this.words = Stream.concat(read().stream(), ownWords.stream())
            .map((word) -> letters(Texts.strip(word)))
            .filter((word) -> word.length() > 1)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    }

    private static List<String> read() {
        try {
            return new ClassPathResource("account/common-passwords.txt").getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter((line) -> !line.startsWith("#"))
                .toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public CompromisedPasswordDecision check(@Nullable String password) {
        return new CompromisedPasswordDecision(password == null || isCommon(password, List.of()));
    }

    /**
     * @param about words that say whose it is: the account and the name
     */
    boolean isCommon(String password, List<String> about) {
        String lower = Texts.strip(password).toLowerCase(Locale.ROOT);
        if (lower.codePoints().distinct().count() < DIFFERENT || runs(lower)) {
            return true;
        }
        return Stream
            .of(lower,
                    lower.replace('0', 'o')
                        .replace('1', 'l')
                        .replace('3', 'e')
                        .replace('4', 'a')
                        .replace('5', 's')
                        .replace('@', 'a')
                        .replace('$', 's'))
            .anyMatch((text) -> nothingOwn(letters(text), about));
    }

    private boolean nothingOwn(String letters, List<String> about) {
        String rest = letters;
        for (String word : about) {
            String own = letters(word);
            rest = (own.length() > 1) ? rest.replace(own, " ") : rest;
        }
        for (String word : this.words) {
            rest = rest.replace(word, " ");
        }
        return rest.replace(" ", "").codePointCount(0, rest.replace(" ", "").length()) < OWN_LETTERS;
    }

    /** Whether most of it goes on as the keyboard or the alphabet does. */
    private static boolean runs(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            String pair = text.substring(i - 1, i + 1);
            String back = new StringBuilder(pair).reverse().toString();
            if (pair.charAt(0) == pair.charAt(1) || ROWS.contains(pair) || ROWS.contains(back)) {
                steps++;
            }
        }
        return steps * 3 >= (text.length() - 1) * 2;
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }

}
