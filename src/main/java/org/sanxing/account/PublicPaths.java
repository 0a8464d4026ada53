package org.sanxing.account;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.util.ServletRequestPathUtils;

/** What everybody may fetch because it says nothing about anybody. */
final class PublicPaths {

    private static final List<String> STATIC = List.of("/css/", "/js/", "/img/", "/webjars/", "/_static/");

    private PublicPaths() {
    }

    static String path(HttpServletRequest request) {
        return ServletRequestPathUtils.parse(request).pathWithinApplication().value();
    }

    static boolean isStatic(HttpServletRequest request) {
        String path = path(request);
        return STATIC.stream().anyMatch(path::startsWith) || path.equals("/favicon.ico")
                || path.startsWith("/actuator/health");
    }

}
