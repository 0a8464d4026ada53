package org.sanxing.phrase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Ids;
import org.sanxing.common.NotFound;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The phrases, and how often each person has used each. */
@Repository
class Phrases {

    private static final String SELECT = """
            select p.*, coalesce(m.uses, 0) as my_uses, coalesce(a.uses, 0) as all_uses from phrase p
            left join phrase_use m on m.phrase_id = p.id and m.account = :me
            left join (select phrase_id, sum(uses) as uses from phrase_use group by phrase_id) a on a.phrase_id = p.id
            """;

    private final JdbcClient jdbc;

    private final JdbcTemplate batch;

    Phrases(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /**
     * The person's own and the organ's, those that the person uses most first, then those
     * that everybody does. One statement; their number is limited.
     * @param kind null for both
     * @param text found anywhere in them; null for all
     */
    List<Phrase> of(String account, @Nullable PhraseKind kind, @Nullable String text) {
        Map<String, Object> parameters = new HashMap<>(Map.of("me", account));
        StringBuilder sql = new StringBuilder(SELECT)
            .append("where p.removed_at is null and (p.owned_by is null or p.owned_by = :me)");
        if (kind != null) {
            sql.append(" and p.kind = :kind");
            parameters.put("kind", kind.id());
        }
        if (text != null && !text.isBlank()) {
            sql.append(" and lower(p.phrase_text) like :text escape '!'");
            parameters.put("text", "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        sql.append(" order by my_uses desc, all_uses desc, p.created_at, p.id");
        return this.jdbc.sql(sql.toString()).params(parameters).query((row, number) -> phrase(row)).list();
    }

    Optional<Phrase> find(String id, String account) {
        return this.jdbc.sql(SELECT + "where p.id = :id")
            .param("me", account)
            .param("id", id)
            .query((row, number) -> phrase(row))
            .optional();
    }

    Phrase get(String id, String account) {
        return find(id, account).orElseThrow(() -> new NotFound("phrase"));
    }

    /** Locks the row until the transaction ends. */
    Optional<Phrase> lock(String id, String account) {
        return this.jdbc.sql("select id from phrase where id = :id for update")
            .param("id", id)
            .query(String.class)
            .optional()
            .flatMap((locked) -> find(locked, account));
    }

    /**
     * The texts that are there already.
     * @param owner null for the organ's
     */
    Set<String> texts(@Nullable String owner) {
        return new HashSet<>(this.jdbc
            .sql("select phrase_text from phrase where removed_at is null and "
                    + ((owner == null) ? "owned_by is null" : "owned_by = :owner"))
            .params((owner == null) ? Map.of() : Map.of("owner", owner))
            .query(String.class)
            .list());
    }

    /**
     * Adds phrases in one statement.
     * @return their ids, in order
     */
    List<String> add(@Nullable String owner, PhraseKind kind, Collection<String> texts, String actor, Instant now) {
        List<String> ids = texts.stream().map((text) -> Ids.next()).toList();
        Iterator<String> next = ids.iterator();
        this.batch.batchUpdate("""
                insert into phrase (id, owned_by, kind, phrase_text, created_by, created_at, changed_by, changed_at,
                    revision)
                values (?, ?, ?, ?, ?, ?, ?, ?, 0)""",
                texts.stream()
                    .map((text) -> new Object[] { next.next(), owner, kind.id(), text, actor, Sql.time(now), actor,
                            Sql.time(now) })
                    .toList());
        return ids;
    }

    /**
     * @param removedAt null while it is offered
     */
    void update(String id, PhraseKind kind, String text, @Nullable Instant removedAt, String actor, Instant now) {
        this.jdbc.sql("""
                update phrase set kind = ?, phrase_text = ?, removed_at = ?, changed_by = ?, changed_at = ?,
                    revision = revision + 1
                where id = ?""").params(kind.id(), text, Sql.time(removedAt), actor, Sql.time(now), id).update();
    }

    /** One use more. The caller holds the lock, so that two at once count as two. */
    void used(String id, String account, Instant now) {
        Map<String, Object> use = Map.of("id", id, "me", account, "now", Sql.time(now));
        if (this.jdbc
            .sql("update phrase_use set uses = uses + 1, last_used_at = :now where phrase_id = :id and account = :me")
            .params(use)
            .update() == 0) {
            this.jdbc.sql("insert into phrase_use (phrase_id, account, uses, last_used_at) values (:id, :me, 1, :now)")
                .params(use)
                .update();
        }
    }

    private static Phrase phrase(ResultSet row) throws SQLException {
        return new Phrase(row.getString("id"), row.getString("owned_by"), PhraseKind.of(row.getString("kind")),
                row.getString("phrase_text"), row.getLong("my_uses"), row.getLong("all_uses"),
                row.getString("changed_by"), Sql.instant(row, "changed_at"), Sql.instantOrNull(row, "removed_at"),
                row.getInt("revision"));
    }

}
