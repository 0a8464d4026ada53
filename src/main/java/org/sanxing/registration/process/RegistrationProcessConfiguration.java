package org.sanxing.registration.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.registration.OpenLedgerEntries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the diagram of the review asks of registration. */
@Configuration(proxyBeanMethods = false)
class RegistrationProcessConfiguration {

    @Bean
    JavaDelegate openLedgerEntriesDelegate(OpenLedgerEntries openLedgerEntries) {
        return (execution) -> openLedgerEntries.execute(execution.getProcessBusinessKey());
    }

}
