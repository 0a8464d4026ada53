package org.sanxing.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says what a verification found: whose it is, which field, and when it was last right. A
 * module names its tables, {@code record.table.<name>}.
 */
@Component("failureWords")
class FailureWords {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final MessageSource messages;

    private final JdbcClient jdbc;

    private final ZoneId zone;

    FailureWords(MessageSource messages, JdbcClient jdbc, ZoneId zone) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.zone = zone;
    }

    public String say(Failure failure) {
        return say(failure, LocaleContextHolder.getLocale());
    }

    String say(Failure failure, Locale locale) {
        String what = say(locale, "record.failure." + failure.kind());
        String words;
        if (failure.table() != null) {
            String table = say(locale, "record.table." + failure.table());
            String row = say(locale, "record.row", whose(failure.chain(), locale), table,
                    (failure.key() != null) ? failure.key() : "");
            words = (failure.column() != null)
                    ? say(locale, "record.field", row, say(locale, "record.column." + failure.column()), what)
                    : say(locale, "record.whole", row, what);
        }
        else if (failure.chain().isEmpty()) {
            words = say(locale, "record.checkpoint", Long.toString(failure.seq()), what);
        }
        else {
            words = say(locale, "record.event", whose(failure.chain(), locale), Long.toString(failure.seq()), what);
        }
        return (failure.lastRight() != null) ? say(locale, "record.last-right", words, moment(failure.lastRight()))
                : words;
    }

    /** What was verified, what was found, and what could not be told, line by line. */
    List<String> report(Verification all, Locale locale) {
        List<String> lines = new ArrayList<>();
        lines.add(say(locale,
                !all.ok() ? "trace.verified.failed" : all.certain() ? "record.whole-all" : "record.uncertain",
                all.failures().size()));
        all.failures().forEach((failure) -> lines.add("! " + say(failure, locale)));
        lines.add(say(locale, "record.checked"));
        lines.add("- " + say(locale, "record.checked.events", all.events(), all.chains()));
        lines.add("- " + say(locale, "record.checked.rows", all.rows(), all.tables()));
        Checkpoint last = all.checkpoint();
        if (last != null) {
            lines.add(
                    "- " + say(locale, "record.checked.checkpoint", last.number(), moment(last.at()), all.witnessed()));
        }
        if (all.published()) {
            lines.add("- " + say(locale, "record.checked.published"));
        }
        if (all.purgedBefore() != null) {
            lines.add("- " + say(locale, "record.checked.tombstones", all.tombstones()));
        }
        lines.add(say(locale, "record.not"));
        if (!all.published()) {
            lines.add("- " + say(locale, "record.not.published"));
        }
        if (!all.unknownKeys().isEmpty()) {
            lines.add("- " + say(locale, "record.not.keys", String.join(", ", all.unknownKeys())));
        }
        if (all.unwitnessed() > 0) {
            lines.add("- " + say(locale, "record.not.witnessed", all.unwitnessed()));
        }
        if (all.purgedBefore() != null) {
            lines.add("- " + say(locale, "record.not.purged", all.purged(), moment(all.purgedBefore())));
        }
        lines.add("- " + say(locale, "record.not.tables"));
        return lines;
    }

    public String moment(Instant at) {
        return SECOND.format(at.atZone(this.zone));
    }

    /** What a case is called and whose it is; a chain that is none has a name of ours. */
    private String whose(String chain, Locale locale) {
        Optional<String> found = chain.isEmpty() ? Optional.empty() : this.jdbc
            .sql("select title, subject_name from audit_chain where chain = ? and case_type is not null")
            .param(chain)
            .query((row, number) -> say(locale, "record.case", row.getString("title"), row.getString("subject_name")))
            .optional();
        return found.orElseGet(() -> {
            int colon = chain.indexOf(':');
            String kind = (colon < 0) ? chain : chain.substring(0, colon);
            return this.messages.getMessage("trace.chain." + kind, new Object[] { chain.substring(colon + 1) }, chain,
                    locale);
        });
    }

    String say(Locale locale, String key, @Nullable Object... arguments) {
        return this.messages.getMessage(key, arguments, key.substring(key.lastIndexOf('.') + 1), locale);
    }

}
