package org.sanxing.account;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Sessions survive a restart, and every node knows them. */
@Tag("thorough")
class SeveralNodesTests {

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

    @AfterEach
    void stop() {
        this.nodes.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext node = new SpringApplicationBuilder(PeopleTest.Application.class,
                QuickPasswords.class)
            .profiles("demo")
            .run("--spring.datasource.url=" + this.database, "--sanxing.data=target", "--server.port=0",
                    // Of a node, what a session needs: the rest is not looked at.
                    "--spring.main.lazy-initialization=true");
        this.nodes.add(node);
        return node;
    }

    private HttpResponse<String> get(ConfigurableApplicationContext node, String path) throws Exception {
        return send(node, HttpRequest.newBuilder(uri(node, path)).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(ConfigurableApplicationContext node, String path, String from, String... form)
            throws Exception {
        StringBuilder body = new StringBuilder("_csrf=")
            .append(get(node, from).body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1"));
        for (int i = 0; i < form.length; i += 2) {
            body.append('&').append(form[i]).append('=').append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return send(node,
                HttpRequest.newBuilder(uri(node, path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static URI uri(ConfigurableApplicationContext node, String path) {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")) + path);
    }

    private HttpResponse<String> send(ConfigurableApplicationContext node, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String cookie() {
        return this.cookies.getCookieStore()
            .getCookies()
            .stream()
            .filter((cookie) -> cookie.getName().equals("JSESSIONID"))
            .map(HttpCookie::getValue)
            .findFirst()
            .orElseThrow();
    }

    @Test
    void aSessionSurvivesARestartAndServesTwoNodes() throws Exception {
        ConfigurableApplicationContext one = start();
        assertThat(post(one, "/sign-in", "/sign-in", "username", "staff1", "password", "sanxing-demo").headers()
            .firstValue("Location")).hasValue("/");
        String session = cookie();
        assertThat(get(one, "/account").statusCode()).isEqualTo(200);
        one.close();

        ConfigurableApplicationContext again = start();
        ConfigurableApplicationContext two = start();
        assertThat(get(again, "/account").statusCode()).isEqualTo(200);
        assertThat(get(two, "/account").statusCode()).isEqualTo(200);
        assertThat(cookie()).isEqualTo(session);

        post(two, "/sign-out", "/account");
        assertThat(get(again, "/account").statusCode()).isEqualTo(302);
    }

}
