package org.sanxing.reflection;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sanxing.common.NotFound;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The materials. A transaction reads each once, and once more where it locks it: whoever
 * asks after that, a delegate or a listener with nothing but the id, gets the same one.
 */
@Component
public class ReflectionRepository {

    private final JdbcClient jdbc;

    ReflectionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a new material, or keeps what has changed of one.
     * @throws OptimisticLockingFailureException where somebody else has kept another
     * revision meanwhile
     */
    public Reflection save(Reflection reflection) {
        SqlParameterSource fields = Sql.fields(reflection);
        if (reflection.isNew()) {
            this.jdbc.sql("""
                    insert into reflection (id, campaign_id, author, title, department_id, branch_id, state, version,
                        levels, level_index, level_id, level_holder, decided, draft, created_at, changed_at,
                        changed_by, accepted_at, revision)
                    values (:id, :campaignId, :author, :title, :departmentId, :branchId, :state, :version,
                        :levels, :levelIndex, :levelId, :levelHolder, :decided, :draft, :createdAt, :changedAt,
                        :changedBy, :acceptedAt, 0)""").paramSource(fields).update();
        }
        else if (this.jdbc.sql("""
                update reflection set department_id = :departmentId, branch_id = :branchId, state = :state,
                    version = :version, levels = :levels, level_index = :levelIndex, level_id = :levelId,
                    level_holder = :levelHolder, decided = :decided, draft = :draft, changed_at = :changedAt,
                    changed_by = :changedBy, accepted_at = :acceptedAt, revision = revision + 1
                where id = :id and revision = :revision""").paramSource(fields).update() == 0) {
            Remembered.forget(key(reflection.id()));
            throw new OptimisticLockingFailureException("Material " + reflection.id() + " was changed meanwhile");
        }
        reflection.saved();
        Remembered.locked(key(reflection.id()), () -> Optional.of(reflection));
        return reflection;
    }

    public Optional<Reflection> findById(String id) {
        return Remembered.once(key(id), () -> find("id = :id", Map.of("id", id)));
    }

    /**
     * @throws NotFound where there is none
     */
    public Reflection getById(String id) {
        return findById(id).orElseThrow(() -> new NotFound("reflection"));
    }

    /**
     * Locks the row until the transaction ends.
     * @throws NotFound where there is none
     */
    public Reflection lock(String id) {
        return Remembered.locked(key(id), () -> find("id = :id for update", Map.of("id", id)))
            .orElseThrow(() -> new NotFound("reflection"));
    }

    public Optional<Reflection> findByCampaignIdAndAuthor(String campaignId, String author) {
        return find("campaign_id = :campaign and author = :author", Map.of("campaign", campaignId, "author", author));
    }

    public List<Reflection> findByAuthorOrderByCreatedAtDesc(String author) {
        return this.jdbc.sql("select * from reflection where author = :author order by created_at desc")
            .param("author", author)
            .query(Reflection.class)
            .list();
    }

    private Optional<Reflection> find(String condition, Map<String, ?> parameters) {
        return this.jdbc.sql("select * from reflection where " + condition)
            .params(parameters)
            .query(Reflection.class)
            .optional();
    }

    private static List<String> key(String id) {
        return List.of("reflection", id);
    }

}
