package org.sanxing.durability;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sanxing.account.QuickPasswords;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as its users start it: a process of its own, the default file database,
 * the demo; only passwords are hashed with little work, which costs seconds with each
 * start.
 */
final class Server {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();

    private final Process process;

    private final String address;

    private Server(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * @param more further arguments, such as another database
     */
    static Server start(Path folder, String... more) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("server.log");
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((entry) -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
            .collect(Collectors.joining(File.pathSeparator));
        String classPath = classes + File.pathSeparator + quickPasswords(folder.resolve("quick"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-Xmx600m", "-XX:MetaspaceSize=256m", "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-BytecodeVerificationRemote", "-cp", classPath, "org.sanxing.SanxingApplication",
                        "--spring.main.sources=" + QuickPasswords.class.getName(), "--spring.profiles.active=demo",
                        "--server.port=" + port, "--sanxing.data=" + folder.resolve("data")));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
        Server server = new Server(process, "http://127.0.0.1:" + port);
        Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("The application did not start:\n" + Files.readString(log));
            }
            return server.answers();
        });
        return server;
    }

    /** No other class of the tests: the application would find them. */
    private static Path quickPasswords(Path folder) throws IOException {
        Path from = new ClassPathResource("QuickPasswords.class", QuickPasswords.class).getFile().toPath().getParent();
        Path to = Files.createDirectories(folder.resolve("org/sanxing/account"));
        for (String pattern : List.of("QuickPasswords*.class", "MockSessions*.class")) {
            try (DirectoryStream<Path> needed = Files.newDirectoryStream(from, pattern)) {
                for (Path each : needed) {
                    Files.copy(each, to.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return folder;
    }

    private boolean answers() {
        try {
            return get("staff1", "/me").status() == 200;
        }
        catch (IOException notYet) {
            return false;
        }
    }

    /** SIGKILL: nothing is written after it, and nothing closed. */
    void kill() {
        this.process.destroyForcibly().onExit().join();
    }

    Answer get(String account, String path) throws IOException {
        return send(account, "GET", path, null);
    }

    Answer post(String account, String path, Object body) throws IOException {
        return send(account, "POST", path, body);
    }

    /**
     * @throws IOException where no answer came: what was asked may be done or not
     */
    Answer send(String account, String method, String path, @Nullable Object body, String... headers)
            throws IOException {
        String credentials = Base64.getEncoder().encodeToString((account + ":sanxing-demo").getBytes(UTF_8));
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(this.address + "/api/v1" + path))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(method,
                    (body != null) ? BodyPublishers.ofString(JSON.writeValueAsString(body)) : BodyPublishers.noBody());
        HttpRequest request = ((headers.length > 0) ? builder.headers(headers) : builder).build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(method + " " + path + ": " + answer.body()).isLessThan(500);
            return new Answer(answer.statusCode(), answer.body());
        }
        catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    record Answer(int status, String body) {

        boolean done() {
            return this.status >= 200 && this.status < 300;
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return JSON.readValue(this.body, Map.class);
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> items() {
            return (List<Map<String, Object>>) json().get("items");
        }

    }

}
