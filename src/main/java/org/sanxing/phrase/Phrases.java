package org.sanxing.phrase;

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
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;
import org.sanxing.common.Texts;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The phrases, and how often each person has used each. */
@Repository
class Phrases {

    private static final String SELECT = """
            select p.*, p.owned_by as owner, p.phrase_text as text, coalesce(m.uses, 0) as uses,
                coalesce(a.uses, 0) as total_uses
            from phrase p
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
        if (!Texts.isBlank(text)) {
            sql.append(" and lower(p.phrase_text) like :text escape '!'");
            parameters.put("text", "%" + Texts.strip(text).toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%");
        }
        sql.append(" order by coalesce(m.uses, 0) desc, total_uses desc, p.created_at, p.id");
        return this.jdbc.sql(sql.toString()).params(parameters).query(Rows.of(Phrase.class)).list();
    }

    Optional<Phrase> find(String id, String account) {
        return this.jdbc.sql(SELECT + "where p.id = :id")
            .param("me", account)
            .param("id", id)
            .query(Rows.of(Phrase.class))
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
        Rows.insertAll(this.batch, "phrase",
                "id, owned_by, kind, phrase_text, created_by, created_at, changed_by, changed_at, revision",
                texts.stream()
                    .map((text) -> new Object[] { next.next(), owner, kind, text, actor, now, actor, now, 0 })
                    .toList());
        return ids;
    }

    /**
     * @param removedAt null while it is offered
     */
    void update(String id, PhraseKind kind, String text, @Nullable Instant removedAt, String actor, Instant now) {
        Rows.update(this.jdbc, """
                update phrase set kind = ?, phrase_text = ?, removed_at = ?, changed_by = ?, changed_at = ?,
                    revision = revision + 1
                where id = ?""", kind.id(), text, removedAt, actor, now, id);
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

}
