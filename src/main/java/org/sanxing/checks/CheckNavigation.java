package org.sanxing.checks;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CheckNavigation {

    @Bean
    NavigationEntry checksPlace() {
        return new NavigationEntry("checks", "/admin/checks", 80, Role.SYSTEM_ADMINISTRATOR.id());
    }

}
