package org.sanxing.dossier.signs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Sql;
import org.sanxing.ledger.LedgerEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Problems of the same category, and of the same person or department, near a closing in
 * time. What they say is compared by the caller, so the number is limited.
 */
@Component
class LikeProblems {

    private static final int MOST = 100;

    /** Those of the same person first: of a department there may be too many. */
    private static final String SAME_PERSON = "case when e.responsible = :responsible then 0 else 1 end";

    private static final String SAME = "e.id <> :entry and e.state <> 'void' and ";

    private final JdbcClient jdbc;

    LikeProblems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that were closed from a day to a moment, each with its last closing in them.
     * @param categories that count as the same; empty for those that have none
     */
    List<Candidate> closed(LedgerEntry like, Set<String> categories, LocalDate from, Instant to) {
        Map<String, Object> parameters = parameters(like, categories);
        parameters.put("from", from);
        parameters.put("to", Sql.time(to));
        return this.jdbc
            .sql("select e.id, e.manifestation, max(c.closed_on) as happened_on "
                    + "from ledger_closing c join ledger_entry e on e.id = c.entry_id where " + same(like, categories)
                    + " and c.closed_on >= :from and c.closed_at <= :to group by e.id, e.manifestation, e.responsible "
                    + "order by " + SAME_PERSON + ", happened_on desc, e.id fetch first " + MOST + " rows only")
            .params(parameters)
            .query((row, index) -> new Candidate(row.getString("id"), row.getString("manifestation"),
                    row.getObject("happened_on", LocalDate.class), null))
            .list();
    }

    /** Those that were registered between two moments. */
    List<Candidate> registered(LedgerEntry like, Set<String> categories, Instant from, Instant to) {
        Map<String, Object> parameters = parameters(like, categories);
        parameters.put("from", Sql.time(from));
        parameters.put("to", Sql.time(to));
        return this.jdbc
            .sql("select e.id, e.manifestation, e.registered_at from ledger_entry e where " + same(like, categories)
                    + " and e.registered_at > :from and e.registered_at <= :to order by " + SAME_PERSON
                    + ", e.registered_at, e.id fetch first " + MOST + " rows only")
            .params(parameters)
            .query((row, index) -> new Candidate(row.getString("id"), row.getString("manifestation"), null,
                    Sql.instant(row, "registered_at")))
            .list();
    }

    private static String same(LedgerEntry like, Set<String> categories) {
        return SAME + (categories.isEmpty() ? "e.category_id is null and " : "e.category_id in (:categories) and ")
                + "(e.responsible = :responsible"
                + ((like.departmentId() != null) ? " or e.department_id = :department)" : ")");
    }

    private static Map<String, Object> parameters(LedgerEntry like, Set<String> categories) {
        Map<String, Object> parameters = new LinkedHashMap<>(
                Map.of("entry", like.id(), "responsible", like.responsible()));
        if (!categories.isEmpty()) {
            parameters.put("categories", categories);
        }
        if (like.departmentId() != null) {
            parameters.put("department", like.departmentId());
        }
        return parameters;
    }

    /**
     * @param closedOn null where it is about the registration
     * @param registeredAt null where it is about a closing
     */
    record Candidate(String entryId, String manifestation, @Nullable LocalDate closedOn,
            @Nullable Instant registeredAt) {

    }

}
