package org.sanxing.ledger;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Role;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerNavigation {

    @Bean
    NavigationEntry ledgerPlace() {
        return new NavigationEntry("ledger", "/ledger", 30, NavigationEntry.STAFF, Role.AUDITOR.id());
    }

}
