package org.sanxing.tasks;

import org.sanxing.common.NavigationEntry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TaskNavigation {

    @Bean
    NavigationEntry tasksPlace(Tasks tasks) {
        return new NavigationEntry("tasks", "/tasks", 10, NavigationEntry.STAFF).searched().counted(tasks::countsOf);
    }

}
