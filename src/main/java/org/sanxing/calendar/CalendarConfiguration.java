package org.sanxing.calendar;

import java.time.Clock;
import java.time.ZoneId;

import org.sanxing.common.NavigationEntry;
import org.sanxing.common.SetUpStep;
import org.sanxing.organization.Role;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

    @Bean
    static NavigationEntry calendarPlace() {
        return new NavigationEntry("calendar", "/admin/calendar", 60, Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Bean
    SetUpStep calendarStep(CalendarYears years, WorkingCalendar calendar) {
        return new SetUpStep("calendar", 60, "/admin/calendar",
                (account) -> !years.get(calendar.today().getYear()).table().days().isEmpty());
    }

    @Bean
    WorkingCalendar workingCalendar(CalendarDays days, Clock clock, ZoneId zone, CalendarSettings settings) {
        return new HolidayCalendar(days::current, days::certain, clock, zone, settings.workingHours());
    }

    @Bean
    TimeWords times(WorkingCalendar calendar, Deadlines deadlines, MessageSource messages, Clock clock, ZoneId zone) {
        return new TimeWords(calendar, deadlines, messages, clock, zone);
    }

}
