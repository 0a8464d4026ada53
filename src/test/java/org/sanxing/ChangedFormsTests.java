package org.sanxing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.account.QuickPasswords;
import org.sanxing.workflow.InvalidModels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Somebody adds a field in Camunda Modeler and restarts: really, on a folder of models of
 * its own and a database that stays.
 */
@Tag("thorough")
class ChangedFormsTests {

    private static final String WITNESS = """
            {"id":"Field_Witness","type":"textfield","key":"witness","label":"见证人",
            "validate":{"required":true,"maxLength":10},"layout":{"row":"Row_Witness","columns":null}},
            """;

    /** One for both: a start that is refused leaves nothing but the tables. */
    private static final String DATABASE = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";

    @TempDir
    private Path models;

    private int port;

    /** Of the material begun last. */
    private List<Map<String, Object>> problems = List.of();

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SanxingApplication.class,
                QuickPasswords.class)
            .profiles("demo", "test")
            .initializers((fresh) -> fresh.getBeanFactory().registerSingleton("noTests", new NoTests()))
            .run("--server.port=0", "--spring.datasource.url=" + DATABASE, "--sanxing.models=" + this.models);
        this.port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return context;
    }

    private void takeTheShippedModels() throws IOException {
        for (String root : List.of("processes", "forms")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = this.models.resolve(file.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Before the first component. */
    private void add(String form, String component) throws IOException {
        Path file = this.models.resolve("forms/reflection/" + form);
        String before = Files.readString(file);
        Files.writeString(file,
                before.replaceFirst("\"components\": \\[", Matcher.quoteReplacement("\"components\": [" + component)));
        assertThat(Files.readString(file)).isNotEqualTo(before);
    }

    private void addWhatModelerAddsByItself() throws IOException {
        try (Stream<Path> files = Files.walk(this.models)) {
            for (Path file : files.filter((path) -> path.toString().endsWith(".bpmn")).toList()) {
                Files.writeString(file, ModelerAdditions.to(Files.readString(file)));
            }
        }
    }

    @Test
    void aFieldAddedInModelerIsShownValidatedStoredAndTraced() throws Exception {
        takeTheShippedModels();
        String old;
        try (ConfigurableApplicationContext first = start()) {
            old = submit("staff1", Map.of());
            complete("head1", old, Map.of("decision", "return", "opinion", "改"));
        }
        add("reflection-write.form", WITNESS);
        add("reflection-revise.form", WITNESS);
        addWhatModelerAddsByItself();
        try (ConfigurableApplicationContext second = start()) {
            String fresh = begin("staff2", Map.of());
            JsonNode refusal = send("staff2", "POST", "/reflections/" + fresh + "/submit", null, 400);
            assertThat(fields(refusal)).containsExactly("witness");
            Map<String, Object> content = content(Map.of("witness", "字".repeat(11)));
            assertThat(fields(send("staff2", "PUT", "/reflections/" + fresh, content, 400))).containsExactly("witness");
            content.put("witness", "张\u200b某");
            send("staff2", "PUT", "/reflections/" + fresh, content, 200);
            send("staff2", "POST", "/reflections/" + fresh + "/submit", null, 200);
            assertThat(
                    send("head1", "GET", "/reflections/" + fresh + "/versions/1", null, 200).path("witness").asString())
                .isEqualTo("张\u200b某");
            assertThat(page("auditor", "/trace/" + fresh)).contains("见证人", "张\u200b某");
            complete("head1", fresh, Map.of("decision", "return", "opinion", "改"));
            JsonNode task = send("staff2", "GET", "/tasks/" + task("staff2", fresh), null, 200);
            assertThat(keys(task)).contains("witness", "experience");
            assertThat(task.path("data").path("witness").asString()).isEqualTo("张\u200b某");
            assertThat(page("staff2", "/materials/" + fresh + "/edit")).contains("见证人");

            // What runs keeps the form of its own process version.
            JsonNode running = send("staff1", "GET", "/tasks/" + task("staff1", old), null, 200);
            assertThat(keys(running)).contains("experience").doesNotContain("witness");
            assertThat(fields(send("staff1", "PUT", "/reflections/" + old, content(Map.of("witness", "x")), 400)))
                .containsExactly("witness");
            assertThat(send("staff1", "POST", "/reflections/" + old + "/submit", null, 200).path("version").asInt())
                .isEqualTo(2);
            assertThat(trace(old).path("process").path("version").asInt()).isOne();
            assertThat(trace(fresh).path("process").path("version").asInt()).isEqualTo(2);
            assertThat(page("auditor", "/trace/" + old)).doesNotContain("见证人");
            modelsInForceAreOnRecord();
        }
    }

    private JsonNode trace(String id) {
        return send("auditor", "GET", "/cases/" + id + "/trace", null, 200);
    }

    private void modelsInForceAreOnRecord() {
        JsonNode events = send("auditor", "GET", "/audit/events?action=deployed", null, 200).path("items");
        List<String> hashes = events.valueStream()
            .map((event) -> event.path("detail")
                .path("files")
                .path("forms/reflection/reflection-write.form")
                .asString(""))
            .toList();
        assertThat(hashes).hasSize(2).doesNotHaveDuplicates().allSatisfy((hash) -> assertThat(hash).hasSize(64));
    }

    @Test
    void whatIsNotSupportedStopsTheStart() throws Exception {
        takeTheShippedModels();
        add("reflection-write.form", WITNESS.replace("textfield", "iframe"));
        assertThatThrownBy(this::start).hasRootCauseInstanceOf(InvalidModels.class)
            .rootCause()
            .hasMessageContaining("reflection-write")
            .hasMessageContaining("witness")
            .hasMessageContaining("iframe");
    }

    private Map<String, Object> content(Map<String, Object> more) {
        Map<String, Object> content = new LinkedHashMap<>(Map.of("experience", "体会", "problems", this.problems));
        content.putAll(more);
        return content;
    }

    private String begin(String account, Map<String, Object> more) {
        JsonNode campaign = send(account, "GET", "/campaigns", null, 200).path("items").path(0);
        String id = send(account, "POST", "/reflections", Map.of("campaignId", campaign.path("id").asString()), 201)
            .path("id")
            .asString();
        Map<String, Object> problem = Map.of("category", campaign.path("categories").path(0).path("id").asString(),
                "manifestation", "表现", "cause", "原因", "measure", "措施", "deadlineClass", "short");
        this.problems = List.of(problem);
        send(account, "PUT", "/reflections/" + id, content(more), 200);
        return id;
    }

    private String submit(String account, Map<String, Object> more) {
        String id = begin(account, more);
        send(account, "POST", "/reflections/" + id + "/submit", null, 200);
        return id;
    }

    private String task(String account, String id) {
        return send(account, "GET", "/reflections/" + id, null, 200).path("currentTask").path("id").asString();
    }

    private void complete(String account, String id, Map<String, Object> data) {
        send(account, "POST", "/tasks/" + task(account, id) + "/complete", Map.of("data", data), 200);
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors").valueStream().map((error) -> error.path("field").asString()).toList();
    }

    private static List<String> keys(JsonNode task) {
        return task.path("form")
            .path("components")
            .valueStream()
            .map((component) -> component.path("key").asString(""))
            .toList();
    }

    private JsonNode send(String account, String method, String path, Object body, int status) {
        String credentials = Base64.getEncoder()
            .encodeToString((account + ":" + Office.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri("/api/v1" + path))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .method(method,
                    (body != null) ? HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))
                            : HttpRequest.BodyPublishers.noBody())
            .build();
        HttpResponse<String> response = send(HttpClient.newHttpClient(), request);
        assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(response.body());
    }

    private String page(String account, String path) {
        HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
        String form = send(browser, HttpRequest.newBuilder(uri("/sign-in")).build()).body();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form);
        assertThat(token.find()).as("a token against forgery in %s", form).isTrue();
        String fields = "username=" + account + "&password=" + Office.PASSWORD + "&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        send(browser,
                HttpRequest.newBuilder(uri("/sign-in"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(fields))
                    .build());
        HttpResponse<String> page = send(browser,
                HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + this.port + path);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** The application as it is shipped: without what tests would add. */
    private static final class NoTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof NoTests;
        }

        @Override
        public int hashCode() {
            return 1;
        }

    }

}
