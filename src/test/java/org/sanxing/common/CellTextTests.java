package org.sanxing.common;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CellTextTests {

    @ParameterizedTest
    @ValueSource(strings = { "=1+1", "+1", "-1", "@SUM(A1)", "两行\n文字", "\t制表", "𠮷野家", "_x0041_", "_x005F_x0041_",
            "a_xb", "" })
    void comesBackAsItWas(String text) {
        assertThat(CellText.read(CellText.of(text))).isEqualTo(text);
    }

    @Test
    void leavesOutWhatXmlDoesNotAllow() {
        assertThat(CellText.of("a\u0000\u0001b\u000Bc\uFFFEd\r\ne\rf\uD800g")).isEqualTo("abcd\ne\nfg");
    }

    @Test
    void cutsWhatIsTooLongWithAMark() {
        assertThat(CellText.of("长".repeat(32_767))).hasSize(32_767).doesNotContain("…");
        assertThat(CellText.of("长".repeat(32_768))).hasSize(32_767).endsWith("长…");
        assertThat(CellText.of("a" + "𠮷".repeat(20_000))).hasSizeLessThanOrEqualTo(32_767).endsWith("𠮷…");
    }

    @Test
    void namesColumnsAsExcelDoes() {
        assertThat(CellText.column(0)).isEqualTo("A");
        assertThat(CellText.column(25)).isEqualTo("Z");
        assertThat(CellText.column(26)).isEqualTo("AA");
        assertThat(CellText.column(16_383)).isEqualTo("XFD");
    }

}
