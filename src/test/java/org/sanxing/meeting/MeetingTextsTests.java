package org.sanxing.meeting;

import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class MeetingTextsTests {

    @ParameterizedTest
    @CsvSource({ "党组会议, 党组会议（2026 年第 12 次）", "2026年第12次党组会议, 2026年第12次党组会议", "党组第十二次会议, 党组第十二次会议",
            "党组（第 12 次）会议, 党组（第 12 次）会议", "第一季度党组会议, 第一季度党组会议（2026 年第 12 次）" })
    void aMeetingIsNumberedOnce(String title, String label) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages-meeting");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        Meeting meeting = mock(Meeting.class);
        given(meeting.title()).willReturn(title);
        given(meeting.year()).willReturn(2026);
        given(meeting.number()).willReturn(12);
        assertThat(new MeetingTexts(messages, ZoneId.of("Asia/Shanghai")).label(meeting)).isEqualTo(label);
    }

}
