package org.sanxing.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.sanxing.Listeners;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** As {@link PeopleTest}, behind a real port; 127.0.0.2 is a trusted proxy. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Listeners
@SpringBootTest(classes = PeopleTest.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1", "sanxing.data=target",
                "sanxing.trusted-proxies=127.0.0.2/32" })
@ActiveProfiles("demo")
@Import(QuickPasswords.class)
@DirtiesContext
@interface PeopleServerTest {

}
