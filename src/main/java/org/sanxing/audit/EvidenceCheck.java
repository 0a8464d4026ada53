package org.sanxing.audit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.audit.LogProofs.Extension;
import org.sanxing.audit.LogProofs.Proof;
import org.sanxing.common.Texts;

/**
 * Checks a file of evidence with nothing but the file, and what the reader trusts beside
 * it (src/docs/evidence.md). What is written in it is believed of nobody: whatever cannot
 * be read counts as changed.
 */
final class EvidenceCheck {

    private static final int MOST = 100;

    private static final String ATTACHMENT = "attachment";

    /** How an event names the Word file of what was signed. */
    private static final Pattern PAPER = Pattern.compile("\"wordSha256\":\"([0-9a-f]{64})\"");

    /** Files of earlier versions do not have them. */
    private static final String PAPERS = "papers";

    private static final String CONSISTENCY = "consistency.jsonl";

    private final ZipFile zip;

    private final List<CommandWords> failures = new ArrayList<>();

    private final List<CommandWords> uncertain = new ArrayList<>();

    private final List<CommandWords> notes = new ArrayList<>();

    private final Map<String, String> sums = new LinkedHashMap<>();

    /** What events carry, by chain, number and place. */
    private final Map<String, RowEntry> carried = new HashMap<>();

    /** The newest of each row in the chain of the case. */
    private final Map<String, RowEntry> owed = new LinkedHashMap<>();

    private final Map<String, Map<String, @Nullable String>> attached = new HashMap<>();

    /** The hashes of papers that events of the case name. */
    private final Set<String> signed = new HashSet<>();

    private String caseId = "";

    private @Nullable Checkpoint checkpoint;

    private long events;

    private long rows;

    private long files;

