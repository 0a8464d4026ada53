package org.sanxing.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.sanxing.Listeners;
import org.sanxing.account.QuickPasswords;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole application behind a real port, the demo organisation on a database of its
 * own, and a browser before it (a test method takes a {@link Browser}). One application
 * for all such tests: each test uses an author that no other one uses.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Listeners
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
                "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256",
                "sanxing.trusted-proxies=127.0.0.2/32" })
@ActiveProfiles({ "demo", "test" })
@Import(QuickPasswords.class)
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {

}
