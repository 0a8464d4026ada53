package org.sanxing.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.sanxing.Postgres;
import org.sanxing.common.AuditRecord;
import org.sanxing.common.DomainEvent;
import org.sanxing.common.KeyFolder;

import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit's own beans on a real database, and nothing else. */
final class AuditDatabase implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T06:00:00.123456Z");

    final AtomicReference<Instant> now = new AtomicReference<>(START);

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    final JdbcClient jdbc;

    final TransactionTemplate transaction;

    final RecordVerifier verifier;

    final KnownCases describer = new KnownCases();

    private final HikariDataSource pool;

    private final Optional<Postgres> server;

    private AuditDatabase(HikariConfig config, Optional<Postgres> server) {
        this.server = server;
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(20);
        this.pool = new HikariDataSource(config);
        DataSource counted = ProxyDataSourceBuilder.create(this.pool).countQuery().build();
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V90__audit.sql"),
                new ClassPathResource("db/migration/V970__record.sql"),
                new ClassPathResource("db/migration/V990__tombstones.sql"))
            .execute(counted);
        JdbcTransactionManager transactions = new JdbcTransactionManager(counted);
        this.context.registerBean(DataSource.class, () -> counted);
        this.context.registerBean(JdbcTransactionManager.class, () -> transactions);
        this.context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(counted));
        this.context.registerBean(JdbcClient.class, () -> JdbcClient.create(counted));
        this.context.registerBean(Clock.class, () -> Clock.tick(new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return AuditDatabase.this.now.get();
            }
        }, Duration.ofNanos(1)));
        this.context.registerBean(CaseDescriber.class, () -> this.describer);
        this.context.registerBean(PersonNames.class, () -> AuditDatabase::names);
        this.context.registerBean("messageSource", ResourceBundleMessageSource.class, AuditDatabase::messages);
        this.context.registerBean("conversionService", ConversionService.class,
                ApplicationConversionService::getSharedInstance);
        this.context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(transactions));
        this.context.registerBean(ZoneId.class, () -> ZoneId.of("Asia/Shanghai"));
        this.context.registerBean(CheckpointSettings.class,
                () -> new CheckpointSettings("", Duration.ofMinutes(10), 1000, false));
        this.context.registerBean(KeyFolder.class, () -> new KeyFolder("target/audit-test/" + UUID.randomUUID(), ""));
        this.context.register(AuditChains.class, EventRecorder.class, RefusedAttempts.class, ChainVerifier.class,
                AuditEvents.class, AuditCases.class, Names.class, TraceAccess.class, CaseDescribers.class,
                CaseTraces.class, RecordTables.class, RowEntries.class, RowReader.class, AuditKeys.class,
                CheckpointFile.class, Checkpoints.class, CheckpointPlaces.class, LogVerifier.class,
                TombstoneVerifier.class, RowVerifier.class, LogProofs.class, RecordVerifier.class, FailureWords.class,
                Verifications.class);
        this.context.refresh();
        this.jdbc = this.context.getBean(JdbcClient.class);
        this.transaction = new TransactionTemplate(transactions);
        this.verifier = this.context.getBean(RecordVerifier.class);
    }

    static AuditDatabase h2() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";LOCK_TIMEOUT=10000;DB_CLOSE_DELAY=-1");
        return new AuditDatabase(config, Optional.empty());
    }

    static AuditDatabase postgres() {
        Postgres server = Postgres.open();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        return new AuditDatabase(config, Optional.of(server));
    }

    static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages-audit", "messages-tasks", "messages-reflection");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static Map<String, String> names(Collection<String> accounts) {
        return accounts.stream().collect(Collectors.toMap((account) -> account, (account) -> "N-" + account));
    }

    void publish(AuditRecord record) {
        DomainEvent event = () -> record;
        this.context.publishEvent(event);
    }

    /** In a transaction of its own. */
    void happened(AuditRecord... records) {
        this.transaction.executeWithoutResult((status) -> List.of(records).forEach(this::publish));
    }

    List<AuditEvent> events(String chain) {
        return this.context.getBean(AuditEvents.class).of(chain);
    }

    long rows(String table) {
        return this.jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    static long statements() {
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    void empty() {
        for (String table : List.of("audit_event", "audit_row", "audit_log", "audit_checkpoint")) {
            this.jdbc.sql("delete from " + table).update();
        }
        this.jdbc.sql("delete from audit_chain").update();
        this.now.set(START);
    }

    @Override
    public void close() {
        this.context.close();
        this.pool.close();
        this.server.ifPresent(Postgres::close);
    }

    /** Knows every case whose id begins with {@code case}. */
    static final class KnownCases implements CaseDescriber {

        volatile String state = "draft";

        @Override
        public Set<String> caseTypes() {
            return Set.of("reflection");
        }

        @Override
        public Optional<CaseDescription> describe(String caseId) {
            return caseId.startsWith("case") ? Optional.of(new CaseDescription(caseId, "Title of " + caseId, "staff1",
                    "Section A", "Campaign", this.state, "/reflections/" + caseId)) : Optional.empty();
        }

        @Override
        public boolean mayRead(String caseId, String account) {
            return account.equals("staff1");
        }

        @Override
        public List<CaseVersion> versions(String caseId) {
            return List.of();
        }

    }

}
