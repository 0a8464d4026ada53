package org.sanxing.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody stops the others, on a real server. */
@ShellTest
class LimitsTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ShellFixture.Probe probe;

    @Test
    void manyRequestsOfOneAccountLeaveRoomForOthers() {
        // The first requests of all wait for classes, not for one another.
        for (int i = 0; i < 20; i++) {
            http("secadmin").get("/api/v1/reads");
        }
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(CLIENT.sendAsync(http("staff1").request("/api/v1/held").GET().build(), BodyHandlers.ofString()));
        }
        try {
            assertThat(sent.stream().filter(CompletableFuture::isDone)).hasSizeLessThan(100);
            long before = System.nanoTime();
            HttpResponse<String> other = http("secadmin").get("/api/v1/reads");
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
        finally {
            this.probe.release.release(100);
        }
        List<HttpResponse<String>> answers = sent.stream().map(CompletableFuture::join).toList();
        this.probe.release.drainPermits();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
        assertThat(answers).filteredOn((answer) -> answer.statusCode() == 429).allSatisfy((answer) -> {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("too-many-requests");
        });
        assertThat(http("staff1").get("/api/v1/reads").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverIsInLeavesNothingBehind() {
        AtOnce one = new AtOnce(1, 1, Duration.ofMillis(10));
        assertThat(one.enter("a")).isTrue();
        assertThat(one.enter("a")).isFalse();
        assertThat(one.enter("b")).isTrue();
        one.leave("a");
        assertThat(one.enter("a")).isTrue();
        one.leave("a");
        one.leave("b");
        assertThat(one.keys()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "staff1", "nobody" })
    @Timeout(30)
    void aBodyThatTricklesIsCut(String account) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
            String credentials = Base64.getEncoder().encodeToString((account + ":secret").getBytes());
            socket.getOutputStream()
                .write(("POST /api/v1/body HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                        + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"name\":\"")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(bytesUntilCut(socket)).isLessThan(200);
        }
    }

    /** One byte every tenth of a second, until the server has enough. */
    private static int bytesUntilCut(Socket socket) throws InterruptedException {
        for (int sent = 0;; sent++) {
            try {
                socket.getOutputStream().write('x');
                socket.setSoTimeout(100);
                while (socket.getInputStream().read() >= 0) {
                    // The answer, where there is one.
                }
                return sent;
            }
            catch (java.net.SocketTimeoutException ex) {
                // It still listens.
            }
            catch (IOException ex) {
                return sent;
            }
        }
    }

    @Test
    void aBodyThatIsQuickComesWholeHoweverLong() {
        String body = "{\"name\":\"" + "x".repeat(3_000_000) + "\",\"number\":1}";
        assertThat(http("staff1").post("/api/v1/body", "application/json", body).body()).hasSizeGreaterThan(3_000_000);
    }

    @Test
    void headIsAnsweredAndLeavesNothing() {
        int before = this.probe.inserted("read");
        HttpResponse<String> head = http("staff1")
            .send(http("staff1").request("/api/v1/reads").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(this.probe.inserted("read")).isEqualTo(before);
        http("staff1").get("/api/v1/reads");
        assertThat(this.probe.inserted("read")).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({ "Sec-Purpose,prefetch", "Sec-Purpose,prefetch;prerender", "Purpose,prefetch" })
    void aPrefetchRunsNothing(String header, String value) {
        int before = this.probe.inserted("read");
        assertThat(http("staff1").get("/api/v1/reads", header, value).statusCode()).isEqualTo(503);
        assertThat(this.probe.inserted("read")).isEqualTo(before);
    }

    private Http http(String account) {
        return new Http(this.port, account);
    }

}
