package org.sanxing.ledger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntryTitleTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "理论学习多停留在集体组织的层面，自学计划没有坚持下来，全年自学笔记仅有前四个月的内容|理论学习多停留在集体组织的层面，自学计划没有坚持下来",
                    "办文不规范。三月份漏登一件|办文不规范。三月份漏登一件", "三月份办文不够规范。漏登一件|三月份办文不够规范",
                    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一|一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…",
                    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十|一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "短|短" })
    void cutsWhereAClauseEnds(String manifestation, String title) {
        assertThat(EntryTitle.of(manifestation)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({ "𠮷, 40", "字, 3000" })
    void neverCutsACharacterInHalf(String character, int times) {
        assertThat(EntryTitle.of(" " + character.repeat(times) + "\nnext")).isEqualTo(character.repeat(30) + "…");
    }

}
