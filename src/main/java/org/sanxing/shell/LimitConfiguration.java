package org.sanxing.shell;

import java.security.Principal;
import java.time.Duration;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.thymeleaf.ITemplateEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.unit.DataSize;

/** How much one account, one address and one connection may ask for. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /**
     * For each request of an account that runs: fewer together than an address may run,
     * so that one account leaves room for others behind the same address.
     */
    private static final int WAITING = 3;

    /** Before anything is looked up for the request, its session too. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 20;

    /** Behind the security chain, before the idempotency filter takes a connection. */
    private static final int SIGNED_IN = -60;

    @Bean
    FilterRegistrationBean<BusyFilter> requestsOfAnAddress(@Value("${sanxing.limits.address:100}") int most,
            @Value("${sanxing.limits.wait:PT2S}") Duration wait, Problems problems, Languages languages) {
        return at(FIRST, new BusyFilter(new AtOnce(most, most, wait), (request) -> request.getRemoteAddr(), problems,
                languages));
    }

    @Bean
    static FilterRegistrationBean<TroubleFilter> troubleFilter(Problems problems, Languages languages,
            ObjectProvider<ITemplateEngine> templates) {
        FilterRegistrationBean<TroubleFilter> filter = at(FIRST - 1, new TroubleFilter(problems, languages, templates));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BusyFilter> requestsOfAnAccount(@Value("${sanxing.limits.account:8}") int most,
            @Value("${sanxing.limits.wait:PT2S}") Duration wait, Problems problems, Languages languages) {
        return at(SIGNED_IN, new BusyFilter(new AtOnce(most, WAITING * most, wait), (request) -> {
            Principal principal = request.getUserPrincipal();
            return (principal != null) ? principal.getName() : null;
        }, problems, languages));
    }

    @Bean
    FilterRegistrationBean<HeadFilter> headFilter(PlatformTransactionManager transactions) {
        return at(SIGNED_IN + 1, new HeadFilter(transactions));
    }

    private static <T extends Filter> FilterRegistrationBean<T> at(int order, T filter) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
            @Value("${sanxing.limits.body.pause:PT10S}") Duration pause,
            @Value("${sanxing.limits.body.grace:PT20S}") Duration grace,
            @Value("${sanxing.limits.body.per-second:8KB}") DataSize perSecond) {
        return (tomcat) -> {
            tomcat.addEngineValves(new SlowBodies(grace, perSecond.toBytes()));
            tomcat.addConnectorCustomizers((connector) -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout((int) pause.toMillis());
                }
            });
        };
    }

}
