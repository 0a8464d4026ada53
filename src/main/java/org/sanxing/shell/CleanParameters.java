package org.sanxing.shell;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.InvalidInput;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses in addresses what a database cannot hold, so that a filter with it would end in
 * an error: the null character in PostgreSQL, and dates of years beyond four digits. What
 * is typed into forms is checked by the forms.
 */
class CleanParameters implements HandlerInterceptor {

    private static final Pattern EXTREME = Pattern.compile("\\s*[+-]\\d{4,}-\\d\\d-\\d\\d");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null) {
            for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
                for (String given : parameter.getValue()) {
                    String value = (given != null) ? given : "";
                    if (value.indexOf(0) >= 0) {
                        throw new InvalidInput(parameter.getKey(), "null-character", parameter.getKey());
                    }
                    if (EXTREME.matcher(value).lookingAt()) {
                        throw new InvalidInput(parameter.getKey(), "invalid", parameter.getKey());
                    }
                }
            }
        }
        return true;
    }

}
