package org.sanxing.common;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextsTests {

    @ParameterizedTest
    @ValueSource(strings = { "", " \t\n", "\u3000", "\u00a0\u00a0\u00a0", "\u200b\u200b\u200b", "\u00ad", "\u2800",
            "\u3164", "\uffa0", "\u115f\u1160", "\ufeff", "\u2060", "\u202e\u202c", "\u200d", "\ufe0f", "\u2028",
            "\udb40\udc20" })
    void whatNobodyCanSeeIsNoText(String text) {
        assertThat(Texts.isBlank(text)).isTrue();
        assertThat(Texts.optional("why", text, 10)).isEmpty();
        assertThatThrownBy(() -> Texts.needed("why", text, 10)).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\u4e00", "\u200b.", "\u0301", "\u2764\ufe0f", "-" })
    void whatCanBeSeenIsText(String text) {
        assertThat(Texts.isBlank(text)).isFalse();
    }

    @Test
    void takesWhatIsUnseenFromTheEnds() {
        assertThat(Texts.strip("\u200b\u3000\u5df2 \u529e\u2800\u00a0")).isEqualTo("\u5df2 \u529e");
        assertThat(Texts.strip(null)).isEmpty();
        assertThat(Texts.strip("\u00ad")).isEmpty();
    }

    @Test
    void leavesTheFormOfTheLastCharacter() {
        assertThat(Texts.strip("\u845b\udb40\udd00\u200b")).isEqualTo("\u845b\udb40\udd00");
        assertThat(Texts.strip("\u2764\ufe0f ")).isEqualTo("\u2764\ufe0f");
    }

    @Test
    void digitsOfFullWidthAreDigits() {
        assertThat(Texts.figures("\uff12\uff10\uff12\uff16\uff0d\uff11\uff11\uff0d\uff12\uff10"))
            .isEqualTo("2026-11-20");
        assertThat(Texts.figures("\uff18\uff1a\uff13\uff10")).isEqualTo("8:30");
        assertThat(Texts.figures("\uff0b\uff11\uff0e\uff15")).isEqualTo("+1.5");
    }

}
