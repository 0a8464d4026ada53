package org.sanxing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Cursor;
import org.sanxing.common.Page;
import org.sanxing.common.Sql;
import org.sanxing.common.TextPieces;
import org.sanxing.common.Texts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the record: by chain, and across chains. */
@Repository
class AuditEvents {

    static final String COLUMNS = """
            select chain, seq, happened_at, actor, on_behalf_of, action, result, object_type, object_id, version,
                    detail, previous_hash, write_no, rows_hash, key_id, hash, seal
            from audit_event
            """;

    private final JdbcClient jdbc;

    private final TextPieces pieces;

    AuditEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.pieces = new TextPieces(jdbc);
    }

    /**
     * @param from inclusive
     * @param to exclusive
     * @param text found anywhere in the detail or the object
     * @param chains what the names of chains begin with; a name that ends without a colon
     * is one chain and those below it
     */
    record Filter(@Nullable String actor, @Nullable String action, @Nullable Instant from, @Nullable Instant to,
            @Nullable String result, @Nullable String text, @Nullable String chains) {

        Filter(@Nullable String actor, @Nullable String action, @Nullable Instant from, @Nullable Instant to,
                @Nullable String result, @Nullable String text) {
            this(actor, action, from, to, result, text, null);
        }

    }

    static AuditEvent event(ResultSet row, int number) throws SQLException {
        int version = row.getInt("version");
        Integer versionOrNull = row.wasNull() ? null : version;
        long writeNo = row.getLong("write_no");
        Long writeNoOrNull = row.wasNull() ? null : writeNo;
        return new AuditEvent(row.getString("chain"), row.getLong("seq"), Sql.instant(row, "happened_at"),
                row.getString("actor"), row.getString("on_behalf_of"), row.getString("action"), row.getString("result"),
                row.getString("object_type"), row.getString("object_id"), versionOrNull, row.getString("detail"),
                row.getString("previous_hash"), writeNoOrNull, row.getString("rows_hash"), row.getString("key_id"),
                row.getString("hash"), row.getString("seal"));
    }

    /** A whole chain, oldest first. */
    List<AuditEvent> of(String chain) {
        return this.jdbc.sql(COLUMNS + "where chain = ? order by seq").param(chain).query(AuditEvents::event).list();
    }

    /** Of a chain that is of many things what is about one of them, oldest first. */
    List<AuditEvent> of(String chain, String objectType, String objectId) {
        return this.jdbc.sql(COLUMNS + "where chain = ? and object_type = ? and object_id = ? order by seq")
            .params(chain, objectType, objectId)
            .query(AuditEvents::event)
            .list();
    }

    Optional<AuditEvent> find(String chain, long seq) {
        return this.jdbc.sql(COLUMNS + "where chain = ? and seq = ?")
            .params(chain, seq)
            .query(AuditEvents::event)
            .optional();
    }

    /** Newest first. */
    Page<AuditEvent> search(Filter filter, int limit, @Nullable String cursor) {
        List<Object> parameters = new ArrayList<>();
        return page(where(filter, parameters), parameters, limit, cursor);
    }

    /**
     * Those of them that a checkpoint covers.
     * @param size of the checkpoint
     */
    Page<AuditEvent> covered(Filter filter, long size, int limit, @Nullable String cursor) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = where(filter, parameters).append("""
                 and exists (select 1 from audit_log l
                    where l.chain = audit_event.chain and l.seq = audit_event.seq and l.leaf < ?)
                """);
        parameters.add(size);
        return page(where, parameters, limit, cursor);
    }

    long count(Filter filter) {
        List<Object> parameters = new ArrayList<>();
        String where = where(filter, parameters).toString();
        return this.jdbc.sql("select count(*) from audit_event " + where).params(parameters).query(Long.class).single();
    }

    private StringBuilder where(Filter filter, List<Object> parameters) {
        StringBuilder where = new StringBuilder("where 1 = 1");
        equal(where, parameters, "actor", filter.actor());
        equal(where, parameters, "action", filter.action());
        equal(where, parameters, "result", filter.result());
        if (filter.from() != null) {
            where.append(" and happened_at >= ?");
            parameters.add(Sql.time(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and happened_at < ?");
            parameters.add(Sql.time(filter.to()));
        }
        if (!Texts.isBlank(filter.text())) {
            String text = Texts.strip(filter.text());
            String wanted = text.toLowerCase(Locale.ROOT);
            String named = " or object_id = ? or chain = ?";
            where.append(" and (position(? in lower(detail)) > 0").append(named).append(")");
            parameters.addAll(List.of(wanted, text, text));
            String narrowed = this.pieces.narrow("lower(detail)", "?", wanted, named);
            if (!narrowed.isEmpty()) {
                where.append(narrowed);
                parameters.addAll(List.of(wanted, text, text));
            }
        }
        if (filter.chains() != null) {
            String chains = filter.chains();
            where.append(" and (chain = ? or chain like ? escape '!')");
            parameters.add(chains);
            parameters.add(escaped(chains.endsWith(":") ? chains : chains + ":") + "%");
        }
        return where;
    }

    private Page<AuditEvent> page(StringBuilder where, List<Object> parameters, int limit, @Nullable String cursor) {
        Optional<List<String>> key = Cursor.decode(cursor, 3);
        if (key.isPresent()) {
            where.append(" and (happened_at, chain, seq) < (?, ?, ?)");
            parameters.add(Sql.time(Cursor.value(key.get().get(0), Instant::parse)));
            parameters.add(key.get().get(1));
            parameters.add(Cursor.value(key.get().get(2), Long::valueOf));
        }
        parameters.add(limit + 1);
        List<AuditEvent> rows = this.jdbc
            .sql(COLUMNS + where + " order by happened_at desc, chain desc, seq desc limit ?")
            .params(parameters)
            .query(AuditEvents::event)
            .list();
        return Page.of(rows, limit,
                (event) -> List.of(event.at().toString(), event.chain(), Long.toString(event.seq())));
    }

    /** The actions that occur, by the types of their objects, for the filter. */
    List<TypeAndAction> actions() {
        return this.jdbc.sql(Sql.pairs("audit_event", "action", "object_type"))
            .query((row, number) -> new TypeAndAction(row.getString("other"), row.getString("one")))
            .list();
    }

    record TypeAndAction(String type, String action) {

    }

    static void equal(StringBuilder where, List<Object> parameters, String column, @Nullable String wanted) {
        if (!Texts.isBlank(wanted)) {
            where.append(" and ").append(column).append(" = ?");
            parameters.add(Texts.strip(wanted));
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

}
