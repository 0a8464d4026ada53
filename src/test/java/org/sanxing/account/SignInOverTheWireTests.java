package org.sanxing.account;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Behind a real port: what anybody but the trusted proxy says of where a request comes
 * from counts for nothing.
 */
@PeopleServerTest
class SignInOverTheWireTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private HttpResponse<String> get(HttpClient client, String account, String password, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/me"))
            .header("Authorization", "Basic "
                    + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private java.util.List<String> addresses(String account) {
        return this.jdbc.sql("select distinct address from sign_in where account = :account and succeeded = false")
            .param("account", account)
            .query(String.class)
            .list();
    }

    @Test
    void countsTwentyFiveWrongPasswordsWithAnyHeader() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        int refused = 0;
        for (int i = 0; i < 25; i++) {
            String header = (i % 2 == 0) ? "203.0.113." + i : "9".repeat(300);
            int status = get(client, "staff1", "wrong" + i, "X-Forwarded-For", header, "X-Real-IP", header, "Forwarded",
                    "for=" + header)
                .statusCode();
            assertThat(status).isIn(401, 429);
            refused += (status == 429) ? 1 : 0;
        }
        assertThat(refused).isGreaterThanOrEqualTo(20);
        assertThat(get(client, "staff1", "sanxing-demo", "X-Forwarded-For", "203.0.113.99").statusCode())
            .isEqualTo(429);
        assertThat(addresses("staff1")).containsExactly("127.0.0.1");
    }

    /** As a proxy sends it, from the address that is named. */
    private String throughTheProxy(String forwardedFor) throws IOException {
        String credentials = Base64.getEncoder().encodeToString("staff2:wrong".getBytes(StandardCharsets.UTF_8));
        try (Socket socket = new Socket("127.0.0.1", this.port, InetAddress.getByName("127.0.0.2"), 0)) {
            socket.getOutputStream()
                .write(("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                        + credentials + "\r\nX-Forwarded-For: " + forwardedFor + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void believesTheProxyThatIsNamed() throws Exception {
        assertThat(throughTheProxy("198.51.100.7, 203.0.113.5")).startsWith("HTTP/1.1 401");
        assertThat(addresses("staff2")).containsExactly("203.0.113.5");
        assertThat(throughTheProxy("8".repeat(300))).startsWith("HTTP/1.1 401");
        assertThat(addresses("staff2")).containsExactlyInAnyOrder("203.0.113.5", "unknown");
    }

    @Test
    void setsACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/sign-in")).build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().allValues("Set-Cookie")).anyMatch((cookie) -> cookie.startsWith("JSESSIONID=")
                && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    private String sent(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", this.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whoever sends it may name any host; a cache before us would lead others there. */
    @ParameterizedTest
    @ValueSource(strings = { "GET / HTTP/1.1", "GET /account?a=b HTTP/1.1\r\nAccept: text/html", "GET /setup HTTP/1.1",
            "POST /sign-in HTTP/1.1\r\nContent-Length: 0", "POST /account/tokens HTTP/1.1\r\nContent-Length: 0",
            "POST /sign-out HTTP/1.1\r\nContent-Length: 0" })
    void neverLeadsToTheHostThatTheRequestNames(String head) throws IOException {
        String answer = sent(head + "\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("evil.example");
        if (!head.startsWith("GET /setup")) {
            assertThat(answer).startsWith("HTTP/1.1 302").containsPattern("Location: /sign-in");
        }
    }

}
