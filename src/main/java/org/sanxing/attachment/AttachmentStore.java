package org.sanxing.attachment;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.sanxing.common.InvalidInput;
import org.sanxing.common.Rows;
import org.sanxing.common.Sql;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What files there are; their content is the matter of {@link AttachmentContents}. */
@Repository
class AttachmentStore implements Attachments {

    private static final String SELECT = "select a.*, a.hash as sha256, a.size_bytes as size from attachment a";

    private static final RowMapper<Attachment> ATTACHMENTS = Rows.of(Attachment.class);

    private final JdbcClient jdbc;

    private final Clock clock;

    AttachmentStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(Attachment attachment) {
        Rows.insert(this.jdbc, "attachment",
                "id, case_id, hash, name, media_type, size_bytes, uploaded_by, uploaded_at, effective_on",
                attachment.id(), attachment.caseId(), attachment.sha256(), attachment.name(), attachment.mediaType(),
                attachment.size(), attachment.uploadedBy(), attachment.uploadedAt(), attachment.effectiveOn());
    }

    Optional<Attachment> find(String id) {
        return this.jdbc.sql(SELECT + " where id = :id").param("id", id).query(ATTACHMENTS).optional();
    }

    @Override
    public List<Attachment> of(String caseId) {
        return this.jdbc.sql(SELECT + " where case_id = :case order by uploaded_at, id")
            .param("case", caseId)
            .query(ATTACHMENTS)
            .list();
    }

    @Override
    public List<Attachment> findAll(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Attachment> found = this.jdbc.sql(SELECT + " where id in (:ids)")
            .param("ids", Set.copyOf(ids))
            .query(ATTACHMENTS)
            .list();
        return ordered(ids, found);
    }

    @Override
    public List<Attachment> attachedWith(Collection<String> sha256, int limit) {
        if (sha256.isEmpty()) {
            return List.of();
        }
        return this.jdbc
            .sql(SELECT + " where hash in (:hashes) and attached_at is not null "
                    + "order by attached_at desc, id desc fetch first " + limit + " rows only")
            .param("hashes", Set.copyOf(sha256))
            .query(ATTACHMENTS)
            .list();
    }

    /** How many files a person has in a case that are not yet part of anything. */
    int loose(String caseId, String account) {
        return this.jdbc.sql("""
                select count(*) from attachment
                where case_id = ? and uploaded_by = ? and attached_at is null""")
            .params(caseId, account)
            .query(Integer.class)
            .single();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Attachment> attach(String caseId, Collection<String> ids, String account, String field) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            return List.of();
        }
        // Held until the end, so that nothing is removed meanwhile; in one order.
        List<Attachment> found = this.jdbc
            .sql(SELECT + " where case_id = :case and id in (:ids) order by id for update")
            .param("case", caseId)
            .param("ids", wanted)
            .query(ATTACHMENTS)
            .list();
        boolean all = found.size() == wanted.size() && found.stream()
            .allMatch((attachment) -> attachment.isAttached() || attachment.uploadedBy().equals(account));
        if (!all) {
            throw new InvalidInput(field, "attachment-unknown", field);
        }
        Instant now = this.clock.instant();
        this.jdbc.sql("""
                update attachment set attached_at = :at, attached_by = :by
                where id in (:ids) and attached_at is null""")
            .param("at", Sql.time(now))
            .param("by", account)
            .param("ids", wanted)
            .update();
        return ordered(wanted, found);
    }

    /** Whether it was there and not part of anything. */
    boolean remove(String id) {
        return Rows.update(this.jdbc, "delete from attachment where id = ? and attached_at is null", id) > 0;
    }

    /**
     * Some of those that are part of nothing since long.
     * @param after id behind which to go on
     */
    List<Attachment> looseBefore(Instant before, String after, int most) {
        return this.jdbc.sql(SELECT + """
                \swhere attached_at is null and uploaded_at < ? and id > ?
                order by id fetch first ? rows only""").params(Sql.time(before), after, most).query(ATTACHMENTS).list();
    }

    private static List<Attachment> ordered(Collection<String> ids, List<Attachment> found) {
        Map<String, Attachment> byId = found.stream().collect(Collectors.toMap(Attachment::id, Function.identity()));
        return ids.stream().distinct().filter(byId::containsKey).map(byId::get).toList();
    }

}
