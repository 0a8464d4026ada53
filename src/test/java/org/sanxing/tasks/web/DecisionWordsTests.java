package org.sanxing.tasks.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionWordsTests {

    @ParameterizedTest
    @CsvSource({ "approve, sx-state-done", "agree, sx-state-done", "disagree, sx-state-returned",
            "redo, sx-state-returned", "refuse, sx-state-returned", "abstain, ''", ", sx-state-done" })
    void noRefusalIsGreen(String decision, String style) {
        assertThat(new DecisionWords(new StaticMessageSource()).style(decision)).isEqualTo(style);
    }

}
