package org.sanxing.account;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountNavigation {

    @Bean
    NavigationEntry accountsPlace() {
        return new NavigationEntry("accounts", "/admin/accounts", 90, Role.SECURITY_ADMINISTRATOR.id(),
                Role.SYSTEM_ADMINISTRATOR.id());
    }

}
