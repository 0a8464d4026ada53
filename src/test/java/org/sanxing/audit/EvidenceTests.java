package org.sanxing.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;
import javax.tools.ToolProvider;

import org.apache.commons.codec.digest.DigestUtils;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RecordTable;
import org.sanxing.ledger.Entry;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Evidence of a real case, checked by our command and by a script that knows nothing of
 * our classes.
 */
@Tag("thorough")
@ApplicationTest
@RecordDatabase
class EvidenceTests {

    private static final Path SCRIPT = Path.of("src/docs/CheckEvidence.java");

    private static final String OPINION = "经核查，整改属实，同意提请销号";

    @Autowired
    private Office office;

    @Autowired
    private Materials materials;

    @Autowired
    private MovableClock clock;

    @Autowired
    private AuditKeys keys;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private DataSource database;

    @Autowired
    private RecordTables tables;

    @Autowired
    private RowReader rows;

    @Autowired
    private EventRecorder recorder;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    private Entry entry;

    @BeforeEach
    void verifiedEntry() {
        this.clock.set(MovableClock.START);
        this.entry = Entry.registered(this.office, this.materials, "staff1", "organiser1", "staff2")
            .request("staff2")
            .verify("organiser1", Map.of("decision", "pass", "opinion", OPINION));
    }

    @AfterEach
    void mondayAgain() {
        this.clock.set(MovableClock.START);
    }

