package org.sanxing.lookback;

import org.sanxing.workflow.ProcessContract;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LookBackProcessConfiguration {

    @Bean
    ProcessContract lookBackProcessContract() {
        return LookBackProcess.contract();
    }

}
