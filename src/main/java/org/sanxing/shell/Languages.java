package org.sanxing.shell;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Texts;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * One language a page: Chinese unless the person switched ({@code ?lang=en}, kept in a
 * cookie); what the browser prefers does not count. The API goes by
 * {@code Accept-Language}, Chinese by default.
 */
@Component("localeResolver")
class Languages implements LocaleResolver, HandlerInterceptor {

    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

    static final Locale ENGLISH = Locale.ENGLISH;

    private static final String COOKIE = "lang";

    private static final String SWITCHED = Languages.class.getName();

    private static final long A_YEAR = 365L * 24 * 3600;

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (Requests.isApi(request)) {
            return accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        }
        if (request.getAttribute(SWITCHED) instanceof Locale locale) {
            return locale;
        }
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return (cookie != null && cookie.getValue().equals("en")) ? ENGLISH : CHINESE;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        Locale chosen = (locale != null && locale.getLanguage().equals("en")) ? ENGLISH : CHINESE;
        request.setAttribute(SWITCHED, chosen);
        if (response != null) {
            ResponseCookie cookie = ResponseCookie.from(COOKIE, chosen.equals(ENGLISH) ? "en" : "zh")
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET") && !Requests.isApi(request)) {
            String language = request.getParameter("lang");
            if ("en".equals(language) || "zh".equals(language)) {
                setLocale(request, response, Locale.forLanguageTag(language));
                org.springframework.context.i18n.LocaleContextHolder.setLocale(resolveLocale(request));
            }
        }
        return true;
    }

    private static Locale accepted(@Nullable String header) {
        if (Texts.isBlank(header)) {
            return CHINESE;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.CHINESE, CHINESE, ENGLISH));
            return (best != null && best.getLanguage().equals("en")) ? ENGLISH : CHINESE;
        }
        catch (IllegalArgumentException ex) {
            return CHINESE;
        }
    }

}
