package org.sanxing.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.common.Texts;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class NoticeReaderTests {

    @AfterEach
    void reset() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void readsTheNoticeOf2026AsItIsWorded() {
        NoticeReader.Reading reading = NoticeReader.read(2026, """
                一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
                二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
                三、清明节：4月4日（周六）至6日（周一）放假，共3天。
                四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
                五、端午节：6月19日（周五）至21日（周日）放假，共3天。
                六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
                七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
                """);
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table()).isEqualTo(new YearTable(2026, ShippedHolidays.of(2026)));
        assertThat(reading.table().workingDays()).isEqualTo(248);
    }

    @Test
    void readsTheNoticeOf2025AsItIsWorded() {
        NoticeReader.Reading reading = NoticeReader.read(2025, """
                一、元旦：1月1日（周三）放假1天，不调休。
                二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
                三、清明节：4月4日（周五）至6日（周日）放假，共3天。
                四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
                五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
                六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
                """);
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table()).isEqualTo(new YearTable(2025, ShippedHolidays.of(2025)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2027-02-05 至 2027-02-11 春节 休", "2027-02-05 至 2027-02-11 春节 放假", "春节 2月5日到2月11日 放假",
            "春节：2月5日－11日休", "春节 2月5日—2月11日 休", "春节 2.5~2.11 休", "春节 ２０２７－０２－０５　～　２０２７－０２－１１　休", "2/5-2/11 春节 休",
            "春节 2027年2月5日至11日（周五至周四）放假，共7天", "春节休：2月5日至11日", "2027.2.5–2027.2.11 春节 休", "20270205至20270211 春节 休",
            "春节 2月5日（农历除夕）至11日放假", "2027-02-05~11 春节 休", "3、春节 2月5日至11日放假调休", "2027-02-05 TO 2027-02-11 春节 Off" })
    void readsASpanInAllForms(String line) {
        NoticeReader.Reading reading = NoticeReader.read(2027, line);
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table().days()).containsExactlyElementsOf(LocalDate.of(2027, 2, 5)
            .datesUntil(LocalDate.of(2027, 2, 12))
            .map((date) -> new CalendarDay(date, false, "春节"))
            .toList());
    }

    @Test
    void aLineWithoutANameBelongsToTheOneBefore() {
        NoticeReader.Reading reading = NoticeReader.read(2027, """
                2027-01-01 至 2027-01-03 元旦 休

                # 调休
                2027-01-09 班
                春节 2027-02-05 至 2027-02-11 放假; 2027-02-14、2027-02-20 上班
                """);
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table().days()).filteredOn(CalendarDay::working)
            .containsExactly(new CalendarDay(LocalDate.of(2027, 1, 9), true, "元旦"),
                    new CalendarDay(LocalDate.of(2027, 2, 14), true, "春节"),
                    new CalendarDay(LocalDate.of(2027, 2, 20), true, "春节"));
        assertThat(reading.understood()).extracting(NoticeReader.Understood::number).containsExactly(1, 4, 5);
    }

    @Test
    void saysThatAWeekdayIsWorkedAnyhow() {
        NoticeReader.Reading reading = NoticeReader.read(2027, "2027-01-01 至 2027-01-03 元旦 休\n2027-01-04 班");
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.understood().get(1).needless()).containsExactly(LocalDate.of(2027, 1, 4));
        assertThat(reading.table().on(LocalDate.of(2027, 1, 4))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "春节：放假时间为2月5日至13日，1月31日、2月14日正常上班", "春节\t2月5日~2月13日\t1月31日(周日)、2月14日(周日)上班\t9天",
            "春节：放假2月5日至13日，上班1月31日、2月14日", "春节：1月31日、2月14日上班，2月5日至13日放假调休，共9天", "春节：上班：1月31日、2月14日；放假：2月5日至13日" })
    void saysWhichDaysAreOffAndWhichAreWorked(String line) {
        NoticeReader.Reading reading = NoticeReader.read(2027, line);
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.understood().get(0).holiday().off())
            .containsExactly(new YearTable.Span(LocalDate.of(2027, 2, 5), LocalDate.of(2027, 2, 13)));
        assertThat(reading.understood().get(0).holiday().worked()).containsExactly(LocalDate.of(2027, 1, 31),
                LocalDate.of(2027, 2, 14));
    }

    @Test
    void whatIsNotOffIsNotOff() {
        NoticeReader.Reading reading = NoticeReader.read(2027, "劳动节：5月1日至5日放假，4月25日不放假");
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table().on(LocalDate.of(2027, 4, 25)))
            .hasValueSatisfying((day) -> assertThat(day.working()).isTrue());
        assertThat(reading.table().days()).filteredOn((day) -> !day.working()).hasSize(5);
    }

    @Test
    void namesTheDaysOfAnotherYear() {
        NoticeReader.Reading reading = NoticeReader.read(2027, "元旦：2026年12月31日至2027年1月2日放假调休，共3天。2026年12月27日（周日）上班。");
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.table().days()).containsExactly(new CalendarDay(LocalDate.of(2027, 1, 1), false, "元旦"),
                new CalendarDay(LocalDate.of(2027, 1, 2), false, "元旦"));
        assertThat(reading.understood().get(0).others()).containsExactly(LocalDate.of(2026, 12, 31),
                LocalDate.of(2026, 12, 27));
    }

    @Test
    void knowsTheCountThatAYearHas() {
        assertThat(new YearTable(2026, ShippedHolidays.of(2026)).unusual()).isFalse();
        assertThat(NoticeReader.read(2027, "2027-01-01 元旦 休").table().unusual()).isTrue();
    }

    @Test
    void keepsNamesThatHaveFiguresAndCommas() {
        assertThat(NoticeReader.read(2027, "10月1日 成立70周年、国庆节 休").table().days())
            .containsExactly(new CalendarDay(LocalDate.of(2027, 10, 1), false, "成立70周年、国庆节"));
    }

    @ParameterizedTest
    @CsvSource({ "现将2027年部分节假日安排通知如下, no-date", "元旦 休, no-date", "2027-01-01 元旦, kind-missing",
            "2027-01-01 休, name-missing", "2027-02-30 春节 休, no-such-date", "13月1日 春节 休, no-such-date",
            "2026-12-30 至 2026-12-31 元旦 休, other-year", "妇女节：3月8日（周一）妇女放假半天。, not-for-all",
            "春节 2月5日至13日（上午）放假, not-for-all", "3月8日 妇女节 女同志放假, not-for-all", "'春节：除2月14日外，2月5日至13日放假', not-for-all",
            "春节 2月5日至13日放假（值班人员除外）, not-for-all", "开斋节：3月10日少数民族放假, not-for-all", "春节 2月5日至13日放假 共8天, count-differs",
            "春节 2月5日 无需放假, kind-unclear", "'放假 2月5日至13日上班', kind-unclear", "'春节：2月5日，2月14日上班', kind-unclear",
            "春节 2月11日至2月5日 休, backwards", "春节 1月1日至12月31日 休, span-long", "春节 2月5日 休; 2月5日 班, both",
            "春节 5日 休, month-missing", "春节 2月5日 休 2月14日, kind-unclear", "9999999 x off, no-date" })
    void saysWhatItDoesNotUnderstand(String line, String reason) {
        NoticeReader.Reading reading = NoticeReader.read(2027, line);
        assertThat(reading.table().days()).isEmpty();
        assertThat(reading.notUnderstood()).singleElement().satisfies((one) -> {
            assertThat(one.code()).isEqualTo(reason);
            assertThat(one.text()).isEqualTo(line);
        });
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            LocaleContextHolder.setLocale(locale);
            assertThat(words().reason(reading.notUnderstood().get(0))).isNotBlank();
        }
    }

    @Test
    void saysWhichLineContradictsWhich() {
        NoticeReader.Reading reading = NoticeReader.read(2027, "2月13日至14日 春节 休\n2月14日 班");
        assertThat(reading.notUnderstood()).singleElement().satisfies((line) -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.code()).isEqualTo("twice");
            assertThat(line.arguments()).containsExactly(LocalDate.of(2027, 2, 14), 1);
        });
        assertThat(reading.complete()).isFalse();
    }

    @Test
    void readsBackWhatItWroteInBothLanguages() {
        for (int year : ShippedHolidays.YEARS) {
            YearTable table = new YearTable(year, ShippedHolidays.of(year));
            for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                LocaleContextHolder.setLocale(locale);
                NoticeReader.Reading reading = NoticeReader.read(year, words().lines(table));
                assertThat(reading.notUnderstood()).isEmpty();
                assertThat(reading.table()).isEqualTo(table);
            }
        }
    }

    /** Whatever is typed, it is read or said. */
    @Test
    void losesNoLineOfAnyText() {
        java.util.Random random = new java.util.Random(7);
        List<String> pieces = List.of("2027", "-", "02", "月", "5", "日", "至", "休", "班", "春节", "(", ")", "~", "、", "。",
                " ", "31", "off", "2027-02-05", "12月", "\u0000", "（");
        for (int i = 0; i < 3000; i++) {
            String line = random.ints(1 + random.nextInt(12), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining());
            NoticeReader.Reading reading = NoticeReader.read(2027, line);
            assertThat(reading.understood().size() + reading.notUnderstood().size()).as(line)
                .isEqualTo(Texts.isBlank(line) ? 0 : 1);
        }
    }

    private static CalendarWords words() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages-calendar");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new CalendarWords(messages);
    }

}
