package org.sanxing.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.SanxingApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The processor time from the start to the first sign-in page, ours and a
 * {@link BareApplication} with the same libraries, in turn, each on a database of an
 * earlier start, with 512 MB; then both with a class data archive. Lines {@code START}.
 */
@Tag("bench")
class StartBench {

    private static final int PAIRS = Integer.getInteger("sanxing.bench.pairs", 5);

    @TempDir
    Path folder;

    private List<String> libraries;

    @Test
    void takesLittleMoreThanTheLibrariesAlone() throws Exception {
        // Libraries of the tests too, on both sides: auto-configuration finds the same.
        List<Path> path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
        this.libraries = path.stream().filter((each) -> each.toString().endsWith(".jar")).map(Path::toString).toList();
        Path ours = jar("ours", path.stream().filter((each) -> each.endsWith("classes")).findFirst().orElseThrow(),
                (name) -> true);
        Path bare = jar("bare", path.stream().filter((each) -> each.endsWith("test-classes")).findFirst().orElseThrow(),
                (name) -> name.contains("BareApplication"));
        for (boolean archive : new boolean[] { false, true }) {
            start(ours, SanxingApplication.class, archive ? "-XX:ArchiveClassesAtExit=" : null);
            start(bare, BareApplication.class, archive ? "-XX:ArchiveClassesAtExit=" : null);
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                Start one = start(ours, SanxingApplication.class, archive ? "-XX:SharedArchiveFile=" : null);
                Start other = start(bare, BareApplication.class, archive ? "-XX:SharedArchiveFile=" : null);
                ratios.add(one.processor() / other.processor());
                System.out.printf(Locale.ROOT, "START archive %s: ours %s, bare %s, ratio %.2f%n", archive, one, other,
                        ratios.get(i));
            }
            ratios.sort(null);
            System.out.printf(Locale.ROOT, "START archive %s: ratio %.2f (%.2f to %.2f)%n", archive,
                    ratios.get(PAIRS / 2), ratios.get(0), ratios.get(PAIRS - 1));
        }
    }

    private Path jar(String name, Path classes, Predicate<String> which) throws IOException {
        Path jar = this.folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                String entry = classes.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file) ? !entry.isEmpty() : which.test(entry)) {
                    entries.putNextEntry(new JarEntry(Files.isDirectory(file) ? entry + "/" : entry));
                    if (!Files.isDirectory(file)) {
                        Files.copy(file, entries);
                    }
                    entries.closeEntry();
                }
            }
        }
        return jar;
    }

    /** Starts, asks for the sign-in page until it is there, and stops. */
    private Start start(Path jar, Class<?> main, String archive) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String name = jar.getFileName().toString().replace(".jar", "");
        Path data = this.folder.resolve(name);
        Path log = this.folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        if (archive != null) {
            command.add(archive + this.folder.resolve(name + ".jsa"));
        }
        command.addAll(List.of("-cp",
                Stream.concat(Stream.of(jar.toString()), this.libraries.stream())
                    .collect(Collectors.joining(File.pathSeparator)),
                main.getName(), "--server.port=" + port, "--sanxing.data=" + data));
        if (main == BareApplication.class) {
            command.addAll(List.of(
                    "--spring.datasource.url=jdbc:h2:file:" + data + "/bare;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "--spring.flyway.baseline-on-migrate=true", "--spring.thymeleaf.check-template-location=false"));
        }
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
            .header("Accept", "text/html")
            .build();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofMillis(100)).until(() -> {
                assertThat(process.isAlive()).as(() -> read(log)).isTrue();
                try {
                    return client.send(page, BodyHandlers.ofString()).statusCode() < 400;
                }
                catch (IOException notYet) {
                    return false;
                }
            });
            return new Start(process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0,
                    (System.nanoTime() - begin) / 1e9);
        }
        finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        }
        catch (IOException ex) {
            return ex.toString();
        }
    }

    /**
     * Seconds.
     */
    private record Start(double processor, double clock) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f s (%.0f s by the clock)", this.processor, this.clock);
        }

    }

}
