package org.sanxing.shell;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sanxing.common.InvalidInput;

import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses the null character in addresses: PostgreSQL cannot hold it, and a filter that
 * contains it would end in an error of the database. What is typed into forms is checked
 * by the forms.
 */
class CleanParameters implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && request.getQueryString().contains("%00")) {
            for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
                for (String value : parameter.getValue()) {
                    if (value.indexOf(0) >= 0) {
                        throw new InvalidInput(parameter.getKey(), "null-character", parameter.getKey());
                    }
                }
            }
        }
        return true;
    }

}
