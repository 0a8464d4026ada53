package org.sanxing.shell;

import java.util.List;
import java.util.Map;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Organization;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final String WEB_JARS = "/webjars/**";

    private final Languages languages;

    private final PageTransactions pages;

    WebConfiguration(Languages languages, PageTransactions pages) {
        this.languages = languages;
        this.pages = pages;
    }

    @Bean
    static PageTransactions pageTransactions(ObjectProvider<PlatformTransactionManager> transactions,
            ObjectProvider<Organization> organization) {
        return new PageTransactions(transactions, organization);
    }

    @Bean
    static NavigationEntry homePlace() {
        return new NavigationEntry("home", "/", 0);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeHeaders() {
        return (tomcat) -> tomcat.addEngineValves(new EdgeHeaders());
    }

    /**
     * Only a link to a web jar gets a version put in: any other would be looked for in
     * every JAR each time that it is written.
     */
    @Bean
    static SmartInitializingSingleton versionedLinks(ObjectProvider<ResourceUrlProvider> links,
            @Qualifier("resourceHandlerMapping") ObjectProvider<HandlerMapping> resources) {
        return () -> links.ifAvailable((provider) -> resources.ifAvailable((mapping) -> {
            if (mapping instanceof SimpleUrlHandlerMapping served
                    && served.getUrlMap().get(WEB_JARS) instanceof ResourceHttpRequestHandler handler) {
                provider.setHandlerMap(Map.of(WEB_JARS, handler));
            }
        }));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this.languages);
        registry.addInterceptor(new CleanParameters());
        registry.addInterceptor(this.pages);
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(0, (request, response, handler, failure) -> {
            this.pages.giveUp(request);
            return null;
        });
    }

}
