package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Dresses every answer before anybody can refuse the request: Tomcat itself, or the
 * firewall before the security chains, which say more where they are reached.
 */
class EdgeHeaders extends ValveBase {

    EdgeHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", SecurityConfiguration.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        getNext().invoke(request, response);
    }

}