    private EvidenceCheck(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * @param arguments the file, then {@code --key} with the public key that one trusts,
     * and {@code --checkpoint} with the line that was published, each as text or as a
     * file
     * @return what to exit with
     */
    static int run(Consumer<String> say, String... arguments) {
        String file = null;
        String key = null;
        String line = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--key" -> key = (i + 1 < arguments.length) ? arguments[++i] : "";
                case "--checkpoint" -> line = (i + 1 < arguments.length) ? arguments[++i] : "";
                default -> file = arguments[i];
            }
        }
        if (file == null) {
            return cannotTell(say, new CommandWords("evidence.usage"));
        }
        try (ZipFile zip = new ZipFile(new File(file), StandardCharsets.UTF_8)) {
            if (zip.getEntry(EvidenceZip.SUMS) == null || zip.getEntry(EvidenceZip.SIGNATURE) == null) {
                return cannotTell(say, new CommandWords("evidence.none", file));
            }
            EvidenceCheck check = new EvidenceCheck(zip);
            check.all((key != null) ? given(key) : null, (line != null) ? given(line) : null);
            return check.report(say);
        }
        catch (IOException ex) {
            return cannotTell(say, new CommandWords("evidence.none", file));
        }
    }

    private static int cannotTell(Consumer<String> say, CommandWords why) {
        why.say(say);
        return AuditCommands.CANNOT_TELL;
    }

    /** What was given as text, or as a file. */
    static String given(String given) {
        try {
            return Files.isRegularFile(Path.of(given)) ? Files.readString(Path.of(given)) : given;
        }
        catch (InvalidPathException | IOException ex) {
            return given;
        }
    }

    private int report(Consumer<String> say) {
        String result = "evidence."
                + (!this.failures.isEmpty() ? "changed" : this.uncertain.isEmpty() ? "whole" : "uncertain");
        Checkpoint covering = this.checkpoint;
        for (Locale locale : CommandWords.LANGUAGES) {
            say.accept(new CommandWords(result).in(locale));
            if (covering != null) {
                say.accept(new CommandWords("evidence.checked", this.caseId, this.events, this.rows, this.files,
                        covering.number(), covering.at().toString(), covering.size(), covering.root(), covering.keyId())
                    .in(locale));
            }
            Stream.of(this.failures, this.uncertain, this.notes)
                .flatMap(List::stream)
                .forEach((words) -> say.accept("  " + words.in(locale)));
        }
        return !this.failures.isEmpty() ? AuditCommands.CHANGED
                : this.uncertain.isEmpty() ? AuditCommands.WHOLE : AuditCommands.CANNOT_TELL;
    }

    private void fail(String kind, Object... arguments) {
        if (this.failures.size() < MOST) {
            this.failures.add(new CommandWords("evidence.failure." + kind, arguments));
        }
    }

    private void all(@Nullable String trusted, @Nullable String published) {
        sums();
        AuditKey key = key(trusted);
        if (key == null) {
            return;
        }
        checkpoint(key, published);
        each("case.json", (line) -> this.caseId = line.text("caseId"));
        chain();
        each("carriers.jsonl", (line) -> {
            AuditEvent event = event(line, "carriers.jsonl");
            if (event.chain().equals(this.caseId)) {
                fail("event", event.seq());
            }
        });
        opened();
        files("attachments",
                (line) -> Optional.ofNullable(this.attached.get(line.text("id")))
                    .map((row) -> ("s" + line.text("sha256")).equals(row.get("hash"))
                            && ("s" + line.text("name")).equals(row.get("name"))));
        if (this.sums.containsKey(PAPERS + ".jsonl")) {
            files(PAPERS, (line) -> Optional.of(this.signed.contains(line.text("sha256"))));
        }
    }

    /** All entries are listed with their hashes, and no other. */
    private void sums() {
        text(EvidenceZip.SUMS).lines().forEach((line) -> {
            String[] parts = line.split("  ", 2);
            if (parts.length < 2 || this.sums.put(parts[1], parts[0]) != null) {
                fail("entry", EvidenceZip.SUMS);
            }
        });
        Map<String, String> found = new HashMap<>();
        this.zip.stream().map(ZipEntry::getName).forEach((name) -> {
            if (found.put(name, "") != null || (!this.sums.containsKey(name) && !name.equals(EvidenceZip.SUMS)
                    && !name.equals(EvidenceZip.SIGNATURE))) {
                fail("added", name);
            }
        });
        this.sums.forEach((name, sum) -> {
            if (!found.containsKey(name)) {
                fail("missing", name);
            }
            else if (!sum.equals(sum(name))) {
                fail("entry", name);
            }
        });
    }

    private String sum(String name) {
        try (InputStream in = this.zip.getInputStream(this.zip.getEntry(name))) {
            return DigestUtils.sha256Hex(in);
        }
        catch (IOException ex) {
            return "";
        }
    }

    private @Nullable AuditKey key(@Nullable String trusted) {
        String[] signed = Texts.strip(text(EvidenceZip.SIGNATURE)).split(" ");
        AuditKey key;
        try {
            key = AuditKey.read(Integer.parseInt(signed[2].split("-")[0]), text("key.pub"));
        }
        catch (RuntimeException ex) {
            fail("key");
            return null;
        }
        if (signed.length != 4 || !key.id().equals(signed[2])
                || !EvidenceZip.signed(DigestUtils.sha256Hex(text(EvidenceZip.SUMS)), key.id())
                    .equals(String.join(" ", signed[0], signed[1], signed[2]))
                || !key.signed(EvidenceZip.signed(signed[1], signed[2]), signed[3])) {
            fail("signature");
        }
        if (trusted == null) {
            this.notes.add(new CommandWords("evidence.key.not", key.publicPart()));
        }
        else if (trusted.lines()
            .map(Texts::strip)
            .noneMatch((line) -> line.equals(key.publicPart()) || line.equals("public=" + key.publicPart()))) {
            fail("key.other", key.publicPart());
        }
        else {
            this.notes.add(new CommandWords("evidence.key.same"));
        }
        return key;
    }

    private void checkpoint(AuditKey key, @Nullable String published) {
        Optional<Checkpoint> read = Checkpoint.read(text("checkpoint.txt"));
        if (read.isEmpty() || !read.get().keyId().equals(key.id())
                || !key.signed(read.get().text(), read.get().signature())) {
            fail("checkpoint");
            return;
        }
        Checkpoint one = read.get();
        this.checkpoint = one;
        List<Checkpoint> extended = extended(key, one);
        if (published == null) {
            this.notes.add(new CommandWords("evidence.checkpoint.not", one.line()));
            return;
        }
        List<Checkpoint> lines = published.lines().map(Checkpoint::read).flatMap(Optional::stream).toList();
        if (lines.stream().anyMatch((line) -> line.line().equals(one.line()))) {
            this.notes.add(new CommandWords("evidence.checkpoint.same", one.number()));
        }
        else if (lines.stream().anyMatch((line) -> line.number() == one.number())) {
            fail("checkpoint.other", one.number());
        }
        else {
            extended.stream()
                .filter(lines::contains)
                .findFirst()
                .ifPresentOrElse(
                        (held) -> this.notes
                            .add(new CommandWords("evidence.checkpoint.extended", one.number(), held.number())),
                        () -> this.uncertain.add(new CommandWords("evidence.checkpoint.another", one.number())));
        }
    }

    /** The older checkpoints of which the file proves that its own extends them. */
    private List<Checkpoint> extended(AuditKey key, Checkpoint one) {
        List<Checkpoint> older = new ArrayList<>();
        if (this.sums.containsKey(CONSISTENCY)) {
            each(CONSISTENCY, (line) -> {
                Checkpoint before = Checkpoint.read(line.text("checkpoint")).orElseThrow();
                if ((key.id().equals(before.keyId()) && !key.signed(before.text(), before.signature()))
                        || !new Extension(before.size(), one.size(), line.texts("path")).proves(before.root(),
                                one.root())) {
                    fail("consistency", before.number());
                }
                else {
                    older.add(before);
                }
            });
        }
        return older;
    }

    /** The chain of the case from its beginning. */
    private void chain() {
        AuditEvent[] before = new AuditEvent[1];
        each("events.jsonl", (line) -> {
            AuditEvent event = event(line, "events.jsonl");
            AuditEvent last = before[0];
            boolean follows = (last == null) ? event.seq() == 1 && event.previousHash().equals(EventHash.GENESIS)
                    : event.seq() == last.seq() + 1 && event.previousHash().equals(last.hash())
                            && !event.at().isBefore(last.at()) && (last.keyId() == null || event.keyId() != null);
            if (!follows || !event.chain().equals(this.caseId)) {
                fail("event", event.seq());
            }
            PAPER.matcher(event.detail()).results().forEach((paper) -> this.signed.add(paper.group(1)));
            this.events++;
            before[0] = event;
        });
        each("case.json", (line) -> {
            if (line.number("events") != this.events || this.events == 0) {
                fail("tail", line.number("events"), this.events);
            }
        });
    }

    /** One event by itself, and its place in the tree. */
    private AuditEvent event(Line line, String entry) {
        Integer version = (line.get("version") != null) ? (int) line.number("version") : null;
        Long writeNo = (line.get("writeNo") != null) ? line.number("writeNo") : null;
        AuditEvent event = new AuditEvent(line.text("chain"), line.number("seq"),
                Instant.EPOCH.plus(line.number("at"), ChronoUnit.MICROS), line.text("actor"), line.maybe("onBehalfOf"),
                line.text("action"), line.text("result"), line.text("objectType"), line.text("objectId"), version,
                line.text("detail"), line.text("previousHash"), writeNo, line.maybe("rowsHash"), line.maybe("keyId"),
                line.text("hash"), null);
        List<RowEntry> rows = new ArrayList<>();
        for (Line row : line.lines("rows")) {
            rows.add(new RowEntry(event.chain(), event.seq(), rows.size(), row.text("table"), row.text("key"),
                    (writeNo != null) ? writeNo : 0, row.text("shape"), row.maybe("digest"), row.maybe("hints"), null));
        }
        String rowsHash = rows.isEmpty() ? null : RowEntry.hash(rows);
        if (!EventHash.of(event).equals(event.hash()) || !Objects.equals(rowsHash, event.rowsHash())) {
            fail(event.chain().equals(this.caseId) ? "event" : "carrier", event.seq(), event.chain());
        }
        Proof proof = new Proof(event.chain(), event.seq(), line.number("leaf"), line.texts("path"));
        Checkpoint covering = this.checkpoint;
        if (covering != null && (proof.leaf() >= covering.size()
                || !proof.root(event.hash(), covering.size()).equals(covering.root()))) {
            fail("proof", event.seq(), event.chain(), entry);
        }
        for (RowEntry row : rows) {
            this.carried.put(event.chain() + " " + event.seq() + " " + row.rowNo(), row);
            if (event.chain().equals(this.caseId)) {
                this.owed.put(row.table() + " " + row.key(), row);
            }
        }
        return event;
    }

    /** The rows as they were when the file was made. */
    private void opened() {
        this.owed.values().removeIf(RowEntry::deleted);
        Map<String, RowEntry> newest = Map.copyOf(this.owed);
        long[] elsewhere = new long[2];
        each("rows.jsonl", (line) -> {
            String name = line.text("table") + " " + line.text("key");
            this.owed.remove(name);
            RowEntry entry = this.carried.get(line.text("chain") + " " + line.number("seq") + " " + line.number("row"));
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            line.lines("columns").forEach((column) -> values.put(column.text("name"), column.maybe("value")));
            RowDigest row = RowDigest.of(line.text("table"), List.copyOf(values.keySet()),
                    new ArrayList<>(values.values()), line.text("salt"));
            if (entry == null || !name.equals(entry.table() + " " + entry.key()) || !row.digest().equals(entry.digest())
                    || (entry.chain().equals(this.caseId) && newest.get(name) != entry)) {
                fail("row", line.text("table"), line.text("key"));
            }
            this.rows++;
            if (line.text("table").equals(ATTACHMENT)) {
                this.attached.put(line.text("key"), values);
            }
        });
        each("elsewhere.jsonl", (line) -> {
            this.owed.remove(line.text("table") + " " + line.text("key"));
            elsewhere["later".equals(line.maybe("why")) ? 1 : 0]++;
        });
        this.owed.values().forEach((row) -> fail("row", row.table(), row.key()));
        if (elsewhere[0] > 0) {
            this.notes.add(new CommandWords("evidence.elsewhere", elsewhere[0]));
        }
        if (elsewhere[1] > 0) {
            this.notes.add(new CommandWords("evidence.later", elsewhere[1]));
        }
    }

    /**
     * @param proved whether what a line says is on record; empty where that is not in the
     * file
     */
    private void files(String kind, Function<Line, Optional<Boolean>> proved) {
        List<String> listed = new ArrayList<>();
        each(kind + ".jsonl", (line) -> {
            Optional<Boolean> right = proved.apply(line);
            if (!right.orElse(true) || !line.text("sha256").equals(sum(line.text("file")))) {
                fail("attachment", line.text("file"), line.text("name"));
            }
            else if (right.isEmpty()) {
                this.uncertain.add(new CommandWords("evidence.attachment.alone", line.text("file"), line.text("name")));
            }
            listed.add(line.text("file"));
            this.files++;
        });
        this.sums.keySet()
            .stream()
            .filter((name) -> name.startsWith(kind + "/") && !listed.contains(name))
            .forEach((name) -> fail("added", name));
    }

    private String text(String name) {
        ZipEntry entry = this.zip.getEntry(name);
        if (entry == null) {
            fail("missing", name);
            return "";
        }
        try (InputStream in = this.zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            fail("entry", name);
            return "";
        }
    }

    /** Line by line; one that cannot be read counts as changed. */
    private void each(String name, Consumer<Line> line) {
        ZipEntry entry = this.zip.getEntry(name);
        if (entry == null) {
            fail("missing", name);
            return;
        }
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(this.zip.getInputStream(entry), StandardCharsets.UTF_8))) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                line.accept(new Line(CanonicalJson.read(text)));
            }
        }
        catch (IOException | RuntimeException ex) {
            fail("entry", name);
        }
    }

    private record Line(Map<?, ?> content) {

        @Nullable Object get(String name) {
            return this.content.get(name);
        }

        String text(String name) {
            return (String) Objects.requireNonNull(get(name), name);
        }

        @Nullable String maybe(String name) {
            return (String) get(name);
        }

        long number(String name) {
            return ((Number) Objects.requireNonNull(get(name), name)).longValue();
        }

        List<String> texts(String name) {
            return ((List<?>) Objects.requireNonNull(get(name), name)).stream().map((one) -> (String) one).toList();
        }

        List<Line> lines(String name) {
            return ((List<?>) Objects.requireNonNull(get(name), name)).stream()
                .map((one) -> new Line((Map<?, ?>) one))
                .toList();
        }

    }

}
