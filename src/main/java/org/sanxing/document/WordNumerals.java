package org.sanxing.document;

import java.util.Locale;

/** The numerals of Word's lists, by the names that its format gives them. */
final class WordNumerals {

    private static final String FORMAL = "\u96f6\u58f9\u8d30\u53c1\u8086\u4f0d\u9646\u67d2\u634c\u7396\u62fe\u4f70";

    private static final String TRADITIONAL = "\u96f6\u58f9\u8cb3\u53c3\u8086\u4f0d\u9678\u67d2\u634c\u7396\u62fe\u4f70";

    private static final String DIGITS = "\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";

    private static final String STEMS = "\u7532\u4e59\u4e19\u4e01\u620a\u5df1\u5e9a\u8f9b\u58ec\u7678";

    private static final String BRANCHES = "\u5b50\u4e11\u5bc5\u536f\u8fb0\u5df3\u5348\u672a\u7533\u9149\u620c\u4ea5";

    private WordNumerals() {
    }

    /**
     * @param kind name of the format, or an example of one that is made up:
     * {@code 001, 002, 003, ...}
     */
    static String of(String kind, int number) {
        String plain = String.valueOf(number);
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "decimalzero" -> padded(plain, 2);
            case "upperletter" -> letters(number, 'A');
            case "lowerletter" -> letters(number, 'a');
            case "upperroman" -> roman(number);
            case "lowerroman" -> roman(number).toLowerCase(Locale.ROOT);
            case "decimalfullwidth", "decimalfullwidth2" ->
                each(plain, "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19");
            case "decimalenclosedcircle", "decimalenclosedcirclechinese" -> enclosed(number, 0x2460, 20);
            case "decimalenclosedparen" -> enclosed(number, 0x2474, 20);
            case "decimalenclosedfullstop" -> enclosed(number, 0x2488, 20);
            case "ideographenclosedcircle" -> enclosed(number, 0x3280, 10);
            case "numberindash" -> "- " + number + " -";
            case "chineselegalsimplified" -> counted(number, FORMAL);
            case "ideographlegaltraditional", "taiwanesecountinglegal", "japaneselegal" -> counted(number, TRADITIONAL);
            case "ideographtraditional" -> (number <= 10) ? STEMS.substring(number - 1, number) : plain;
            case "ideographzodiac" -> (number <= 12) ? BRANCHES.substring(number - 1, number) : plain;
            case "ideographzodiactraditional" -> sexagenary(number);
            case "ideographdigital", "japanesedigitaltenthousand", "taiwanesedigital" -> each(plain, DIGITS);
            case "chinesecounting", "chinesecountingthousand", "japanesecounting", "taiwanesecounting",
                    "taiwanesecountingthousand" ->
                Layout.numeral(number);
            default -> kind.matches("0+1\\b.*") ? padded(plain, kind.indexOf('1') + 1) : plain;
        };
    }

    private static String padded(String figures, int length) {
        return "0".repeat(Math.max(0, length - figures.length())) + figures;
    }

    /** After the last letter, each twice: AA, BB. */
    private static String letters(int number, char first) {
        return (number < 1) ? String.valueOf(number)
                : String.valueOf((char) (first + (number - 1) % 26)).repeat(Math.min((number - 1) / 26 + 1, 30));
    }

    private static String roman(int number) {
        int[] values = { 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
        String[] letters = { "M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I" };
        StringBuilder roman = new StringBuilder();
        int left = Math.min(number, 4_999);
        for (int i = 0; i < values.length; i++) {
            for (; left >= values[i]; left -= values[i]) {
                roman.append(letters[i]);
            }
        }
        return roman.toString();
    }

    private static String enclosed(int number, int first, int most) {
        return (number >= 1 && number <= most) ? String.valueOf((char) (first + number - 1)) : String.valueOf(number);
    }

    private static String each(String figures, String digits) {
        StringBuilder text = new StringBuilder();
        figures.chars()
            .forEach((figure) -> text
                .append((figure >= '0' && figure <= '9') ? digits.charAt(figure - '0') : (char) figure));
        return text.toString();
    }

    private static String sexagenary(int number) {
        int index = Math.floorMod(number - 1, 60);
        return "" + STEMS.charAt(index % 10) + BRANCHES.charAt(index % 12);
    }

    /** Up to 999, with the words for ten and hundred at the end of the digits. */
    private static String counted(int number, String words) {
        if (number < 1 || number > 999) {
            return String.valueOf(number);
        }
        int hundreds = number / 100;
        int tens = number / 10 % 10;
        int ones = number % 10;
        String text = (hundreds > 0) ? "" + words.charAt(hundreds) + words.charAt(11) : "";
        if (tens > 0) {
            text += "" + words.charAt(tens) + words.charAt(10);
        }
        else if (hundreds > 0 && ones > 0) {
            text += words.charAt(0);
        }
        return (ones > 0) ? text + words.charAt(ones) : text;
    }

}
