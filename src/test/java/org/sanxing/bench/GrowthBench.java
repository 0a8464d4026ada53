package org.sanxing.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sanxing.Listeners;
import org.sanxing.MovableClock;
import org.sanxing.Office;
import org.sanxing.account.QuickPasswords;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * How long pages and lists take with so many cases, and what their statements cost
 * ({@code src/docs/benchmarks.md}, Growth). The database is filled where it is empty and
 * measured where it is not: {@code -Dgrowth.cases=300000
 * -Dgrowth.url=jdbc:postgresql://…}; {@code -Dgrowth.out=} names the folder of the
 * results, {@code -Dgrowth.plans=} that of the plans.
 */
@Tag("bench")
@EnabledIfSystemProperty(named = "growth.cases", matches = "\\d+")
@Listeners
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ActiveProfiles({ "demo", "test" })
@Import({ GrowthBench.Database.class, MovableClock.Configuration.class, Office.Configuration.class,
        QuickPasswords.class })
class GrowthBench {

    private static final int TIMES = 20;

    private static final int WARM = 40;

    private static final List<Sent> SENT = new ArrayList<>();

    private static volatile boolean watching;

    @Autowired
    private Office office;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private ApplicationContext context;

    private record Read(String account, String path) {

        @Override
        public String toString() {
            return this.account + " " + this.path;
        }

    }

    /** A statement with its parameters, as it was sent. */
    private record Sent(String sql, List<List<ParameterSetOperation>> parameters, long millis) {

    }

    /**
     * @param least time of the whole request, in milliseconds
     * @param own processor time of the thread that answers, which others on the machine
     * change little
     * @param database that of the database
     * @param length of the answer, in characters: a small office has less to show
     * @param slowest the statement of the last request that took longest
     */
    private record Measured(double least, double own, double database, int statements, int length,
            @Nullable Sent slowest) {

    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl(System.getProperty("growth.url"));
            source.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            // As DatabaseGate has it for a pool that it sees.
            source.addDataSourceProperty("options", "-c jit=off -c work_mem=16MB");
            return ProxyDataSourceBuilder.create(source).afterQuery(Database::sent).build();
        }

        private static void sent(ExecutionInfo execution, List<QueryInfo> queries) {
            if (watching) {
                queries.forEach((query) -> SENT
                    .add(new Sent(query.getQuery(), query.getParametersList(), execution.getElapsedTime())));
            }
        }

    }

    @Test
    void pagesAndLists() throws IOException {
        fill();
        // As every minute, where nothing waits for a test.
        ReflectionTestUtils.invokeMethod(this.context.getBean("ledgerTally"), "count");
        ReflectionTestUtils.invokeMethod(this.context.getBean("restingCases"), "sweep");
        this.jdbc.execute("vacuum analyze");
        List<Read> reads = text("bench/growth-reads.txt").lines()
            .filter((line) -> !line.isBlank() && !line.startsWith("#"))
            .map((line) -> new Read(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1)))
            .toList();
        // All of them before the first is measured: else it pays what is loaded and
        // compiled for all.
        for (int i = 0; i < WARM; i++) {
            reads.forEach(this::look);
        }
        Map<Read, Measured> measured = new LinkedHashMap<>();
        reads.forEach((read) -> measured.put(read, measure(read)));
        StringBuilder table = new StringBuilder();
        measured.forEach((read, one) -> table
            .append("%7.1f ms CPU %7.1f ms database %9.1f ms %4d statements %8d characters, slowest %5d ms  %s%n"
                .formatted(one.own(), one.database(), one.least(), one.statements(), one.length(),
                        (one.slowest() != null) ? one.slowest().millis() : 0, read)));
        System.out.println(table);
        String out = System.getProperty("growth.out");
        if (out != null) {
            Files.writeString(Files.createDirectories(Path.of(out))
                .resolve("growth-" + System.getProperty("growth.cases") + ".txt"), table);
        }
        if (System.getProperty("growth.plans") != null) {
            plans(measured, Path.of(System.getProperty("growth.plans")));
        }
    }

    private static String text(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
    }

    private void fill() throws IOException {
        if (this.jdbc.queryForObject("select count(*) from reflection_form where hash = 'growth'", Long.class) > 0) {
            return;
        }
        String all = text("bench/growth.sql").replace("${cases}", System.getProperty("growth.cases"));
        this.jdbc.execute((Connection connection) -> {
            // Rows first and indexes once: with them in place a million cases take hours.
            List<String> indexes = indexes(connection);
            run(connection, "set session_replication_role = replica");
            run(connection, "set work_mem = '256MB'");
            for (String sql : all.split(";\n")) {
                run(connection, sql);
            }
            run(connection, "set session_replication_role = default");
            ExecutorService two = Executors.newFixedThreadPool(2);
            List<? extends Future<?>> built = indexes.stream().map((index) -> two.submit(() -> build(index))).toList();
            two.shutdown();
            for (Future<?> each : built) {
                await(each);
            }
            run(connection, "vacuum analyze");
            return null;
        });
    }

    private static void run(Connection connection, String sql) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        System.out.printf("%6d ms %s%n", (System.nanoTime() - begun) / 1_000_000,
                sql.strip().lines().filter((line) -> !line.startsWith("--")).findFirst().orElse(""));
    }

    /**
     * Drops all that vouch for nothing; the statements that make them, the slowest first.
     */
    private static List<String> indexes(Connection connection) throws SQLException {
        List<String> made = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                                select i.indexdef, i.indexname from pg_indexes i
                                where i.schemaname = 'public' and i.tablename not like 'act_%' and i.indexdef not like '%UNIQUE%'
                                order by i.indexdef like '%gin%' and i.tablename = 'audit_event' desc, i.indexdef like '%gin%' desc""")) {
            while (rows.next()) {
                made.add(rows.getString(1));
                dropped.add("drop index " + rows.getString(2));
            }
        }
        for (String sql : dropped) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
        return made;
    }

    private static void await(Future<?> each) throws SQLException {
        try {
            each.get();
        }
        catch (InterruptedException | ExecutionException ex) {
            throw new SQLException(ex);
        }
    }

    private void build(String index) {
        this.jdbc.execute((Connection connection) -> {
            run(connection, "set maintenance_work_mem = '1GB'");
            run(connection, index);
            return null;
        });
    }

    private Measured measure(Read read) {
        look(read);
        long slow = System.nanoTime();
        look(read);
        int times = (System.nanoTime() - slow > 3_000_000_000L) ? 1 : TIMES;
        double least = Double.MAX_VALUE;
        long own = cpu();
        long database = databaseCpu();
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            look(read);
            least = Math.min(least, (System.nanoTime() - begun) / 1e6);
        }
        double ownMillis = (cpu() - own) / 1e6 / times;
        double databaseMillis = (databaseCpu() - database) / (double) times;
        SENT.clear();
        watching = true;
        int length = look(read);
        watching = false;
        return new Measured(least, ownMillis, databaseMillis, SENT.size(), length,
                SENT.stream().max(Comparator.comparingLong(Sent::millis)).orElse(null));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** In milliseconds, of all connections; the database is on this machine. */
    private long databaseCpu() {
        return this.jdbc
            .queryForList("select pid from pg_stat_activity where datname = current_database()", Integer.class)
            .stream()
            .mapToLong((pid) -> {
                try {
                    String[] stat = Files.readString(Path.of("/proc/" + pid + "/stat")).split("\\) ")[1].split(" ");
                    return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * 10;
                }
                catch (IOException ex) {
                    return 0;
                }
            })
            .sum();
    }

    private int look(Read read) {
        Office.Caller caller = this.office.as(read.account());
        Office.Answer answer = read.path().startsWith("/api/v1") ? caller.get(read.path().substring("/api/v1".length()))
                : caller.file(read.path());
        if (answer.status() != 200) {
            throw new AssertionError(read + " answered " + answer.status());
        }
        return answer.text().length();
    }

    /** The ten statements that take longest, each once. */
    private void plans(Map<Read, Measured> measured, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Map.Entry<Read, Measured>> bySql = new LinkedHashMap<>();
        measured.entrySet()
            .stream()
            .filter((one) -> one.getValue().slowest() != null)
            .sorted(Comparator.comparingLong((one) -> -one.getValue().slowest().millis()))
            .forEach((one) -> bySql.putIfAbsent(one.getValue().slowest().sql(), one));
        int number = 0;
        for (Map.Entry<Read, Measured> one : bySql.values().stream().limit(10).toList()) {
            Sent sent = one.getValue().slowest();
            number++;
            Files.writeString(folder.resolve("%02d.txt".formatted(number)),
                    "%s, %s cases, PostgreSQL %s%n%s%n%n%s%n%n%s%n".formatted(LocalDate.now(),
                            String.format(Locale.ROOT, "%,d", Long.parseLong(System.getProperty("growth.cases"))),
                            this.jdbc.queryForObject("show server_version", String.class), one.getKey(),
                            sent.sql().strip(), plan(sent)));
        }
    }

    private String plan(Sent sent) {
        return this.jdbc.execute((Connection connection) -> {
            try (PreparedStatement statement = connection
                .prepareStatement("explain (analyze, buffers, costs off) " + sent.sql())) {
                for (ParameterSetOperation operation : sent.parameters().get(0)) {
                    operation.getMethod().invoke(statement, operation.getArgs());
                }
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            }
            catch (IllegalAccessException | InvocationTargetException ex) {
                throw new SQLException(ex);
            }
        });
    }

}
