package org.sanxing.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.sanxing.common.NavigationEntry;
import org.sanxing.organization.Organization;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.VersionResourceResolver;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final List<String> FOLDERS = List.of("css", "js", "img");

    private static final int KEPT_TEMPLATES = 2_000;

    private static final int KEPT_EXPRESSIONS = 20_000;

    private static final List<String> VERSIONED = List.of("/css/**", "/js/**", "/img/**", "/webjars/**");

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
     * Only links to these get a version put in: any other would be looked for in every
     * JAR each time that it is written.
     */
    @Bean
    static SmartInitializingSingleton versionedLinks(ObjectProvider<ResourceUrlProvider> links,
            @Qualifier("resourceHandlerMapping") ObjectProvider<HandlerMapping> resources) {
        return () -> links.ifAvailable((provider) -> resources.ifAvailable((mapping) -> {
            if (mapping instanceof SimpleUrlHandlerMapping served) {
                Map<String, ResourceHttpRequestHandler> handlers = new LinkedHashMap<>();
                VERSIONED.forEach((path) -> {
                    if (served.getUrlMap().get(path) instanceof ResourceHttpRequestHandler handler) {
                        handlers.put(path, handler);
                    }
                });
                provider.setHandlerMap(handlers);
            }
        }));
    }

    /**
     * Thymeleaf keeps 500 expressions, as many as three pages have, and forgets them with
     * all it has found out about them: of ten pages in turn that was a seventh. All
     * templates together have 5,400.
     */
    @Bean
    static SmartInitializingSingleton keptExpressions(ObjectProvider<SpringTemplateEngine> templates) {
        StandardCacheManager kept = new StandardCacheManager();
        kept.setTemplateCacheMaxSize(KEPT_TEMPLATES);
        kept.setExpressionCacheMaxSize(KEPT_EXPRESSIONS);
        return () -> templates.ifAvailable((engine) -> engine.setCacheManager(kept));
    }

    /** Links to our own files carry the hash of their content. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String folder : FOLDERS) {
            registry.addResourceHandler("/" + folder + "/**")
                .addResourceLocations("classpath:/static/" + folder + "/")
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this.languages);
        registry.addInterceptor(new CleanParameters());
        registry.addInterceptor(new FollowProgress());
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
