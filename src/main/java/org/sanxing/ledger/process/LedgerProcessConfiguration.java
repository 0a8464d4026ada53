package org.sanxing.ledger.process;

import org.sanxing.workflow.ProcessContract;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerProcessConfiguration {

    @Bean
    ProcessContract rectificationProcessContract() {
        return RectificationProcess.contract();
    }

    @Bean
    ProcessContract extensionProcessContract() {
        return ExtensionProcess.contract();
    }

    @Bean
    ProcessContract lookBackProcessContract() {
        return LookBackProcess.contract();
    }

}
