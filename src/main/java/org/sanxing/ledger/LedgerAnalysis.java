package org.sanxing.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.InvalidInput;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Counts the entries that a person may read, each once, the most frequent first. */
@Component
class LedgerAnalysis {

    private final LedgerSearch search;

    private final LedgerNames.Source names;

    private final MessageSource messages;

    LedgerAnalysis(LedgerSearch search, LedgerNames.Source names, MessageSource messages) {
        this.search = search;
        this.names = names;
        this.messages = messages;
    }

    /**
     * @param by {@code category}, {@code department}, {@code branch}, {@code campaign} or
     * {@code source}
     */
    List<Line> by(String by, String reader, Locale locale) {
        String column = switch (by) {
            case "category" -> "category_id";
            case "department" -> "department_id";
            case "branch" -> "branch_id";
            case "campaign" -> "campaign_id";
            case "source" -> "source_kind";
            default -> throw new InvalidInput("by", "ledger-filter", by);
        };
        LedgerNames known = this.names.with(List.of());
        return this.search.analysis(by, column, reader)
            .stream()
            .map((group) -> new Line(group.key(), name(by, group.key(), known, locale), group.count(),
                    group.recurring(), group.overdue(), group.closedOnTime()))
            .sorted(Comparator.comparingLong(Line::count)
                .reversed()
                .thenComparing((line) -> (line.key() != null) ? line.key() : ""))
            .toList();
    }

    private @Nullable String name(String by, @Nullable String key, LedgerNames known, Locale locale) {
        if (key == null) {
            return null;
        }
        return switch (by) {
            case "category" -> known.category(key);
            case "department" -> known.department(key);
            case "branch" -> known.branch(key);
            case "campaign" -> known.campaign(key);
            default -> this.messages.getMessage("ledger.source." + key, null, key, locale);
        };
    }

    /**
     * @param key null for the entries that have none
     */
    record Line(@Nullable String key, @Nullable String name, long count, long recurring, long overdue,
            long closedOnTime) {

    }

}
