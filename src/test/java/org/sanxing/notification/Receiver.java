package org.sanxing.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** Where robots and webhooks speak to, on the loopback; it may fail or hang. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private volatile int status = 200;

    private volatile String answer = "{\"errcode\":0,\"code\":0}";

    private volatile @Nullable String redirect;

    private volatile CountDownLatch hanging = new CountDownLatch(0);

    Receiver() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        this.server.createContext("/", this::handle);
        this.server.setExecutor(this.threads);
        this.server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
    }

    void answers(int with, String body) {
        this.status = with;
        this.answer = body;
    }

    void redirects(String to) {
        this.redirect = to;
    }

    void hang() {
        this.hanging = new CountDownLatch(1);
    }

    void recover() {
        this.hanging.countDown();
    }

    List<Request> requests() {
        return this.requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        this.requests.add(new Request(String.valueOf(exchange.getRequestURI()), exchange.getRequestHeaders(), body));
        try {
            this.hanging.await(1, TimeUnit.MINUTES);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        String elsewhere = this.redirect;
        if (elsewhere != null) {
            exchange.getResponseHeaders().add("Location", elsewhere);
        }
        byte[] bytes = this.answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders((elsewhere != null) ? 302 : this.status, (bytes.length > 0) ? bytes.length : -1);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        this.hanging.countDown();
        this.server.stop(0);
        this.threads.shutdownNow();
    }

    record Request(String uri, Headers headers, String body) {

    }

}
