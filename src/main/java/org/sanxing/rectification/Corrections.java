package org.sanxing.rectification;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.sanxing.ledger.LedgerEntry;
import org.sanxing.ledger.LedgerNames;
import org.sanxing.rectification.RectificationHistory.Amendment;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What was corrected in an entry after something about it was signed: noted beside what
 * was signed, which stays as it was.
 */
@Component("corrections")
public class Corrections {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final LedgerNames.Source names;

    private final MessageSource messages;

    private final ZoneId zone;

    Corrections(LedgerNames.Source names, MessageSource messages, ZoneId zone) {
        this.names = names;
        this.messages = messages;
        this.zone = zone;
    }

    /**
     * An entry as it was.
     * @param since what was changed in it later, oldest first
     */
    public static LedgerEntry before(LedgerEntry entry, List<Amendment> since) {
        return entry.as(before("title", entry.title(), since), before("responsible", entry.responsible(), since));
    }

    private static String before(String field, String now, List<Amendment> since) {
        return since.stream()
            .filter((made) -> made.field().equals(field) && made.before() != null)
            .findFirst()
            .map((made) -> String.valueOf(made.before()))
            .orElse(now);
    }

    /** In the reader's language. */
    public List<String> words(String number, List<Amendment> made) {
        return words(number, made, LocaleContextHolder.getLocale());
    }

    /** One sentence for each. */
    public List<String> words(String number, List<Amendment> made, Locale locale) {
        if (made.isEmpty()) {
            return List.of();
        }
        List<String> accounts = new ArrayList<>();
        for (Amendment one : made) {
            accounts.add(one.madeBy());
            if (one.field().equals("responsible")) {
                accounts.add(String.valueOf(one.before()));
                accounts.add(String.valueOf(one.after()));
            }
        }
        LedgerNames known = this.names.with(accounts);
        return made.stream()
            .map((one) -> say(locale, "ledger.corrected", number, say(locale, "ledger.amended." + one.field()),
                    value(one.field(), one.before(), known, locale), value(one.field(), one.after(), known, locale),
                    known.name(one.madeBy()), DAY.format(one.madeAt().atZone(this.zone)), one.reason()))
            .toList();
    }

    private String value(String field, @Nullable String value, LedgerNames known, Locale locale) {
        String written = String.valueOf(value);
        return switch (field) {
            case "responsible" -> known.name(written);
            case "deadlineClass" -> say(locale, "ledger.deadlineClass." + written);
            case "state" -> say(locale, "ledger.state." + written);
            default -> written;
        };
    }

    private String say(Locale locale, String key, Object... arguments) {
        return this.messages.getMessage(key, arguments, locale);
    }

}
