package org.sanxing.shell;

import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** What kind of request it is, on an error dispatch too. */
final class Requests {

    private static final List<String> LIGHT = List.of("/css/", "/js/", "/img/", "/_static/", "/webjars/", "/actuator/");

    private Requests() {
    }

    /** The path that was asked for, without the context path. */
    static String path(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = (original instanceof String text) ? text : request.getRequestURI();
        String context = request.getContextPath();
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }

    static boolean isApi(HttpServletRequest request) {
        String path = path(request);
        return path.startsWith("/api/") || path.equals("/api");
    }

    /** The first word of the path, the same for a page and what the API has of it. */
    static String area(HttpServletRequest request) {
        String path = path(request).replaceFirst("^/api/v1", "");
        int end = path.indexOf('/', 1);
        return (end > 0) ? path.substring(0, end) : path;
    }

    /** What costs next to nothing, and comes in numbers: files, counts, the health. */
    static boolean isLight(HttpServletRequest request) {
        String path = path(request);
        return path.equals("/nav-counts") || path.equals("/favicon.ico")
                || LIGHT.stream().anyMatch((prefix) -> path.startsWith(prefix));
    }

    static boolean isHtmx(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

}
