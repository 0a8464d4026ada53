package org.sanxing.common;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanxing.PostgresApplicationTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What every connection to PostgreSQL is told (ADR 84). */
@Tag("thorough")
@PostgresApplicationTest
class ConnectionsOnPostgresTests {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void itGivesALockUpAndCompilesNoStatement() {
        assertThat(said("show lock_timeout")).isEqualTo("10s");
        assertThat(said("show jit")).isEqualTo("off");
        assertThat(said("show work_mem")).isEqualTo("16MB");
    }

    private String said(String sql) {
        return this.jdbc.sql(sql).query(String.class).single();
    }

}
