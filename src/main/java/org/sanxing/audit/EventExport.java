package org.sanxing.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.Ids;
import org.sanxing.common.Page;
import org.sanxing.common.Recorded;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Events as a file with its proof: a ZIP with the events that were looked for as far as
 * the newest checkpoint covers them, their SHA-256, and the checkpoint. That it was given
 * out, with this digest, is an event before the file is complete.
 */
@Component
class EventExport {

    static final String CHAIN = "exports";

    private static final String EVENTS = "events.csv";

    private static final int AT_ONCE = 500;

    private final AuditEvents events;

    private final EventSentences sentences;

    private final Names names;

    private final TraceSentences words;

    private final Checkpoints checkpoints;

    private final AuditKeys keys;

    private final ApplicationEventPublisher publisher;

    private final TransactionTemplate transaction;

    private final MessageSource messages;

    private final Clock clock;

    private final ZoneId zone;

    EventExport(AuditEvents events, EventSentences sentences, Names names, TraceSentences words,
            Checkpoints checkpoints, AuditKeys keys, ApplicationEventPublisher publisher,
            TransactionTemplate transaction, MessageSource messages, Clock clock, ZoneId zone) {
        this.events = events;
        this.sentences = sentences;
        this.names = names;
        this.words = words;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.publisher = publisher;
        this.transaction = transaction;
        this.messages = messages;
        this.clock = clock;
        this.zone = zone;
    }

    /** An export that can be written: the question is sound, the checkpoint is made. */
    record Prepared(EventQuery query, AuditEvents.Filter filter, Checkpoint checkpoint, String account, Instant at,
            String fileName) {

    }

    Prepared prepare(EventQuery query, String account) {
        AuditEvents.Filter filter = query.filter(this.zone);
        Checkpoint checkpoint = this.checkpoints.make();
        Instant now = this.clock.instant();
        return new Prepared(query, filter, checkpoint, account, now,
                say("export.file", LocalDate.ofInstant(now, this.zone)));
    }

    /** Part by part: what it takes does not grow with how many events there are. */
    void write(Prepared asked, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(EVENTS));
        DigestOutputStream digested = new DigestOutputStream(zip, DigestUtils.getSha256Digest());
        long count = events(asked, digested);
        String sha256 = Hex.encodeHexString(digested.getMessageDigest().digest());
        zip.closeEntry();
        String id = Ids.next();
        this.transaction.executeWithoutResult((status) -> this.publisher.publishEvent(new Recorded(
                new AuditRecord(CHAIN, "exported", asked.account(), null, "ok", "export", id, null, Map.of())
                    .detail("events", count)
                    .detail("sha256", sha256)
                    .detail("checkpoint", asked.checkpoint().number())
                    .detail("filters", asked.query().parameters()))));
        entry(zip, EVENTS + ".sha256", sha256 + "  " + EVENTS + "\n");
        entry(zip, "checkpoint.txt", asked.checkpoint().line() + "\n");
        entry(zip, "proof.txt", proof(asked, id, count, sha256));
        // Not closed but finished: where anything failed before, no program opens it.
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private long events(Prepared asked, OutputStream out) throws IOException {
        line(out,
                List.of("\uFEFF" + say("record.at"), say("trace.filter.actor"), say("export.name"),
                        say("trace.filter.action"), say("export.sentence"), say("trace.filter.result"), "object type",
                        "object id", "version", "detail", "chain", "seq", "previous hash", "hash"));
        long count = 0;
        String cursor = null;
        do {
            Page<AuditEvent> page = this.events.covered(asked.filter(), asked.checkpoint().size(), AT_ONCE, cursor);
            Names.Known known = this.names.of(page.items().stream().map(AuditEvent::actor).toList());
            for (TraceSentences.Sentence one : this.sentences.of(page.items())) {
                AuditEvent event = one.event();
                line(out, List.of(event.at().toString(), event.actor(), known.name(event.actor()),
                        this.words.action(event.objectType(), event.action()), one.text(), event.result(),
                        event.objectType(), event.objectId(), Objects.toString(event.version(), ""), event.detail(),
                        event.chain(), Long.toString(event.seq()), event.previousHash(), event.hash()));
                count++;
            }
            cursor = page.next();
        }
        while (cursor != null);
        return count;
    }

    private static void line(OutputStream out, List<@Nullable String> cells) throws IOException {
        String line = cells.stream().map(EventExport::cell).collect(Collectors.joining(",")) + "\r\n";
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Quoted; what a spreadsheet would take for a formula begins with an apostrophe. */
    static String cell(@Nullable String text) {
        String plain = (text != null) ? text : "";
        String first = plain.stripLeading();
        boolean formula = !plain.isEmpty() && ("=+-@\t\r\n".indexOf(plain.charAt(0)) >= 0
                || (!first.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(first.charAt(0)) >= 0));
        return "\"" + (formula ? "'" : "") + plain.replace("\"", "\"\"") + "\"";
    }

    private String proof(Prepared asked, String id, long count, String sha256) {
        AuditKey key = this.keys.find(asked.checkpoint().keyId());
        String filters = asked.query()
            .parameters()
            .entrySet()
            .stream()
            .map((one) -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(", "));
        return say("export.proof", EVENTS, Long.toString(count), sha256, asked.account(), asked.at().toString(), id,
                CHAIN, filters.isEmpty() ? "-" : filters, Long.toString(asked.checkpoint().number()),
                Long.toString(asked.checkpoint().size()), asked.checkpoint().root(),
                (key != null) ? key.publicPart() : asked.checkpoint().keyId()) + "\n";
    }

    private String say(String key, Object... arguments) {
        Locale locale = LocaleContextHolder.getLocale();
        return this.messages.getMessage(key, arguments, locale);
    }

}
