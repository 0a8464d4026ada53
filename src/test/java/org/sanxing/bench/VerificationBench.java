package org.sanxing.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Ids;
import org.sanxing.common.Recorded;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long the verification of a long record takes, in a JVM of 256 MB. The events are
 * made by the application's own recorder, with chains, digests of rows, seals and
 * checkpoints as it makes them, many cases in a transaction: each case has eight events
 * that carry the eight rows of a case that people did.
 */
@Tag("bench")
class VerificationBench {

    private static final List<Integer> SIZES = Arrays
        .stream(System.getProperty("sanxing.bench.events", "10000,100000,1000000").split(","))
        .map(Integer::valueOf)
        .toList();

    private static final int AT_ONCE = 250;

    private static final List<String> ACTIONS = List.of("created", "submitted", "returned", "resubmitted", "approved",
            "approved", "accepted", "registered");

    @TempDir
    Path folder;

    @Test
    void growsWithTheEvents() throws Exception {
        Report report = new Report("verification", "Events", "Rows", "Seconds", "of them CPU of the JVM",
                "Microseconds an event", "Largest resident MB");
        try (Databases databases = Databases.postgres(this.folder)) {
            String url = databases.next();
            Path data = this.folder.resolve("data");
            try (Application application = Application.start(url, data)) {
                OurCases cases = new OurCases(application);
                String pattern = cases.prepare(1).get(0);
                cases.wholeCase(pattern);
                for (int size : SIZES) {
                    fill(application, pattern.split(" ")[0], size);
                    application.post("auditor", "/audit/checkpoints", Map.of());
                    application.get(JdbcTemplate.class).execute("analyze");
                    verify(report, application, url, data);
                }
            }
        }
    }

    private void fill(Application application, String pattern, int size) {
        JdbcTemplate jdbc = application.get(JdbcTemplate.class);
        TransactionTemplate transaction = application.get(TransactionTemplate.class);
        while (count(jdbc, "audit_event") < size) {
            transaction.executeWithoutResult((status) -> {
                // Their materials are not copied with them.
                jdbc.execute("set local session_replication_role = replica");
                List<Object[]> copies = Stream.generate(Ids::next)
                    .limit(AT_ONCE)
                    .map((id) -> new Object[] { id, pattern })
                    .toList();
                jdbc.batchUpdate("""
                        insert into reflection_version (reflection_id, number, content, form_hash, submitted_at,
                            submitted_by)
                        select ?, number, content, form_hash, submitted_at, submitted_by from reflection_version
                        where reflection_id = ?""", copies);
                jdbc.batchUpdate("""
                        insert into reflection_reviewer (reflection_id, account, level_id, assigned_at)
                        select ?, account, level_id, assigned_at from reflection_reviewer
                        where reflection_id = ?""", copies);
                jdbc.batchUpdate("""
                        insert into review_decision (id, reflection_id, version, level_id, level_holder, actor,
                            on_behalf_of, decision, opinion, extra, form_hash, decided_at)
                        select substring(id from 1 for 18) || c.copy, c.copy, version, level_id, level_holder, actor,
                            on_behalf_of, decision, opinion, extra, form_hash, decided_at
                        from review_decision, (select cast(? as varchar) as copy) c where reflection_id = ?""", copies);
                copies.forEach((copy) -> ACTIONS.forEach((action) -> application
                    .publish(new Recorded(AuditRecord.of((String) copy[0], "reflection", action, "staff1")
                        .object("problem", "1")
                        .detail("opinion", "请补充具体事例，说明整改措施和完成时限。")))));
            });
        }
    }

    private static long count(JdbcTemplate jdbc, String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private void verify(Report report, Application application, String url, Path data) throws Exception {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((entry) -> !entry.contains("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
        Path output = this.folder.resolve("verify.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-cp", classes, "org.sanxing.SanxingApplication", "verify", "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres", "--keys", data.resolve("keys").toString(), "--checkpoints",
                data.resolve("keys/checkpoints.txt").toString()));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        long resident = 0;
        Duration used = Duration.ZERO;
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(process));
            used = process.info().totalCpuDuration().orElse(used);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        System.out.println(Files.readString(output));
        JdbcTemplate jdbc = application.get(JdbcTemplate.class);
        long events = count(jdbc, "audit_event");
        report.row(events, count(jdbc, "audit_row"), seconds, used.toMillis() / 1000.0, seconds * 1e6 / events,
                resident / 1024);
    }

    /** In kilobytes; nothing where the system does not say. */
    private static long resident(Process process) throws Exception {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter((line) -> line.startsWith("VmHWM:"))
                .mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        }
        catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

}
