package org.sanxing.shell;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Holds the whole answer back until the transaction is decided: errors and redirects too,
 * which the server would send at once.
 */
class HeldResponse extends ContentCachingResponseWrapper {

    private int errorStatus;

    private @Nullable String location;

    HeldResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void sendError(int status) {
        this.errorStatus = status;
        resetBuffer();
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public void sendRedirect(String target) {
        sendRedirect(target, SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String target, boolean clearBuffer) {
        sendRedirect(target, SC_FOUND, clearBuffer);
    }

    @Override
    public void sendRedirect(String target, int status) {
        sendRedirect(target, status, true);
    }

    @Override
    public void sendRedirect(String target, int status, boolean clearBuffer) {
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(status);
        setHeader(HttpHeaders.LOCATION, target);
    }

    @Override
    public void setHeader(String name, String value) {
        if (HttpHeaders.LOCATION.equalsIgnoreCase(name)) {
            this.location = value;
        }
        super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        if (HttpHeaders.LOCATION.equalsIgnoreCase(name)) {
            this.location = value;
        }
        super.addHeader(name, value);
    }

    @Nullable String location() {
        return this.location;
    }

    boolean succeeded(boolean redirectsToo) {
        int status = getStatus();
        return this.errorStatus == 0 && status >= 200 && status < (redirectsToo ? 400 : 300);
    }

    /** Hands over what was held back, without hurrying the server to send it. */
    void release() throws IOException {
        HttpServletResponse target = (HttpServletResponse) getResponse();
        if (this.errorStatus != 0) {
            target.sendError(this.errorStatus);
            return;
        }
        byte[] body = getContentAsByteArray();
        target.setContentLength(body.length);
        target.getOutputStream().write(body);
    }

}
