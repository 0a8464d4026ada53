package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One word for one thing, in messages, models, forms and the manual. */
class VocabularyTests {

    private static final List<String> GIVEN_UP = List.of("案件", "验收整改", "待验收", "支部核查", "销号表决", "待审核销号", "根源剖析", "责任主体",
            "开启", "已离开", "拿回", "放回", "等我处理", "我要完成", "逐处意见", "作者", "未动笔", "不作数", "没有办成", "读不出", "来龙去脉", "谁看过", "看过什么",
            "不能这样做", "正在开会", "职工甲", "职工乙");

    @Test
    void whatWasGivenUpIsSaidNowhere() throws IOException {
        List<String> said = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (String place : List.of("src/main/resources", "processes", "forms", "src/docs")) {
            try (Stream<Path> below = Files.walk(Path.of(place))) {
                below
                    .filter((file) -> file.toString()
                        .matches(".*/messages.*\\.properties|.*\\.(bpmn|dmn|form|html|json)" + "|.*\\.zh\\.md"))
                    .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(60);
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                // Files of others may still use an earlier word for a column.
                if (!line.matches("sources\\.[a-zA-Z.]*\\.also=.*")) {
                    GIVEN_UP.stream()
                        .filter(line::contains)
                        .forEach((word) -> said.add(word + " in " + file + ": " + line));
                }
            }
        }
        assertThat(said).isEmpty();
    }

}
