package org.sanxing.shell;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.DatabaseGate;
import org.sanxing.common.Rows;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether the database takes what is written. Anybody may ask, so it is looked up at most
 * every other second.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final long KEPT = TimeUnit.SECONDS.toNanos(2);

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final Clock clock;

    private final boolean postgres;

    private @Nullable Health last;

    private long at;

    DatabaseHealth(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock,
            @Value("${spring.datasource.url:}") String url) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(2);
        this.clock = clock;
        this.postgres = url.startsWith("jdbc:postgresql:");
    }

    @Override
    public synchronized Health health() {
        Health known = this.last;
        if (known == null || System.nanoTime() - this.at > KEPT) {
            known = look();
            this.last = known;
            this.at = System.nanoTime();
        }
        return known;
    }

    private Health look() {
        DatabaseGate.kind("health");
        try {
            this.transaction.executeWithoutResult((status) -> write());
            return Health.up().build();
        }
        catch (RuntimeException ex) {
            return Health.down(ex).build();
        }
        finally {
            DatabaseGate.kind(null);
        }
    }

    /**
     * On a full disk PostgreSQL still finds room for a row where others were: only a new
     * file shows it, which an emptied table gets.
     */
    private void write() {
        if (this.postgres) {
            this.jdbc.sql("truncate health_check").update();
            Rows.insert(this.jdbc, "health_check", "id, written_at", 1, this.clock.instant());
        }
        else {
            Rows.update(this.jdbc, "update health_check set written_at = ? where id = 1", this.clock.instant());
        }
    }

}
