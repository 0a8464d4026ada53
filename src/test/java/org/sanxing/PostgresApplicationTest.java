package org.sanxing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.sanxing.account.QuickPasswords;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** As {@link ApplicationTest}, on PostgreSQL. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Listeners
@SpringBootTest
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ActiveProfiles({ "demo", "test" })
@Import({ PostgresApplicationTest.Database.class, MovableClock.Configuration.class, Office.Configuration.class,
        QuickPasswords.class })
public @interface PostgresApplicationTest {

    /** A database of its own; may be imported by other contexts too. */
    @TestConfiguration(proxyBeanMethods = false)
    class Database {

        @Bean(destroyMethod = "close")
        Postgres postgres() {
            return Postgres.open();
        }

        /**
         * A bean and not a property: properties that are registered late do not count
         * where a web server starts.
         */
        @Bean
        DataSource dataSource(Postgres postgres) {
            HikariDataSource source = new HikariDataSource();
            source.setJdbcUrl(postgres.url());
            source.setMaximumPoolSize(25);
            source.setMinimumIdle(2);
            source.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            return source;
        }

    }

}
