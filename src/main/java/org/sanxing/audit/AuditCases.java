package org.sanxing.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.common.Texts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases that have a chain, as the auditor looks for them. */
@Repository
class AuditCases {

    private static final String COLUMNS = """
            select chain as id, case_type as type, title, subject, subject_name, department, campaign, state, link,
                    opened_at, last_at, last_action, last_actor, event_count as events, head_hash
            from audit_chain
            """;

    private final JdbcClient jdbc;

    private final TextPieces pieces;

    AuditCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.pieces = new TextPieces(jdbc);
    }

    record AuditCase(String id, String type, String title, String subject, String subjectName, String department,
            @Nullable String campaign, String state, String link, Instant openedAt, Instant lastAt, String lastAction,
            String lastActor, long events, String headHash) {

    }

    /**
     * @param q words found in title, person, department or campaign
     */
    record Filter(@Nullable String q, @Nullable String type, @Nullable String state) {

        /** Whether anything was asked for. */
        public boolean filters() {
            return !Texts.isBlank(this.q) || !Texts.isBlank(this.type) || !Texts.isBlank(this.state);
        }

    }

    /** Empty too for a chain that is no case. */
    Optional<AuditCase> find(String id) {
        return this.jdbc.sql(COLUMNS + "where chain = ? and case_type is not null")
            .param(id)
            .query(Rows.of(AuditCase.class))
            .optional();
    }

    /** Last changed first. */
    Page<AuditCase> search(Filter filter, int limit, @Nullable String cursor) {
        StringBuilder where = new StringBuilder("where case_type is not null");
        List<Object> parameters = new ArrayList<>();
        AuditEvents.equal(where, parameters, "case_type", filter.type());
        AuditEvents.equal(where, parameters, "state", filter.state());
        if (!Texts.isBlank(filter.q())) {
            for (String word : Texts.strip(filter.q()).split("\\s+")) {
                String wanted = word.toLowerCase(Locale.ROOT);
                String narrowed = this.pieces.narrow("search_text", "?", wanted, "");
                where.append(" and position(? in search_text) > 0").append(narrowed);
                parameters.addAll(narrowed.isEmpty() ? List.of(wanted) : List.of(wanted, wanted));
            }
        }
        Optional<List<String>> key = Cursor.decode(cursor, 2);
        if (key.isPresent()) {
            where.append(" and (last_at, chain) < (?, ?)");
            parameters.add(Sql.time(Cursor.value(key.get().get(0), Instant::parse)));
            parameters.add(key.get().get(1));
        }
        parameters.add(limit + 1);
        List<AuditCase> rows = this.jdbc.sql(COLUMNS + where + " order by last_at desc, chain desc limit ?")
            .params(parameters)
            .query(Rows.of(AuditCase.class))
            .list();
        return Page.of(rows, limit, (found) -> List.of(found.lastAt().toString(), found.id()));
    }

    /**
     * The cases that events are about, by the ids of these: whose chain it is, or the
     * chain of the readings, their object, or what a refused request asked for.
     */
    Map<String, AuditCase> about(Collection<AuditEvent> events) {
        Set<String> ids = events.stream().flatMap((event) -> ids(event).stream()).collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of()
                : Rows.by("id",
                        this.jdbc.sql(COLUMNS + "where case_type is not null and chain in (:ids)").param("ids", ids),
                        Rows.of(AuditCase.class));
    }

    /** What may be the id of a case in an event, the likeliest first. */
    static List<String> ids(AuditEvent event) {
        List<String> ids = new ArrayList<>(
                List.of(event.objectId(), event.chain().substring(event.chain().indexOf(':') + 1)));
        if (event.objectType().equals("request")) {
            ids.addAll(List.of(event.objectId().split("[/?&=]")));
        }
        return ids;
    }

    /** Type and state of the cases there are, for the filters. */
    List<TypeAndState> kinds() {
        return this.jdbc.sql(Sql.pairs("audit_chain", "case_type", "state"))
            .query((row, number) -> new TypeAndState(row.getString("one"), row.getString("other")))
            .list();
    }

    record TypeAndState(String type, String state) {

    }

}
