package org.sanxing.document;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * The measures of the official layout (GB/T 9704-2012; formats.md). Lengths in twips, a
 * twentieth of a point, as Word counts them.
 */
final class Layout {

    /** A4. */
    static final int PAGE_WIDTH = 11906;

    static final int PAGE_HEIGHT = 16838;

    static final int TOP = millimetres(37);

    static final int LEFT = millimetres(28);

    static final int RIGHT = millimetres(26);

    static final int BOTTOM = millimetres(35);

    static final int TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT;

    static final int LINES = 22;

    static final int CHARACTERS = 28;

    /** 28.95 pt: 22 lines fit, which 29 pt would not. */
    static final int LINE_PITCH = (PAGE_HEIGHT - TOP - BOTTOM) / LINES;

    /** Half points: 3. */
    static final int BODY_SIZE = 32;

    /** Half points: 2. */
    static final int TITLE_SIZE = 44;

    /** Half points: 5, of a table with many columns. */
    static final int FIGURES_SIZE = 21;

    /** Line pitch of such a table. */
    static final int FIGURES_LINE = 300;

    /** Around what stands in its cells. */
    static final int FIGURES_MARGIN = 50;

    /** Half points: 4. */
    static final int PAGE_NUMBER_SIZE = 28;

    /** Width of one character of the body, twips. */
    static final int CHARACTER = TEXT_WIDTH / CHARACTERS;

    /**
     * What a character of the grid has less than its size, in 1/4096 of a point: 28
     * characters of 16 pt are a little wider than the text block.
     */
    static final int CHARACTER_SPACE = (int) Math.floor((TEXT_WIDTH / 20.0 / CHARACTERS - BODY_SIZE / 2.0) * 4096);

    /**
     * The same for a run, twips. The grid is declared, and not relied upon: Word and WPS
     * take its characters for a distance, LibreOffice for cells, of which a character of
     * 16 pt fills more than one. With exact lines and this the result is the same in all.
     */
    static final int TIGHTER = -5;

    /** Line of the page number: its dash stands 7 mm below the text block. */
    static final int PAGE_NUMBER_LINE = 320;

    /** Line of the code below it. */
    static final int CODE_LINE = 200;

    /** From the edge of the page to the last line of the footer. */
    static final int FOOTER = BOTTOM - millimetres(7) - PAGE_NUMBER_LINE / 2 - CODE_LINE;

    private static final Properties WORDS = words();

    private Layout() {
    }

    private static int millimetres(int length) {
        return (int) Math.round(length * 1440 / 25.4);
    }

    private static Properties words() {
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(Layout.class.getResourceAsStream("/document/layout.properties"),
                StandardCharsets.UTF_8)) {
            words.load(file);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return words;
    }

    static String word(String key) {
        return WORDS.getProperty(key);
    }

    /** The official font, and what may stand in for it. */
    static List<String> fonts(String use) {
        return Arrays.asList(word("font." + use).split(","));
    }

    static String font(String use) {
        return fonts(use).get(0);
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
