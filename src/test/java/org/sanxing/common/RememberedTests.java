package org.sanxing.common;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class RememberedTests {

    private final JdbcTransactionManager transactions = new JdbcTransactionManager(
            new DriverManagerDataSource("jdbc:h2:mem:remembered"));

    private final TransactionTemplate transaction = new TransactionTemplate(this.transactions);

    private final AtomicInteger asked = new AtomicInteger();

    private int ask() {
        return Remembered.once("answer", this.asked::incrementAndGet);
    }

    @Test
    void asksOnceInATransactionAndAnewInTheNext() {
        this.transaction.executeWithoutResult((status) -> assertThat(ask()).isEqualTo(ask()).isEqualTo(1));
        this.transaction.executeWithoutResult((status) -> assertThat(ask()).isEqualTo(ask()).isEqualTo(2));
    }

    @Test
    void remembersNothingOutsideOfOne() {
        assertThat(ask()).isEqualTo(1);
        assertThat(ask()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterAChange() {
        this.transaction.executeWithoutResult((status) -> {
            assertThat(ask()).isEqualTo(1);
            Remembered.forget("something else");
            assertThat(ask()).isEqualTo(1);
            Remembered.forget("answer");
            assertThat(ask()).isEqualTo(2);
            Remembered.forget();
            assertThat(ask()).isEqualTo(3);
        });
    }

    @Test
    void asksAgainAfterASavepointTookSomethingBack() {
        this.transaction.executeWithoutResult((status) -> {
            within(TransactionDefinition.PROPAGATION_NESTED, (inner) -> {
                assertThat(ask()).isEqualTo(1);
                inner.setRollbackOnly();
            });
            assertThat(ask()).isEqualTo(2);
        });
    }

    private int lock() {
        return Remembered.locked("answer", this.asked::incrementAndGet);
    }

    @Test
    void keepsWhatItHasLockedUntilItIsChanged() {
        this.transaction.executeWithoutResult((status) -> {
            assertThat(ask()).isEqualTo(1);
            assertThat(lock()).isEqualTo(2);
            Remembered.forget();
            assertThat(ask()).isEqualTo(lock()).isEqualTo(2);
            Remembered.forget("answer");
            assertThat(ask()).isEqualTo(lock()).isEqualTo(3);
        });
    }

    @Test
    void locksAgainAfterASavepointTookTheLockBack() {
        this.transaction.executeWithoutResult((status) -> {
            within(TransactionDefinition.PROPAGATION_NESTED, (inner) -> {
                assertThat(lock()).isEqualTo(1);
                inner.setRollbackOnly();
            });
            assertThat(lock()).isEqualTo(2);
        });
    }

    @Test
    void forgetsTheOthersBeforeItLocks() {
        this.transaction.executeWithoutResult((status) -> {
            assertThat(ask()).isEqualTo(1);
            Remembered.locked("something else", () -> 0);
            assertThat(ask()).isEqualTo(2);
            Remembered.locked("something else", () -> 0);
            assertThat(ask()).isEqualTo(2);
        });
    }

    @Test
    void keepsTwoTransactionsApart() {
        this.transaction.executeWithoutResult((status) -> {
            assertThat(ask()).isEqualTo(1);
            within(TransactionDefinition.PROPAGATION_REQUIRES_NEW, (inner) -> assertThat(ask()).isEqualTo(2));
            assertThat(ask()).isEqualTo(3);
        });
    }

    private void within(int propagation, java.util.function.Consumer<TransactionStatus> action) {
        TransactionTemplate inner = new TransactionTemplate(this.transactions);
        inner.setPropagationBehavior(propagation);
        inner.executeWithoutResult(action);
    }

}
