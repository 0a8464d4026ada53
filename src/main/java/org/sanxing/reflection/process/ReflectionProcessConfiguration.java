package org.sanxing.reflection.process;

import org.sanxing.reflection.ReflectionReviewProcess;
import org.sanxing.workflow.ProcessContract;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReflectionProcessConfiguration {

    @Bean
    ProcessContract reflectionReviewProcessContract() {
        return ReflectionReviewProcess.contract();
    }

}
