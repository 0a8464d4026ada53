package org.sanxing.shell;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.DatabaseGate;
import org.sanxing.common.Rows;

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

    private @Nullable Health last;

    private long at;

    DatabaseHealth(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(2);
        this.clock = clock;
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
            this.transaction.executeWithoutResult((status) -> Rows.update(this.jdbc,
                    "update health_check set written_at = ? where id = 1", this.clock.instant()));
            return Health.up().build();
        }
        catch (RuntimeException ex) {
            return Health.down(ex).build();
        }
        finally {
            DatabaseGate.kind(null);
        }
    }

}
