package org.sanxing.shell;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.Progress;

import org.springframework.web.servlet.HandlerInterceptor;

/** A page that sends {@code follow} may ask by that name how far its request is. */
class FollowProgress implements HandlerInterceptor {

    private static final String NAME = "follow";

    private static final int LONGEST_NAME = 40;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String name = request.getParameter(NAME);
        Principal who = request.getUserPrincipal();
        if (name != null && name.length() <= LONGEST_NAME && who != null) {
            Progress.begin(who.getName(), name);
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        Progress.end();
    }

}
