package org.sanxing.shell;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off whoever sends a body so slowly that a thread would wait for it for long: the
 * server's own limit begins anew with each byte. Only the time spent waiting counts.
 */
class SlowBodies extends ValveBase {

    /** For what is left of a body that nobody wants any more. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final Duration grace;

    private final long bytesPerSecond;

    SlowBodies(Duration grace, long bytesPerSecond) {
        super(true);
        this.grace = grace;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request raw = request.getCoyoteRequest();
        // What Tomcat has refused may have a length that is no number.
        if (response.getStatus() >= Response.SC_BAD_REQUEST
                || (raw.getContentLengthLong() <= 0 && raw.getHeader("Transfer-Encoding") == null)) {
            getNext().invoke(request, response);
            return;
        }
        InputBuffer all = raw.getInputBuffer();
        Watched watched = new Watched(all, raw);
        raw.setInputBuffer(watched);
        try {
            getNext().invoke(request, response);
            if (!watched.over && raw.getBytesRead() != raw.getContentLengthLong()) {
                response.finishResponse();
                watched.readRest();
            }
        }
        finally {
            raw.setInputBuffer(all);
        }
    }

    private final class Watched implements InputBuffer, ApplicationBufferHandler {

        private final InputBuffer all;

        private final org.apache.coyote.Request raw;

        private long allowed = SlowBodies.this.grace.toNanos();

        private long waited;

        private boolean over;

        private @Nullable ByteBuffer ignored;

        private Watched(InputBuffer all, org.apache.coyote.Request raw) {
            this.all = all;
            this.raw = raw;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            long before = System.nanoTime();
            int read;
            try {
                read = this.all.doRead(handler);
            }
            catch (IOException ex) {
                this.over = true;
                throw ex;
            }
            this.waited += System.nanoTime() - before;
            if (read < 0) {
                this.over = true;
            }
            else {
                this.allowed += read * Duration.ofSeconds(1).toNanos() / SlowBodies.this.bytesPerSecond;
                if (this.waited > this.allowed) {
                    this.over = true;
                    SocketTimeoutException slow = new SocketTimeoutException("The body comes too slowly");
                    this.raw.action(ActionCode.CLOSE_NOW, slow);
                    throw slow;
                }
            }
            return read;
        }

        @Override
        public int available() {
            return this.all.available();
        }

        /** So that the answer reaches whoever is still sending. */
        private void readRest() {
            this.allowed = Math.min(this.allowed, this.waited + REST.toNanos());
            try {
                while (!this.over) {
                    this.raw.doRead(this);
                }
            }
            catch (IOException ex) {
                this.raw.action(ActionCode.CLOSE_NOW, ex);
            }
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.ignored = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return this.ignored;
        }

        @Override
        public void expand(int size) {
            // Nothing is kept.
        }

    }

}
