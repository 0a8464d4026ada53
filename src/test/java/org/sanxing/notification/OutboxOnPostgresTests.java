package org.sanxing.notification;

import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.sanxing.Postgres;

@Tag("thorough")
class OutboxOnPostgresTests extends OutboxContract {

    private final List<AutoCloseable> opened = new ArrayList<>();

    @Override
    NoticeFixture node() {
        Postgres database = Postgres.open();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        this.opened.addAll(List.of(pool, database));
        return NoticeFixture.on(pool);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : this.opened) {
            each.close();
        }
    }

}
