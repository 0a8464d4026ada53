package org.sanxing.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * What the official layout (GB/T 9704-2012; formats.md) counts and says; its measures
 * stand with {@link OfficialWord}, and in the style sheet for print.
 */
final class Layout {

    /** Of the text block, twips: A4 less margins of 28 and 26 mm. */
    static final int TEXT_WIDTH = 8845;

    /** In a line. */
    static final int CHARACTERS = 28;

    private static final Properties WORDS = words();

    private Layout() {
    }

    private static Properties words() {
        try {
            return PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("document/layout.properties"), StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static String word(String key) {
        return WORDS.getProperty(key);
    }

    static String font(String use) {
        return word("font." + use);
    }

    /** How a heading of a level is numbered. */
    static String number(int level, int number) {
        return word("heading." + level).replace("{0}", (level <= 2) ? numeral(number) : String.valueOf(number));
    }

    /** Up to 99 as it is said; beyond that in figures. */
    static String numeral(int number) {
        String digits = word("numerals");
        if (number <= 0 || number > 99) {
            return String.valueOf(number);
        }
        String tens = (number < 10) ? ""
                : ((number < 20) ? "" : digits.substring(number / 10, number / 10 + 1)) + digits.charAt(10);
        return tens + ((number % 10 == 0) ? "" : digits.substring(number % 10, number % 10 + 1));
    }

    /** Width of a text in halves of a character. */
    static int halves(String text) {
        return text.codePoints().map((point) -> (point < 0x2000) ? 1 : 2).sum();
    }

}
