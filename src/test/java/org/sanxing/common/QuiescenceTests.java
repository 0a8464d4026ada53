package org.sanxing.common;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What H2's file gets, and when. */
class QuiescenceTests {

    @TempDir
    Path folder;

    private HikariDataSource pool;

    private DatabaseFile file;

    private DatabaseGate database;

    private JdbcClient jdbc;

    private TransactionTemplate transaction;

    @BeforeEach
    void open() {
        this.pool = new HikariDataSource();
        this.pool
            .setJdbcUrl("jdbc:h2:file:" + this.folder.resolve("data") + ";LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE");
        this.file = new DatabaseFile(this.pool);
        this.database = new DatabaseGate(this.pool, 20, 10_000, new DiskRoom(this.folder, 0), this.file);
        this.jdbc = JdbcClient.create(this.database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.database));
        this.jdbc.sql("create table t (n int primary key, text varchar)").update();
        this.jdbc.sql("insert into t values (0, 'x')").update();
    }

    @AfterEach
    void close() {
        this.file.destroy();
        this.pool.close();
    }

    @Test
    void whatCommitsByItselfIsInTheFileOnceItIsAnswered() throws Exception {
        for (int n = 1; n <= 5; n++) {
            this.jdbc.sql("insert into t values (?, 'y')").param(n).update();
            assertThat(rowsOfACopy("alone" + n)).isEqualTo(n + 1);
        }
    }

    @Test
    void whatIsUnderWayIsNotInTheFileAndHoldsUpNobody() throws Exception {
        try (Connection other = this.database.getConnection()) {
            other.setAutoCommit(false);
            other.prepareStatement("insert into t values (100, 'under way')").executeUpdate();
            this.transaction.executeWithoutResult((status) -> this.jdbc.sql("insert into t values (1, 'y')").update());
            assertThat(rowsOfACopy("before")).isEqualTo(2);
            other.commit();
            assertThat(rowsOfACopy("after")).isEqualTo(3);
        }
    }

    @Test
    void nobodyWaitsForWhoeverWaitsForHim() throws Exception {
        try (Connection first = this.database.getConnection()) {
            first.setAutoCommit(false);
            first.prepareStatement("update t set text = 'first' where n = 0").executeUpdate();
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> this.transaction
                .execute((status) -> this.jdbc.sql("update t set text = 'second' where n = 0").update()));
            Awaitility.await()
                .until(() -> this.jdbc
                    .sql("select count(*) from information_schema.sessions where blocker_id is not null")
                    .query(Integer.class)
                    .single() == 1);
            long began = System.nanoTime();
            // The first one's thread commits by another connection.
            this.jdbc.sql("insert into t values (1, 'y')").update();
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
            first.commit();
            assertThat(second.get(5, TimeUnit.SECONDS)).isOne();
        }
        assertThat(this.jdbc.sql("select text from t where n = 0").query(String.class).single()).isEqualTo("second");
    }

    @Test
    void whoCommitsMeanwhileSharesAState() throws Exception {
        MVStore store = store();
        long before = store.getCurrentVersion();
        int people = 8;
        int each = 40;
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                int who = i;
                all.add(() -> {
                    for (int n = 1; n <= each; n++) {
                        int key = who * each + n;
                        this.transaction.executeWithoutResult(
                                (status) -> this.jdbc.sql("insert into t values (?, 'y')").param(key).update());
                    }
                    return null;
                });
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
        finally {
            threads.shutdown();
        }
        assertThat(rowsOfACopy("all")).isEqualTo(people * each + 1);
        assertThat(store.getCurrentVersion() - before).isBetween(1L, people * each - 1L);
    }

    @Test
    void h2WritesNothingByItself() throws SQLException {
        MVStore store = store();
        long before = store.getCurrentVersion();
        try (Connection connection = this.database.getConnection()) {
            connection.setAutoCommit(false);
            // More than H2 would leave unsaved, in one statement.
            connection.prepareStatement("insert into t select x + 1000, repeat('字', 2000) from system_range(1, 8000)")
                .executeUpdate();
            assertThat(store.getCurrentVersion()).isEqualTo(before);
            connection.prepareStatement("insert into t values (1, 'y')").executeUpdate();
            assertThat(store.getCurrentVersion()).as("before the next one").isEqualTo(before + 1);
            connection.rollback();
        }
        assertThat(this.jdbc.sql("select count(*) from t").query(Integer.class).single()).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select a from t                                                    | true
            \twith x as (select 1) select * from x                             | true
            select a from t for update                                         | false
            select next value for s                                            | false
            select nextval('s')                                                | false
            select a from final table (update t set a = 1)                     | false
            update t set a = (select 1)                                        | false
            merge into t using s on t.a = s.a when matched then delete         | false
            create table t (a int)                                             | false
            call f()                                                           | false
            """)
    void tellsWhatMayChangeSomething(String sql, boolean reads) {
        assertThat(this.file.reads(sql)).isEqualTo(reads);
    }

    private MVStore store() throws SQLException {
        try (Connection connection = this.pool.getConnection()) {
            return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase()
                .getStore()
                .getMvStore();
        }
    }

    private int rowsOfACopy(String name) throws Exception {
        Path copy = Files.createDirectory(this.folder.resolve(name));
        Files.copy(this.folder.resolve("data.mv.db"), copy.resolve("data.mv.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + copy.resolve("data"));
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

}
