package org.sanxing.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class FailureWordsTests {

    @Test
    void saysNothingOfATailThatIsNone() {
        assertThat(report(100)).noneMatch((line) -> line.contains("最近"));
        assertThat(report(98)).anyMatch((line) -> line.contains("最近 2 条"));
    }

    private static List<String> report(long witnessed) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages-audit");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        Instant now = Instant.parse("2026-11-23T02:00:00Z");
        return new FailureWords(messages, mock(JdbcClient.class), ZoneId.of("Asia/Shanghai")).report(
                new Verification(true, 100, 3, 100, 10, 0, 0, null, null, witnessed, false, List.of(), List.of(), now),
                Locale.SIMPLIFIED_CHINESE);
    }

}
