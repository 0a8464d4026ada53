package org.sanxing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalInt;

import org.sanxing.audit.AuditCommands;
import org.sanxing.procedure.RehearseCommand;
import org.sanxing.common.OrganSettings;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the application: {@code mvn spring-boot:run}, or the packaged JAR; or does with
 * its record what the first argument says.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SanxingApplication {

    public static void main(String[] args) {
        OptionalInt done = AuditCommands.run(new SanxingApplication().clock(), args);
        if (done.isEmpty()) {
            done = RehearseCommand.run(SanxingApplication.class, args);
        }
        if (done.isPresent()) {
            System.exit(done.getAsInt());
        }
        SpringApplication.run(SanxingApplication.class, args);
    }

    /** UTC, in microseconds: the finest that both databases keep. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

    /** Of the organ. */
    @Bean
    ZoneId zone(OrganSettings settings) {
        return settings.zone();
    }

}
