package org.sanxing.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.sanxing.Listeners;

import org.springframework.boot.test.context.SpringBootTest;

/** A test of the shell alone, on H2 in memory. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Listeners
@SpringBootTest(classes = ShellFixture.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "spring.datasource.url=jdbc:h2:mem:shell;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
                "camunda.bpm.enabled=false", "sanxing.outbox.every=P1D", "sanxing.limits.wait=PT0.5S",
                "sanxing.limits.body.grace=PT1S", "sanxing.limits.body.per-second=1KB" })
@interface ShellTest {

}
