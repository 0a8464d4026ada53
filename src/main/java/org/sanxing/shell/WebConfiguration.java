package org.sanxing.shell;

import org.sanxing.common.NavigationEntry;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final Languages languages;

    WebConfiguration(Languages languages) {
        this.languages = languages;
    }

    @Bean
    static NavigationEntry homePlace() {
        return new NavigationEntry("home", "/", 0);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeHeaders() {
        return (tomcat) -> tomcat.addEngineValves(new EdgeHeaders());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this.languages);
        registry.addInterceptor(new CleanParameters());
    }

}
