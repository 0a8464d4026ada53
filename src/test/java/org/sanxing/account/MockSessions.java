package org.sanxing.account;

import java.util.List;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * A {@link MockHttpSession} stands for the browser's cookie: it keeps nothing but the id
 * of the session in the database. Requests over a port have a cookie, as always.
 */
class MockSessions implements HttpSessionIdResolver {

    private static final String ID = MockSessions.class.getName();

    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    MockSessions(CookieSerializer cookie) {
        this.cookies.setCookieSerializer(cookie);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        MockHttpServletRequest mock = mock(request);
        if (mock == null) {
            return this.cookies.resolveSessionIds(request);
        }
        HttpSession session = mock.getSession(false);
        return (session != null && session.getAttribute(ID) instanceof String id) ? List.of(id) : List.of();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        MockHttpServletRequest mock = mock(request);
        if (mock == null) {
            this.cookies.setSessionId(request, response, sessionId);
            return;
        }
        MockHttpSession session = (MockHttpSession) mock.getSession(true);
        if (session != null) {
            session.changeSessionId();
            session.setAttribute(ID, sessionId);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        MockHttpServletRequest mock = mock(request);
        if (mock == null) {
            this.cookies.expireSession(request, response);
            return;
        }
        HttpSession session = mock.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static @Nullable MockHttpServletRequest mock(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return (inner instanceof MockHttpServletRequest mock) ? mock : null;
    }

}
