package org.sanxing.reflection;

import org.sanxing.common.NavigationEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReflectionNavigation {

    @Bean
    NavigationEntry materialsPlace() {
        return new NavigationEntry("materials", "/materials", 20, NavigationEntry.STAFF);
    }

}