    private byte[] taken() {
        Office.Answer answer = this.office.as("auditor").file("/trace/" + this.entry.id() + "/evidence.zip");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
        return answer.bytes();
    }

    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
                assertThat(entries.put(next.getName(), in.readAllBytes())).isNull();
            }
        }
        return entries;
    }

    private Path packed(Map<String, byte[]> entries) throws IOException {
        Path file = Files.createTempFile(this.folder, "evidence", ".zip");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, UnaryOperator<String> change) {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        String before = new String(entries.get(name), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).as(name).isNotEqualTo(before);
        changed.put(name, after.getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    /** As whoever has the key would do who wants it to look right. */
    private static Map<String, byte[]> signedAgain(Map<String, byte[]> entries, AuditKey key) {
        Map<String, byte[]> signed = new LinkedHashMap<>(entries);
        StringBuilder sums = new StringBuilder();
        signed.remove(EvidenceZip.SUMS);
        signed.remove(EvidenceZip.SIGNATURE);
        signed.forEach((name, content) -> sums.append(DigestUtils.sha256Hex(content) + "  " + name + "\n"));
        String line = EvidenceZip.signed(DigestUtils.sha256Hex(sums.toString()), key.id());
        signed.put(EvidenceZip.SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        signed.put(EvidenceZip.SIGNATURE, (line + " " + key.sign(line)).getBytes(StandardCharsets.UTF_8));
        return signed;
    }

    private static int process(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(said).doesNotContain("error:", "Could not find");
        return code;
    }

    private static int ours(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify-evidence", file.toString()));
        arguments.addAll(List.of(more));
        return AuditCommands.run(Clock.systemUTC(), arguments.toArray(String[]::new)).orElseThrow();
    }

    private static String said(Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(more));
        List<String> said = new ArrayList<>();
        EvidenceCheck.run(said::add, arguments.toArray(String[]::new));
        return String.join("\n", said);
    }

    /** Compiled once; where the process matters it runs as it is. */
    private Path script() {
        assertThat(ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-d", this.folder.toString(), SCRIPT.toString())).isZero();
        return this.folder;
    }

    /**
     * The script's own check, and how its process would end: a process each costs a
     * second.
     */
    private static int script(Path classes, Path file) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, null);
                ZipFile zip = new ZipFile(file.toFile())) {
            Class<?> script = loader.loadClass("CheckEvidence");
            Field opened = script.getDeclaredField("zip");
            opened.setAccessible(true);
            opened.set(null, zip);
            Method check = script.getDeclaredMethod("check", String[].class);
            check.setAccessible(true);
            check.invoke(null, (Object) new String[] { file.toString() });
            return 0;
        }
        catch (InvocationTargetException found) {
            return (found.getCause() instanceof Exception) ? 1 : -1;
        }
    }

    private void changed(Path classes, Map<String, byte[]> entries, String what) throws Exception {
        Path file = packed(entries);
        assertThat(ours(file)).as("our command on " + what).isEqualTo(1);
        assertThat(script(classes, file)).as("the script on " + what).isEqualTo(1);
    }

    @Test
    void isCheckedByOurCommandAndByAScriptOfAHundredLines() throws Exception {
        assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(100);
        Map<String, byte[]> entries = entries(taken());
        Path whole = packed(entries);
        String key = this.keys.current().publicPart();
        String line = new String(entries.get("checkpoint.txt"), StandardCharsets.UTF_8).strip();
        assertThat(said(whole)).contains("完整", "公钥没有对照", "检查点没有对照", "Whole", "not compared");
        assertThat(ours(whole, "--key", key, "--checkpoint", line)).isZero();
        assertThat(process(SCRIPT.toString(), whole.toString())).isZero();
        assertThat(process(SCRIPT.toString(), whole.toString(), key)).isZero();
        Path changed = packed(with(entries, "rows.jsonl", (rows) -> rows.replace(OPINION, "不同意")));
        assertThat(process(SCRIPT.toString(), changed.toString())).isEqualTo(1);
        assertThat(ours(changed)).isEqualTo(1);
        assertThat(said(changed)).contains("ledger_verification");
    }

    @Test
    void hasTheStoryTheRowsAndTheFiles() throws Exception {
        Map<String, byte[]> entries = entries(taken());
        assertThat(entries.keySet()).allMatch((name) -> name.matches("[A-Za-z0-9./]+"))
            .contains("README.txt", "attachments/001.docx");
        String story = new String(entries.get("story.html"), StandardCharsets.UTF_8);
        assertThat(story).contains(OPINION, "会议记录.docx", "办件平均用时由 5 天降到 2 天").doesNotContain("??");
        assertThat(new String(entries.get("rows.jsonl"), StandardCharsets.UTF_8)).contains("\"value\":\"s" + OPINION);
        assertThat(new String(entries.get("attachments.jsonl"), StandardCharsets.UTF_8)).contains("会议记录.docx",
                DigestUtils.sha256Hex(entries.get("attachments/001.docx")));
        assertThat(this.office.as("auditor")
            .get("/audit/events?action=evidenceTaken&q=" + this.entry.id())
            .ok()
            .path("items")
            .path(0)
            .path("chain")
            .asString()).isEqualTo("readings:" + this.entry.id());
        assertThat(this.office.as("staff2").get("/cases/" + this.entry.id() + "/evidence.zip").status()).isEqualTo(403);
        assertThat(this.office.as("auditor").page("/trace/" + this.entry.id()).html()).contains("evidence.zip");
    }

    @Test
    void anyByteThatIsAnotherIsFound() throws Exception {
        Path classes = script();
        Map<String, byte[]> entries = entries(taken());
        for (String name : entries.keySet()) {
            if (entries.get(name).length > 0) {
                Map<String, byte[]> changed = new LinkedHashMap<>(entries);
                byte[] content = entries.get(name).clone();
                content[content.length / 2] ^= 1;
                changed.put(name, content);
                changed(classes, changed, name);
            }
        }
        byte[] file = Files.readAllBytes(packed(entries));
        file[file.length / 2] ^= 1;
        Path damaged = Files.write(this.folder.resolve("damaged.zip"), file);
        assertThat(ours(damaged)).isEqualTo(1);
    }

    /** The hashes and signatures of the entries alone would not find it. */
    @Test
    void whoHasTheKeyCannotChangeWhatTheCheckpointCovers() throws Exception {
        Path classes = script();
        Map<String, byte[]> entries = entries(taken());
        AuditKey key = this.keys.current();
        assertThat(ours(packed(signedAgain(entries, key)))).isZero();
        changed(classes, signedAgain(with(entries, "rows.jsonl", (rows) -> rows.replace(OPINION, "不同意")), key),
                "an opinion");
        changed(classes, signedAgain(with(entries, "events.jsonl", (events) -> events.replace(OPINION, "不同意")), key),
                "an event");
        changed(classes,
                signedAgain(with(entries, "events.jsonl",
                        (events) -> events.replaceFirst("\"path\":\\[\"[0-9a-f]{64}", "\"path\":[\"" + "0".repeat(64))),
                        key),
                "a proof");
        changed(classes, signedAgain(with(entries, "attachments/001.docx", (file) -> file + "."), key),
                "an attachment");
        changed(classes,
                signedAgain(with(entries, "attachments.jsonl",
                        (files) -> files.replaceFirst("\"sha256\":\".", "\"sha256\":\"x")), key),
                "the hash of an attachment");
        Checkpoint point = Checkpoint.read(new String(entries.get("checkpoint.txt"), StandardCharsets.UTF_8))
            .orElseThrow();
        Checkpoint forged = Checkpoint.signed(point.number(), point.at(), point.size(), "0".repeat(64),
                point.previous(), key);
        Map<String, byte[]> another = signedAgain(with(entries, "checkpoint.txt", (line) -> forged.line() + "\n"), key);
        changed(classes, another, "a root");
        changed(classes,
                signedAgain(with(entries, "events.jsonl",
                        (events) -> events.substring(0, events.indexOf('\n') + 1)
                                + events.substring(events.indexOf('\n', events.indexOf('\n') + 1) + 1)),
                        key),
                "an event left out");
    }

    @Test
    void whatWasChangedInTheDatabaseDoesNotBecomeEvidence() throws Exception {
        behindTheRecord(OPINION, "同意，整改属实");
        try {
            Path file = packed(entries(taken()));
            assertThat(ours(file)).isEqualTo(1);
            assertThat(said(file)).contains("ledger_verification");
            assertThat(script(script(), file)).isEqualTo(1);
        }
        finally {
            behindTheRecord("同意，整改属实", OPINION);
        }
        assertThat(ours(packed(entries(taken())))).isZero();
    }

    /** As the take-over does, and what is written without an event. */
    @Test
    void rowsThatEventsOfManyCasesCarryAreProvedTooAndThoseOfAnotherCaseAreNamed() throws Exception {
        carried(TakeOver.CHAIN, "ledger_deadline");
        carried("another-case", "ledger_entry");
        Map<String, byte[]> entries = entries(taken());
        assertThat(new String(entries.get("carriers.jsonl"), StandardCharsets.UTF_8)).contains("ledger_deadline")
            .hasLineCount(1);
        assertThat(new String(entries.get("rows.jsonl"), StandardCharsets.UTF_8)).contains("\"chain\":\"record\"");
        assertThat(new String(entries.get("elsewhere.jsonl"), StandardCharsets.UTF_8)).contains("ledger_entry")
            .hasLineCount(1);
        Path whole = packed(entries);
        assertThat(said(whole)).contains("1 个记录行后来由其他链的事件写过");
        assertThat(ours(whole)).isZero();
        Path classes = script();
        assertThat(script(classes, whole)).isZero();
        changed(classes,
                signedAgain(with(entries, "carriers.jsonl", (events) -> events.replace("takenOver", "takenoveR")),
                        this.keys.current()),
                "a carrier");
    }

    /** The way from rows to their case, walked backwards. */
    @Test
    void theRowsOfACaseAreFoundThroughOtherTables() throws Exception {
        for (RecordTable table : this.tables.all()) {
            for (WrittenRow row : (table.caseQuery() != null) ? this.rows.page(table, List.of(), 50)
                    : List.<WrittenRow>of()) {
                String caseId = this.rows.caseOf(table, row.key(), row);
                assertThat(this.rows.keysOf(table, caseId)).as(table.name()).contains(row.key());
            }
        }
        WrittenRow verification = this.rows
            .find(this.tables.find("ledger_verification"),
                    this.rows.keysOf(this.tables.find("ledger_verification"), this.entry.id()))
            .values()
            .iterator()
            .next();
        this.transaction.executeWithoutResult((status) -> this.recorder.carry(new AuditRecord("another-case", "decided",
                AuditRecord.SYSTEM, null, "ok", "ledger", "x", null, Map.of()), List.of(verification)));
        Map<String, byte[]> entries = entries(taken());
        assertThat(new String(entries.get("elsewhere.jsonl"), StandardCharsets.UTF_8))
            .contains("ledger_verification", "\"why\":\"otherCase\"")
            .hasLineCount(1);
        assertThat(new String(entries.get("story.html"), StandardCharsets.UTF_8)).contains("不在包内的记录行",
                verification.key(), "最后由另一件案卷的事件写入");
        assertThat(ours(packed(entries))).isZero();
    }

    @Test
    void whatWasSignedIsInItAsItWasSigned() throws Exception {
        for (String leader : List.of("leader1", "leader2", "leader3")) {
            this.entry.vote(leader, "agree").ok();
        }
        Map<String, byte[]> entries = entries(taken());
        String listed = new String(entries.get("papers.jsonl"), StandardCharsets.UTF_8);
        assertThat(listed)
            .contains("closing " + this.entry.id() + "/1 1", DigestUtils.sha256Hex(entries.get("papers/001.docx")))
            .hasLineCount(1);
        assertThat(new String(entries.get("rows.jsonl"), StandardCharsets.UTF_8)).contains("\"signed_paper\"");
        assertThat(new String(entries.get("story.html"), StandardCharsets.UTF_8)).contains("papers/001.docx");
        Path whole = packed(entries);
        assertThat(ours(whole)).isZero();
        Path classes = script();
        assertThat(script(classes, whole)).isZero();
        Map<String, byte[]> another = with(entries, "papers/001.docx", (file) -> file + ".");
        String sum = DigestUtils.sha256Hex(another.get("papers/001.docx"));
        changed(classes, signedAgain(another, this.keys.current()), "a paper");
        changed(classes,
                signedAgain(
                        with(another, "papers.jsonl",
                                (papers) -> papers.replaceFirst("\"sha256\":\"[0-9a-f]*", "\"sha256\":\"" + sum)),
                        this.keys.current()),
                "a paper with its hash");
    }

    /** Who holds an older line needs no newer one. */
    @Test
    void extendsTheCheckpointThatSomebodyHolds() throws Exception {
        Checkpoint held = this.checkpoints.make();
        this.office.as("staff1").get("/me").ok();
        Checkpoint covering = Checkpoint
            .read(new String(entries(taken()).get("checkpoint.txt"), StandardCharsets.UTF_8))
            .orElseThrow();
        assertThat(covering.number()).isGreaterThan(held.number());
        String path = "/cases/" + this.entry.id() + "/evidence.zip";
        Map<String, byte[]> entries = entries(
                this.office.as("auditor").get(path + "?since=" + (held.number() - 1)).bytes());
        assertThat(new String(entries.get("consistency.jsonl"), StandardCharsets.UTF_8)).contains(held.line())
            .hasLineCount(2);
        Path whole = packed(entries);
        assertThat(ours(whole, "--checkpoint", held.line())).isZero();
        assertThat(said(whole, "--checkpoint", held.line())).contains("是给出的第 " + held.number() + " 号检查点的延伸");
        assertThat(ours(whole, "--checkpoint", covering.line())).isEqualTo(2);
        AuditKey key = this.keys.current();
        Path forged = packed(signedAgain(
                with(entries, "consistency.jsonl",
                        (proofs) -> proofs.replaceFirst("\"path\":\\[\"[0-9a-f]{64}", "\"path\":[\"" + "0".repeat(64))),
                key));
        assertThat(ours(forged)).isEqualTo(1);
        assertThat(said(forged)).contains("一致性证明不成立");
        this.office.as("auditor").get(path + "?since=999999").refused(404);
    }

    private void carried(String chain, String table) {
        List<WrittenRow> written = this.rows.page(this.tables.find(table), List.of(), 10000)
            .stream()
            .filter((row) -> this.entry.id().equals(row.caseId()))
            .toList();
        this.transaction.executeWithoutResult((status) -> this.recorder.carry(new AuditRecord(chain, "takenOver",
                AuditRecord.SYSTEM, null, "ok", "record", table, null, Map.of("rows", written.size())), written));
    }

    private void behindTheRecord(String before, String after) throws SQLException {
        try (Connection connection = this.database.getConnection();
                PreparedStatement update = connection.unwrap(JdbcConnection.class).prepareStatement("""
                        update ledger_verification set opinion = ?
                        where opinion = ? and request_id in (select id from ledger_request where entry_id = ?)
                        """)) {
            update.setString(1, after);
            update.setString(2, before);
            update.setString(3, this.entry.id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatItWasComparedWith() throws Exception {
        Map<String, byte[]> entries = entries(taken());
        Path whole = packed(entries);
        AuditKey other = AuditKey.read(1, AuditKey.fresh());
        Checkpoint point = Checkpoint.read(new String(entries.get("checkpoint.txt"), StandardCharsets.UTF_8))
            .orElseThrow();
        assertThat(ours(whole, "--key", other.publicPart())).isEqualTo(1);
        Path pub = Files.writeString(this.folder.resolve("audit-1.pub"),
                "public=" + this.keys.current().publicPart() + "\n");
        assertThat(ours(whole, "--key", pub.toString())).isZero();
        Checkpoint before = Checkpoint.signed(point.number() - 1, point.at(), 1, point.root(), null, other);
        assertThat(ours(whole, "--checkpoint", before.line())).isEqualTo(2);
        Path published = Files.writeString(this.folder.resolve("checkpoints.txt"),
                before.line() + "\n" + point.line() + "\n");
        assertThat(ours(whole, "--checkpoint", published.toString())).isZero();
        Checkpoint instead = Checkpoint.signed(point.number(), point.at(), point.size(), "0".repeat(64), null, other);
        assertThat(ours(whole, "--checkpoint", instead.line())).isEqualTo(1);
        assertThat(ours(SCRIPT)).isEqualTo(2);
        assertThat(ours(this.folder.resolve("none.zip"))).isEqualTo(2);
        assertThat(process(SCRIPT.toString(), SCRIPT.toString())).isEqualTo(2);
    }

}
