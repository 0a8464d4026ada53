package org.sanxing.reflection;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The materials. A transaction reads each once, and once more where it locks it: whoever
 * asks after that, a delegate or a listener with nothing but the id, gets the same one.
 */
@Component
public class ReflectionRepository {

    private static final String SELECT = """
            select r.*, exists (select 1 from reflection_replaced_draft d where d.reflection_id = r.id) as draft_replaced
            from reflection r where\s""";

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
        List<String> key = key(reflection.id());
        if (reflection.isNew()) {
            this.jdbc.sql("""
                    insert into reflection (id, campaign_id, author, title, department_id, branch_id, state, version,
                        levels, level_index, level_id, level_holder, decided, draft, created_at, changed_at,
                        changed_by, accepted_at, revision)
                    values (:id, :campaignId, :author, :title, :departmentId, :branchId, :state, :version,
                        :levels, :levelIndex, :levelId, :levelHolder, :decided, :draft, :createdAt, :changedAt,
                        :changedBy, :acceptedAt, 0)""").paramSource(Sql.fields(reflection)).update();
            reflection.saved();
        }
        else if (Remembered.isLocked(key)) {
            changed().save(reflection);
        }
        else {
            writeChanged();
            reflection.saved();
            update(reflection.id(), Sql.fields(reflection));
        }
        Remembered.own(key, () -> Optional.of(reflection));
        return reflection;
    }

    private void update(String id, SqlParameterSource fields) {
        if (this.jdbc.sql("""
                update reflection set department_id = :departmentId, branch_id = :branchId, state = :state,
                    version = :version, levels = :levels, level_index = :levelIndex, level_id = :levelId,
                    level_holder = :levelHolder, decided = :decided, draft = :draft, changed_at = :changedAt,
                    changed_by = :changedBy, accepted_at = :acceptedAt, revision = :revision
                where id = :id and revision = :revision - 1""").paramSource(fields).update() == 0) {
            Remembered.forget(key(id));
            throw new OptimisticLockingFailureException("Material " + id + " was changed meanwhile");
        }
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
        return Remembered.own(key(id), () -> find("id = :id for update", Map.of("id", id)))
            .orElseThrow(() -> new NotFound("reflection"));
    }

    public Optional<Reflection> findByCampaignIdAndAuthor(String campaignId, String author) {
        return find("campaign_id = :campaign and author = :author", Map.of("campaign", campaignId, "author", author));
    }

    public List<Reflection> findByAuthorAndCampaignIdIn(String author, Collection<String> campaignIds) {
        return campaignIds.isEmpty() ? List.of()
                : this.jdbc.sql(SELECT + "author = :author and campaign_id in (:campaigns)")
                    .param("author", author)
                    .param("campaigns", campaignIds)
                    .query(Reflection.class)
                    .list();
    }

    private Optional<Reflection> find(String condition, Map<String, ?> parameters) {
        writeChanged();
        return this.jdbc.sql(SELECT + condition).params(parameters).query(Reflection.class).optional();
    }

    private static List<String> key(String id) {
        return List.of("reflection", id);
    }

    private Changed changed() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Changed changed) {
            return changed;
        }
        Changed changed = new Changed();
        TransactionSynchronizationManager.bindResource(this, changed);
        TransactionSynchronizationManager.registerSynchronization(changed);
        return changed;
    }

    private void writeChanged() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Changed changed) {
            changed.write();
        }
    }

    /**
     * What changes of materials that the transaction holds, which nobody else can change:
     * each is written once, as it is in the end.
     */
    private final class Changed implements TransactionSynchronization {

        private final Map<String, Reflection> unwritten = new LinkedHashMap<>();

        /** Was written, and is undone with a savepoint after it. */
        private final Map<String, SqlParameterSource> undone = new LinkedHashMap<>();

        private final Map<Object, Map<String, SqlParameterSource>> savepoints = new HashMap<>();

        private boolean committing;

        private void save(Reflection reflection) {
            if (this.unwritten.put(reflection.id(), reflection) == null) {
                reflection.saved();
            }
            if (this.committing) {
                write();
            }
        }

        private Map<String, SqlParameterSource> write() {
            Map<String, SqlParameterSource> written = new LinkedHashMap<>(this.undone);
            written.forEach(ReflectionRepository.this::update);
            this.undone.clear();
            List<Reflection> all = List.copyOf(this.unwritten.values());
            this.unwritten.clear();
            for (Reflection reflection : all) {
                SqlParameterSource fields = Sql.fields(reflection);
                update(reflection.id(), fields);
                written.put(reflection.id(), fields);
            }
            return written;
        }

        /** Before the record, which carries what is written. */
        @Override
        public int getOrder() {
            return 0;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            this.committing = true;
            write();
        }

        /** Comes once the savepoint is made: with it goes what is written here. */
        @Override
        public void savepoint(Object savepoint) {
            this.savepoints.put(savepoint, write());
        }

        /** Comes before the database goes back. */
        @Override
        public void savepointRollback(Object savepoint) {
            this.unwritten.clear();
            this.undone.clear();
            this.undone.putAll(this.savepoints.getOrDefault(savepoint, Map.of()));
        }

        @Override
        public void suspend() {
            write();
            TransactionSynchronizationManager.unbindResource(ReflectionRepository.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ReflectionRepository.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ReflectionRepository.this);
        }

    }

}
