package org.sanxing.tasks.process;

import org.sanxing.tasks.ConsultationProcess;
import org.sanxing.workflow.ProcessContract;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TaskProcessConfiguration {

    @Bean
    ProcessContract consultationProcessContract() {
        return ConsultationProcess.contract();
    }

}
