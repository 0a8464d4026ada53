package org.sanxing;

import java.time.Clock;
import java.time.Duration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the application: {@code mvn spring-boot:run}, or the packaged JAR. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SanxingApplication {

    public static void main(String[] args) {
        SpringApplication.run(SanxingApplication.class, args);
    }

    /** UTC, in microseconds: the finest that both databases keep. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }

}
