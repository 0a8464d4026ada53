package org.sanxing.reflection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.NotFound;

import org.springframework.dao.OptimisticLockingFailureException;
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
        Seen seen = seen();
        if (reflection.isNew()) {
            this.jdbc.sql("""
                    insert into reflection (id, campaign_id, author, title, department_id, branch_id, state, version,
                        levels, level_index, level_id, level_holder, decided, draft, created_at, changed_at,
                        changed_by, accepted_at, revision)
                    values (:id, :campaign_id, :author, :title, :department_id, :branch_id, :state, :version,
                        :levels, :level_index, :level_id, :level_holder, :decided, :draft, :created_at, :changed_at,
                        :changed_by, :accepted_at, 0)""").params(reflection.columns()).update();
            reflection.saved();
        }
        else {
            boolean locked = seen.locked.contains(reflection.id());
            if (seen.changed.put(reflection.id(), reflection) == null) {
                reflection.saved();
            }
            if (!locked || seen.committing) {
                seen.write();
            }
        }
        seen.keep(reflection, true);
        return reflection;
    }

    private void update(Reflection reflection) {
        if (this.jdbc.sql("""
                update reflection set department_id = :department_id, branch_id = :branch_id, state = :state,
                    version = :version, levels = :levels, level_index = :level_index, level_id = :level_id,
                    level_holder = :level_holder, decided = :decided, draft = :draft, changed_at = :changed_at,
                    changed_by = :changed_by, accepted_at = :accepted_at, revision = :revision
                where id = :id and revision = :revision - 1""").params(reflection.columns()).update() == 0) {
            seen().forget(reflection.id());
            throw new OptimisticLockingFailureException("Material " + reflection.id() + " was changed meanwhile");
        }
    }

    public Optional<Reflection> findById(String id) {
        Seen seen = seen();
        Reflection known = seen.known.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Reflection> found = find("id = :id", Map.of("id", id));
        found.ifPresent((reflection) -> seen.keep(reflection, false));
        return found;
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
        Seen seen = seen();
        if (!seen.locked.contains(id)) {
            seen.keep(find("id = :id for update", Map.of("id", id)).orElseThrow(() -> new NotFound("reflection")),
                    true);
        }
        return getById(id);
    }

    public Optional<Reflection> findByCampaignIdAndAuthor(String campaignId, String author) {
        return find("campaign_id = :campaign and author = :author", Map.of("campaign", campaignId, "author", author));
    }

    public List<Reflection> findByAuthorOrderByCreatedAtDesc(String author) {
        return this.jdbc.sql(SELECT + "author = :author order by created_at desc")
            .param("author", author)
            .query((row, number) -> Reflection.of(row))
            .list();
    }

    private Optional<Reflection> find(String condition, Map<String, ?> parameters) {
        seen().write();
        return this.jdbc.sql(SELECT + condition)
            .params(parameters)
            .query((row, number) -> Reflection.of(row))
            .optional();
    }

    /** What the running transaction has read; nothing is remembered where none runs. */
    private Seen seen() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return new Seen();
        }
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Seen seen) {
                return seen;
            }
        }
        Seen seen = new Seen();
        TransactionSynchronizationManager.registerSynchronization(seen);
        return seen;
    }

    /**
     * Suspended and ended with its transaction, as all synchronizations are. What changes
     * of a material that the transaction holds is written once, as it is in the end.
     */
    private final class Seen implements TransactionSynchronization {

        private final Map<String, Reflection> known = new HashMap<>();

        private final Set<String> locked = new HashSet<>();

        private final Map<String, Reflection> changed = new LinkedHashMap<>();

        private boolean committing;

        private void write() {
            List<Reflection> all = List.copyOf(this.changed.values());
            this.changed.clear();
            all.forEach(ReflectionRepository.this::update);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            this.committing = true;
            write();
        }

        @Override
        public void suspend() {
            write();
        }

        @Override
        public void savepoint(Object savepoint) {
            write();
        }

        private void keep(Reflection reflection, boolean lock) {
            this.known.put(reflection.id(), reflection);
            if (lock) {
                this.locked.add(reflection.id());
            }
        }

        private void forget(String id) {
            this.known.remove(id);
            this.locked.remove(id);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            this.changed.clear();
            this.known.clear();
            this.locked.clear();
        }

    }

}
