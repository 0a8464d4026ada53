package org.sanxing.notification;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.sanxing.Postgres;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OutboxOnPostgresTests extends OutboxContract {

    private final List<Postgres> databases = new ArrayList<>();

    @Override
    NoticeFixture node() {
        Postgres database = Postgres.open();
        this.databases.add(database);
        return NoticeFixture.on(new DriverManagerDataSource(database.url()));
    }

    @AfterEach
    void close() {
        this.databases.forEach(Postgres::close);
    }

}
