package org.sanxing.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.sanxing.Postgres;
import org.sanxing.calendar.Calendars;
import org.sanxing.calendar.Deadlines;
import org.sanxing.calendar.WorkingCalendar;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.notification.Notice;
import org.sanxing.notification.Notifications;
import org.sanxing.organization.Organization;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The beans of one module on a real database, H2 or PostgreSQL, with the demo
 * organisation in memory. What was published and whom it told is kept.
 */
public final class ModuleDatabase implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-11-22T06:00:00.123456Z");

    public final People people = new People();

    public final List<AuditRecord> events = new CopyOnWriteArrayList<>();

    public final List<Notice> notices = new CopyOnWriteArrayList<>();

    public final AtomicReference<Instant> now = new AtomicReference<>(START);

    public final JdbcClient jdbc;

    public final TransactionTemplate transaction;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private final HikariDataSource pool;

    private final Optional<Postgres> server;

    public ModuleDatabase(boolean postgres, List<String> migrations, List<Object> fakes, Class<?>... beans) {
        HikariConfig config = new HikariConfig();
        if (postgres) {
            Postgres server = Postgres.open();
            this.server = Optional.of(server);
            config.setJdbcUrl(server.url());
        }
        else {
            this.server = Optional.empty();
            config.setJdbcUrl(
                    "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256");
        }
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        this.pool = new HikariDataSource(config);
        DataSource counted = ProxyDataSourceBuilder.create(this.pool).countQuery().build();
        migrations.forEach((name) -> new ResourceDatabasePopulator(new ClassPathResource("db/migration/" + name))
            .execute(counted));
        JdbcTransactionManager transactions = new JdbcTransactionManager(counted);
        this.jdbc = JdbcClient.create(counted);
        this.transaction = new TransactionTemplate(transactions);
        this.context.registerBean(JdbcTransactionManager.class, () -> transactions);
        this.context.registerBean(TransactionTemplate.class, () -> this.transaction);
        this.context.registerBean(JdbcClient.class, () -> this.jdbc);
        this.context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(counted));
        this.context.registerBean(Organization.class, () -> this.people);
        Clock clock = new MovableClock();
        this.context.registerBean(Clock.class, () -> clock);
        this.context.registerBean(WorkingCalendar.class, () -> Calendars.shipped(clock));
        this.context.registerBean(Deadlines.class, () -> new Deadlines(3, 5, 5, 3, 1, 7, 3));
        this.context.registerBean(Notifications.class, () -> this.notices::add);
        for (Object fake : fakes) {
            register(fake);
        }
        this.context.registerBean(ZoneId.class, () -> ZoneId.of("Asia/Shanghai"));
        this.context.register(Transactions.class);
        this.context.registerBean(Listener.class, () -> new Listener());
        this.context.register(beans);
        this.context.refresh();
    }

    private <T> void register(T fake) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) fake.getClass();
        String name = (fake instanceof MessageSource) ? AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME
                : type.getName();
        this.context.registerBean(name, type, () -> fake);
    }

    public <T> T get(Class<T> type) {
        return this.context.getBean(type);
    }

    /** How many statements this thread sends. */
    public long statements(Runnable action) {
        QueryCountHolder.clear();
        action.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    /** Actions of the events so far, with their chains' kinds. */
    public List<String> actions() {
        return this.events.stream().map((event) -> event.objectType() + " " + event.action()).toList();
    }

    @Override
    public void close() throws Exception {
        this.context.close();
        this.pool.close();
        this.server.ifPresent(Postgres::close);
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {

        @Bean
        String transactionsOn() {
            return "on";
        }

    }

    final class Listener {

        @EventListener
        void happened(DomainEvent event) {
            ModuleDatabase.this.events.add(event.record());
        }

    }

    private final class MovableClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return ModuleDatabase.this.now.get();
        }

    }

}
