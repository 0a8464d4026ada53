package org.sanxing.phrase;

import org.junit.jupiter.api.Test;

import org.sanxing.common.FieldError;
import org.sanxing.common.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PhraseTextTests {

    @Test
    void takesTheNumbersOfAListOffItsLinesButNotThoseOfASentence() {
        assertThat(PhraseText.lines("1. 请写明时间\r\n（2）请写明责任\n3、请量化\n• 请举例\n- 请对照\n\n  \n1.5小时以内\n2026年的事项请分开写"))
            .containsExactly("请写明时间", "请写明责任", "请量化", "请举例", "请对照", "1.5小时以内", "2026年的事项请分开写");
    }

    @Test
    void takesTheSameLineOnce() {
        assertThat(PhraseText.lines("同意\n　同意　\n同意。")).containsExactly("同意", "同意。");
    }

    @Test
    void saysWhichLinesAreTooLongInCharactersAsPeopleCountThem() {
        String fits = "\ud840\udc0b".repeat(500);
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> PhraseText.lines("同意\n" + fits + "文\n" + fits))
            .satisfies((refused) -> assertThat(refused.errors())
                .containsExactly(FieldError.of("lines", "phrase-line-too-long", 2, 500, 501)));
        assertThat(PhraseText.one(fits)).isEqualTo(fits);
    }

    @Test
    void keepsLinesWithinOnePhraseAndNoOtherControlCharacters() {
        assertThat(PhraseText.one(" 一\r\n二\u0000三\t四 ")).isEqualTo("一\n二 三 四");
    }

}
