package org.sanxing.browser;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The browser of the tests keeps scripts, styles and icons: as shipped it would ask with
 * every page for a dozen of them whether they are still the same.
 */
@TestConfiguration(proxyBeanMethods = false)
class KeptFiles {

    @Bean
    FilterRegistrationBean<Filter> keptFilesFilter() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> chain
            .doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                @Override
                public void addHeader(String name, String value) {
                    super.addHeader(name, kept(name, value));
                }

                @Override
                public void setHeader(String name, String value) {
                    super.setHeader(name, kept(name, value));
                }
            }));
        registration.addUrlPatterns("/css/*", "/js/*", "/img/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static String kept(String name, String value) {
        return (name.equals("Cache-Control") && value.equals("no-cache")) ? "max-age=3600" : value;
    }

}
