package org.sanxing.calendar;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanxing.ApplicationTest;
import org.sanxing.MovableClock;
import org.sanxing.Office;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The administrator's pages of the calendar, and everybody's. */
@ApplicationTest
class CalendarPagesTests {

    private static final String PAGE = "/admin/calendar/2031";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Office office;

    @Autowired
    private CalendarYears years;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    void aDayThatIsKnown() {
        this.clock.set(MovableClock.START);
    }

    @AfterEach
    void asItWas() {
        if (this.calendar.isKnown(2031)) {
            this.office.as("sysadmin").delete("/calendar/2031");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "staff1", "head1", "leader1", "auditor", "sysadmin", "secadmin" })
    void everybodySeesWhatCountsAndOneChangesIt(String account) {
        Office.Caller caller = this.office.as(account);
        assertThat(caller.page("/calendar/2026").html())
            .contains("全年 248 个工作日", "10月1日 周四，节假日放假：国庆节", "春节", "class=\"sx-foot\"")
            .doesNotContain("保存这一天", "?day=");
        assertThat(caller.page("/calendar/2027").html()).contains("本年的放假安排还没有录入", "2027 年（未录入）");
        assertThat(caller.page("/calendar").status()).isEqualTo(302);
        assertThat(caller.page("/calendar/1999").status()).isEqualTo(404);
        assertThat(caller.page("/admin/calendar/2026").status()).isEqualTo(account.equals("sysadmin") ? 200 : 403);
    }

    @Test
    void readsWhatWasPastedAndSavesItOnce() throws Exception {
        int seen = this.years.get(2031).revision();
        String lines = "元旦 2031-01-01 至 2031-01-03 休\n端午节 6月9日";
        assertThat(page(post(PAGE + "/preview").param("lines", lines), 200))
            .contains("1 行没有读懂", "第 2 行", "没有写明放假", "端午节 6月9日")
            .doesNotContain(">保存</button>");
        assertThat(page(post(PAGE).param("lines", lines), 400)).contains("有 1 行没有读懂", "端午节 6月9日");
        assertThat(this.calendar.isKnown(2031)).isFalse();

        lines = "元旦 2031-01-01 至 2031-01-03 休\n端午节 6月9日 放假";
        assertThat(page(post(PAGE + "/preview").param("lines", lines), 200)).contains(">保存</button>",
                "全年 257 个工作日，现在是 261 个");
        assertThat(this.calendar.isKnown(2031)).isFalse();
        MockHttpServletResponse saved = send(save(lines, seen), 302);
        assertThat(saved.getRedirectedUrl()).isEqualTo(PAGE);
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 6, 9))).isFalse();
        assertThat(page(get(PAGE), 200)).contains("撤销上次修改", "6月9日 周一，节假日放假：端午节", "2031-06-09 端午节 休");

        String late = page(save(lines + "\n国庆节 10月1日 休", seen), 409);
        assertThat(late).contains("刚被修改", "国庆节 10月1日 休", "10月1日 周三").contains("修改了它。下面已按最新的内容对比");
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 10, 1))).isTrue();
    }

    @Test
    void changesOneDayAndTakesItBack() throws Exception {
        page(day("2031-05-01", "off", "劳动节", null), 400);
        assertThat(this.calendar.isKnown(2031)).as("one day makes no year").isFalse();
        send(save("元旦 1月1日 休", null), 302);

        assertThat(page(get(PAGE).param("day", "2031-05-03"), 200)).contains("5月3日 周六", "平常周末，休息", "调休上班", "保存这一天");
        assertThat(page(get(PAGE).param("day", "2031-05-01"), 200)).contains("平常工作日")
            .doesNotContain("value=\"worked\"");
        assertThat(page(day("2031-05-01", "off", " ", null), 400)).contains("请填写节日名称");
        int seen = this.years.get(2031).revision();
        send(day("2031-05-01", "off", "劳动节", seen), 302);
        send(day("2031-05-03", "worked", "劳动节", null), 302);
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 5, 1))).isFalse();
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 5, 3))).isTrue();
        assertThat(page(day("2031-05-02", "off", "我写的名称", seen), 409)).contains("刚被修改", "我写的名称");

        send(post(PAGE + "/undo"), 302);
        assertThat(this.calendar.isWorkingDay(LocalDate.of(2031, 5, 3))).isFalse();
        assertThat(page(post(PAGE + "/undo"), 409)).contains("没有可以撤销的修改");
        send(day("2031-05-01", "normal", "", null), 302);
        assertThat(page(day("2031-01-01", "normal", "", null), 400)).contains("一年里不能一个节假日也没有");
        page(day("2031-05-01", "nonsense", "", null), 400);
        page(day("2030-05-01", "off", "x", null), 400);
    }

    @Test
    void saysWhatRemovingAYearDoes() throws Exception {
        assertThat(page(get("/admin/calendar/2026/remove"), 200)).contains("由 248 个变为 261 个", "国家已经公布");
        page(get(PAGE + "/remove"), 404);
        send(save("元旦 1月1日 休", null), 302);
        assertThat(page(get(PAGE + "/remove"), 200)).contains("由 260 个变为 261 个").doesNotContain("国家已经公布");
        page(post(PAGE + "/remove").param("revision", "0"), 409);
        assertThat(this.calendar.isKnown(2031)).isTrue();
        send(post(PAGE + "/remove"), 302);
        assertThat(this.calendar.isKnown(2031)).isFalse();
        assertThat(page(get(PAGE), 200)).contains("本年的放假安排还没有录入", "撤销上次修改").doesNotContain("?day=");
    }

    @Test
    void showsNamesAsTheyWereTyped() throws Exception {
        send(save("<b>元旦</b> 1月1日 休", null), 302);
        for (String lang : List.of("zh", "en")) {
            assertThat(page(get(PAGE).param("lang", lang).param("day", "2031-01-01"), 200)).contains("&lt;b&gt;元旦")
                .doesNotContain("<b>元旦", "??");
            assertThat(page(get("/calendar/2031").param("lang", lang), 200)).contains("&lt;b&gt;元旦")
                .doesNotContain("<b>元旦", "??");
        }
    }

    @Test
    void drawsAYearWithFewStatements() {
        this.office.as("sysadmin").page("/admin/calendar/2026").html();
        long unknown = Office.statements(() -> this.office.as("sysadmin").page("/admin/calendar/2031").html());
        long known = Office.statements(() -> this.office.as("sysadmin").page("/admin/calendar/2026").html());
        assertThat(known).isPositive().isLessThanOrEqualTo(unknown + 2);
    }

    private static MockHttpServletRequestBuilder save(String lines, Integer revision) {
        MockHttpServletRequestBuilder request = post(PAGE).param("lines", lines);
        return (revision != null) ? request.param("revision", revision.toString()) : request;
    }

    private static MockHttpServletRequestBuilder day(String date, String kind, String name, Integer revision) {
        MockHttpServletRequestBuilder request = post(PAGE + "/days").param("date", date)
            .param("kind", kind)
            .param("name", name);
        return (revision != null) ? request.param("revision", revision.toString()) : request;
    }

    private String page(MockHttpServletRequestBuilder request, int status) throws Exception {
        return send(request, status).getContentAsString(StandardCharsets.UTF_8);
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, int status) throws Exception {
        MockHttpServletResponse response = this.mvc
            .perform(request.with(user("sysadmin").roles("SYSTEM_ADMINISTRATOR")).with(csrf()))
            .andReturn()
            .getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo(status);
        return response;
    }

}
