package org.sanxing.shell;

import java.security.Principal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.thymeleaf.ITemplateEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;

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
    FilterRegistrationBean<BusyFilter> requestsOfAnAddress(LimitSettings limits, Problems problems,
            Languages languages) {
        return at(FIRST, new BusyFilter(new AtOnce(limits.address(), limits.address(), limits.patience()),
                (request) -> request.getRemoteAddr(), problems, languages));
    }

    @Bean
    static FilterRegistrationBean<TroubleFilter> troubleFilter(Problems problems, Languages languages,
            ObjectProvider<ITemplateEngine> templates) {
        FilterRegistrationBean<TroubleFilter> filter = at(FIRST - 1, new TroubleFilter(problems, languages, templates));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BusyFilter> requestsOfAnAccount(LimitSettings limits, Problems problems,
            Languages languages) {
        return at(SIGNED_IN, new BusyFilter(new AtOnce(limits.account(), WAITING * limits.account(), limits.patience()),
                (request) -> {
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
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(LimitSettings limits) {
        LimitSettings.Body body = limits.body();
        return (tomcat) -> {
            tomcat.addEngineValves(new SlowBodies(body.grace(), body.perSecond().toBytes()));
            tomcat.addConnectorCustomizers((connector) -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout((int) body.pause().toMillis());
                }
            });
        };
    }

}
