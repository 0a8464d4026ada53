package org.sanxing.phrase;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.Texts;

/** What people type or paste as phrases, made ready to be kept. */
final class PhraseText {

    /** Lines that are pasted at once. */
    static final int MOST_LINES = 200;

    /**
     * The mark or number of a line of a list; a number that goes on with a digit is part
     * of the sentence.
     */
    private static final Pattern BULLET = Pattern
        .compile("^(?:[-*\u2022\u00b7\u25cf\u25aa]\\s*|[(\uff08]?\\d{1,3}[)\uff09.\u3001\uff0e](?!\\d)\\s*)");

    private PhraseText() {
    }

    /**
     * @throws InvalidInput on field {@code text} where it is empty or too long
     */
    static String one(@Nullable String typed) {
        String text = clean(typed);
        if (text.isEmpty()) {
            throw new InvalidInput("text", "phrase-required");
        }
        int length = text.codePointCount(0, text.length());
        if (length > Phrase.LONGEST) {
            throw new InvalidInput("text", "phrase-too-long", Phrase.LONGEST, length);
        }
        return text;
    }

    /**
     * Each line a phrase, without marks and numbers of a list; the same line twice is
     * one.
     * @throws InvalidInput on field {@code lines}, with the number of each line that is
     * too long
     */
    static Set<String> lines(@Nullable String pasted) {
        Set<String> texts = new LinkedHashSet<>();
        List<FieldError> errors = new ArrayList<>();
        int number = 0;
        for (String line : clean(pasted).split("\n")) {
            number++;
            String text = Texts.strip(BULLET.matcher(Texts.strip(line)).replaceFirst(""));
            int length = text.codePointCount(0, text.length());
            if (length > Phrase.LONGEST) {
                errors.add(FieldError.of("lines", "phrase-line-too-long", number, Phrase.LONGEST, length));
            }
            else if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        if (texts.isEmpty()) {
            throw new InvalidInput("lines", "phrase-required");
        }
        if (texts.size() > MOST_LINES) {
            throw new InvalidInput("lines", "phrase-lines", MOST_LINES, texts.size());
        }
        return texts;
    }

    /** Line ends as {@code \n}; no other control characters, which no database keeps. */
    private static String clean(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        return Texts.strip(typed.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n]]", " "));
    }

}
