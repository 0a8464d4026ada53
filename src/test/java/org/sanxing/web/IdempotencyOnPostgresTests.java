package org.sanxing.web;

import java.io.IOException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

@SpringBootTest(classes = ShellFixture.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(IdempotencyOnPostgresTests.Postgres.class)
class IdempotencyOnPostgresTests extends IdempotencyContract {

    @TestConfiguration(proxyBeanMethods = false)
    static class Postgres {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres server() throws IOException {
            return EmbeddedPostgres.builder().setRegisterShutdownHook(false).start();
        }

        @Bean
        DynamicPropertyRegistrar where(EmbeddedPostgres server) {
            return (registry) -> {
                registry.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
                registry.add("spring.datasource.username", () -> "postgres");
            };
        }

    }

}
