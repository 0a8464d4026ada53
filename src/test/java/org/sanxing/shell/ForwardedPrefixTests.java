package org.sanxing.shell;

import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Globals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardedPrefixTests {

    private static HttpServletRequest seen(String prefix, boolean trusted) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/tasks");
        request.setContextPath("/app");
        request.addHeader("X-Forwarded-Prefix", prefix);
        request.setAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE, trusted ? Boolean.TRUE : null);
        AtomicReference<HttpServletRequest> seen = new AtomicReference<>();
        new ForwardedPrefix().doFilter(request, new MockHttpServletResponse(),
                (passed, answer) -> seen.set((HttpServletRequest) passed));
        return seen.get();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/sanxing", "/sanxing/" })
    void standsBeforeTheContextPath(String prefix) throws Exception {
        HttpServletRequest seen = seen(prefix, true);
        assertThat(seen.getContextPath()).isEqualTo("/sanxing/app");
        assertThat(seen.getRequestURI()).isEqualTo("/sanxing/app/tasks");
        assertThat(seen.getRequestURL()).hasToString("http://localhost/sanxing/app/tasks");
    }

    @ParameterizedTest
    @ValueSource(strings = { "//evil.example", "/", "", "sanxing", "/a//b", "/a?b", "/a\\b", "/a, /b" })
    void whatIsNoPathCountsForNothing(String prefix) throws Exception {
        assertThat(seen(prefix, true).getContextPath()).isEqualTo("/app");
    }

    @Test
    void nobodyButATrustedProxyMaySaySo() throws Exception {
        assertThat(seen("/sanxing", false).getContextPath()).isEqualTo("/app");
    }

}
