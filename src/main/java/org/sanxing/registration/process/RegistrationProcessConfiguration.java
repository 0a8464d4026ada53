package org.sanxing.registration.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.sanxing.registration.RegisterProblems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the diagram of the review asks of registration. */
@Configuration(proxyBeanMethods = false)
class RegistrationProcessConfiguration {

    @Bean
    JavaDelegate openLedgerEntriesDelegate(RegisterProblems registerProblems) {
        return (execution) -> registerProblems.openEntries(execution.getProcessBusinessKey());
    }

}
