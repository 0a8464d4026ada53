package org.sanxing.common;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PinyinTests {

    @Test
    void namesHaveInitials() {
        assertThat(List.of("张三丰", "曾国藩", "重阳", "提案委 A1", "欧阳喆", "")).extracting(Pinyin::initials)
            .containsExactly("zsf", "zgf", "zy", "taw a1", "oyz", "");
    }

    @Test
    void sortsBySound() {
        assertThat(List.of("张伟", "李四", "单立", "王五", "阿强", "李三", "B", "9").stream().sorted(Pinyin.ORDER))
            .containsExactly("9", "B", "阿强", "李三", "李四", "单立", "王五", "张伟");
    }

}
