package org.sanxing.document;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceCodeTests {

    private final SecureRandom random = new SecureRandom();

    @Test
    void isReadFromPaperHoweverItIsTyped() {
        for (int i = 0; i < 300; i++) {
            TraceCode code = TraceCode.next(this.random);
            String printed = code.toString();
            assertThat(printed).matches("([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}");
            assertThat(TraceCode.read(printed)).contains(code);
            assertThat(TraceCode.read(" " + printed.toLowerCase(Locale.ROOT).replace("-", " ") + "\n")).contains(code);
            assertThat(TraceCode.read(printed.replace('0', 'o').replace('1', 'l'))).contains(code);
            assertThat(TraceCode.read(printed.replace('1', 'I').replace("-", "—"))).contains(code);
            StringBuilder wide = new StringBuilder();
            printed.chars().forEach((letter) -> wide.append((char) (letter - 0x20 + 0xFF00)));
            assertThat(TraceCode.read(wide.toString())).contains(code);
        }
    }

    @Test
    void tellsAnyMistypedCharacterAndAnySwap() {
        String value = TraceCode.next(this.random).value();
        for (int i = 0; i < value.length(); i++) {
            for (char other : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                if (other != value.charAt(i)) {
                    assertThat(TraceCode.read(value.substring(0, i) + other + value.substring(i + 1))).isEmpty();
                }
            }
            for (int j = i + 1; j < value.length(); j++) {
                char[] swapped = value.toCharArray();
                swapped[i] = value.charAt(j);
                swapped[j] = value.charAt(i);
                if (swapped[i] != swapped[j]) {
                    assertThat(TraceCode.read(new String(swapped))).isEmpty();
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoCode() {
        for (String typed : new String[] { "", "-", "ABC", "0".repeat(5000), "甲乙丙丁甲乙丙丁甲乙丙丁", "K7QX-2M9D-PF3U",
                "K7QX2M9DPF3TT" }) {
            assertThat(TraceCode.read(typed)).isEmpty();
        }
    }

    @Test
    void isHardlyEverTheSame() {
        Set<TraceCode> codes = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            codes.add(TraceCode.next(this.random));
        }
        assertThat(codes).hasSize(20_000);
    }

}
