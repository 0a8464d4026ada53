package org.sanxing.audit;

import org.sanxing.common.NavigationEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceNavigation {

    @Bean
    NavigationEntry tracePlace() {
        return new NavigationEntry("trace", "/trace", 10, "auditor").searched();
    }

}
