package org.sanxing.calendar;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CalendarNavigation {

    @Bean
    NavigationEntry calendarPlace() {
        return new NavigationEntry("calendar", "/admin/calendar", 60, Role.SYSTEM_ADMINISTRATOR.id());
    }

}
