package org.sanxing.reflection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.codec.digest.DigestUtils;
import org.sanxing.common.Remembered;
import org.sanxing.common.Sql;
import org.sanxing.workflow.ModelsDeployed;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The frozen versions of materials, and the forms they were written in. Only added to.
 */
@Component
public class Versions {

    private static final String FORMS = "forms/reflection/";

    private final JdbcClient jdbc;

    private final TransactionTemplate savepoint;

    /** The texts of forms by hash, those that are sure to stay; they are few. */
    private final Map<String, String> forms = new ConcurrentHashMap<>();

    Versions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    public void add(FrozenVersion version) {
        Remembered.forget(key(version.reflectionId(), version.number()));
        this.jdbc.sql("""
                insert into reflection_version (reflection_id, number, content, form_hash, submitted_at, submitted_by)
                values (:reflectionId, :number, :content, :formHash, :submittedAt, :submittedBy)""")
            .paramSource(Sql.fields(version))
            .update();
        Remembered.once(key(version.reflectionId(), version.number()), () -> Optional.of(version));
    }

    private static List<Object> key(String reflectionId, int number) {
        return List.of("reflection.version", reflectionId, number);
    }

    public Optional<FrozenVersion> find(String reflectionId, int number) {
        return Remembered.once(key(reflectionId, number),
                () -> this.jdbc.sql("select * from reflection_version where reflection_id = ? and number = ?")
                    .params(reflectionId, number)
                    .query(FrozenVersion.class)
                    .optional());
    }

    /** All versions of a material, oldest first. */
    public List<FrozenVersion> of(String reflectionId) {
        List<FrozenVersion> all = this.jdbc
            .sql("select * from reflection_version where reflection_id = :id order by number")
            .param("id", reflectionId)
            .query(FrozenVersion.class)
            .list();
        all.forEach((version) -> Remembered.once(key(reflectionId, version.number()), () -> Optional.of(version)));
        return all;
    }

    /**
     * The first to be written in a form would keep all others waiting until it is
     * submitted.
     */
    @EventListener
    void on(ModelsDeployed deployed) {
        deployed.models().ending(".form").forEach((path, text) -> {
            if (path.startsWith(FORMS)) {
                keepForm(path.substring(FORMS.length(), path.lastIndexOf('.')), text);
            }
        });
    }

    /**
     * Keeps the text of a form under its hash, once.
     * @return the hash
     */
    public String keepForm(String name, String schema) {
        String hash = DigestUtils.sha256Hex(schema);
        if (this.forms.containsKey(hash)) {
            return hash;
        }
        try {
            // A unique violation would abort a whole PostgreSQL transaction.
            this.savepoint.executeWithoutResult((status) -> this.jdbc.sql("""
                    insert into reflection_form (hash, name, schema_text) select :hash, :name, :schema
                    where not exists (select 1 from reflection_form where hash = :hash)""")
                .param("hash", hash)
                .param("name", name)
                .param("schema", schema)
                .update());
        }
        catch (DuplicateKeyException ex) {
            // Somebody else kept it at the same moment and has committed.
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Versions.this.forms.put(hash, schema);
            }
        });
        return hash;
    }

    /** The text of a form that was kept. */
    public String form(String hash) {
        String known = this.forms.get(hash);
        return (known != null) ? known
                : this.jdbc.sql("select schema_text from reflection_form where hash = :hash")
                    .param("hash", hash)
                    .query(String.class)
                    .single();
    }

    /**
     * @param content what was filled in, as JSON
     * @param formHash of the form it was filled into
     */
    public record FrozenVersion(String reflectionId, int number, String content, String formHash, Instant submittedAt,
            String submittedBy) {

    }

}
