package org.sanxing.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.sanxing.SanxingApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it ships, with the demo, in this JVM. */
final class Application implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Application(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param changes what is another way than it ships
     */
    @SafeVarargs
    static Application start(String url, Path data,
            ApplicationContextInitializer<ConfigurableApplicationContext>... changes) {
        List<String> settings = new ArrayList<>(List.of("--server.port=0", "--spring.datasource.url=" + url,
                "--sanxing.data=" + data, "--logging.level.root=warn", "--spring.main.banner-mode=off",
                // The night's verification would begin five minutes later, in the middle.
                "--sanxing.checks.delay=P1D"));
        if (url.contains("postgresql")) {
            settings.add("--spring.datasource.username=postgres");
        }
        return new Application(new SpringApplicationBuilder(SanxingApplication.class).profiles("demo")
            .initializers(changes)
            .run(settings.toArray(String[]::new)));
    }

    <T> T get(Class<T> type) {
        return this.context.getBean(type);
    }

    void publish(Object event) {
        this.context.publishEvent(event);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path);
    }

    JsonNode post(String account, String path, Object body) throws IOException, InterruptedException {
        HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(address("/api/v1" + path))
            .header("Authorization",
                    "Basic " + Base64.getEncoder()
                        .encodeToString((account + ":sanxing-demo").getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        this.context.close();
    }

}
