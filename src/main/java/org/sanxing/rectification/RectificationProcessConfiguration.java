package org.sanxing.rectification;

import org.sanxing.workflow.ProcessContract;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RectificationProcessConfiguration {

    @Bean
    ProcessContract rectificationProcessContract() {
        return RectificationProcess.contract();
    }

    @Bean
    ProcessContract extensionProcessContract() {
        return ExtensionProcess.contract();
    }

}
