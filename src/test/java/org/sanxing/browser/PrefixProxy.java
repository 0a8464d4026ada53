package org.sanxing.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A proxy before the application as an organ has one: what it serves begins with
 * /sanxing, which it takes away and tells of. It speaks from 127.0.0.2, which is trusted.
 */
final class PrefixProxy implements AutoCloseable {

    static final String PREFIX = "/sanxing";

    private static final Pattern PATH = Pattern.compile("^(\\S+ )" + PREFIX + "/?");

    private static final Pattern CONNECTION = Pattern.compile("(?im)^connection:.*\r\n");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private final int port;

    PrefixProxy(int port) throws IOException {
        this.port = port;
        daemon(() -> {
            while (true) {
                Socket caller = this.server.accept();
                daemon(() -> serve(caller));
            }
        });
    }

    String address() {
        return "http://127.0.0.1:" + this.server.getLocalPort() + PREFIX;
    }

    /** One request a connection: the browser opens another. */
    private void serve(Socket caller) throws IOException {
        try (caller; Socket application = new Socket("127.0.0.1", this.port, InetAddress.getByName("127.0.0.2"), 0)) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (int one = caller.getInputStream().read(); one >= 0; one = caller.getInputStream().read()) {
                head.write(one);
                if (one == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    break;
                }
            }
            String asked = CONNECTION.matcher(head.toString(StandardCharsets.ISO_8859_1)).replaceAll("");
            String told = PATH.matcher(asked)
                .replaceFirst("$1/")
                .replaceFirst("\r\n", "\r\nConnection: close\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Prefix: "
                        + PREFIX + "\r\n");
            application.getOutputStream().write(told.getBytes(StandardCharsets.ISO_8859_1));
            InputStream body = caller.getInputStream();
            daemon(() -> body.transferTo(application.getOutputStream()));
            application.getInputStream().transferTo(caller.getOutputStream());
        }
    }

    private static void daemon(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            }
            catch (IOException | UncheckedIOException closed) {
                // The other side has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        this.server.close();
    }

    private interface Step {

        void run() throws IOException;

    }

}
