package org.sanxing.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.audit.AuditCases.AuditCase;
import org.sanxing.audit.CaseFiles.CaseFile;
import org.sanxing.audit.CaseTraces.Trace;
import org.sanxing.audit.LogProofs.Proof;
import org.sanxing.audit.TraceAccess.Traceable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.RecordTable;
import org.sanxing.common.Recorded;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a case into one file that whoever has the public key can check without us
 * (src/docs/evidence.md). Reads slice by slice and holds no connection meanwhile; a row
 * that somebody writes while it is read is left to the next file.
 */
@Component
class Evidence {

    private static final int KEYS = 500;

    /** Chains whose events carry rows of many cases and tell nothing of any. */
    private static final String ROWS = "rows:";

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final ApplicationContext context;

    private final Checkpoints checkpoints;

    private final AuditKeys keys;

    private final CaseTraces traces;

    private final CaseDescribers describers;

    private final AuditEvents events;

    private final RecordTables tables;

    private final RowEntries entries;

    private final RowReader rows;

    private final LogProofs proofs;

    private final ObjectProvider<CaseFiles> files;

    private final ITemplateEngine templates;

    private final TraceSentences words;

    Evidence(JdbcClient jdbc, TransactionTemplate transaction, ApplicationContext context, Checkpoints checkpoints,
            AuditKeys keys, CaseTraces traces, CaseDescribers describers, AuditEvents events, RecordTables tables,
            RowEntries entries, RowReader rows, LogProofs proofs, ObjectProvider<CaseFiles> files,
            ITemplateEngine templates, TraceSentences words) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.context = context;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.traces = traces;
        this.describers = describers;
        this.events = events;
        this.tables = tables;
        this.entries = entries;
        this.rows = rows;
        this.proofs = proofs;
        this.files = files;
        this.templates = templates;
        this.words = words;
    }

    /** Puts on record that it is taken, and covers the case with a checkpoint. */
    Checkpoint take(AuditCase about, String account) {
        this.transaction.executeWithoutResult((status) -> {
            this.context.publishEvent(
                    new Recorded(AuditRecord.of("readings:" + about.id(), about.type(), "evidenceTaken", account)
                        .object(about.type(), about.id())));
            if (!this.describers.of(about.type()).versions(about.id()).isEmpty()) {
                this.describers.of(about.type()).opened(about.id(), account);
            }
        });
        return this.checkpoints.make();
    }

    /**
     * A file in the evidence.
     *
     * @param name of the entry
     */
    record Filed(CaseFiles source, CaseFile file, String name) {

        /** The name that people gave must not become one that a computer obeys. */
        static Filed of(CaseFiles source, CaseFile file, int number) {
            String ending = file.name().substring(file.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return new Filed(source, file,
                    "%s/%03d%s".formatted(source.kind(), number, ending.matches("[a-z0-9]{1,8}") ? "." + ending : ""));
        }

    }

    /**
     * @param held an older checkpoint that the reader has; null for none
     */
    void write(Traceable traced, Checkpoint checkpoint, @Nullable Checkpoint held, OutputStream to) throws IOException {
        AuditKey key = Objects.requireNonNull(this.keys.find(checkpoint.keyId()), "The key of the checkpoint is gone");
        Trace trace = this.traces.of(traced);
        String chain = trace.about().id();
        List<Proof> proved = new ArrayList<>(this.proofs.places(chain, checkpoint.size()));
        long last = proved.isEmpty() ? 0 : proved.get(proved.size() - 1).seq();
        long leaves = proved.stream().mapToLong(Proof::leaf).max().orElse(-1) + 1;
        List<AuditEvent> covered = trace.chain().stream().filter((event) -> event.seq() <= last).toList();
        List<Filed> filed = filed(chain);
        EvidenceZip zip = new EvidenceZip(to, checkpoint.at());
        try (InputStream readme = new ClassPathResource("audit/evidence.txt").getInputStream()) {
            zip.add("README.txt", readme::transferTo);
        }
        zip.add("case.json", (out) -> EvidenceZip.line(out, about(trace.about(), last)));
        Rows rows = new Rows(chain, last, checkpoint.size(), filed);
        zip.add("rows.jsonl", rows::write);
        zip.lines("elsewhere.jsonl", rows.writtenElsewhere);
        zip.add("story.html", (out) -> story(trace, covered, filed, rows.writtenElsewhere, checkpoint, key, out));
        proved.addAll(rows.carriers.values());
        this.proofs.fill(proved, checkpoint.size());
        Map<Long, Proof> places = proved.stream()
            .filter((proof) -> proof.chain().equals(chain))
            .collect(Collectors.toMap(Proof::seq, (proof) -> proof));
        Map<Long, List<RowEntry>> carried = this.jdbc.sql(RowEntries.COLUMNS + "where chain = ? order by seq, row_no")
            .param(chain)
            .query(RowEntries::entry)
            .list()
            .stream()
            .collect(Collectors.groupingBy(RowEntry::seq));
        zip.add("events.jsonl", (out) -> {
            for (AuditEvent event : covered) {
                EvidenceZip.line(out, event(event, carried.getOrDefault(event.seq(), List.of()),
                        places.getOrDefault(event.seq(), new Proof(chain, event.seq(), -1))));
            }
        });
        zip.add("carriers.jsonl", (out) -> carriers(rows.carriers.values(), out));
        files(zip, filed);
        zip.lines("consistency.jsonl", extended(leaves, checkpoint, held));
        zip.text("checkpoint.txt", checkpoint.line() + "\n");
        zip.text("key.pub", "public=" + key.publicPart() + "\n");
        zip.finish(key);
    }

    private List<Filed> filed(String caseId) {
        List<Filed> filed = new ArrayList<>();
        for (CaseFiles source : this.files.orderedStream().toList()) {
            int number = 0;
            for (CaseFile file : source.of(caseId)) {
                filed.add(Filed.of(source, file, ++number));
            }
        }
        return filed;
    }

    /**
     * That the checkpoint extends the first that covers the case, and one that the reader
     * has.
     */
    private List<Map<String, Object>> extended(long leaves, Checkpoint checkpoint, @Nullable Checkpoint held) {
        return Stream.of(this.checkpoints.covering(leaves), Optional.ofNullable(held))
            .flatMap(Optional::stream)
            .filter((older) -> older.number() < checkpoint.number())
            .distinct()
            .map((older) -> Map.<String, Object>of("checkpoint", older.line(), "path",
                    this.proofs.extension(older.size(), checkpoint.size()).path()))
            .toList();
    }

    private void story(Trace trace, List<AuditEvent> events, List<Filed> filed, List<Map<String, Object>> elsewhere,
            Checkpoint checkpoint, AuditKey key, OutputStream out) throws IOException {
        Locale locale = LocaleContextHolder.getLocale();
        Context model = new Context(locale);
        model.setVariable(ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
                new ThymeleafEvaluationContext(this.context, null));
        model.setVariable("locale", locale.toLanguageTag());
        model.setVariable("about", trace.about());
        model.setVariable("names", trace.names());
        model.setVariable("story", events.stream().map((event) -> this.words.sentence(event, trace.names())).toList());
        model.setVariable("versions", this.describers.of(trace.about().type()).versions(trace.about().id()));
        model.setVariable("files", filed);
        model.setVariable("elsewhere", elsewhere);
        model.setVariable("checkpoint", checkpoint);
        model.setVariable("key", key);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.templates.process("audit/evidence", model, writer);
        writer.flush();
    }

    private static Map<String, @Nullable Object> about(AuditCase about, long events) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("format", EvidenceZip.FORMAT);
        all.put("caseId", about.id());
        all.put("type", about.type());
        all.put("title", about.title());
        all.put("subject", about.subject());
        all.put("subjectName", about.subjectName());
        all.put("department", about.department());
        all.put("campaign", about.campaign());
        all.put("state", about.state());
        all.put("events", events);
        return all;
    }

    private static Map<String, @Nullable Object> event(AuditEvent event, List<RowEntry> rows, Proof proof) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("chain", event.chain());
        all.put("seq", event.seq());
        all.put("at", ChronoUnit.MICROS.between(Instant.EPOCH, event.at()));
        all.put("actor", event.actor());
        all.put("onBehalfOf", event.onBehalfOf());
        all.put("action", event.action());
        all.put("result", event.result());
        all.put("objectType", event.objectType());
        all.put("objectId", event.objectId());
        all.put("version", event.version());
        all.put("detail", event.detail());
        all.put("previousHash", event.previousHash());
        all.put("writeNo", event.writeNo());
        all.put("rowsHash", event.rowsHash());
        all.put("keyId", event.keyId());
        all.put("hash", event.hash());
        all.put("rows", rows.stream().map((row) -> {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("table", row.table());
            entry.put("key", row.key());
            entry.put("shape", row.shape());
            entry.put("digest", row.digest());
            entry.put("hints", row.hints());
            return entry;
        }).toList());
        all.put("leaf", proof.leaf());
        all.put("path", proof.path());
        return all;
    }

    private void carriers(Iterable<Proof> places, OutputStream out) throws IOException {
        for (Proof place : places) {
            for (AuditEvent event : this.events.find(place.chain(), place.seq()).stream().toList()) {
                EvidenceZip.line(out,
                        event(event,
                                this.jdbc.sql(RowEntries.COLUMNS + "where chain = ? and seq = ? order by row_no")
                                    .params(place.chain(), place.seq())
                                    .query(RowEntries::entry)
                                    .list(),
                                place));
            }
        }
    }

    private void files(EvidenceZip zip, List<Filed> filed) throws IOException {
        for (Filed one : filed) {
            zip.add(one.name(), (out) -> one.source().write(one.file(), out));
        }
        for (CaseFiles source : this.files.orderedStream().toList()) {
            zip.lines(source.kind() + ".jsonl",
                    filed.stream()
                        .filter((one) -> one.source() == source)
                        .map((one) -> Map.<String, Object>of("file", one.name(), "id", one.file().id(), "name",
                                one.file().name(), "size", one.file().size(), "sha256", one.file().sha256()))
                        .toList());
        }
    }

    /** The rows of the case as they are, with what their digests were made from. */
    private final class Rows {

        private final String chain;

        private final long last;

        private final long size;

        /** Events of other chains that carry rows of the case. */
        private final Map<String, Proof> carriers = new LinkedHashMap<>();

        /**
         * Rows that other cases' events, or later ones, have written since, and which.
         */
        private final List<Map<String, Object>> writtenElsewhere = new ArrayList<>();

        private final List<Filed> filed;

        Rows(String chain, long last, long size, List<Filed> filed) {
            this.chain = chain;
            this.last = last;
            this.size = size;
            this.filed = filed;
        }

        void write(OutputStream out) throws IOException {
            for (RecordTable table : Evidence.this.tables.all()) {
                List<String> keys = new ArrayList<>(keys(table));
                for (int from = 0; from < keys.size(); from += KEYS) {
                    write(table, keys.subList(from, Math.min(from + KEYS, keys.size())), out);
                }
            }
        }

        private Set<String> keys(RecordTable table) {
            Set<String> keys = new LinkedHashSet<>(Evidence.this.jdbc
                .sql("select distinct row_key from audit_row where chain = ? and tbl = ? and seq <= ? order by row_key")
                .params(this.chain, table.name(), this.last)
                .query(String.class)
                .list());
            keys.addAll(Evidence.this.rows.keysOf(table, this.chain));
            this.filed.stream()
                .filter((one) -> one.source().table().equals(table.name()))
                .forEach((one) -> keys.add(one.file().id()));
            return keys;
        }

        private void write(RecordTable table, List<String> keys, OutputStream out) throws IOException {
            Map<String, RowEntry> before = Evidence.this.entries.newest(table.name(), keys);
            Map<String, WrittenRow> found = Evidence.this.rows.find(table, keys);
            Map<String, RowEntry> after = Evidence.this.entries.newest(table.name(), keys);
            for (String key : keys) {
                RowEntry entry = after.get(key);
                if (entry == null || (entry.deleted() && told(entry))) {
                    continue;
                }
                Map<String, Object> line = new HashMap<>(Map.of("table", table.name(), "key", key));
                if (entry.equals(before.get(key)) && told(entry)) {
                    line.putAll(Map.of("chain", entry.chain(), "seq", entry.seq(), "row", entry.rowNo(), "salt",
                            Objects.requireNonNullElse(entry.salt(), ""), "columns", columns(table, found.get(key))));
                    EvidenceZip.line(out, line);
                }
                else {
                    line.put("why", isShown(entry.chain()) ? "later" : "otherCase");
                    this.writtenElsewhere.add(line);
                }
            }
        }

        /** Whose events may be shown: those of another case tell of that. */
        private boolean isShown(String carrying) {
            return carrying.equals(this.chain) || carrying.equals(TakeOver.CHAIN) || carrying.startsWith(ROWS);
        }

        /** Whether the file has the event that carries it. */
        private boolean told(RowEntry entry) {
            if (entry.chain().equals(this.chain)) {
                return entry.seq() <= this.last;
            }
            if (!isShown(entry.chain())) {
                return false;
            }
            String name = entry.chain() + " " + entry.seq();
            if (!this.carriers.containsKey(name)) {
                Evidence.this.proofs.place(entry.chain(), entry.seq(), this.size)
                    .forEach((place) -> this.carriers.put(name, place));
            }
            return this.carriers.containsKey(name);
        }

        private static List<Map<String, @Nullable Object>> columns(RecordTable table, @Nullable WrittenRow row) {
            List<Map<String, @Nullable Object>> columns = new ArrayList<>();
            for (int i = 0; row != null && i < table.columns().size(); i++) {
                Map<String, @Nullable Object> column = new LinkedHashMap<>();
                column.put("name", table.columns().get(i));
                column.put("value", row.values().get(i));
                columns.add(column);
            }
            return columns;
        }

    }

}
