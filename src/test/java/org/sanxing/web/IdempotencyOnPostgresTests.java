package org.sanxing.web;

import java.io.IOException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = ShellFixture.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(IdempotencyOnPostgresTests.Postgres.class)
class IdempotencyOnPostgresTests extends IdempotencyContract {

    @TestConfiguration(proxyBeanMethods = false)
    static class Postgres {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres server() throws IOException {
            return EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        }

        /** The server starts before properties that are registered late would count. */
        @Bean
        DataSource dataSource(EmbeddedPostgres server) {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
            source.setMaximumPoolSize(25);
            return source;
        }

    }

}
