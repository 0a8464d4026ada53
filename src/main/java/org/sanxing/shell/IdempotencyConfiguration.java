package org.sanxing.shell;

import java.time.Clock;

import org.sanxing.common.Sealing;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    /** Behind the security chain, whose order is -100: the account is part of the key. */
    private static final int BEHIND_SECURITY = -50;

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(KeptAnswers answers, Sealing sealing,
            PlatformTransactionManager transactions, Problems problems, Languages languages, Clock clock) {
        FilterRegistrationBean<IdempotencyFilter> registration = new FilterRegistrationBean<>(
                new IdempotencyFilter(answers, sealing, transactions, problems, languages, clock));
        registration.setOrder(BEHIND_SECURITY);
        return registration;
    }

}
