package org.sanxing.common;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A database that is away, full or busy: who is told what, and who goes on. */
class DatabaseTroubleTests {

    private static final SQLException REFUSED = new SQLException("Connection refused", "08001");

    @Test
    void knowsWhatItIs() {
        assertThat(DatabaseTrouble.of(new CannotCreateTransactionException("x",
                new SQLTransientConnectionException("timed out", "08001", REFUSED))))
            .isEqualTo(DatabaseTrouble.AWAY);
        assertThat(DatabaseTrouble.of(new SQLTransientConnectionException("timed out")))
            .isEqualTo(DatabaseTrouble.BUSY);
        assertThat(DatabaseTrouble.of(new CannotAcquireLockException("x", new SQLException("lock", "55P03"))))
            .isEqualTo(DatabaseTrouble.BUSY);
        assertThat(DatabaseTrouble.of(new SQLException("no room", "53100"))).isEqualTo(DatabaseTrouble.FULL);
        assertThat(DatabaseTrouble.of(new SQLException("ends", "57P01"))).isEqualTo(DatabaseTrouble.AWAY);
        assertThat(DatabaseTrouble
            .of(new SQLException("closed", "90098", 90098, new IOException("No space left on device"))))
            .isEqualTo(DatabaseTrouble.FULL);
        assertThat(DatabaseTrouble.of(new SQLException("closed", "90098", 90098))).isEqualTo(DatabaseTrouble.AWAY);
        assertThat(DatabaseTrouble.of(new SQLException("unique", "23505"))).isNull();
        assertThat(DatabaseTrouble.of(new IllegalStateException())).isNull();
    }

    @Test
    void asksADatabaseThatIsAwayOnceAMoment() {
        AtomicInteger asked = new AtomicInteger();
        DatabaseGate gate = new DatabaseGate(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                throw REFUSED;
            }

            @Override
            public Connection getConnection(String user, String password) {
                throw new UnsupportedOperationException();
            }
        }, 3, 100, null);
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(gate::getConnection)
                .matches((failure) -> DatabaseTrouble.of(failure) == DatabaseTrouble.AWAY);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void leavesConnectionsForOtherKinds() throws SQLException {
        DataSource database = new DriverManagerDataSource("jdbc:h2:mem:gate", "sa", "");
        DatabaseGate gate = new DatabaseGate(database, 2, 50, null);
        DatabaseGate.kind("/ledger");
        try (Connection one = gate.getConnection()) {
            Connection two = gate.getConnection();
            assertThatExceptionOfType(SQLException.class).isThrownBy(gate::getConnection)
                .matches((failure) -> DatabaseTrouble.of(failure) == DatabaseTrouble.BUSY);
            DatabaseGate.kind("/tasks");
            gate.getConnection().close();
            DatabaseGate.kind("/ledger");
            two.close();
            two.close();
            gate.getConnection().close();
            assertThat(one).isEqualTo(one).isNotEqualTo(two);
            assertThat(one.isClosed()).isFalse();
        }
        finally {
            DatabaseGate.kind(null);
        }
    }

    @Test
    void writesNothingWhereThereIsNoRoom() throws SQLException {
        long[] left = { 100 };
        DiskRoom room = new DiskRoom(Path.of("."), 50) {
            @Override
            long usable() {
                return left[0];
            }
        };
        DatabaseGate gate = new DatabaseGate(new DriverManagerDataSource("jdbc:h2:mem:room", "sa", ""), 2, 50, room);
        try (Connection connection = gate.getConnection()) {
            connection.prepareStatement("create table t (a int)").execute();
            connection.prepareStatement("insert into t values (1)").execute();
            left[0] = 49;
            Awaitility.await().pollInterval(Duration.ofMillis(50)).until(room::isShort);
            assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.prepareStatement(" update t set a = 2"))
                .matches((failure) -> DatabaseTrouble.of(failure) == DatabaseTrouble.FULL);
            assertThat(connection.prepareStatement("select a from t").executeQuery().next()).isTrue();
            left[0] = 50;
            Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> !room.isShort());
            connection.prepareStatement("update t set a = 2").execute();
        }
    }

    @Test
    void eachLoggerSaysItOnce() {
        TroubleOnce once = new TroubleOnce();
        Logger logger = new LoggerContext().getLogger("one");
        Logger other = new LoggerContext().getLogger("other");
        assertThat(once.decide(null, logger, Level.ERROR, "x", null, REFUSED)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(once.decide(null, logger, Level.ERROR, "x", null, REFUSED)).isEqualTo(FilterReply.DENY);
        assertThat(once.decide(null, logger, Level.WARN, "{}", new Object[] { 1, new RuntimeException(REFUSED) }, null))
            .isEqualTo(FilterReply.DENY);
        assertThat(once.decide(null, other, Level.ERROR, "x", null, REFUSED)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(once.decide(null, logger, Level.ERROR, "x", null, new IllegalStateException()))
            .isEqualTo(FilterReply.NEUTRAL);
        assertThat(once.decide(null, logger, Level.INFO, "x", null, null)).isEqualTo(FilterReply.NEUTRAL);
    }

}
