package org.sanxing.reflection;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.sanxing.ApplicationTest;
import org.sanxing.Materials;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written late is written all the same, and what is taken back is not. */
@ApplicationTest
class ReflectionRepositoryTests {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    @Autowired
    private ReflectionRepository reflections;

    @Autowired
    private Materials materials;

    @Autowired
    private PlatformTransactionManager transactions;

    private TransactionTemplate transaction(int propagation) {
        TransactionTemplate transaction = new TransactionTemplate(this.transactions);
        transaction.setPropagationBehavior(propagation);
        return transaction;
    }

    private void within(Runnable action) {
        transaction(TransactionDefinition.PROPAGATION_REQUIRED).executeWithoutResult((status) -> action.run());
    }

    /** As where a unique key is found to be taken. */
    private void takenBack(Runnable action) {
        transaction(TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult((status) -> {
            action.run();
            status.setRollbackOnly();
        });
    }

    private void draft(String id, String text) {
        Reflection reflection = this.reflections.lock(id);
        reflection.save(text, NOW);
        this.reflections.save(reflection);
    }

    private String kept(String id) {
        return this.reflections.getById(id).draft();
    }

    @Test
    void keepsWhatChangedBeforeASavepointThatIsTakenBack() {
        String id = this.materials.draft("staff1").id();
        int before = this.reflections.getById(id).revision();
        within(() -> {
            draft(id, "{\"experience\":\"一\"}");
            takenBack(() -> {
            });
        });
        assertThat(kept(id)).contains("一");
        assertThat(this.reflections.getById(id).revision()).isEqualTo(before + 1);
    }

    @Test
    void dropsWhatChangedAfterTheSavepoint() {
        String id = this.materials.draft("staff1").id();
        within(() -> {
            draft(id, "{\"experience\":\"一\"}");
            takenBack(() -> draft(id, "{\"experience\":\"二\"}"));
            assertThat(kept(id)).contains("一");
        });
        assertThat(kept(id)).contains("一");
        within(() -> {
            draft(id, "{\"experience\":\"三\"}");
            takenBack(() -> draft(id, "{\"experience\":\"四\"}"));
            draft(id, "{\"experience\":\"五\"}");
        });
        assertThat(kept(id)).contains("五");
    }

    @Test
    void writesOnceHoweverOftenItChanges() {
        String id = this.materials.draft("staff1").id();
        int before = this.reflections.getById(id).revision();
        within(() -> {
            draft(id, "{\"experience\":\"一\"}");
            draft(id, "{\"experience\":\"二\"}");
            transaction(TransactionDefinition.PROPAGATION_NESTED)
                .executeWithoutResult((status) -> draft(id, "{\"experience\":\"三\"}"));
        });
        assertThat(kept(id)).contains("三");
        assertThat(this.reflections.getById(id).revision()).isEqualTo(before + 2);
    }

}
