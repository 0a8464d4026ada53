package org.sanxing.notification;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NoticeNavigation {

    @Bean
    NavigationEntry channelsPlace() {
        return new NavigationEntry("channels", "/admin/notices", 70, Role.SYSTEM_ADMINISTRATOR.id());
    }

}
