package org.sanxing.shell;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Dresses every answer before anybody can refuse the request: Tomcat itself, or the
 * firewall before the security chains, which say more where they are reached.
 */
class EdgeHeaders extends ValveBase {

    static final Map<String, String> ALL = Map.of("Content-Security-Policy", SecurityConfiguration.POLICY,
            "X-Content-Type-Options", "nosniff", "X-Frame-Options", "SAMEORIGIN", "Referrer-Policy", "same-origin",
            "Cache-Control", "no-store");

    EdgeHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ALL.forEach(response::setHeader);
        getNext().invoke(request, response);
    }

}
